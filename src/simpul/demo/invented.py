"""A village that does not exist: misconduct is shown nowhere else (a real village would be accused)."""

from __future__ import annotations

from simpul.adoption.pack.generate import office_code
from simpul.offices.models import Office, OfficeKind
from simpul.places.models import Area, AreaKind, District

_SUBDISTRICT = 8


def make_invented_village(district: District, code: str, name: str) -> None:
    """Add an invented village with its hall and welfare post, named like those of a real one.

    Args:
        district: the district of the demonstration.
        code: of the village; its sub-district is there.
        name: of the village.
    """
    Area.objects.create(
        code=code, name=name, kind=AreaKind.DESA, district=district, parent_id=code[:_SUBDISTRICT]
    )
    desa = Area.objects.filter(district=district, kind=AreaKind.DESA).exclude(code=code).values("code")
    for kind in (OfficeKind.VILLAGE_HALL, OfficeKind.WELFARE_POST):
        like = (
            Office.objects.filter(district=district, kind=kind, area_code__in=desa, retired_at=None)
            .order_by("code")
            .first()
        )
        if like is None:
            continue
        Office.objects.create(
            district=district,
            code=office_code(kind, code),
            name=like.name.replace(like.area_name, name) if like.area_name else f"{like.name} {name}",
            kind=kind,
            rung_code=like.rung_code,
            area_code=code,
            area_name=name,
            hours=like.hours,
        )
