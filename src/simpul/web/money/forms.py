"""Forms of money: agreeing needs nothing but a press; paying needs the number of the real book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.ground.errors import InputError
from simpul.ground.money import format_rupiah, parse_rupiah
from simpul.web.commands import CommandForm
from simpul.web.sentences import sentence


class AskForm(CommandForm):
    """From which line, how much, and what for."""

    line = forms.ChoiceField(label=_("Mata anggaran"), choices=(), widget=forms.RadioSelect)
    amount = forms.CharField(
        label=_("Jumlah (rupiah)"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    purpose = forms.CharField(
        label=_("Untuk apa"), max_length=200, help_text=_("Tanpa nama orang: uang tidak mencatat siapa.")
    )

    def offer(self, lines: Iterable[tuple[UUID, str, int]]) -> None:
        """Offer these lines: (key, name, rupiah left)."""
        choices = [(str(key), f"{name} · {format_rupiah(left)}") for key, name, left in lines]
        self.fields["line"].choices = choices  # type: ignore[attr-defined]

    def clean_amount(self) -> int:
        """Whole rupiah, written out in full."""
        try:
            return int(parse_rupiah(self.cleaned_data["amount"]))
        except InputError as error:
            raise forms.ValidationError(sentence(error)) from None


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

    REFERENCES: ClassVar[frozenset[str]] = frozenset({"book_reference"})

    book_reference = forms.CharField(
        label=_("Nomor pada buku yang sebenarnya"),
        help_text=_("Simpul hanya mencerminkan buku kas. Ketik nomor bukti dari buku itu."),
        max_length=80,
    )
    paid_on = forms.DateField(
        label=_("Tanggal dibayar"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
