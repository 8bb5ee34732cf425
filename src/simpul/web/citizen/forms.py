"""A citizen's two boxes, and how many numbers a pad has."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.web.commands import CommandForm
from simpul.web.words import WordsForm


class FollowForm(WordsForm):
    """Ticket and code, as printed on the slip; written in any way."""

    NUMBERS = frozenset({"ticket", "code"})

    ticket = forms.CharField(
        label=_("Nomor layanan"),
        max_length=60,
        help_text=_("Tertulis paling atas pada slip, misalnya 00.00-2611-0412-3."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
    )
    code = forms.CharField(
        label=_("Kode"),
        max_length=20,
        help_text=_("Enam angka pada slip."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class PadForm(CommandForm):
    """How many blank slips are printed."""

    size = forms.ChoiceField(
        label=_("Berapa lembar"),
        choices=[("10", "10"), ("20", "20"), ("50", "50")],
        widget=forms.RadioSelect,
        initial="10",
    )
