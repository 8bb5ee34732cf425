"""Offices: those the pack names, and those every village and sub-district has."""

from __future__ import annotations

from django.utils.translation import gettext as _

from simpul.adoption.load.district import week
from simpul.adoption.load.plan import Plan, Values
from simpul.adoption.load.tables import Loading, Table, write_rows
from simpul.cases.models import Need
from simpul.offices.models import Office, OfficeKind

_COLUMNS = (
    "name", "kind", "rung_code", "area_code", "area_name", "confidential", "outside_government", "hours",
    "phone", "address",
)  # fmt: skip


def load_offices(loading: Loading) -> dict[str, Office]:
    """Bring the offices to what the pack says; returns every office of the district by code."""
    known = {row.code: row for row in Office.objects.filter(district=loading.district)}
    table = Table("office", Office.objects, _COLUMNS, ("retired_at", loading.at))
    rows, found = write_rows(
        loading,
        table,
        known=known,
        wanted=_wanted(loading),
        make=lambda code: Office(district_id=loading.district, code=code),
    )
    loading.retimed |= any("hours" in write.fields for write in found.changed)
    _warn(loading, rows, found)
    return rows


def _wanted(loading: Loading) -> dict[str, Values]:
    pack, district = loading.pack, loading.pack.district
    names = {place.code: place.name for place in pack.places} | {district.code: district.name}
    return {
        office.code: {
            "name": office.name,
            "kind": str(office.kind),
            "rung_code": pack.rung_of(office),
            "area_code": office.area or district.code,
            "area_name": names[office.area or district.code],
            "confidential": office.confidential,
            # Hospitals and insurers act by law; a partner sees a name and a need, nothing more.
            "outside_government": office.kind == OfficeKind.PARTNER,
            "hours": week(office.hours) if office.hours else None,
            "phone": office.phone or "",
            "address": office.address or "",
        }
        for office in pack.offices
    }


def _warn(loading: Loading, rows: dict[str, Office], found: Plan) -> None:
    """Say which offices went out of use with work still in their hands."""
    gone = {rows[write.code].pk: write.code for write in found.retired}
    standing = Need.objects.filter(office__in=gone).exclude(state="closed").values_list("office", flat=True)
    for key in sorted(set(standing), key=str):
        loading.report.warnings.append(
            _("Kantor %(code)s tidak dipakai lagi, tetapi masih memegang kebutuhan yang berjalan.")
            % {"code": gone[key]}
        )
