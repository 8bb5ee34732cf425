"""What the tests remember of a district at work, beside what the database holds.

`World` keeps who was taken in, what was opened to whom, and which money was asked for; the oracle is asked
about these. `attempt` lets somebody try something: what is refused must change nothing, and what succeeds
must have been that seat's to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import time_machine

from simpul.cases.models import Need
from simpul.ground.actor import acting, system
from simpul.ground.errors import DomainError
from simpul.registry.models import Membership
from tests.cast import Cast
from tests.factories import DISTRICT, ELSEWHERE, MORNING
from tests.verification.oracle import EYES, HILLS, MAY, Thing, sees
from tests.verification.tables import fingerprint

OUTSIDE_GOVERNMENT = frozenset({"partner"})


@dataclass
class World:
    """Everything that was done so far, as things the oracle can judge."""

    cast: Cast
    now: dt.datetime = MORNING
    persons: dict[UUID, Thing] = field(default_factory=dict)
    niks: dict[UUID, str] = field(default_factory=dict)
    dead: set[UUID] = field(default_factory=set)
    cases: dict[UUID, Thing] = field(default_factory=dict)
    case_person: dict[UUID, UUID] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)
    wrong_codes: dict[str, tuple[int, dt.datetime]] = field(default_factory=dict)
    needs: dict[UUID, Thing] = field(default_factory=dict)
    need_case: dict[UUID, UUID] = field(default_factory=dict)
    need_files: dict[UUID, list[UUID]] = field(default_factory=dict)
    states: dict[UUID, str] = field(default_factory=dict)
    rungs: dict[UUID, str] = field(default_factory=dict)
    answers: dict[UUID, str] = field(default_factory=dict)
    money: dict[UUID, str] = field(default_factory=dict)
    complaints: set[UUID] = field(default_factory=set)
    referrals: dict[UUID, Thing] = field(default_factory=dict)
    referral_need: dict[UUID, UUID] = field(default_factory=dict)
    asked_office: dict[UUID, str] = field(default_factory=dict)
    files: dict[UUID, Thing] = field(default_factory=dict)
    letters: dict[UUID, Thing] = field(default_factory=dict)
    errands: dict[UUID, UUID] = field(default_factory=dict)
    commitments: dict[UUID, UUID] = field(default_factory=dict)
    purses: dict[UUID, str] = field(default_factory=dict)
    reports: dict[UUID, set[str]] = field(default_factory=dict)
    stubs: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    trace: list[str] = field(default_factory=list)
    print: str = ""
    changed: bool = True

    def attempt(
        self, verb: str, who: str, thing: Thing | None, act: Callable[..., Any], *, note: str = ""
    ) -> Any:
        """Let somebody try. Gives what the action gave, or the refusal as a `DomainError`.

        Args:
            verb: key of the oracle's table of who may.
            who: from the cast.
            thing: what it is done with, which the one who does it must see; None: nothing yet.
            act: called with the actor.
            note: for the trace.
        """
        before = self.print or fingerprint(self.cast)
        self.trace.append(f"{who} {verb} {note}")
        try:
            with time_machine.travel(self.now, tick=False):
                done = act(self.cast.actors[who])
        except DomainError as error:
            refused = error
        else:
            refused = None
        if refused is not None:
            self.trace[-1] += f" -> {refused}"
            self.print = fingerprint(self.cast)
            assert self.print == before, f"refused, but something changed: {self.story()}"
            return refused
        self.print, self.changed = "", True
        assert who not in self.ended, f"{who} acted from a seat that had ended: {self.story()}"
        assert who in MAY[verb], f"{who} may never {verb}: {self.story()}"
        assert thing is None or sees(who, thing), f"{who} did {verb} out of sight: {self.story()}"
        return done

    def story(self) -> str:
        """The last things that happened, for a failing test."""
        return "\n  " + "\n  ".join(self.trace[-25:])

    def office(self, code: str) -> UUID:
        """The key of an office of the district."""
        return self.cast.place.offices[code].pk

    def code_of(self, office: UUID) -> str:
        """The code of an office of either district."""
        every = {
            **self.cast.place.offices,
            **{f"there {k}": v for k, v in self.cast.elsewhere.offices.items()},
        }
        code = next(code for code, each in every.items() if each.pk == office)
        return code.removeprefix("there ")

    def took_in(self, who: str, person: Any) -> None:
        """Somebody was added at a desk, or was found there by number and opened to it."""
        eyes = EYES[who]
        if person.pk not in self.persons:
            area = person.village_code or eyes.area or eyes.district
            self.persons[person.pk] = Thing(eyes.district, area)
        thing = self.persons[person.pk]
        if not (eyes.area and thing.area.startswith(eyes.area)):
            thing.open_to(eyes.office)

    def opened(self, who: str, taken: Any, village: str, *, about_village: bool) -> None:
        """A service was opened with its needs."""
        area = HILLS if about_village else village
        district = village[:5]
        case = taken.case
        self.cases[case.pk] = Thing(district, area, casework=True)
        self.case_person[case.pk] = case.person_id
        if about_village:  # about a label, seen from where the complaint is
            self.persons[case.person_id] = Thing(self.persons[taken.told_about].district, HILLS)
        self.tickets[case.ticket] = taken.code
        for need in taken.needs:
            self.added(need, about_village=about_village)
            if not about_village:
                self.keeps_in_sight(who, need.pk)

    def added(self, need: Any, *, about_village: bool = False) -> None:
        """A need stands at its first office."""
        case = self.cases[need.case_id]
        self.needs[need.pk] = Thing(case.district, case.area, casework=True)
        self.need_case[need.pk] = need.case_id
        if about_village:
            self.complaints.add(need.pk)
        self.open_to(need.pk, self.code_of(need.office_id))

    def keeps_in_sight(self, who: str, need: UUID) -> None:
        """An office that looks after no area sees the need it took in, but not the family."""
        if not EYES[who].area:
            for thing in (self.needs[need], self.cases[self.need_case[need]]):
                thing.open_to(EYES[who].office)

    def open_to(self, need: UUID, office: str) -> None:
        """An office holds the need or was asked: it sees need, service and person.

        An office of government that looks after no area sees the family too, and the papers of the need.
        """
        case = self.need_case[need]
        people = {self.case_person[case]}
        self.needs[need].open_to(office)
        self.cases[case].open_to(office)
        if office not in OUTSIDE_GOVERNMENT and not _looks_after_an_area(office):
            people |= self.family(self.case_person[case])
            for file in self.need_files.get(need, []):
                self.files[file].open_to(office)
        for each in people:
            self.persons[each].open_to(office)

    def family(self, person: UUID) -> set[UUID]:
        """Who is in the family of a person now."""
        with acting(system(self.persons[person].district)):
            own = Membership.objects.filter(person=person, until=None).values("family")
            rows = Membership.objects.filter(family__in=own, until=None)
            return set(rows.values_list("person", flat=True)) & set(self.persons)

    def government(self, thing: Thing) -> set[str]:
        """The offices of government a thing was opened to."""
        return thing.offices - OUTSIDE_GOVERNMENT

    def need(self, key: UUID) -> Any:
        """A need as the database holds it, seen by nobody in particular."""
        with acting(system(self.needs[key].district)):
            return Need.objects.select_related("rung", "office", "case", "category").get(pk=key)


def _looks_after_an_area(office: str) -> bool:
    return office == "desk" or office.startswith(("post_", "subdistrict_"))


DISTRICTS = (DISTRICT, ELSEWHERE)
