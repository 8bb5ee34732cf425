"""Forms of seats: appointing by decree, extending by letter, ending with a reason, inviting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.ground.files import ACCEPTED
from simpul.offices.models import Capacity
from simpul.web.commands import CommandForm


def _date(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _scan(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=_("Semua halaman terbaca, dengan tanda tangan dan stempel. JPG, PNG, atau PDF."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class AppointForm(CommandForm):
    """A new seat in an office, standing on a decree."""

    office = forms.ChoiceField(label=_("Kantor"))
    role = forms.ChoiceField(label=_("Tugas"))
    title = forms.CharField(label=_("Sebutan jabatan"), max_length=160)
    capacity = forms.ChoiceField(label=_("Kedudukan"), choices=Capacity.choices)
    decree_number = forms.CharField(label=_("Nomor SK"), max_length=80)
    decree_dated = _date(_("Tanggal SK"))
    file = _scan(_("Foto atau pindaian SK"))
    starts_on = _date(_("Mulai"))
    ends_on = _date(_("Berakhir"), required=False, help_text=_("Kosongkan bila SK tidak menyebut akhir."))

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], roles: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = forms.ChoiceField(label=_("Kantor"), choices=offices)
        self.fields["role"] = forms.ChoiceField(label=_("Tugas"), choices=roles)


class ExtendForm(CommandForm):
    """A letter that lets the seat go on until the new decree comes."""

    letter_number = forms.CharField(label=_("Nomor surat perpanjangan"), max_length=80)
    letter_date = _date(_("Tanggal surat"))
    until = _date(_("Berlaku sampai"))
    file = _scan(_("Foto atau pindaian surat"))


class EndForm(CommandForm):
    """The seat ends on a day, for a reason."""

    on = _date(_("Berakhir pada"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class InviteForm(CommandForm):
    """Who takes the seat."""

    name = forms.CharField(label=_("Nama petugas"), max_length=160)
    email = forms.EmailField(label=_("Surel"))


class NipForm(CommandForm):
    """The number of a civil servant, as letters show it under the name."""

    NUMBERS = frozenset({"nip"})

    nip = forms.CharField(
        label=_("NIP"),
        max_length=30,
        help_text=_("18 angka, seperti pada SK pengangkatan. Tampil di bawah nama pada surat."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
