"""Forms of the wall. They ask once, and little: nobody must tell it twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.web.commands import CommandForm


class HandOverForm(CommandForm):
    """What was told, and how the office reaches somebody safely."""

    words = forms.CharField(
        label=_("Apa yang terjadi?"),
        help_text=_("Cukup yang sudah disampaikan. Jangan bertanya ulang kepada yang mengalaminya."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    in_danger_now = forms.BooleanField(label=_("Masih dalam bahaya sekarang"), required=False)
    person = forms.CharField(
        label=_("Nama atau sebutan yang perlu dilindungi"), max_length=160, required=False
    )
    age = forms.CharField(label=_("Usia atau perkiraan usia"), max_length=40, required=False)
    whereabouts = forms.CharField(label=_("Di mana sekarang?"), max_length=300, required=False)
    safe_contact = forms.CharField(
        label=_("Cara menghubungi yang aman"),
        help_text=_("Nomor atau orang yang tidak diketahui terlapor."),
        max_length=200,
        required=False,
    )
    reporter = forms.CharField(label=_("Siapa yang menyampaikan?"), max_length=160, required=False)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = forms.ChoiceField(
            label=_("Diserahkan kepada"), widget=forms.RadioSelect, choices=offices
        )


class MoveForm(CommandForm):
    """A step in the work behind the wall."""

    state = forms.ChoiceField(
        label=_("Langkah"),
        choices=[("accepted", _("Kami tangani")), ("closed", _("Selesai didampingi"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Catatan"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AssignForm(CommandForm):
    """A colleague who is to see the report too."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = forms.ChoiceField(
            label=_("Rekan yang diajak"), widget=forms.RadioSelect, choices=seats
        )
