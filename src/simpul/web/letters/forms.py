"""Forms of letters: write one, a number, a hand, a scan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.ground.files import ACCEPTED
from simpul.letters.queries.chain import HandChoice
from simpul.letters.types import OnBehalf
from simpul.referrals.queries import WritingForm
from simpul.referrals.types import LetterWish
from simpul.web.commands import CommandForm


class SignedForm(CommandForm):
    """A form whose letter is signed: in whose name, and by whom where several seats could."""

    sign_form = forms.ChoiceField(
        label=_("Ditandatangani"),
        choices=[("own", _("atas nama jabatan sendiri")), ("an", _("a.n. atasan")), ("ub", _("u.b."))],
        required=False,
    )
    superior = forms.CharField(label=_("a.n. jabatan"), max_length=120, required=False)
    through = forms.CharField(label=_("melalui jabatan (untuk u.b.)"), max_length=120, required=False)

    def offer_hands(self, code: str, hands: tuple[HandChoice, ...]) -> list[str]:
        """Add a field for each hand of a template that is not one seat's alone; gives their names."""
        return [self._hand_field(code, hand) for hand in hands if len(hand.seats) != 1]

    def wish(self, code: str, typed: dict[str, Any], body: dict[str, str]) -> LetterWish:
        """What was wished of the letter."""
        first = f"hand_{code}_"
        hands = {
            int(name.removeprefix(first)): UUID(chosen)
            for name, chosen in typed.items()
            if name.startswith(first) and chosen
        }
        behalf = OnBehalf(typed["sign_form"] or "own", typed["superior"].strip(), typed["through"].strip())
        return LetterWish(template_code=code, hands=hands, on_behalf=behalf, body=body)

    def clean(self) -> dict[str, Any]:
        """A signature on behalf of somebody says of whom."""
        typed: dict[str, Any] = super().clean() or {}
        form = typed.get("sign_form")
        if form in {"an", "ub"} and not typed.get("superior", "").strip():
            self.add_error("superior", _("Tulis jabatan atasannya, misalnya: Kepala Dinas Sosial."))
        if form == "ub" and not typed.get("through", "").strip():
            self.add_error("through", _("Tulis jabatan di antaranya, misalnya: Sekretaris."))
        return typed

    def _hand_field(self, code: str, hand: HandChoice) -> str:
        name = f"hand_{code}_{hand.position}"
        seats = [
            (str(seat.pk), f"{seat.officer.name}, {seat.title}, {seat.office.name}")
            for seat in hand.seats
            if seat.officer
        ]
        self.fields[name] = forms.ChoiceField(
            label=_("Yang menandatangani") if hand.kind == "sign" else _("Yang memaraf"),
            choices=[("", _("Pilih")), *seats],
            required=False,
        )
        return name


class WriteForm(SignedForm):
    """A letter about a need, with the texts its template asks for."""

    subject = forms.CharField(label=_("Hal"), max_length=200)
    recipient = forms.CharField(
        label=_("Kepada"), help_text=_("Misalnya: Kepala Cabang BPJS Kesehatan."), max_length=200
    )

    def __init__(self, data: Any = None, *, offered: WritingForm) -> None:
        super().__init__(data, initial={"subject": offered.template.title})
        self.offered = offered
        self.body_fields = [name for name, _label in offered.fields]
        for name, label in offered.fields:
            self.fields[f"body_{name}"] = forms.CharField(label=label, max_length=500, required=False)
        self.hand_fields = self.offer_hands(offered.template.code, offered.hands)

    def letter(self, typed: dict[str, Any]) -> LetterWish:
        """What was wished of the letter; a text left empty is left out."""
        body = {name: typed[f"body_{name}"] for name in self.body_fields if typed[f"body_{name}"]}
        return self.wish(self.offered.template.code, typed, body)


class NumberForm(CommandForm):
    """The number as the office's real book has it, or the next one."""

    number = forms.CharField(
        label=_("Nomor dari buku agenda"),
        help_text=_("Kosongkan bila nomor berikutnya diambil dari Simpul."),
        max_length=80,
        required=False,
    )
    dated = forms.DateField(
        label=_("Tanggal surat"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class HandForm(CommandForm):
    """Nothing to type: an initial, a signature, letting a letter go."""


class ScanForm(CommandForm):
    """The signed paper, photographed or scanned."""

    file = forms.FileField(
        label=_("Foto atau pindaian surat"),
        help_text=_("Semua halaman terbaca, dengan tanda tangan dan stempel. JPG, PNG, atau PDF."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )


class WithdrawForm(CommandForm):
    """Why a letter is withdrawn."""

    reason = forms.CharField(
        label=_("Alasan menarik surat"),
        help_text=_("Nomornya tetap terpakai. Halaman pemeriksaan akan mengatakan surat ini ditarik."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
