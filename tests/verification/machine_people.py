"""Rules about people: taken in, numbered, followed by ticket, dying; and what goes behind the wall."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from simpul.cases import actions as cases
from simpul.cases.types import Collector, ConsentGiven, NeedInput, Opening, Reporter
from simpul.ground.actor import acting, system
from simpul.protection import actions as protection
from simpul.protection.states import ReportState
from simpul.protection.types import Report
from simpul.registry import actions as registry
from simpul.registry.models import Person
from simpul.registry.types import NewPerson
from tests.verification.machine_base import CREW, PICK, WILD, Base, one_of
from tests.verification.oracle import ABROAD, EVERYBODY, FAR, KELURAHAN, VILLAGE, sees
from tests.verification.tables import shown_to

TAKERS = (
    "facilitator",
    "front",
    "back",
    "operator",
    "neighbour",
    "stranger",
    "camat",
    "desk_front",
    "hospital",
    "foreign_back",
)
NIKS = tuple(f"73880141078400{serial:02}" for serial in range(1, 13))
KKS = tuple(f"73880115081200{serial:02}" for serial in range(1, 4))
CATEGORIES = ("food", "school_kit", "health_insurance", "civil_registration", "village_complaint", "violence")
CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")
REPORTER = Reporter("Bu Ani Tetangga", "tetangga", "081298765432")
LIVES = st.sampled_from((VILLAGE, VILLAGE, VILLAGE, KELURAHAN, FAR, ABROAD, ""))


class PeopleRules(Base):
    """Who comes to a desk."""

    @initialize()
    def a_morning(self) -> None:
        """Three people are there already, two with needs: what is worth doing can be done from the start."""
        for pick, (lives, nik) in enumerate(((VILLAGE, NIKS[0]), (VILLAGE, ""), (KELURAHAN, NIKS[1]))):
            self.somebody_comes(pick + 1, lives, nik, KKS[pick % 2], label=False, phone="")
        for whom, asked in enumerate((["food", "health_insurance"], ["village_complaint"])):
            self.a_service_opens(whom, whom, 2, asked, "", urgency="3", for_others=True)
        self.nothing_is_lost_and_nothing_shown()
        for which in range(2):
            self.a_need_goes_on(which, which, 2, "beyond_authority", "Sudah dicek langsung")  # type: ignore[attr-defined]
        self.nothing_is_lost_and_nothing_shown()
        for which, office in enumerate(("dinsos", "partner")):
            self.an_office_is_asked(which, which, 2, office, letter=False)  # type: ignore[attr-defined]

    @rule(
        pick=PICK,
        lives=LIVES,
        nik=st.sampled_from(("", *NIKS)),
        kk=st.sampled_from(("", "", *KKS)),
        label=st.booleans(),
        phone=st.sampled_from(("", "081234567890")),
    )
    def somebody_comes(self, pick: int, lives: str, nik: str, kk: str, *, label: bool, phone: str) -> None:
        who = one_of(EVERYBODY, pick) if pick % 7 == 0 else one_of(TAKERS, pick)
        new = NewPerson(
            name=f"Orang Contoh {'ABCDEFGHIJ'[pick % 10]}",
            is_label=label,
            met_at="Pasar" if label else "",
            village_code=lives,
            nik=nik,
            kk=kk,
            phone=phone,
        )
        act = lambda by: registry.add_person(by=by, new=new, at=self.world.now)  # noqa: E731
        person = self.attempt("add_person", who, None, act, f"{lives or 'nowhere'} {nik} {kk}")
        if person is not None:
            self.world.took_in(who, person)
            # Held under another name, the number is not written down a second time, and opens nobody.
            holders = {key for key, held in self.world.niks.items() if held == nik}
            if nik and not self.in_district(holders, person.pk) - {person.pk}:
                self.world.niks[person.pk] = nik

    def in_district(self, keys: set[UUID], person: UUID) -> set[UUID]:
        """Those of some persons who belong to the same district as one of them."""
        district = self.world.persons[person].district
        return {key for key in keys if self.world.persons[key].district == district}

    @precondition(lambda self: self.world.persons)
    @rule(
        pick=PICK,
        whom=PICK,
        wild=WILD,
        asked=st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=3),
        served=st.sampled_from(("", "", "", VILLAGE, KELURAHAN, FAR)),
        urgency=st.sampled_from(("1", "2", "3", "3")),
        for_others=st.booleans(),
    )
    def a_service_opens(
        self,
        pick: int,
        whom: int,
        wild: int,
        asked: list[str],
        served: str,
        *,
        urgency: str,
        for_others: bool,
    ) -> None:
        person = one_of(self.world.persons, whom)
        thing = self.world.persons[person]
        who = self.who("take_in", [each for each in TAKERS if sees(each, thing)], pick, wild)
        opening = Opening(
            person=person,
            needs=tuple(NeedInput(each, "Kami perlu bantuan", urgency) for each in asked),
            consent=CONSENT,
            village_code=served,
            reporter=REPORTER if for_others else None,
            collector=Collector("Anak Contoh", "anak", "KTP ditunjukkan") if for_others else None,
            source="aspiration" if for_others else "citizen",
        )
        act = lambda by: cases.take_in(by=by, opening=opening, at=self.world.now)  # noqa: E731
        taken = self.attempt("take_in", who, thing, act, f"{asked} served in {served or 'own village'}")
        if taken is None:
            return
        assert "violence" not in asked, "what belongs behind the wall was opened in front of it"
        assert person not in self.world.dead, f"a service for the dead {self.world.story()}"
        hidden = "village_complaint" in asked
        assert not hidden or len(taken.needs) == 1, "a complaint about the village stands alone"
        assert len(taken.needs) in {len(asked), len(asked) + 1}
        self.world.opened(who, taken, taken.case.village_code, about_village=hidden)

    @precondition(lambda self: self.world.cases)
    @rule(pick=PICK, which=PICK, wild=WILD, category=st.sampled_from(CATEGORIES))
    def a_need_is_added(self, pick: int, which: int, wild: int, category: str) -> None:
        case = one_of(self.world.cases, which)
        thing = self.world.cases[case]
        who = self.who("take_in", [each for each in TAKERS if sees(each, thing)], pick, wild)
        asked = NeedInput(category, "Masih ada yang kurang")
        act = lambda by: cases.add_need(by=by, case=case, need=asked, at=self.world.now)  # noqa: E731
        need = self.attempt("take_in", who, thing, act, f"add {category}")
        if need is not None:
            person = self.world.case_person[case]
            assert person not in self.world.dead, f"a need of the dead {self.world.story()}"
            self.world.added(need)
            self.world.keeps_in_sight(who, need.pk)

    @precondition(lambda self: self.world.persons)
    @rule(
        pick=PICK,
        whom=PICK,
        wild=WILD,
        nik=st.sampled_from(NIKS),
        kk=st.sampled_from(KKS),
        which=st.booleans(),
    )
    def a_number_arrives(self, pick: int, whom: int, wild: int, nik: str, kk: str, *, which: bool) -> None:
        person = self.row(one_of(self.world.persons, whom))
        thing = self.world.persons[person.pk]
        who = self.who("number", [each for each in TAKERS if sees(each, thing)], pick, wild)
        kind, number = ("nik", nik) if which else ("kk", kk)
        act = lambda by: registry.record_number(  # noqa: E731
            by=by, person=person, kind=kind, number=number, source="Kartu", at=self.world.now
        )
        row = self.attempt("number", who, thing, act, f"{kind} {number}")
        if row is not None and kind == "nik":
            self.world.niks[person.pk] = nik

    @precondition(lambda self: len(self.world.persons) > 3 * len(self.world.dead) + 2)
    @rule(pick=PICK, whom=PICK, wild=WILD)
    def somebody_dies(self, pick: int, whom: int, wild: int) -> None:
        person = self.row(one_of(self.world.persons, whom))
        thing = self.world.persons[person.pk]
        who = self.who("death", [each for each in TAKERS if sees(each, thing)], pick, wild)
        act = lambda by: registry.record_death(  # noqa: E731
            by=by, person=person, died_on=self.world.now.date(), at=self.world.now
        )
        if self.attempt("death", who, thing, act) is not None:
            self.world.dead.add(person.pk)
            for need, case in self.world.need_case.items():
                if self.world.case_person[case] == person.pk:
                    assert self.world.need(need).state == "closed", f"death closes {self.world.story()}"

    @precondition(lambda self: self.world.tickets)
    @rule(which=PICK, right=st.booleans())
    def a_citizen_follows(self, which: int, *, right: bool) -> None:
        ticket = one_of(self.world.tickets, which)
        code = self.world.tickets[ticket]
        typed = code if right else ("111111" if code != "111111" else "222222")
        wrong, since = self.world.wrong_codes.get(ticket, (0, self.world.now))
        # A minute from the fifth wrong code on, then two, four, at most an hour; forgotten a day later.
        wait = dt.timedelta(minutes=min(2 ** (wrong - 5), 60)) if wrong >= 5 else dt.timedelta()
        waits = since + wait > self.world.now
        with time_machine.travel(self.world.now, tick=False):
            status = cases.follow(ticket=ticket, code=typed, at=self.world.now)
        self.world.print = ""
        assert (status is not None) == (right and not waits), f"{wrong} wrong codes {self.world.story()}"
        if not waits:
            forgotten = wrong >= 5 and self.world.now - since - wait >= dt.timedelta(days=1)
            counted = 0 if right else 1 if forgotten else wrong + 1
            self.world.wrong_codes[ticket] = (counted, self.world.now)

    @precondition(lambda self: len(self.world.reports) < 3)
    @rule(pick=PICK, wild=WILD)
    def something_goes_behind_the_wall(self, pick: int, wild: int) -> None:
        who = self.who("report", CREW[VILLAGE], pick, wild)
        before = shown_to(self.cast.actors)
        office = self.cast.place.offices["safe_house"]
        report = Report(words="Anak tetangga sering menangis", person="Anak", reporter="Bu RT")
        act = lambda by: protection.hand_over(by=by, report=report, office=office, at=self.world.now)  # noqa: E731
        stub = self.attempt("report", who, None, act)
        if stub is None:
            return
        self.world.stubs[stub.number] = who
        after = shown_to(self.cast.actors)
        (report_id,) = after["counsellor"]["report"] - before["counsellor"]["report"]
        self.world.reports[report_id] = {"counsellor"}

    @precondition(lambda self: self.world.reports)
    @rule(pick=PICK, which=PICK, wild=WILD, deed=st.sampled_from(("open", "assign", "accepted", "closed")))
    def somebody_works_behind_the_wall(self, pick: int, which: int, wild: int, deed: str) -> None:
        report = one_of(self.world.reports, which)
        assigned = self.world.reports[report]
        who = self.who("protect", assigned, pick, wild)
        acts: dict[str, Any] = {
            "open": lambda by: protection.open_report(by=by, report=report, at=self.world.now),
            "assign": lambda by: (
                protection.assign(by=by, report=report, seat=self.cast.seats["colleague"], at=self.world.now)
                or True
            ),
        }
        state = ReportState.ACCEPTED if deed == "accepted" else ReportState.CLOSED
        acts["move"] = lambda by: (
            protection.move(by=by, report=report, state=state, note="Sudah didampingi", at=self.world.now)
            or True
        )
        done = self.attempt("protect", who, None, acts.get(deed, acts["move"]), deed)
        if done is not None:
            assert who in assigned, f"{who} worked on a report of others {self.world.story()}"
            if deed == "assign":
                self.world.reports[report] = assigned | {"colleague"}

    def row(self, key: Any) -> Person:
        """A person as the database holds them."""
        with acting(system(self.world.persons[key].district)):
            return Person.objects.get(pk=key)
