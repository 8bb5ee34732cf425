"""What can be done with a need from its page: address, words, form, and the one action it carries out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from simpul.cases import actions, queries
from simpul.cases.models import Need
from simpul.funds import queries as funds
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError
from simpul.web.services import forms

Words = Callable[[], str]
Run = Callable[[Actor, Need, forms.NeedForm, datetime], object]


@dataclass(frozen=True)
class Act:
    """One thing that may be done: `offer` is its name among what a page offers."""

    offer: str
    slug: str
    label: Words
    lead: Words
    icon: str
    form: type[forms.NeedForm]
    run: Run
    done: Words
    danger: bool = False


def _typed(form: forms.NeedForm, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _plain(action: Callable[..., object], *names: str, versioned: bool = False) -> Run:
    """An action whose arguments have the names of the form's fields."""

    def run(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
        more = _typed(form, "version") if versioned else {}
        return action(by=by, need=need, at=at, **_typed(form, *names), **more)

    return run


def _climb(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    over = form.override_reason if isinstance(form, forms.ClimbForm) else ""
    typed = _typed(form, "reason", "tried", "note", "version")
    return actions.climb(by=by, need=need, at=at, override_reason=over, **typed)


def _reorder(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    typed = _typed(form, "reason", "note", "version")
    return actions.reorder(by=by, need=need, at=at, ahead=form.cleaned_data["ahead"] == "ya", **typed)


def _confirm(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    typed = _typed(form, "note", "version")
    return actions.confirm(by=by, need=need, at=at, arrived=form.cleaned_data["arrived"] == "ya", **typed)


def _assign(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    seat = UUID(form.cleaned_data["seat"])
    return actions.assign(by=by, need=need, at=at, seat=seat, **_typed(form, "version"))


def _help(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    line = funds.line(UUID(form.cleaned_data["line"]))
    if line is None:
        raise InputError("line_elsewhere", field="line")
    return actions.propose_help(by=by, need=need, at=at, line=line, **_typed(form, "amount", "purpose"))


def _handover(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    key = form.cleaned_data["commitment"]
    paid = queries.commitment_of(need, UUID(key)) if key else None
    names = ("what", "source_of_funds", "received_by", "relation", "mark", "witnesses")
    return actions.record_handover(by=by, need=need, at=at, commitment=paid, **_typed(form, *names))


def _deliver(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    typed = _typed(form, "what", "version")
    return actions.deliver(by=by, need=need, at=at, proof=form.cleaned_data["file"], **typed)


ACTS: tuple[Act, ...] = (
    Act(
        "confirm",
        "konfirmasi",
        lambda: _("Konfirmasi keluarga"),
        lambda: _("Hubungi keluarga dahulu, lalu catat jawabannya."),
        "user-check",
        forms.ConfirmForm,
        _confirm,
        lambda: _("Jawaban keluarga sudah dicatat."),
    ),
    Act(
        "attempt",
        "upaya",
        lambda: _("Tangani di sini"),
        lambda: _("Catat apa yang diupayakan di jenjang ini dan hasilnya."),
        "walk",
        forms.AttemptForm,
        _plain(actions.attempt, "text", "result"),
        lambda: _("Upaya sudah dicatat."),
    ),
    Act(
        "help",
        "bantuan",
        lambda: _("Usulkan bantuan"),
        lambda: _(
            "Dari anggaran kantor atau desa Anda sendiri: diusulkan di sini, disetujui pimpinan, dibayar "
            "bendahara dari buku yang sebenarnya."
        ),
        "coins",
        forms.HelpForm,
        _help,
        lambda: _("Usulan sudah dikirim untuk disetujui."),
    ),
    Act(
        "handover",
        "serah-terima",
        lambda: _("Catat serah terima"),
        lambda: _("Setelah disimpan, berita acara dapat dicetak dan ditandatangani."),
        "gift",
        forms.HandoverForm,
        _handover,
        lambda: _(
            "Serah terima sudah dicatat. Cetak berita acaranya dari Riwayat; konfirmasi keluarga menyusul."
        ),
    ),
    Act(
        "deliver",
        "sampaikan",
        lambda: _("Sudah diserahkan"),
        lambda: _("Lampirkan buktinya. Setelah ini keluarga dihubungi untuk memastikan bantuan sampai."),
        "package",
        forms.DeliverForm,
        _deliver,
        lambda: _("Sudah dicatat. Keluarga akan dihubungi."),
    ),
    Act(
        "climb",
        "teruskan",
        lambda: _("Teruskan"),
        lambda: _("Kebutuhan berpindah ke jenjang berikutnya. Tulis alasan dan apa yang sudah diupayakan."),
        "stairs-up",
        forms.ClimbForm,
        _climb,
        lambda: _("Kebutuhan sudah diteruskan."),
    ),
    Act(
        "close",
        "selesaikan",
        lambda: _("Selesaikan"),
        lambda: _("Setiap kebutuhan selesai dengan hasil. Pilih hasil yang sebenarnya."),
        "check",
        forms.CloseForm,
        _plain(actions.close, "result", "note", versioned=True),
        lambda: _("Kebutuhan sudah selesai dengan hasil."),
    ),
    Act(
        "note",
        "catatan",
        lambda: _("Catatan"),
        lambda: _("Catatan dibaca semua petugas yang menangani layanan ini."),
        "note",
        forms.NoteForm,
        _plain(actions.note, "text"),
        lambda: _("Catatan sudah disimpan."),
    ),
    Act(
        "visit",
        "kunjungan",
        lambda: _("Kunjungan"),
        lambda: _("Catat apa yang dilihat di rumah keluarga dan tindak lanjutnya."),
        "home",
        forms.VisitForm,
        _plain(actions.visit, "text", "result"),
        lambda: _("Kunjungan sudah dicatat."),
    ),
    Act(
        "document",
        "berkas",
        lambda: _("Foto atau dokumen"),
        lambda: _("Berkas disimpan terkunci dan hanya dapat dibuka petugas yang menangani."),
        "camera",
        forms.DocumentForm,
        _plain(actions.attach, "kind", "text", "upload"),
        lambda: _("Berkas sudah disimpan."),
    ),
    Act(
        "proof",
        "bukti",
        lambda: _("Bukti tertulis"),
        lambda: _("Nomor dari buku lain, atau pernyataan bahwa kebutuhan ini terjawab."),
        "file-check",
        forms.ProofForm,
        _plain(actions.prove, "kind", "text"),
        lambda: _("Bukti sudah dicatat."),
    ),
    Act(
        "errand",
        "pengurusan",
        lambda: _("Pengurusan"),
        lambda: _("Petugas pergi mengurus atas nama keluarga, dengan surat kuasa."),
        "bus",
        forms.ErrandForm,
        _plain(actions.start_errand, "task", "goes", "power_of_attorney", "transport"),
        lambda: _("Pengurusan sudah dicatat."),
    ),
    Act(
        "certificate",
        "surat-keterangan",
        lambda: _("SKTM"),
        lambda: _("Nomornya dari buku register desa atau kelurahan; di sini hanya dicatat."),
        "file-certificate",
        forms.CertificateForm,
        _plain(
            actions.record_certificate,
            "number",
            "purpose",
            "dated",
            "valid_until",
            "witnesses",
            "signed_by",
        ),
        lambda: _("SKTM sudah dicatat."),
    ),
    Act(
        "assign",
        "tugaskan",
        lambda: _("Tugaskan"),
        lambda: _("Pilih petugas yang menangani kebutuhan ini."),
        "user-plus",
        forms.AssignForm,
        _assign,
        lambda: _("Petugas sudah ditugaskan."),
    ),
    Act(
        "descend",
        "kembalikan",
        lambda: _("Kembalikan"),
        lambda: _("Kebutuhan kembali ke jenjang sebelumnya dengan alasan."),
        "stairs-down",
        forms.DescendForm,
        _plain(actions.descend, "reason", "note", versioned=True),
        lambda: _("Kebutuhan sudah dikembalikan."),
    ),
    Act(
        "rest",
        "tunggu",
        lambda: _("Menunggu pihak luar"),
        lambda: _("Waktu berhenti dihitung selama pihak luar kabupaten yang memegangnya."),
        "clock-pause",
        forms.RestForm,
        _plain(actions.rest, "reason", "note", versioned=True),
        lambda: _("Waktu berhenti dihitung."),
    ),
    Act(
        "resume",
        "lanjutkan",
        lambda: _("Lanjutkan waktu"),
        lambda: _("Jawaban dari luar sudah datang; sisa waktu berjalan lagi."),
        "clock",
        forms.ResumeForm,
        _plain(actions.resume, "note", versioned=True),
        lambda: _("Waktu berjalan lagi."),
    ),
    Act(
        "reorder",
        "urutan",
        lambda: _("Ubah urutan"),
        lambda: _(
            "Semua permohonan ada dalam satu antrean. Urutan berubah hanya dengan alasan yang tercatat."
        ),
        "list-details",
        forms.ReorderForm,
        _reorder,
        lambda: _("Urutan sudah diubah."),
    ),
)
BY_SLUG = {act.slug: act for act in ACTS}
BY_OFFER = {act.offer: act for act in ACTS}
