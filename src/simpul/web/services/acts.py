"""What can be done with a need from its page: address, words, form, and the one action it carries out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from simpul.cases import actions, queries
from simpul.cases.models import Need
from simpul.funds import queries as funds
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError
from simpul.programmes.actions import record_facts
from simpul.web.services import forms
from simpul.web.services.acting import Act, plain, typed
from simpul.web.services.fact_forms import FactsForm


def _climb(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    over = form.override_reason if isinstance(form, forms.ClimbForm) else ""
    told = typed(form, "reason", "tried", "note", "version")
    return actions.climb(by=by, need=need, at=at, override_reason=over, **told)


def _reorder(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    told = typed(form, "reason", "note", "version")
    return actions.reorder(by=by, need=need, at=at, ahead=form.cleaned_data["ahead"] == "ya", **told)


def _confirm(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    told = typed(form, "note", "version")
    return actions.confirm(by=by, need=need, at=at, arrived=form.cleaned_data["arrived"] == "ya", **told)


def _assign(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    seat = UUID(form.cleaned_data["seat"])
    return actions.assign(by=by, need=need, at=at, seat=seat, **typed(form, "version"))


def _help(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    line = funds.line(UUID(form.cleaned_data["line"]))
    if line is None:
        raise InputError("line_elsewhere", field="line")
    return actions.propose_help(by=by, need=need, at=at, line=line, **typed(form, "amount", "purpose"))


def _handover(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    key = form.cleaned_data["commitment"]
    paid = queries.commitment_of(need, UUID(key)) if key else None
    names = ("what", "source_of_funds", "received_by", "relation", "mark", "witnesses")
    return actions.record_handover(by=by, need=need, at=at, commitment=paid, **typed(form, *names))


def _facts(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    told = typed(form, "source", "seen_on")
    answers = form.answers if isinstance(form, FactsForm) else {}
    return record_facts(by=by, person=need.case.person_id, facts=answers, at=at, **told)


def _deliver(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
    told = typed(form, "what", "version")
    return actions.deliver(by=by, need=need, at=at, proof=form.cleaned_data["file"], **told)


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
        plain(actions.attempt, "text", "result"),
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
        plain(actions.close, "result", "note", versioned=True),
        lambda: _("Kebutuhan sudah selesai dengan hasil."),
    ),
    Act(
        "note",
        "catatan",
        lambda: _("Catatan"),
        lambda: _("Catatan dibaca semua petugas yang menangani layanan ini."),
        "note",
        forms.NoteForm,
        plain(actions.note, "text"),
        lambda: _("Catatan sudah disimpan."),
    ),
    Act(
        "visit",
        "kunjungan",
        lambda: _("Kunjungan"),
        lambda: _("Catat apa yang dilihat di rumah keluarga dan tindak lanjutnya."),
        "home",
        forms.VisitForm,
        plain(actions.visit, "text", "result"),
        lambda: _("Kunjungan sudah dicatat."),
    ),
    Act(
        "document",
        "berkas",
        lambda: _("Foto atau dokumen"),
        lambda: _("Berkas disimpan terkunci dan hanya dapat dibuka petugas yang menangani."),
        "camera",
        forms.DocumentForm,
        plain(actions.attach, "kind", "text", "upload"),
        lambda: _("Berkas sudah disimpan."),
    ),
    Act(
        "proof",
        "bukti",
        lambda: _("Bukti tertulis"),
        lambda: _("Nomor dari buku lain, atau pernyataan bahwa kebutuhan ini terjawab."),
        "file-check",
        forms.ProofForm,
        plain(actions.prove, "kind", "text"),
        lambda: _("Bukti sudah dicatat."),
    ),
    Act(
        "facts",
        "belum-diketahui",
        lambda: _("Yang belum diketahui"),
        lambda: _(
            "Jawab yang Anda ketahui saja. Jawaban dicatat sebagai temuan petugas dengan tanggal dan "
            "asalnya; salinan data nasional tidak diubah. Sesudah ini program dinilai lagi."
        ),
        "help-circle",
        FactsForm,
        _facts,
        lambda: _("Temuan sudah dicatat dan program dinilai lagi."),
    ),
    Act(
        "errand",
        "pengurusan",
        lambda: _("Pengurusan"),
        lambda: _("Petugas pergi mengurus atas nama keluarga, dengan surat kuasa."),
        "bus",
        forms.ErrandForm,
        plain(actions.start_errand, "task", "goes", "power_of_attorney", "transport"),
        lambda: _("Pengurusan sudah dicatat."),
    ),
    Act(
        "certificate",
        "surat-keterangan",
        lambda: _("SKTM"),
        lambda: _("Nomornya dari buku register desa atau kelurahan; di sini hanya dicatat."),
        "file-certificate",
        forms.CertificateForm,
        plain(
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
        plain(actions.descend, "reason", "note", versioned=True),
        lambda: _("Kebutuhan sudah dikembalikan."),
    ),
    Act(
        "rest",
        "tunggu",
        lambda: _("Menunggu pihak luar"),
        lambda: _("Waktu berhenti dihitung selama pihak luar kabupaten yang memegangnya."),
        "clock-pause",
        forms.RestForm,
        plain(actions.rest, "reason", "note", versioned=True),
        lambda: _("Waktu berhenti dihitung."),
    ),
    Act(
        "resume",
        "lanjutkan",
        lambda: _("Lanjutkan waktu"),
        lambda: _("Jawaban dari luar sudah datang; sisa waktu berjalan lagi."),
        "clock",
        forms.ResumeForm,
        plain(actions.resume, "note", versioned=True),
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
