"""What fits: the catalogue's programmes held against what is known of one person, nearest rung first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from simpul.ground.actor import Actor, seeing
from simpul.offices.models import NeedCategory
from simpul.programmes.models import CriteriaVersion, Enrolment, Programme, Quota
from simpul.programmes.rules import (
    DEFAULT_VOCABULARY,
    Criterion,
    CriterionResult,
    FactSpec,
    judge_all,
    overall,
    parse,
)
from simpul.programmes.rules import Fit as Overall
from simpul.programmes.rules.asking import is_asked, missing_facts
from simpul.programmes.rules.receiving import Held, already, with_enrolments
from simpul.registry import queries as registry
from simpul.registry.models import Finding, Membership


@dataclass(frozen=True)
class Fit:
    """A programme held against one person: never a decision, only how the criteria look from here.

    `quota_left` is None while nobody knows the quota of the year; then nothing is promised. `budget_left` is
    rupiah left in the fund that pays, for such a need: None while nobody knows, or nobody asked `funds`.
    `already` says what is known of the person and this programme, this year.
    """

    programme: UUID
    code: str
    name: str
    rung_code: str
    rung_name: str
    rung_kind: str
    owner_name: str
    overall: Overall
    results: tuple[CriterionResult, ...]
    quota_left: int | None
    documents: tuple[str, ...]
    benefit: str
    warning: str
    source: str
    criteria_version: UUID
    fund_code: str = ""
    budget_left: int | None = None
    already: Held | None = None

    @property
    def asks(self) -> bool:
        """Whether knowing more could still make it fit."""
        return self.overall == "unclear" and not self.already

    @property
    def open(self) -> bool:
        """Seems to fit, is not received already, and neither places nor money are known to be used up."""
        return self.overall == "fits" and not self.already and self.quota_left != 0 and self.budget_left != 0


def what_fits(person: UUID, category: NeedCategory, *, by: Actor, today: date) -> list[Fit]:
    """The programmes that answer a category, judged for a person from what this actor may read.

    Programmes outside their dates are left out. A criterion with a missing fact is unknown, never unmet.

    Returns:
        Nearest rung first; within a rung those that seem to fit first, what is received already last.
    """
    return what_fits_each(person, [category], by=by, today=today)[category.pk]


def what_fits_each(
    person: UUID, categories: Iterable[NeedCategory], *, by: Actor, today: date
) -> dict[UUID, list[Fit]]:
    """`what_fits` for several categories at once, by category key: one reading of facts and catalogue."""
    wanted = [category.pk for category in categories]
    catalogue = _running(wanted, today=today)
    if not catalogue:
        return {key: [] for key in wanted}
    held = held_by(person, by=by, today=today)
    facts = with_enrolments(registry.facts_of(person, by=by, today=today), held, person=person, today=today)
    judged = {each.pk: judge_programme(each, facts, today=today) for each in catalogue}
    fits = {
        key: fit and replace(fit, already=already(held, fit.code, person=person))
        for key, fit in judged.items()
    }
    order = {"fits": 0, "unclear": 1, "does_not_fit": 2}
    position = {each.pk: each.rung.position for each in catalogue}

    def place(fit: Fit) -> tuple[int, bool, int, str]:
        return position[fit.programme], fit.already is not None, order[str(fit.overall)], fit.name

    def of(category: UUID) -> list[Fit]:
        found = [fit for each in catalogue if _answers(each, category) and (fit := fits[each.pk]) is not None]
        return sorted(found, key=place)

    return {key: of(key) for key in wanted}


def in_force(today: date) -> Q:
    """Of programmes those that have begun and are not over, by the district's own day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=today)
    return begun & (Q(valid_until=None) | Q(valid_until__gte=today))


@dataclass(frozen=True)
class Asked:
    """A fact to ask a family.

    `found` and `found_on` are what an officer found out before, None where nobody did. `names` are programmes
    by code and name, where the fact is a list of what is received.
    """

    spec: FactSpec
    found: Any = None
    found_on: date | None = None
    names: tuple[tuple[str, str], ...] = ()


def to_ask(person: UUID, category: NeedCategory, *, by: Actor, today: date) -> tuple[Asked, ...]:
    """The facts that programmes of a category lack of a person, and those that officers found out before."""
    fits = what_fits(person, category, by=by, today=today)
    lacking = missing_facts(result for fit in fits if fit.asks for result in fit.results)
    with seeing(by):
        found = registry.findings_of(person)
    used = {path for fit in fits for result in fit.results for path in result.criterion.rule.facts}
    named = {path.replace("members.", "person.") for path in used}
    again = [spec for spec in DEFAULT_VOCABULARY if spec.path in found and spec.path in named]
    specs = dict.fromkeys([*lacking, *again])
    names = _named_in(fits, by.district) if any(spec.kind == "list" for spec in specs) else ()
    return tuple(_asked(spec, found.get(spec.path), names) for spec in specs if is_asked(spec))


def _asked(spec: FactSpec, found: Finding | None, names: tuple[tuple[str, str], ...]) -> Asked:
    value, day = (found.value, found.seen_on) if found else (None, None)
    return Asked(spec, value, day, names if spec.kind == "list" else ())


def _named_in(fits: Iterable[Fit], district: str) -> tuple[tuple[str, str], ...]:
    """The programmes that criteria of these name, as what is received."""
    texts = " ".join(result.criterion.rule.text for fit in fits for result in fit.results)
    known = Programme.objects.filter(district=district, retired_at=None).order_by("name")
    return tuple((each.code, each.name) for each in known if f'"{each.code}"' in texts)


def _answers(programme: Programme, category: UUID) -> bool:
    return any(each.pk == category for each in programme.categories.all())


def _running(categories: list[UUID], *, today: date) -> list[Programme]:
    return list(
        Programme.objects.filter(categories__in=categories, retired_at=None)
        .filter(in_force(today))
        .select_related("rung", "owner")
        .distinct()
        .prefetch_related(
            "versions",
            "categories",
            Prefetch("quotas", queryset=Quota.objects.filter(year=today.year), to_attr="this_year"),
        )
    )


def judge_programme(programme: Programme, facts: Mapping[str, Any], *, today: date) -> Fit | None:
    """Hold one programme against the facts; None while no version of its criteria is in force yet."""
    version = version_on(programme, today)
    if version is None:
        return None
    results = judge_all(_criteria(version), facts)
    quota = next(iter(getattr(programme, "this_year", [])), None)
    return Fit(
        programme=programme.pk,
        code=programme.code,
        name=programme.name,
        rung_code=programme.rung.code,
        rung_name=programme.rung.name,
        rung_kind=programme.rung.kind,
        owner_name=programme.owner.name if programme.owner else "",
        overall=overall(results),
        results=tuple(results),
        quota_left=None if quota is None or quota.places is None else quota.places - quota.taken,
        documents=tuple(programme.documents),
        benefit=programme.benefit,
        warning=programme.warning,
        source=programme.source,
        criteria_version=version.pk,
        fund_code=programme.fund_code,
    )


def taking_part_on(day: date) -> Q:
    """Enrolments that hold on a day: not ended, and no help that never arrived."""
    return Q(given_back=False) & (Q(until=None) | Q(until__gte=day))


def held_by(person: UUID, *, by: Actor, today: date) -> list[Held]:
    """What a person, or the family they belong to now, takes part in, or took part in this year."""
    with seeing(by):
        families = Membership.objects.filter(person=person, until=None).values("family")
        members = Membership.objects.filter(family__in=families, until=None).values("person")
        known = Enrolment.objects.filter(taking_part_on(today.replace(month=1, day=1))).filter(
            Q(person=person) | Q(person__in=members) | Q(family__in=families)
        )
        return [
            Held(
                code=row.programme.code,
                name=row.programme.name,
                unit=row.programme.unit,
                person=row.person_id,
                since=row.since,
                until=row.until,
            )
            for row in known.select_related("programme").order_by("programme__name", "since", "id")
        ]


def taking_part(person: UUID, *, by: Actor, today: date) -> tuple[str, ...]:
    """Names of the programmes a person, or the family they belong to now, is known to take part in today."""
    held = held_by(person, by=by, today=today)
    return tuple(dict.fromkeys(each.name for each in held if each.runs_on(today) and each.is_of(person)))


def version_on(programme: Programme, day: date) -> CriteriaVersion | None:
    """The criteria in force on a day: the newest version begun by then."""
    begun = [each for each in programme.versions.all() if each.valid_from <= day]
    return max(begun, key=lambda each: each.number, default=None)


def programme_by_code(district: str, code: str) -> Programme | None:
    """A programme of a district by its code."""
    return Programme.objects.filter(district=district, code=code).select_related("rung", "owner").first()


def _criteria(version: CriteriaVersion) -> list[Criterion]:
    return [
        Criterion(each["code"], each["name"], each["sentence"], parse(each["cel"]))
        for each in version.criteria
    ]
