"""Offices: those the pack names, and those every village and sub-district has."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from simpul.adoption.load.district import week
from simpul.adoption.load.plan import Plan, Values
from simpul.adoption.load.tables import Loading, Table, write_rows
from simpul.cases.models import Need
from simpul.cases.states import NeedState
from simpul.offices.models import Office, OfficeKind
from simpul.referrals.models import Referral
from simpul.referrals.states import OPEN

_COLUMNS = (
    "name", "kind", "rung_code", "area_code", "area_name", "confidential", "outside_government", "hours",
    "phone", "address",
)  # fmt: skip


def load_offices(loading: Loading) -> dict[str, Office]:
    """Bring the offices to what the pack says; returns every office of the district by code.

    An office gone from the pack with open work in its hands is refused: the sentence is added to
    `loading.refused`.
    """
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
    _refuse(loading, rows, found)
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


def _refuse(loading: Loading, rows: dict[str, Office], found: Plan) -> None:
    """Refuse to take an office out of use while work lies in its hands: it would lie with nobody."""
    gone = {rows[write.code].pk: rows[write.code] for write in found.retired}
    held = Counter(
        Need.objects.filter(office__in=gone).exclude(state=NeedState.CLOSED).values_list("office", flat=True)
    )
    asked = Counter(
        Referral.objects.filter(to_office__in=gone, state__in=OPEN).values_list("to_office", flat=True)
    )
    for office in sorted((gone[key] for key in held | asked), key=lambda each: each.code):
        loading.refused.append(
            _(
                "Kantor %(name)s (%(code)s) masih memegang %(needs)s kebutuhan dan %(referrals)s rujukan yang"
                " berjalan. Selesaikan atau teruskan dahulu, baru hapus dari paket."
            )
            % {
                "name": office.name,
                "code": office.code,
                "needs": held[office.pk],
                "referrals": asked[office.pk],
            }
        )
