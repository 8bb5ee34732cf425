"""Who lacks a number, and which need waits for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from simpul.offices import queries as offices
from simpul.offices.models import NeedCategory
from simpul.places.models import District
from simpul.registry.models import IdentityNumber, Membership, NumberKind


def setting(district: str, name: str) -> object:
    """A value of the district's settings, None when the pack says nothing."""
    found = District.objects.filter(pk=district).values_list("settings", flat=True).first()
    return (found or {}).get(name)


def limit(district: str, name: str, *, otherwise: int) -> int:
    """A number of daily practice the pack sets, or ours where it says nothing."""
    limits = setting(district, "limits")
    said = limits.get(name) if isinstance(limits, dict) else None
    return said if isinstance(said, int) else otherwise


def frozen(district: str, day: date) -> dict[str, str] | None:
    """The freeze of hand-overs that holds on a day (`starts`, `ends`, `reason`); None on any other day."""
    freezes = setting(district, "freezes")
    days = freezes if isinstance(freezes, list) else []
    return next((each for each in days if each["starts"] <= day.isoformat() <= each["ends"]), None)


def papers_category(district: str) -> NeedCategory | None:
    """The category that opens by itself for somebody without NIK or family card; None when there is none."""
    code = setting(district, "papers_category")
    return offices.category(district, code) if isinstance(code, str) else None


def registry_category(district: str) -> NeedCategory | None:
    """The category that opens by itself for somebody in no registry; None when there is none."""
    code = setting(district, "registry_category")
    return offices.category(district, code) if isinstance(code, str) else None


def missing_numbers(person: UUID) -> tuple[str, ...]:
    """Which of `nik` and `kk` are on record for nobody: the person's own, and that of the present family.

    Ask as somebody who reads numbers: what the actor may not see is missing too.
    """
    family = Membership.objects.filter(person=person, until=None).values("family")
    valid = IdentityNumber.objects.filter(valid_until=None)
    known = {
        NumberKind.NIK: valid.filter(kind=NumberKind.NIK, person=person).exists(),
        NumberKind.KK: valid.filter(kind=NumberKind.KK, family__in=family).exists(),
    }
    return tuple(str(kind) for kind, there in known.items() if not there)


def people_of(person: UUID | None, family: UUID | None) -> list[UUID]:
    """The person, and everybody who is in the family now."""
    members = Membership.objects.filter(family=family, until=None).values_list("person", flat=True)
    return [*({person} - {None}), *(members if family else [])]  # type: ignore[list-item]
