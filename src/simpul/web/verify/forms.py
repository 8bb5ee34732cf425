"""The four digits a reader types from the card."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.web.words import WordsForm


class DigitsForm(WordsForm):
    """Four digits; whether they are right is not judged here."""

    digits = forms.RegexField(
        regex=r"^\d{4}$",
        label=_("Empat angka terakhir NIK"),
        help_text=_("Lihat pada KTP atau KK orang yang membawa surat."),
        error_messages={"invalid": _("Ketik empat angka terakhir NIK, misalnya 0012.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
    )
