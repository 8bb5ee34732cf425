"""What everybody may read: a district's year in counts that give nobody away."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Sum
from django.db.models.functions import Substr

from simpul.insight.models import CategoryCount, NeedCount, Refresh
from simpul.insight.rules import publish
from simpul.insight.types import PublicCount, PublicList, PublicYear
from simpul.offices.models import NeedCategory
from simpul.places.models import Area, AreaKind, District

#: No pack may show smaller counts than these.
LEAST = 5
_SUBDISTRICT = 8


def public_year(district: District, *, year: int) -> PublicYear:
    """What came in and how it ended in a year, without a count of fewer people than the pack's least.

    Definitions: docs/reference/indicators.md. Where a part is hidden, further ones are, so that no
    subtraction gives it back (`rules.publish`).

    Args:
        district: whose year; its limit `smallest_count` is the least.
        year: calendar year in the district's own time.
    """
    least = max(LEAST, int(district.settings.get("limits", {}).get("smallest_count", LEAST)))
    names = ("closed", "met", "confirmed", "settleable_closed", "settled_here")
    ended = NeedCount.objects.filter(district_code=district.code, month__year=year).aggregate(
        **{f"all_{name}": Sum(name, default=0) for name in names}
    )
    closed, met, confirmed, settleable, here = (ended[f"all_{name}"] for name in names)
    counted = Refresh.objects.filter(district_code=district.code).first()
    settled = publish((here, settleable - here), least)
    total = sum(_came_in(district, year, "category").values())
    return PublicYear(
        year=year,
        came_in=total if total >= least else None,
        met=publish((met, closed - met), least).parts[0],
        confirmed=publish((confirmed, closed - confirmed), least).parts[0],
        share=here / settled.total if settled.parts[0] is not None and settled.total else None,
        categories=_list(_category_names(district), _came_in(district, year, "category"), least),
        subdistricts=_list(_subdistrict_names(district), _came_in(district, year, "subdistrict"), least),
        counted_at=counted.at if counted else None,
    )


def _came_in(district: District, year: int, part: str) -> dict[str, int]:
    rows = (
        CategoryCount.objects.filter(district_code=district.code, month__year=year)
        .annotate(subdistrict=Substr("village_code", 1, _SUBDISTRICT))
        .values_list(part)
        .annotate(all=Sum("came_in"))
    )
    return dict(rows)


def _list(names: Mapping[str, str], counts: Mapping[str, int], least: int) -> PublicList:
    """Every part of the whole in a fixed order, those nobody came with among them."""
    codes = [*names, *sorted(code for code in counts if code not in names)]
    published = publish([counts.get(code, 0) for code in codes], least)
    shown = (
        PublicCount(names.get(code, ""), count) for code, count in zip(codes, published.parts, strict=True)
    )
    return PublicList(tuple(each for each in shown if each.came_in is not None and each.name), published.rest)


def _category_names(district: District) -> dict[str, str]:
    found = NeedCategory.objects.filter(district=district, confidential=False).order_by("name")
    return dict(found.values_list("code", "name"))


def _subdistrict_names(district: District) -> dict[str, str]:
    found = Area.objects.filter(district=district, kind=AreaKind.SUBDISTRICT).order_by("code")
    return dict(found.values_list("code", "name"))
