"""Needs by what they are about, so that a long list is found with one tap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from simpul.offices.models import NeedCategory

_SHELVES: tuple[tuple[str, Callable[[], str], frozenset[str]], ...] = (
    ("kesehatan", lambda: _("Kesehatan"), frozenset({"health"})),
    ("sekolah", lambda: _("Sekolah"), frozenset({"education"})),
    ("hidup", lambda: _("Makan, uang, dan kerja"), frozenset({"social_economy", "food"})),
    ("tani", lambda: _("Tani dan nelayan"), frozenset({"agriculture", "fishery"})),
    ("rumah", lambda: _("Rumah, air, listrik, dan gas"), frozenset({"housing", "energy"})),
    ("surat", lambda: _("Surat dan data"), frozenset({"civil_registration", "registry"})),
    ("kekerasan", lambda: _("Kekerasan dan keluarga"), frozenset({"protection"})),
    ("bencana", lambda: _("Bencana"), frozenset({"disaster"})),
    ("keluhan", lambda: _("Keluhan dan pertanyaan"), frozenset({"grievance", "enquiry"})),
)
_REST = "lainnya"


@dataclass
class Shelf:
    """Needs of one kind: `slug` is its place on the page."""

    slug: str
    title: str
    categories: list[NeedCategory] = field(default_factory=list)


def shelves(categories: Iterable[NeedCategory]) -> list[Shelf]:
    """The categories by shelf, each shelf in the pack's order; empty shelves are left out.

    A sector that no shelf knows is put under "Lainnya", so nothing a pack holds can be lost.
    """
    found = {slug: Shelf(slug, title()) for slug, title, _sectors in _SHELVES}
    found[_REST] = Shelf(_REST, _("Lainnya"))
    place = {sector: slug for slug, _title, sectors in _SHELVES for sector in sectors}
    for category in categories:
        found[place.get(category.sector, _REST)].categories.append(category)
    return [shelf for shelf in found.values() if shelf.categories]
