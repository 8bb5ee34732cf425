"""Rules about referrals and seats: asked, answered, taken back, confirmed; seats that end or go on."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from simpul.cases import actions as cases
from simpul.cases.models import Deed
from simpul.ground.actor import acting, system
from simpul.offices import actions as offices
from simpul.offices.models import Seat
from simpul.referrals import actions as referrals
from simpul.referrals.types import Asking, LetterWish
from tests.integration.letters.conftest import PNG
from tests.verification.machine_base import ALIVE, INBOX, PICK, UNFITTING, WILD, Base, one_of
from tests.verification.oracle import HERE, Thing

OFFICES = ("dinsos", "disdukcapil", "disdik", "hospital", "partner", "inspectorate", "safe_house")
#: What an office does next with a request in each state.
STEPS = {
    "sent": ("accept", "accept", "decline"),
    "accepted": ("deliver", "rest", "deliver", "resume", "deliver", "decline"),
    "any": ("accept", "decline", "deliver", "rest", "resume"),
}
#: Seats that come and go in a run; the others are needed.
FLEETING = ("operator", "education", "welfare_section", "stranger")


class ReferralRules(Base):
    """What offices are asked, and who sits in them."""

    @precondition(lambda self: self.world.needs)
    @rule(pick=PICK, which=PICK, wild=WILD, office=st.sampled_from(OFFICES), letter=st.booleans())
    def an_office_is_asked(self, pick: int, which: int, wild: int, office: str, *, letter: bool) -> None:
        need = self.need(which, wild, (*ALIVE, "referred"), ("district_desk", "agency", "tkpkd", "centre"))
        thing = self.world.needs[need.pk]
        who = self.who("refer", ("desk", "manager"), pick, wild)
        asking = Asking(
            to_office=self.world.office(office),
            service_name="Bantuan beras",
            asked="Beras 20 kg untuk satu bulan",
            letter=LetterWish(template_code="referral") if letter else None,
        )
        act = lambda by: referrals.send(by=by, need=need.pk, asking=asking, at=self.world.now)  # noqa: E731
        sent = self.attempt("refer", who, thing, act, office)
        if sent is None:
            return
        assert office != "safe_house", "an office behind the wall is asked for nothing in front of it"
        holder = self.world.code_of(need.office_id)
        offices_of = {"desk", holder, office}
        self.world.referrals[sent.pk] = Thing(thing.district, thing.area, offices_of)
        self.world.referral_need[sent.pk] = need.pk
        self.world.asked_office[sent.pk] = office
        self.world.open_to(need.pk, office)
        if sent.letter is not None:
            # The office it is for sees the letter when it was signed and sent.
            self.world.letters[sent.letter] = Thing(thing.district, thing.area, {"desk", holder})

    @precondition(lambda self: {"sent", "accepted"} & set(self.world.answers.values()))
    @rule(pick=PICK, which=PICK, wild=WILD)
    def an_office_answers(self, pick: int, which: int, wild: int) -> None:
        key = self._some_referral(which, wild, ("sent", "accepted"))
        fitting = STEPS["any"] if wild < UNFITTING else STEPS[self.world.answers[key]]
        step = fitting[pick % len(fitting)]
        office, thing, at = self.world.asked_office[key], self.world.referrals[key], self.world.now
        who = self.who("answer", INBOX[office], pick, wild)
        acts: dict[str, Any] = {
            "accept": lambda by: referrals.accept(by=by, referral=key, at=at),
            "decline": lambda by: referrals.decline(by=by, referral=key, reason="not_entitled", at=at),
            "deliver": lambda by: referrals.deliver(
                by=by, referral=key, what="Beras 20 kg", proof=BytesIO(PNG), at=at
            ),
            "rest": lambda by: referrals.rest(by=by, referral=key, body="ministry", at=at),
            "resume": lambda by: referrals.resume(by=by, referral=key, at=at),
        }
        done = self.attempt("answer", who, thing, acts[step], step)
        if done is None:
            return
        assert who in INBOX[office], f"{who} answered for {office} {self.world.story()}"
        if step == "deliver":
            self.world.files[done.proof] = Thing(thing.district, thing.area, set(thing.offices))

    @precondition(lambda self: "agency" in self.world.rungs.values())
    @rule(pick=PICK, which=PICK, wild=WILD)
    def who_holds_it_delivers(self, pick: int, which: int, wild: int) -> None:
        need = self.need(which, wild, ALIVE, ("agency",))
        thing = self.world.needs[need.pk]
        who = self.who("answer", self.holding(need), pick, wild)
        act = lambda by: cases.deliver(  # noqa: E731
            by=by, need=need.pk, what="Beras 20 kg", proof=BytesIO(PNG), at=self.world.now
        )
        if self.attempt("answer", who, thing, act, "as holder") is not None:
            assert who in INBOX.get(self.world.code_of(need.office_id), ()), self.world.story()
            with acting(system(thing.district)):
                proof = Deed.objects.filter(need=need, kind="proof").latest("id").file
            file = Thing(thing.district, thing.area, self.world.government(thing))
            self.world.files[proof] = file
            self.world.need_files.setdefault(need.pk, []).append(proof)

    @precondition(lambda self: len(self.world.referrals) > 2)
    @rule(pick=PICK, which=PICK, wild=WILD)
    def a_request_is_taken_back(self, pick: int, which: int, wild: int) -> None:
        key = self._some_referral(which, wild, ("sent", "accepted"))
        who = self.who("refer", ("desk", "manager"), pick, wild)
        act = lambda by: referrals.cancel(  # noqa: E731
            by=by, referral=key, note="Sudah dibantu keluarga", at=self.world.now
        )
        self.attempt("refer", who, self.world.referrals[key], act, "cancel")

    @precondition(lambda self: "delivered" in self.world.answers.values())
    @rule(pick=PICK, which=PICK, wild=WILD, arrived=st.booleans())
    def the_family_says_whether_it_arrived(self, pick: int, which: int, wild: int, *, arrived: bool) -> None:
        key = self._some_referral(which, wild, ("delivered",))
        need = self.world.need(self.world.referral_need[key])
        who = self.who("confirm", ("facilitator", "back", "desk", "neighbour", "camat"), pick, wild)
        act = lambda by: referrals.confirm_arrival(  # noqa: E731
            by=by,
            referral=key,
            arrived=arrived,
            note="Kata istri" if arrived else "Belum ada",
            at=self.world.now,
        )
        done = self.attempt("confirm", who, self.world.referrals[key], act, f"arrived {arrived}")
        if done is not None and not arrived:
            assert done.state == "returned"
            others = [
                other
                for other, state in self.world.answers.items()
                if other != key and state == "delivered" and self.world.referral_need[other] == need.pk
            ]
            after = self.world.need(need.pk)
            unasked = after.state == "closed" and after.result.met and after.confirmed is None
            assert others or not unasked, f"nothing arrived, and it counts as met {self.world.story()}"

    def _some_referral(self, which: int, wild: int, states: tuple[str, ...]) -> UUID:
        fitting = [key for key, state in self.world.answers.items() if state in states]
        return one_of(fitting if fitting and wild != UNFITTING - 1 else self.world.referrals, which)

    @precondition(lambda self: len(self.world.ended) < 2)
    @rule(
        pick=PICK,
        wild=WILD,
        chosen=st.sampled_from(FLEETING),
        step=st.sampled_from(("end", "extend", "extend")),
    )
    def a_seat_ends_or_goes_on(self, pick: int, wild: int, chosen: str, step: str) -> None:
        who = self.who("seats", ("administrator", "manager", "head"), pick, wild)
        with acting(system(HERE)):
            seat = Seat.objects.get(pk=self.cast.seats[chosen].pk)
        today = self.world.now.astimezone(dt.timezone(dt.timedelta(hours=8))).date()
        acts: dict[str, Any] = {
            "end": lambda by: offices.end(by=by, seat=seat, on=today, reason="Pindah tugas"),
            "extend": lambda by: offices.extend(
                by=by, seat=seat, letter_number="800/12", letter_date=today, until=dt.date(2027, 3, 31)
            ),
        }
        done = self.attempt("seats", who, None, acts[step], f"{step} {chosen}")
        if done is not None and step == "end":
            assert chosen == "operator" or who != "head", "a village head ends seats of the own village alone"
            self.world.ended.add(chosen)
