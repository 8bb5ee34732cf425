"""Rules about needs: what the village does, help from a budget line, the ladder, how needs end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from simpul.cases import actions as cases
from simpul.funds import actions as funds
from simpul.funds.models import Commitment
from simpul.ground.actor import acting, system
from simpul.referrals import actions as referrals
from tests.integration.letters.conftest import PNG
from tests.verification.machine_base import ALIVE, PICK, UNFITTING, WILD, Base, one_of
from tests.verification.oracle import HERE, PURSES, Thing, knows_of

#: What is done next with money in each state.
HANDS = {"proposed": ("agree", "agree", "agree", "refuse", "release"), "agreed": ("pay", "pay", "release")}
DEEDS = ("note", "visit", "attempt", "attach", "assign", "certificate", "errand")


class NeedRules(Base):
    """What is done with a need."""

    def _some_need(
        self, verb: str, which: int, pick: int, wild: int, states: Sequence[str] = ALIVE
    ) -> tuple[Any, Thing, str]:
        need = self.need(which, wild, states)
        return need, self.world.needs[need.pk], self.who(verb, self.holding(need), pick, wild)

    @precondition(lambda self: self.world.needs)
    @rule(pick=PICK, which=PICK, wild=WILD, deed=st.sampled_from(DEEDS))
    def a_deed(self, pick: int, which: int, wild: int, deed: str) -> None:
        verb = "in_hand" if deed in {"certificate", "assign"} else "deed"
        need, thing, who = self._some_need(verb, which, pick, wild, (*ALIVE, "referred", "to_confirm"))
        at = self.world.now
        words = {"need": need.pk, "at": at, "text": "Dikunjungi hari ini"}
        acts: dict[str, Any] = {
            "note": lambda by: cases.note(by=by, **words),
            "visit": lambda by: cases.visit(by=by, **words, result="Perlu dibantu"),
            "attempt": lambda by: cases.attempt(by=by, **words, result="Belum berhasil"),
            "attach": lambda by: cases.attach(by=by, **words, kind="photo", upload=BytesIO(PNG)),
            "assign": lambda by: cases.assign(by=by, need=need.pk, seat=by.seat, at=at),
            "certificate": lambda by: cases.record_certificate(
                by=by,
                need=need.pk,
                number="474/12/2026",
                purpose="Sekolah",
                dated=at.date(),
                valid_until=at.date() + dt.timedelta(days=30),
                witnesses="Ali; Budi",
                signed_by="Kepala Desa",
                at=at,
            ),
            "errand": lambda by: cases.start_errand(
                by=by, need=need.pk, task="Mengurus KTP", goes="Fatma", power_of_attorney="Surat kuasa", at=at
            ),
        }
        done = self.attempt(verb, who, thing, acts[deed], deed)
        if done is None:
            return
        if deed == "attach":
            file = Thing(thing.district, thing.area, self.world.government(thing))
            self.world.files[done.file] = file
            self.world.need_files.setdefault(need.pk, []).append(done.file)
        if deed == "errand":
            self.world.errands[done.pk] = need.pk

    @precondition(lambda self: self.world.errands)
    @rule(pick=PICK, which=PICK, wild=WILD)
    def an_errand_ends(self, pick: int, which: int, wild: int) -> None:
        errand = one_of(self.world.errands, which)
        need = self.world.need(self.world.errands[errand])
        who = self.who("errand", self.holding(need), pick, wild)
        act = lambda by: cases.finish_errand(  # noqa: E731
            by=by, errand=errand, result="KTP sudah jadi", at=self.world.now
        )
        self.attempt("errand", who, self.world.needs[need.pk], act)

    @precondition(lambda self: self.world.needs)
    @rule(pick=PICK, which=PICK, wild=WILD, amount=st.sampled_from((400_000, 100_000, 700_000, 0, 1_000_001)))
    def money_is_asked_for(self, pick: int, which: int, wild: int, amount: int) -> None:
        need = self.need(which, wild, (*ALIVE, "referred"))
        thing = self.world.needs[need.pk]
        purse = "village" if need.rung.kind == "village" else sorted(PURSES)[which % len(PURSES)]
        who = self.who("propose", PURSES[purse]["propose"], pick, wild)
        asked = {"line": self.lines[purse], "amount": amount, "purpose": "Beras", "at": self.world.now}
        accepted = self._accepted(need.pk, purse)

        def act(by: Any) -> UUID:
            if accepted is None:
                return cases.propose_help(by=by, need=need.pk, **asked).commitment_id
            return referrals.propose_help(by=by, referral=accepted, **asked).pk

        made = self.attempt("propose", who, None, act, f"{purse} {amount}")
        if made is not None:
            assert amount > 0
            assert who in PURSES[purse]["propose"], f"not the own budget {self.world.story()}"
            assert knows_of(who, thing), f"{who} paid for a need out of sight {self.world.story()}"
            self.world.commitments[made] = need.pk
            self.world.purses[made] = purse

    def _accepted(self, need: UUID, office: str) -> UUID | None:
        """A request about a need that this office accepted: it offers its own money there."""
        found = (key for key, of in self.world.referral_need.items() if of == need)
        mine = (key for key in found if self.world.asked_office[key] == office)
        return next((key for key in mine if self.world.answers.get(key) == "accepted"), None)

    @precondition(lambda self: {"proposed", "agreed"} & set(self.world.money.values()))
    @rule(pick=PICK, which=PICK, wild=WILD)
    def money_moves(self, pick: int, which: int, wild: int) -> None:
        fitting = [key for key, state in self.world.money.items() if state in HANDS]
        key = one_of(fitting if wild >= UNFITTING else self.world.commitments, which)
        steps = HANDS.get(self.world.money[key], ("agree", "pay", "release", "refuse"))
        step = steps[pick % len(steps)]
        with acting(system(HERE)):
            held = Commitment.objects.select_related("line").get(pk=key)
        at, purse = self.world.now, PURSES[self.world.purses[key]]
        verb = "agree" if step == "refuse" else step
        who = self.who(verb, purse[verb], pick, wild)
        acts: dict[str, Any] = {
            "agree": lambda by: funds.agree(by=by, commitment=held, at=at),
            "refuse": lambda by: funds.refuse(by=by, commitment=held, reason="Tidak mendesak", at=at),
            "pay": lambda by: funds.pay(
                by=by, commitment=held, book_reference="SPP-12", paid_on=at.date(), at=at
            ),
            "release": lambda by: funds.release(by=by, commitment=held, reason="Dibantu mitra", at=at),
        }
        done = self.attempt(verb, who, None, acts[step], step)
        assert done is None or who in purse[verb], f"not the own budget {self.world.story()}"
        if done is not None and step in {"agree", "pay"}:
            hands = {done.proposed_by, done.agreed_by, done.ended_by} - {""}
            assert len(hands) == (2 if step == "agree" else 3), f"one hand twice {self.world.story()}"

    @precondition(lambda self: self.world.needs)
    @rule(pick=PICK, which=PICK, wild=WILD, thumb=st.booleans())
    def help_is_handed_over(self, pick: int, which: int, wild: int, *, thumb: bool) -> None:
        need, thing, who = self._some_need("in_hand", which, pick, wild)
        act = lambda by: cases.record_handover(  # noqa: E731
            by=by,
            need=need.pk,
            what="Beras 20 kg",
            source_of_funds="Dana Desa",
            received_by="Istri",
            relation="istri",
            mark="thumbprint" if thumb else "signature",
            witnesses="Ali; Budi" if pick % 2 else "",
            at=self.world.now,
        )
        self.attempt("in_hand", who, thing, act)

    @precondition(lambda self: self.world.needs)
    @rule(
        pick=PICK,
        which=PICK,
        wild=WILD,
        reason=st.sampled_from(("beyond_authority", "head_refuses", "no_money", "nonsense")),
        over=st.sampled_from(("Sudah dicek langsung", "Sudah dicek langsung", "")),
    )
    def a_need_goes_on(self, pick: int, which: int, wild: int, reason: str, over: str) -> None:
        need, thing, who = self._some_need("climb", which, pick, wild)
        act = lambda by: cases.climb(  # noqa: E731
            by=by, need=need.pk, reason=reason, tried="Dapur umum", override_reason=over, at=self.world.now
        )
        moved = self.attempt("climb", who, thing, act, reason)
        if moved is not None:
            assert moved.step > need.step
            self.world.open_to(need.pk, self.world.code_of(moved.office_id))

    @precondition(lambda self: self.world.needs)
    @rule(pick=PICK, which=PICK, wild=WILD)
    def a_need_comes_back_down(self, pick: int, which: int, wild: int) -> None:
        need, thing, who = self._some_need("descend", which, pick, wild)
        act = lambda by: cases.descend(  # noqa: E731
            by=by, need=need.pk, reason="desk_says_village", at=self.world.now
        )
        moved = self.attempt("descend", who, thing, act)
        if moved is not None:
            assert moved.step < need.step
            self.world.open_to(need.pk, self.world.code_of(moved.office_id))

    @precondition(lambda self: self.world.needs)
    @rule(pick=PICK, which=PICK, wild=WILD, deed=st.sampled_from(("rest", "resume", "reorder")))
    def a_clock_rests_or_an_order_changes(self, pick: int, which: int, wild: int, deed: str) -> None:
        verb = "reorder" if deed == "reorder" else "rest"
        need, thing, who = self._some_need(verb, which, pick, wild)
        at = self.world.now
        acts: dict[str, Any] = {
            "rest": lambda by: cases.rest(by=by, need=need.pk, reason="ministry", at=at),
            "resume": lambda by: cases.resume(by=by, need=need.pk, note="Sudah dijawab", at=at),
            "reorder": lambda by: cases.reorder(
                by=by, need=need.pk, ahead=bool(pick % 2), reason="health_risk", at=at
            ),
        }
        self.attempt(verb, who, thing, acts[deed], deed)

    @precondition(lambda self: self.world.needs)
    @rule(
        pick=PICK,
        which=PICK,
        wild=WILD,
        result=st.sampled_from(("met", "met", "withdrawn", "not_possible", "unknown")),
    )
    def a_need_closes(self, pick: int, which: int, wild: int, result: str) -> None:
        need, thing, who = self._some_need("close", which, pick, wild, (*ALIVE, "to_confirm"))
        note = "Semua jalan sudah dicoba" if pick % 2 else ""
        act = lambda by: cases.close(by=by, need=need.pk, result=result, note=note, at=self.world.now)  # noqa: E731
        if (done := self.attempt("close", who, thing, act, result)) is not None:
            assert done.result.code == result

    @precondition(lambda self: {"to_confirm", "closed"} & set(self.world.states.values()))
    @rule(pick=PICK, which=PICK, wild=WILD, arrived=st.booleans())
    def the_family_is_asked(self, pick: int, which: int, wild: int, *, arrived: bool) -> None:
        need, thing, who = self._some_need(
            "confirm", which, pick, wild, ("to_confirm", "to_confirm", "closed")
        )
        note = "" if arrived else "Belum diterima"
        act = lambda by: cases.confirm(by=by, need=need.pk, arrived=arrived, note=note, at=self.world.now)  # noqa: E731
        done = self.attempt("confirm", who, thing, act, f"arrived {arrived}")
        if done is not None:
            assert (done.state == "closed") == arrived, f"not arrived, but closed {self.world.story()}"
