"""The history of a service told in sentences, and programmes in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.cases.queries import Entry
from simpul.ground.money import format_rupiah
from simpul.programmes.queries import Fit
from simpul.web.funds_sentences import why_ended


@dataclass(frozen=True)
class Line:
    """One line of the history as the page's timeline shows it."""

    at: datetime
    kind: str
    sentence: str
    note: str
    by: str
    href: str = ""
    icon: str = ""
    about: str = ""


@dataclass(frozen=True)
class Criterion:
    """A criterion as its component shows it: met, not met or unknown, with the value it saw."""

    sentence: str
    verdict: str
    seen: str


#: Icons of what is no movement; movements have theirs in the component.
_ICONS = {
    "deed.note": "note",
    "deed.visit": "home",
    "deed.attempt": "walk",
    "deed.document": "file-text",
    "deed.photo": "photo",
    "deed.proof": "photo",
    "deed.number": "file-check",
    "deed.statement": "file-check",
    "errand.started": "bus",
    "errand.done": "check",
    "certificate": "file-certificate",
    "handover": "gift",
    "proposal.made": "database-search",
    "proposal.accepted": "circle-check",
    "proposal.refused": "circle-x",
}
#: A handover tells itself; the move it causes would say it twice.
_SILENT = {"handed_over"}


def _opened(entry: Entry) -> str:
    """Where the need began; why above the first rung, for somebody who has no village here."""
    for found in entry.findings:
        if found["code"] == "taken_over":
            told = _("Kebutuhan dicatat; jenjang {rung} tidak ada untuk yang dibantu, jadi mulai di {to}.")
            return told.format(rung=found["about"], to=entry.to_office)
    return _("Kebutuhan dicatat; mulai di {to}.").format(to=entry.to_office)


Tell = Callable[[Entry], str]
_TOLD: dict[str, Tell] = {
    "opened": _opened,
    "assigned": lambda e: _("Ditugaskan kepada {post}.").format(post=e.text),
    "started": lambda e: _("Mulai ditangani {office}.").format(office=e.to_office),
    "climbed": lambda e: _("Diteruskan ke {to}: {why}").format(to=e.to_office, why=_why(e)),
    "descended": lambda e: _("Dikembalikan ke {to}: {why}").format(to=e.to_office, why=_why(e)),
    "rested": lambda e: _("Waktu berhenti dihitung: {why}").format(why=_why(e)),
    "reordered": lambda e: _("Urutan diubah: {why}").format(why=_why(e)),
    "raised": lambda e: _("Permohonan ke-{times} untuk hal yang sama; dinaikkan menjadi mendesak.").format(
        times=e.text
    ),
    "referred": lambda e: _("Dirujuk ke {to}.").format(to=e.to_office),
    "accepted": lambda e: _("Diterima {office}, sedang dikerjakan.").format(office=e.from_office),
    "declined": lambda e: (
        _("{office}: belum dapat dipenuhi karena {why}").format(office=e.from_office, why=_why(e))
        if e.reason
        else _("Rujukan ke {office} dibatalkan.").format(office=e.from_office)
    ),
    "delivered": lambda e: _("Diserahkan {office}; menunggu konfirmasi keluarga.").format(
        office=e.from_office
    ),
    "returned": lambda e: _("Keluarga menyatakan belum menerima; kembali ke {to}.").format(to=e.to_office),
    "closed": lambda e: _("Selesai: {why}").format(why=_why(e)),
    "certificate": lambda e: _("SKTM nomor {number} untuk {purpose}.").format(
        number=e.text, purpose=e.result
    ),
    "handover": lambda e: _("Serah terima: {what} kepada {who}.").format(what=e.text, who=e.result),
    "proposal.made": lambda e: (
        _("Diusulkan masuk data dengan SPTJM.")
        if e.reason == "sptjm"
        else _("Diusulkan masuk data pada musyawarah berikutnya.")
    ),
    "money.proposed": lambda e: _("Diusulkan {amount} dari {line}: {purpose}").format(
        amount=_rupiah(e), line=e.result, purpose=e.text
    ),
    "money.agreed": lambda e: _("Usulan {amount} disetujui, belum dibayar.").format(amount=_rupiah(e)),
    "money.paid": lambda e: _("{amount} dibayar; nomor buku {reference}.").format(
        amount=_rupiah(e), reference=e.text
    ),
    "money.refused": lambda e: _("Usulan {amount} belum disetujui: {why}").format(
        amount=_rupiah(e), why=why_ended(e.text)
    ),
    "money.released": lambda e: _("Usulan {amount} dilepas kembali: {why}").format(
        amount=_rupiah(e), why=why_ended(e.text)
    ),
}
#: Sentences that need no value.
_PLAIN: dict[str, Callable[[], str]] = {
    "resumed": lambda: _("Waktu berjalan lagi."),
    "confirmed": lambda: _("Keluarga menyatakan sudah menerima."),
    "died": lambda: _("Ditutup karena yang dibantu meninggal dunia."),
    "deed.note": lambda: _("Catatan."),
    "deed.visit": lambda: _("Kunjungan."),
    "deed.attempt": lambda: _("Upaya di jenjang ini."),
    "deed.document": lambda: _("Dokumen disimpan."),
    "deed.photo": lambda: _("Foto disimpan."),
    "deed.proof": lambda: _("Bukti penyerahan disimpan."),
    "deed.number": lambda: _("Nomor bukti dicatat."),
    "deed.statement": lambda: _("Pernyataan dicatat."),
    "errand.started": lambda: _("Pengurusan dimulai."),
    "errand.done": lambda: _("Pengurusan selesai."),
    "proposal.accepted": lambda: _("Usulan masuk data disetujui."),
    "proposal.refused": lambda: _("Usulan masuk data belum disetujui."),
}
#: Kinds whose text is already in their sentence.
_SAID = {"assigned", "raised", "certificate", "handover"}


def tell(entries: tuple[Entry, ...], names: Mapping[UUID, str]) -> list[Line]:
    """The history in sentences, oldest first.

    Args:
        entries: what happened.
        names: the name of each need, by key; with more than one, it stands where the talk turns to another.
    """
    told = [entry for entry in entries if entry.kind not in _SILENT]
    before = [None, *(entry.need for entry in told)]
    return [
        Line(
            at=entry.at,
            kind=entry.kind,
            sentence=_sentence(entry),
            note=" · ".join(_notes(entry)),
            by=post_of(entry.by),
            href=_href(entry),
            icon="coins" if entry.kind.startswith("money.") else _ICONS.get(entry.kind, ""),
            about=names[entry.need] if len(names) > 1 and entry.need != last else "",
        )
        for entry, last in zip(told, before, strict=False)
    ]


def criteria_of(fit: Fit) -> list[Criterion]:
    """The criteria of a programme in words."""
    return [
        Criterion(each.criterion.sentence, each.state, _seen(each.verdict.saw.values()))
        for each in fit.results
    ]


def post_of(label: str) -> str:
    """The post out of "name (title, office)": the history names posts, the trail names people.

    >>> post_of("Bunga (Kepala Bidang (Plt.), Puskesos Sukamaju)"), post_of("Sistem")
    ('Kepala Bidang (Plt.), Puskesos Sukamaju', 'Sistem')
    >>> post_of("Sari (Petugas, Rumah Singgah (RPSA))")
    'Petugas, Rumah Singgah (RPSA)'
    """
    _name, bracket, post = label.partition(" (")
    return post.removesuffix(")") if bracket else label


def _sentence(entry: Entry) -> str:
    plain = _PLAIN.get(entry.kind)
    return plain() if plain else _TOLD[entry.kind](entry)


def _why(entry: Entry) -> str:
    if entry.hidden:
        return _("alasannya hanya dibaca jenjang di atas desa/kelurahan")
    return entry.reason


def _notes(entry: Entry) -> list[str]:
    said = [] if entry.kind in _SAID or entry.kind.startswith("money.") else [entry.text, _result(entry)]
    if entry.tried:
        said.append(_("Sudah diupayakan: {tried}").format(tried=entry.tried))
    if entry.override:
        said.append(_("Tetap diteruskan: {why}").format(why=entry.override))
    return [words for words in said if words]


def _result(entry: Entry) -> str:
    if not entry.result or entry.kind in {"certificate", "handover"}:
        return ""
    if entry.kind == "errand.started":
        return _("Yang pergi: {who}.").format(who=entry.result)
    return _("Hasil: {result}").format(result=entry.result)


def _href(entry: Entry) -> str:
    if entry.file is not None:
        return reverse("files:open", args=[entry.file])
    if entry.kind == "handover":
        return reverse("services:handover", args=[entry.key])
    return ""


def _rupiah(entry: Entry) -> str:
    return format_rupiah(entry.amount or 0)


def _seen(values: object) -> str:
    words = [_value(each) for each in values if each is not None and not isinstance(each, tuple)]  # type: ignore[attr-defined]
    return ", ".join(words)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, (list, frozenset, set)):
        return ", ".join(str(each) for each in sorted(value)) or _("tidak ada")
    return str(value)
