"""The form of a referral: what is asked of which office, and the letter that goes with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.referrals.queries import Composing
from simpul.referrals.types import Asking, LetterWish
from simpul.web.letters.forms import SignedForm


class ReferForm(SignedForm):
    """What is asked. Fields for the hands of a letter appear where more than one seat could give them."""

    service_name = forms.CharField(
        label=_("Layanan yang dimohonkan"),
        help_text=_("Seperti kantor itu menyebutnya, misalnya: perekaman KTP di rumah."),
        max_length=160,
    )
    programme_code = forms.ChoiceField(
        label=_("Program"),
        help_text=_("Kemungkinan memenuhi syarat menurut data; keputusan ada pada kantor itu."),
        required=False,
    )
    asked = forms.CharField(
        label=_("Apa yang dimohonkan"),
        help_text=_("Keadaan keluarga dan yang sudah dicoba. Tanpa NIK atau nomor KK."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    documents_complete = forms.BooleanField(label=_("Berkas yang diminta sudah lengkap"), required=False)
    contact = forms.CharField(
        label=_("Pendamping di lapangan"),
        help_text=_("Nama dan telepon yang dapat dihubungi kantor itu."),
        max_length=200,
    )
    letter = forms.ChoiceField(label=_("Surat pengantar"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Composing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self._choices("programme_code", [("", _("Tidak disebut")), *offered.programmes])
        letters = [(template.code, template.title) for template, _hands in offered.letters]
        self._choices("letter", [("", _("Tanpa surat")), *letters])
        self.hand_fields = [
            name for template, hands in offered.letters for name in self.offer_hands(template.code, hands)
        ]
        if not letters:
            for name in ("letter", "sign_form", "superior", "through"):
                del self.fields[name]

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def asking(self, typed: dict[str, Any]) -> Asking:
        """What the action is asked to send."""
        return Asking(
            to_office=self.offered.office_id,
            service_name=typed["service_name"],
            asked=typed["asked"],
            programme_code=typed["programme_code"],
            documents_complete=typed["documents_complete"],
            contact=typed["contact"],
            letter=self._letter(typed),
        )

    def _letter(self, typed: dict[str, Any]) -> LetterWish | None:
        code = typed.get("letter", "")
        return self.wish(code, typed, {}) if code else None
