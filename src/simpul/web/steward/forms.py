"""The form that closes a task of a data steward."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.web.commands import CommandForm


class SettleForm(CommandForm):
    """What was found out and done."""

    note = forms.CharField(
        label=_("Apa yang ditemukan dan dibetulkan?"),
        help_text=_("Misalnya: dua orang yang berbeda, KK baru sudah dicatat. Jangan menulis nomor di sini."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
