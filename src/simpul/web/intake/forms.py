"""Forms of the intake. Only the last one writes; the others are kept in the sealed draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.registry.types import BASES, NewPerson
from simpul.web.commands import CommandForm
from simpul.web.words import WordsForm

BASIS_WORDS = {
    "consent": _("Persetujuan warga"),
    "vital_interest": _("Keselamatan jiwa, warga belum dapat dimintai persetujuan"),
    "public_task": _("Tugas pelayanan publik"),
    "legal_obligation": _("Kewajiban hukum"),
}
RELATIONS = (
    ("", "—"),
    ("head", _("Kepala keluarga")),
    ("spouse", _("Suami atau istri")),
    ("child", _("Anak")),
    ("child_in_law", _("Menantu")),
    ("grandchild", _("Cucu")),
    ("parent", _("Orang tua")),
    ("other", _("Lainnya")),
)
PRECISIONS = (
    ("day", _("Tanggal lengkap")),
    ("year", _("Tahun saja")),
    ("estimated", _("Perkiraan tahun")),
    ("unknown", _("Belum diketahui")),
)
SEEN = (("", _("Belum dilihat")), ("yes", _("Terdata")), ("no", _("Belum terdata")))
JKN = (
    ("", _("Belum dilihat")),
    ("active", _("Aktif")),
    ("inactive", _("Tidak aktif")),
    ("none", _("Belum pernah terdaftar")),
)
SEGMENTS = (
    ("", "—"),
    ("pbi", _("PBI (dibayar pusat)")),
    ("pbi_local", _("PBI daerah")),
    ("worker", _("Pekerja")),
    ("self_paid", _("Mandiri")),
    ("other", _("Lainnya")),
)
SOURCES = (
    ("citizen", _("Warga datang sendiri")),
    ("officer", _("Petugas menemukan")),
    ("aspiration", _("Disampaikan pejabat atau wakil rakyat")),
    ("hospital", _("Rumah sakit atau Puskesmas")),
    ("other", _("Lainnya")),
)
CHANNELS = (
    ("desk", _("Di loket")),
    ("visit", _("Kunjungan rumah")),
    ("phone", _("Telepon atau pesan")),
    ("paper", _("Dari buku tiket kertas")),
)
URGENCIES = (
    ("3", _("Biasa")),
    ("2", _("Mendesak: akan memburuk dalam beberapa hari")),
    ("1", _("Darurat: hari ini juga")),
)
PROPOSALS = (
    ("", _("Tidak ditentukan: bila belum terdata, diusulkan sendiri pada musyawarah berikutnya")),
    ("deliberation", _("Usulkan pada musyawarah berikutnya")),
    ("sptjm", _("Usulkan sekarang dengan SPTJM, tidak dapat menunggu")),
)


def _radio(label: Any, choices: Any, *, initial: str = "", required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, initial=initial, required=required
    )


def _text(label: Any, length: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **more)


class EnquiryForm(CommandForm):
    """A question or suggestion and its answer."""

    words = forms.CharField(
        label=_("Apa yang ditanyakan atau disarankan?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer = forms.CharField(
        label=_("Apa jawaban Anda?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoticeForm(WordsForm):
    """The notice that was read aloud, and the basis."""

    read_aloud = forms.BooleanField(label=_("Sudah saya bacakan kepada warga"), required=False)
    basis = _radio(
        _("Dasar pencatatan"), [(code, BASIS_WORDS[code]) for code in BASES], initial="consent", required=True
    )
    given_by = _text(_("Siapa yang menyetujui?"), 160, help_text=_("Kosongkan bila yang dibantu sendiri."))

    def clean(self) -> dict[str, Any]:
        """Consent needs the notice read."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("basis") == "consent" and not cleaned.get("read_aloud"):
            self.add_error("read_aloud", _("Bacakan dulu pemberitahuan itu, lalu beri tanda."))
        return cleaned


class PersonForm(WordsForm):
    """Somebody who was not found. Only a name, or a label and where they were met, is asked for."""

    NUMBERS = frozenset({"nik", "kk"})

    name = _text(_("Nama"), 160, required=True)
    is_label = forms.BooleanField(label=_("Namanya belum diketahui; ini sebutan saja"), required=False)
    met_at = _text(
        _("Ditemui di mana?"), 200, help_text=_("Perlu bila namanya belum diketahui atau tanpa alamat.")
    )
    sex = _radio(
        _("Jenis kelamin"), [("P", _("Perempuan")), ("L", _("Laki-laki")), ("", _("Belum diketahui"))]
    )
    birth_precision = _radio(_("Kapan lahirnya?"), PRECISIONS, initial="unknown", required=True)
    birth_date = forms.DateField(
        label=_("Tanggal lahir"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    birth_year = forms.IntegerField(label=_("Tahun lahir"), required=False, min_value=1880, max_value=2100)
    village_code = forms.ChoiceField(label=_("Tinggal di desa atau kelurahan"), required=False)
    hamlet = _text(_("Dusun atau lingkungan"), 80)
    rt = _text(_("RT"), 4)
    rw = _text(_("RW"), 4)
    nik = _text(_("NIK"), 40, help_text=_("16 angka. Kosongkan bila belum punya atau tidak dibawa."))
    kk = _text(_("Nomor KK"), 40)
    relation = forms.ChoiceField(label=_("Kedudukan dalam KK"), choices=RELATIONS, required=False)
    phone = _text(_("Telepon"), 30, help_text=_("Milik yang dibantu atau keluarganya, bukan milik petugas."))

    def new_person(self) -> NewPerson:
        """What was told, with what does not belong to the chosen kind of birth date left out."""
        told = dict(self.cleaned_data)
        if told["birth_precision"] != "day":
            told["birth_date"] = None
        if told["birth_precision"] not in {"year", "estimated"}:
            told["birth_year"] = None
        return NewPerson(**told | {"relation": told["relation"] or "head"})


class PartiesForm(WordsForm):
    """Who reports and who collects, when these are not the one to be helped."""

    who_reports = _radio(
        _("Siapa yang melapor?"),
        [("same", _("Yang dibantu sendiri")), ("other", _("Orang lain"))],
        initial="same",
        required=True,
    )
    reporter_name = _text(_("Nama pelapor"), 160)
    reporter_relation = _text(_("Hubungan pelapor"), 40, help_text=_("Tetangga, RT, Babinsa, rumah sakit…"))
    reporter_phone = _text(_("Telepon pelapor"), 30)
    who_collects = _radio(
        _("Siapa yang mengambil bantuan atau surat?"),
        [("same", _("Yang dibantu sendiri")), ("other", _("Orang lain"))],
        initial="same",
        required=True,
    )
    collector_name = _text(_("Nama pengambil"), 160)
    collector_relation = _text(
        _("Hubungan pengambil"), 40, help_text=_("Misalnya ahli waris, wali, tetangga.")
    )
    collector_proof = _text(_("Bukti pengambil"), 120, help_text=_("Surat kuasa, KK, atau saksi."))

    def clean(self) -> dict[str, Any]:
        """Somebody else has a name and a relation."""
        cleaned: dict[str, Any] = super().clean() or {}
        for asked, fields in (
            ("who_reports", ("reporter_name", "reporter_relation")),
            ("who_collects", ("collector_name", "collector_relation", "collector_proof")),
        ):
            if cleaned.get(asked) == "other":
                for name in fields:
                    if not cleaned.get(name) and name in self.fields:
                        self.add_error(name, _("Isi bila orang lain."))
        return cleaned


class CheckForm(WordsForm):
    """What was seen by hand today, and whether a proposal is opened."""

    looked_at = forms.TimeField(
        label=_("Dilihat pukul berapa hari ini?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Kosongkan bila belum ada yang melihat hari ini."),
    )
    siks_found = _radio(_("Di SIKS-NG"), SEEN)
    siks_decile = forms.IntegerField(label=_("Desil di SIKS-NG"), required=False, min_value=1, max_value=10)
    siks_note = _text(_("Catatan SIKS-NG"), 300)
    jkn_state = _radio(_("Kepesertaan JKN"), JKN)
    jkn_segment = forms.ChoiceField(label=_("Segmen JKN"), choices=SEGMENTS, required=False)
    jkn_inactive_since = forms.DateField(
        label=_("Tidak aktif sejak"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    proposal = _radio(_("Bila belum terdata"), PROPOSALS)
    proposal_reason = _text(_("Alasan tidak dapat menunggu"), 300)

    def clean(self) -> dict[str, Any]:
        """What was seen carries its hour; an SPTJM carries its reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen = cleaned.get("siks_found") or cleaned.get("jkn_state") or cleaned.get("siks_decile")
        if seen and not cleaned.get("looked_at"):
            self.add_error("looked_at", _("Tulis pukul berapa data itu dilihat."))
        if cleaned.get("proposal") == "sptjm" and len(cleaned.get("proposal_reason", "")) < 10:  # noqa: PLR2004  as rules.SHORTEST_REASON
            self.add_error("proposal_reason", _("Tulis alasannya, paling sedikit 10 huruf."))
        since = cleaned.get("jkn_inactive_since")
        if isinstance(since, date):
            cleaned["jkn_inactive_since"] = since.isoformat()
        return cleaned


class NeedForm(WordsForm):
    """One need in the citizen's words."""

    words = forms.CharField(
        label=_("Apa yang disampaikan warga?"),
        help_text=_("Tulis seperti yang diucapkan. Jangan menulis NIK di sini."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    urgency = _radio(_("Seberapa mendesak?"), URGENCIES, initial="3", required=True)


class ComplaintForm(NeedForm):
    """A complaint about the village; who complains stays unnamed unless they wish otherwise."""

    named = forms.BooleanField(
        label=_("Warga setuju namanya diketahui kantor yang menangani"),
        help_text=_("Kosongkan bila ragu. Tanpa tanda ini namanya tidak disimpan pada keluhan."),
        required=False,
    )


class SourceForm(WordsForm):
    """Whose request it is and how it came in. It changes nothing in the queue."""

    source = _radio(_("Permohonan ini berasal dari"), SOURCES, initial="citizen", required=True)
    source_name = _text(_("Nama atau jabatan yang menyampaikan"), 160)
    source_note = _text(_("Catatan asal permohonan"), 300)
    channel = _radio(_("Diterima lewat"), CHANNELS, initial="desk", required=True)
    ticket = _text(
        _("Nomor pada buku tiket kertas"), 40, help_text=_("Hanya bila dicatat di kertas lebih dulu.")
    )

    def clean(self) -> dict[str, Any]:
        """A request passed on names who passed it on."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("source") in {"officer", "aspiration"} and not cleaned.get("source_name"):
            self.add_error("source_name", _("Tulis siapa yang menyampaikan."))
        return cleaned


class SaveForm(CommandForm):
    """The summary: what is pressed once and written once."""
