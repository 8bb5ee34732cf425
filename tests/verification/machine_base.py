"""What the rules of the machine share: time, picking, and the transaction each run is thrown away with."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from simpul.funds.models import BudgetLine
from simpul.ground.errors import DomainError
from simpul.offices.models import RungKind
from tests.cast import Cast
from tests.verification import invariants, looking
from tests.verification.oracle import ABROAD, EVERYBODY, FAR, HILLS, KELURAHAN, MAY, VILLAGE
from tests.verification.world import World

T = TypeVar("T")

PICK = st.integers(0, 9_999)
#: 0: somebody tries whose business it is not; 1: with something of which it cannot be done.
WILD = st.integers(0, 9)
UNFITTING = 2
ALIVE = ("open", "acting")

CREW = {
    VILLAGE: ("back", "coordinator", "facilitator", "front", "operator"),
    KELURAHAN: ("neighbour_back", "neighbour"),
    FAR: ("stranger",),
    ABROAD: ("foreign_back",),
}
SUBDISTRICT = {HILLS: ("supervisor", "camat", "welfare_section"), FAR[:8]: ("other_camat",)}
INBOX = {
    "dinsos": ("agency", "agency_head"),
    "disdukcapil": ("registrar",),
    "disdik": ("education",),
    "hospital": ("hospital",),
    "inspectorate": ("inspector",),
    "partner": ("partner",),
}


class Base(RuleBasedStateMachine):
    """A district at work, thrown away when the run ends."""

    cast: ClassVar[Cast]
    lines: ClassVar[dict[str, BudgetLine]]

    def __init__(self) -> None:
        super().__init__()
        self.kept = transaction.atomic()
        self.kept.__enter__()
        self.world = World(self.cast)
        self.turn = 0

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:  # a run that failed has told what it found
                looking.check_some(self.world, self.turn)
        finally:
            transaction.set_rollback(True)
            self.kept.__exit__(None, None, None)

    @rule(hours=st.sampled_from((1, 5, 24, 100)))
    def time_passes(self, hours: int) -> None:
        self.world.now += dt.timedelta(hours=hours)

    @invariant()
    def nothing_is_lost_and_nothing_shown(self) -> None:
        self.turn += 1
        if self.world.changed:  # what was refused left every row as it was: `attempt` made sure of that
            self.world.changed = False
            invariants.check_needs(self.world)
            invariants.check_referrals(self.world)
            invariants.check_money(self.world)
            invariants.check_sight(self.world)
        looking.check_one(self.world, self.turn)

    def attempt(self, verb: str, who: str, thing: Any, act: Any, note: str = "") -> Any:
        """Let somebody try; what it gave, or None when it was refused."""
        self.world.now += dt.timedelta(minutes=7)
        done = self.world.attempt(verb, who, thing, act, note=note)
        return None if isinstance(done, DomainError) else done

    def who(self, verb: str, likely: Iterable[str], pick: int, wild: int) -> str:
        """Whose business it is, or anybody."""
        fitting = sorted(set(likely) & MAY[verb])
        people = EVERYBODY if wild == 0 or not fitting else fitting
        return people[pick % len(people)]

    def need(self, which: int, wild: int, states: Sequence[str] = ALIVE, rungs: Sequence[str] = ()) -> Any:
        """A need with which something could be done, or any."""
        fitting = [
            key
            for key, state in self.world.states.items()
            if state in states and (not rungs or self.world.rungs[key] in rungs)
        ]
        chosen = self.world.needs if wild == UNFITTING - 1 or not fitting else fitting
        return self.world.need(one_of(chosen, which))

    def holding(self, need: Any) -> tuple[str, ...]:
        """Who has a need in hand."""
        if need.rung.kind == RungKind.VILLAGE:
            return CREW[need.village_code]
        if need.rung.kind == RungKind.SUBDISTRICT:
            return SUBDISTRICT[need.village_code[:8]]
        inbox = INBOX.get(self.world.code_of(need.office_id), ())
        return (*inbox, "desk", "manager")


def one_of(things: Iterable[T], pick: int) -> T:
    """One of the things there are; newer ones as likely as older ones."""
    every = list(things)
    return every[pick % len(every)]
