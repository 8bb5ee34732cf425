"""The ladder as the pack laid it: routes, the office of a rung in an area, coded reasons."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from simpul.offices.models import (
    NeedCategory,
    Office,
    OfficeKind,
    Reason,
    ReasonKind,
    RouteStep,
    Rung,
    RungKind,
)

#: The office that holds needs on a rung in somebody's own area.
HOLDERS = {
    RungKind.VILLAGE: (OfficeKind.WELFARE_POST,),
    RungKind.SUBDISTRICT: (OfficeKind.SUBDISTRICT_POST, OfficeKind.SUBDISTRICT),
    RungKind.DISTRICT_DESK: (OfficeKind.DISTRICT_DESK,),
    RungKind.TKPKD: (OfficeKind.COORDINATION,),
    RungKind.PROVINCE: (OfficeKind.PROVINCE,),
    RungKind.CENTRE: (OfficeKind.CENTRE,),
}
#: How many characters of an area code name the area of a rung: village, sub-district, district.
_LENGTHS = {RungKind.VILLAGE: 13, RungKind.SUBDISTRICT: 8}


def office(key: UUID) -> Office | None:
    """An office by its key."""
    return Office.objects.filter(pk=key).first()


def office_by_code(district: str, code: str) -> Office | None:
    """An office by the code the pack gives it."""
    return Office.objects.filter(district=district, code=code).first()


def desk_of(district: str) -> Office | None:
    """The district desk."""
    return Office.objects.filter(district=district, kind=OfficeKind.DISTRICT_DESK, retired_at=None).first()


def categories(district: str) -> list[NeedCategory]:
    """The need categories in use, in the pack's order."""
    return list(NeedCategory.objects.filter(district=district, retired_at=None).order_by("position", "name"))


def category(district: str, code: str) -> NeedCategory | None:
    """A category by its code."""
    return NeedCategory.objects.filter(district=district, code=code, retired_at=None).first()


def rungs(district: str) -> list[Rung]:
    """The ladder, lowest rung first."""
    return list(Rung.objects.filter(district=district, retired_at=None).order_by("position"))


def route_of(category: NeedCategory) -> list[RouteStep]:
    """The steps of a category's route, first owner first."""
    return list(category.route.select_related("rung", "office").order_by("position"))


def office_of_step(step: RouteStep, area_code: str, *, district: str) -> Office | None:
    """Who holds a need on this step for somebody of an area: the named office, or the area's own.

    Args:
        step: the step; its `office` is None when the person's own area holds it.
        area_code: the village (or sub-district, or district) where the person lives.
        district: code of the district.

    Returns:
        The office, or None when the district has none for that area and rung.
    """
    if step.office is not None:
        return step.office
    return office_for(RungKind(step.rung.kind), area_code, district=district)


def is_step_of(step: RouteStep, area_code: str) -> bool:
    """Whether a step is one of somebody's route: a step of the own village asks for a village.

    Args:
        step: with its rung.
        area_code: the area somebody is served in: a village, a sub-district, or the whole district.
    """
    return step.office_id is not None or len(area_code) >= _LENGTHS.get(RungKind(step.rung.kind), 0)


def office_for(rung: RungKind, area_code: str, *, district: str) -> Office | None:
    """The office that holds needs on a kind of rung for an area; None when there is none."""
    kinds = HOLDERS.get(rung, ())
    held: QuerySet[Office] = Office.objects.filter(district=district, kind__in=kinds, retired_at=None)
    if rung in _LENGTHS:
        held = held.filter(area_code=area_code[: _LENGTHS[rung]])
    found = {each.kind: each for each in held.order_by("-code")}
    return next((found[kind] for kind in kinds if kind in found), None)


def offices_answering(category: NeedCategory, *, district: str) -> list[Office]:
    """Offices a referral may go to, those on the category's route first, then by name."""
    named = [step.office_id for step in category.route.all() if step.office_id]
    receiving = Office.objects.filter(
        district=district,
        retired_at=None,
        confidential=False,
        kind__in=[
            OfficeKind.AGENCY,
            OfficeKind.PARTNER,
            OfficeKind.HOSPITAL,
            OfficeKind.INSURANCE,
            OfficeKind.INSPECTORATE,
            OfficeKind.EMERGENCY,
            OfficeKind.PROVINCE,
            OfficeKind.CENTRE,
        ],
    ).order_by("name")
    return sorted(receiving, key=lambda each: named.index(each.pk) if each.pk in named else len(named))


def offices_below(district: str, area_code: str) -> QuerySet[Office]:
    """The offices in use of an area and of all below it, by name."""
    held = Office.objects.filter(district=district, area_code__startswith=area_code, retired_at=None)
    return held.order_by("area_code", "name")


def reasons(district: str, kind: ReasonKind) -> list[Reason]:
    """The coded reasons of one kind that are in use, in the pack's order."""
    return list(
        Reason.objects.filter(district=district, kind=kind, retired_at=None).order_by("position", "text")
    )


def reason(district: str, kind: ReasonKind, code: str) -> Reason | None:
    """A coded reason in use."""
    return Reason.objects.filter(district=district, kind=kind, code=code, retired_at=None).first()
