"""Forms of the service page: each carries out one thing with one need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.cases import queries
from simpul.cases.models import Need
from simpul.cases.models.needs import Urgency
from simpul.funds.states import CommitmentState
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError
from simpul.ground.files import ACCEPTED
from simpul.ground.money import format_rupiah
from simpul.offices import queries as offices
from simpul.offices.models import Reason, ReasonKind
from simpul.web.commands import CommandForm
from simpul.web.money.forms import AskForm
from simpul.web.sentences import sentence

Choices = list[tuple[str, str]]
RELATIONS: Choices = [
    ("sendiri", _("Yang dibantu sendiri")),  # type: ignore[list-item]
    ("keluarga", _("Anggota keluarga")),  # type: ignore[list-item]
    ("ahli waris", _("Ahli waris")),  # type: ignore[list-item]
    ("wali", _("Wali")),  # type: ignore[list-item]
    ("lainnya", _("Lainnya")),  # type: ignore[list-item]
]


class NeedForm(CommandForm):
    """A form about one need on one day, for one seat; choices that depend on it are filled in `choose`."""

    def __init__(self, *args: Any, need: Need, today: date, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.choose(need, today)

    def choose(self, need: Need, today: date) -> None:
        """Fill in choices that depend on the need."""


def _long(label: Any, *, required: bool = True, most: int = 1000, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, help_text=help_text)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more
    )


def _cards(label: Any, choices: Choices | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices or [], widget=forms.RadioSelect)


def _set(form: CommandForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def _reasons(need: Need, kind: ReasonKind) -> list[Reason]:
    return offices.reasons(need.district_code, kind)


class NoteForm(NeedForm):
    text = _long(_("Catatan"), help_text=_("Tanpa nomor NIK atau KK."))


class VisitForm(NeedForm):
    text = _long(_("Apa yang dilihat"))
    result = _long(_("Apa tindak lanjutnya"), most=300)


class AttemptForm(NeedForm):
    text = _long(_("Apa yang diupayakan"), help_text=_("Misalnya: ditanyakan ke lumbung desa."))
    result = _long(_("Hasilnya"), most=300)


class DocumentForm(NeedForm):
    kind = _cards(_("Jenis"), [("photo", _("Foto")), ("document", _("Dokumen"))])  # type: ignore[list-item]
    text = forms.CharField(label=_("Nama berkas"), max_length=160)
    upload = forms.FileField(
        label=_("Berkas"),
        help_text=_("Foto atau PDF, paling besar 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class ProofForm(NeedForm):
    kind = _cards(
        _("Jenis bukti"),
        [("number", _("Nomor")), ("statement", _("Pernyataan atau hasil pemeriksaan"))],  # type: ignore[list-item]
    )
    text = _long(_("Isinya"), help_text=_("Tanpa nomor NIK atau KK."))


class ErrandForm(NeedForm):
    task = forms.CharField(label=_("Yang diurus"), max_length=300)
    goes = forms.CharField(label=_("Siapa yang pergi"), max_length=160)
    power_of_attorney = forms.CharField(
        label=_("Surat kuasa"), max_length=200, help_text=_("Nomor, atau tanggal ditandatangani keluarga.")
    )
    transport = forms.CharField(label=_("Biaya perjalanan ditanggung"), max_length=200, required=False)


class ErrandDoneForm(CommandForm):
    result = _long(_("Hasil pengurusan"), most=300)


class CertificateForm(NeedForm):
    number = forms.CharField(
        label=_("Nomor surat"), max_length=80, help_text=_("Nomor dari buku register desa atau kelurahan.")
    )
    purpose = forms.CharField(label=_("Keperluan"), max_length=200)
    dated = _day(_("Tanggal surat"))
    valid_until = _day(_("Berlaku sampai"))
    witnesses = forms.CharField(label=_("Saksi"), max_length=300)
    signed_by = forms.CharField(label=_("Ditandatangani oleh"), max_length=160)


class HelpForm(NeedForm, AskForm):
    field_order = ("line", "amount", "purpose")

    def choose(self, need: Need, today: date) -> None:
        lines = queries.line_choices(need.village_code, need.category.code, by=self.by, today=today)
        self.offer((line.pk, line.name, line.left or 0) for line in lines)


class HandoverForm(NeedForm):
    what = forms.CharField(label=_("Yang diserahkan"), max_length=300)
    source_of_funds = forms.CharField(label=_("Sumber dana"), max_length=160)
    commitment = forms.ChoiceField(label=_("Dibayar dari usulan"), required=False)
    received_by = forms.CharField(label=_("Diterima oleh"), max_length=160)
    relation = forms.ChoiceField(label=_("Hubungan dengan yang dibantu"), choices=RELATIONS)
    mark = _cards(
        _("Tanda terima"),
        [("signature", _("Tanda tangan")), ("thumbprint", _("Cap jempol"))],  # type: ignore[list-item]
    )
    witnesses = forms.CharField(
        label=_("Saksi"), max_length=300, required=False, help_text=_("Cap jempol memerlukan dua saksi.")
    )

    def choose(self, need: Need, today: date) -> None:  # noqa: ARG002  the need alone decides
        paid = [link.commitment for link in need.commitments.filter(commitment__state=CommitmentState.PAID)]
        shown = [(str(each.pk), f"{format_rupiah(each.amount)} · {each.purpose}") for each in paid]
        _set(self, "commitment", [("", str(_("Bukan dari usulan"))), *shown])


class ReasonForm(NeedForm):
    """A coded reason with a note; each verb names its kind of reason."""

    kind: ReasonKind
    reason = _cards(_("Alasan"))
    note = _long(_("Keterangan"), required=False)

    def choose(self, need: Need, today: date) -> None:  # noqa: ARG002  the need alone decides
        _set(self, "reason", [(each.code, each.text) for each in _reasons(need, self.kind)])


class ClimbForm(ReasonForm):
    kind = ReasonKind.CLIMB
    field_order = ("reason", "tried", "note", "override", "override_note")
    tried = _long(_("Apa yang sudah diupayakan di sini"))
    override = forms.ChoiceField(label=_("Tetap diteruskan karena"), required=False)
    override_note = forms.CharField(
        label=_("Penjelasan tertulis"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def choose(self, need: Need, today: date) -> None:
        super().choose(need, today)
        self.district = need.district_code
        shown = [(each.text, each.text) for each in _reasons(need, ReasonKind.OVERRIDE)]
        _set(self, "override", [("", "—"), *shown])

    @property
    def claim(self) -> str | None:
        """What the chosen reason asserts; None before one of the pack's is chosen."""
        chosen = offices.reason(self.district, ReasonKind.CLIMB, self.data.get("reason", ""))
        return chosen.claim if chosen else None

    @property
    def override_reason(self) -> str:
        """The written reason for going on over a finding; empty when nothing was explained."""
        said, words = self.cleaned_data["override"], self.cleaned_data["override_note"].strip()
        return f"{said}: {words}" if said and words else words


class DescendForm(ReasonForm):
    kind = ReasonKind.DESCEND


class RestForm(ReasonForm):
    kind = ReasonKind.REST


class ReorderForm(ReasonForm):
    kind = ReasonKind.REORDER
    field_order = ("ahead", "reason", "note")
    ahead = _cards(
        _("Urutan"),
        [("ya", _("Didahulukan")), ("tidak", _("Kembali ke urutan biasa"))],  # type: ignore[list-item]
    )


class ResumeForm(NeedForm):
    note = _long(_("Jawaban dari luar"), help_text=_("Apa jawaban yang ditunggu itu."))


class CloseForm(NeedForm):
    result = _cards(_("Hasil"))
    note = _long(_("Keterangan"), required=False, most=500)

    def choose(self, need: Need, today: date) -> None:  # noqa: ARG002  the need alone decides
        _set(self, "result", [(each.code, each.text) for each in queries.result_choices(need)])
        if not queries.can_settle(need):
            self.fields["result"].help_text = sentence(InputError("village_may_not_settle"))


class ConfirmForm(NeedForm):
    arrived = _cards(
        _("Kata keluarga"),
        [("ya", _("Sudah diterima")), ("tidak", _("Belum diterima"))],  # type: ignore[list-item]
    )
    note = _long(_("Keterangan"), required=False, most=500, help_text=_("Wajib bila belum diterima."))


class AssignForm(NeedForm):
    seat = _cards(_("Petugas"))

    def choose(self, need: Need, today: date) -> None:
        seats = queries.seat_choices(need, today=today)
        _set(self, "seat", [(str(each.pk), f"{each.officer} · {each.title}") for each in seats])


class DeliverForm(NeedForm):
    what = _long(_("Apa yang diserahkan"), most=300)
    file = forms.FileField(
        label=_("Bukti"),
        help_text=_("Foto penyerahan, tanda terima, atau tangkapan layar. JPG, PNG, atau PDF."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class AddNeedForm(CommandForm):
    category = _cards(_("Kebutuhan"))
    words = _long(_("Kata warga"), help_text=_("Tulis seperti yang diucapkan."))
    urgency = _cards(_("Seberapa mendesak"), [(str(value), str(label)) for value, label in Urgency.choices])

    def __init__(self, *args: Any, district: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            each for each in offices.categories(district) if not each.confidential and not each.about_village
        ]
        _set(self, "category", [(each.code, each.name) for each in known])


class CodeForm(CommandForm):
    """Nothing to type: a new code replaces the old one."""
