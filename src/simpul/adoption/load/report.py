"""What a load did, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.adoption.load.plan import RETIRED, Plan

KINDS: dict[str, Promise | str] = {
    "district": gettext_lazy("Kabupaten/kota"),
    "area": gettext_lazy("Wilayah"),
    "rung": gettext_lazy("Jenjang"),
    "office": gettext_lazy("Kantor"),
    "reason": gettext_lazy("Alasan dan hasil"),
    "need": gettext_lazy("Kategori kebutuhan"),
    "programme": gettext_lazy("Program"),
    "fund": gettext_lazy("Sumber dana"),
    "line": gettext_lazy("Pos anggaran"),
    "letter": gettext_lazy("Surat"),
    "decree": gettext_lazy("SK"),
    "team": gettext_lazy("Tim"),
    "seat": gettext_lazy("Jabatan"),
}
"""What each kind of row is called, in the order of the report."""

_WORDS: dict[str, Promise | str] = {RETIRED: gettext_lazy("masih dipakai atau tidak")}
_SHOWN = 20


@dataclass(slots=True)
class Counts:
    """Rows of one kind: new, changed, gone out of use, and left because the application changed them."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    kept: int = 0

    @property
    def written(self) -> int:
        return self.added + self.changed + self.retired


@dataclass(slots=True)
class LoadReport:
    """What a load did. `kept` names each row and the fields in it that stayed as the application has them."""

    district: str
    name: str
    counts: dict[str, Counts] = field(default_factory=dict)
    kept: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    needs_recomputed: int = 0
    referrals_recomputed: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def unchanged(self) -> bool:
        """Whether nothing at all was written."""
        return not any(counts.written for counts in self.counts.values())

    def count(self, kind: str, found: Plan) -> None:
        """Add what was planned for the rows of one kind."""
        counts = self.counts.setdefault(kind, Counts())
        counts.added += len(found.added)
        counts.changed += len(found.changed)
        counts.retired += len(found.retired)
        counts.kept += len(found.kept)
        self.kept += [(kind, each.code, each.fields) for each in found.kept]

    def lines(self) -> Iterator[str]:
        """The report in Indonesian, a sentence a line."""
        values = {"name": self.name}
        if self.unchanged:
            yield _("Paket %(name)s sama dengan pemuatan terakhir. Tidak ada yang ditulis.") % values
        else:
            yield _("Paket %(name)s dimuat.") % values
            yield from self._counts()
        if self.needs_recomputed or self.referrals_recomputed:
            numbers = {"needs": self.needs_recomputed, "referrals": self.referrals_recomputed}
            yield (_("Tenggat dihitung ulang: %(needs)s kebutuhan dan %(referrals)s rujukan.") % numbers)
        yield from self._kept()
        yield from self.warnings

    def _counts(self) -> Iterator[str]:
        for kind, word in KINDS.items():
            counts = self.counts.get(kind)
            if counts and counts.written:
                values = {
                    "kind": word,
                    "added": counts.added,
                    "changed": counts.changed,
                    "retired": counts.retired,
                }
                yield (
                    "  "
                    + _("%(kind)s: %(added)s baru, %(changed)s berubah, %(retired)s tidak dipakai lagi.")
                    % values
                )

    def _kept(self) -> Iterator[str]:
        if not self.kept:
            return
        count = {"count": len(self.kept)}
        yield (
            _("Sudah diubah di aplikasi, jadi dibiarkan: %(count)s. Samakan berkas atau aplikasinya.") % count
        )
        for kind, code, fields in self.kept[:_SHOWN]:
            names = ", ".join(str(_WORDS.get(name, name)) for name in fields)
            yield f"  {KINDS[kind]} {code}: {names}"
        if len(self.kept) > _SHOWN:
            yield "  " + _("dan %(count)s lainnya.") % {"count": len(self.kept) - _SHOWN}
