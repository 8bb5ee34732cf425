"""Forms of money: agreeing needs nothing but a press; paying needs the number of the real book."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.web.commands import CommandForm


class AgreeForm(CommandForm):
    """Nothing to type."""


class ReasonForm(CommandForm):
    """Why not, or why no longer."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Alasan ini dibaca petugas yang mengusulkan."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PayForm(CommandForm):
    """The payment as the real book has it."""

    book_reference = forms.CharField(
        label=_("Nomor pada buku yang sebenarnya"),
        help_text=_("Simpul hanya mencerminkan buku kas. Ketik nomor bukti dari buku itu."),
        max_length=80,
    )
    paid_on = forms.DateField(
        label=_("Tanggal dibayar"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
