"""What must be true after every step, whoever did what."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from simpul.cases.models import Case, Movement, Need, NeedCommitment
from simpul.cases.states import MOVES, MovementKind, NeedState
from simpul.funds.models import BudgetLine, Commitment, Entry, Posting
from simpul.funds.states import UNPAID
from simpul.ground.actor import acting, system
from simpul.referrals.models import Referral
from tests.verification.oracle import (
    BEHIND_THE_WALL,
    EVERYBODY,
    EYES,
    OF_THE_VILLAGE,
    VILLAGE,
    Thing,
    knows_of,
    reads_money,
    reads_number,
    sees,
)
from tests.verification.tables import shown_to
from tests.verification.world import DISTRICTS, World

#: Of another office, not of where the need stands.
_OF_A_REFERRAL = {MovementKind.REFERRED, MovementKind.ACCEPTED, MovementKind.DECLINED, MovementKind.DELIVERED}
_OUT = ("sent", "accepted")
#: Another holder, another state, another moment: nothing of these leaves a clock resting.
_ENDS_REST = {
    MovementKind.RESUMED,
    MovementKind.CLIMBED,
    MovementKind.DESCENDED,
    MovementKind.REFERRED,
    MovementKind.DELIVERED,
    MovementKind.RETURNED,
    MovementKind.CONFIRMED,
    MovementKind.CLOSED,
    MovementKind.DIED,
}


def check_needs(world: World) -> None:
    """No need is lost; each stands somewhere, with an unbroken history; nothing closes without a result."""
    found: set[UUID] = set()
    for district in DISTRICTS:
        with acting(system(district)):
            needs = list(Need.objects.select_related("rung", "office", "result").order_by("id"))
            history: dict[UUID, list[Movement]] = defaultdict(list)
            for move in Movement.objects.order_by("id"):
                history[move.need_id].append(move)
            out = Counter(
                Referral.objects.filter(state__in=_OUT).values_list("need_id", flat=True).order_by()
            )
            cases = dict(Case.objects.values_list("pk", "state"))
        open_needs = {need.case_id for need in needs if need.state != NeedState.CLOSED}
        for need in needs:
            found.add(need.pk)
            world.states[need.pk], world.rungs[need.pk] = need.state, need.rung.kind
            _check_history(need, history[need.pk], world)
            closed = need.state == NeedState.CLOSED
            assert closed == (need.result is not None) == (need.closed_at is not None), world.story()
            assert (need.state == NeedState.REFERRED) <= (out[need.pk] > 0), world.story()
            assert not (out[need.pk] and closed), f"closed, and an office still works on it {world.story()}"
        for case, state in cases.items():
            assert (state == "closed") == (case not in open_needs), world.story()
    assert found == set(world.needs), f"needs lost or out of nowhere {world.story()}"


def _check_history(need: Need, moves: list[Movement], world: World) -> None:
    assert moves, f"a need without history {world.story()}"
    assert moves[0].kind == MovementKind.OPENED, world.story()
    at = (moves[0].to_rung, moves[0].to_office)
    states = {NeedState.OPEN}
    for move in moves[1:]:
        kind = MovementKind(move.kind)
        after = {MOVES[state, kind] for state in states if (state, kind) in MOVES}
        if kind == MovementKind.DECLINED:
            after |= states & {NeedState.REFERRED}
        assert after, f"{states} -{kind}-> is not in the table {world.story()}"
        states = after
        if kind in {MovementKind.CLIMBED, MovementKind.DESCENDED}:
            assert at == (move.from_rung, move.from_office), f"a gap in the history {world.story()}"
            at = (move.to_rung, move.to_office)
        elif kind not in _OF_A_REFERRAL:
            assert at == (move.to_rung, move.to_office), f"moved without a move {world.story()}"
    rests = [move.kind for move in moves if move.kind == MovementKind.RESTED or move.kind in _ENDS_REST]
    resting = need.resting_since is not None
    assert resting <= (rests[-1:] == [MovementKind.RESTED]), f"it rests still {world.story()}"
    assert resting <= (need.state in {NeedState.OPEN, NeedState.ACTING, NeedState.REFERRED}), world.story()
    assert need.state in states, f"{need.state} is not where {states} leads {world.story()}"
    assert at == (need.rung.name, need.office.name), world.story()


def check_referrals(world: World) -> None:
    """At most one request a need and office waits for an answer; none was lost."""
    with acting(system(DISTRICTS[0])):
        rows = list(Referral.objects.order_by("id").values_list("pk", "need_id", "to_office_id", "state"))
    assert {row[0] for row in rows} == set(world.referrals), world.story()
    world.answers = {row[0]: row[3] for row in rows}
    waiting = Counter((need, office) for _, need, office, state in rows if state in _OUT)
    assert all(count == 1 for count in waiting.values()), world.story()


def check_money(world: World) -> None:
    """Never over the ceiling, and the postings say what the balances say."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    with acting(system(DISTRICTS[0])):
        world.money = dict(Commitment.objects.order_by("id").values_list("pk", "state"))
        linked = set(NeedCommitment.objects.values_list("commitment_id", flat=True))
        assert linked == set(world.commitments), world.story()
        bound = NeedCommitment.objects.filter(commitment__state__in=UNPAID, need__state=NeedState.CLOSED)
        assert not bound.exists(), f"money waits for a need that ended {world.story()}"
        for line in BudgetLine.objects.all():
            posted = dict(
                Posting.objects.filter(entry__line=line)
                .values_list("account")
                .annotate(sum=Sum("amount"))
                .order_by()
            )
            assert line.ceiling is not None
            assert 0 <= line.committed + line.paid <= line.ceiling, world.story()
            assert posted.get("committed", 0) == line.committed == _sum(line, "agreed"), world.story()
            assert posted.get("paid", 0) == line.paid == _sum(line, "paid"), world.story()
            assert posted.get("available", 0) == line.left, world.story()
        sums = Entry.objects.annotate(sum=Sum("postings__amount")).exclude(sum=0)
        assert not sums.exists(), world.story()


def _sum(line: BudgetLine, state: str) -> int:
    found = Commitment.objects.filter(line=line, state=state).aggregate(sum=Sum("amount"))["sum"]
    return int(found or 0)


def check_sight(world: World) -> None:
    """In SQL, with the settings of each seat: exactly what the oracle says, no row more and none less."""
    shown = shown_to(world.cast.actors)
    for who in EVERYBODY:
        if who in world.ended:
            continue
        rows = shown[who]
        for kind, things in _things(world).items():
            expected = {key for key, thing in things.items() if sees(who, thing)}
            assert rows[kind] == expected, _difference(who, kind, rows[kind], expected, world)
        asked = {key for key, thing in world.needs.items() if knows_of(who, thing)}
        assert rows["asked"] == asked, _difference(who, "asked", rows["asked"], asked, world)
        numbered = {key for key in world.niks if reads_number(who, world.persons[key])}
        assert rows["nik"] == numbered, _difference(who, "nik", rows["nik"], numbered, world)
        read = {
            key
            for key in world.money
            if reads_money(who, world.purses[key], world.needs[world.commitments[key]])
        }
        assert rows["money"] == read, _difference(who, "money", rows["money"], read, world)
        assert not (rows["number"] and not EYES[who].numbers), f"{who} reads numbers {world.story()}"
        _check_children(who, rows, world)
        _check_wall(who, rows, world)
    for who in OF_THE_VILLAGE:
        told = shown[who]["need"] & {
            need for need in world.complaints if world.cases[world.need_case[need]].area == VILLAGE[:8]
        }
        assert not told, f"{who} sees a complaint about the own village {world.story()}"


def _things(world: World) -> dict[str, dict[UUID, Thing]]:
    return {
        "person": world.persons,
        "case": world.cases,
        "need": world.needs,
        "referral": world.referrals,
        "file": world.files,
        "letter": world.letters,
    }


def _check_children(who: str, rows: dict[str, set[UUID]], world: World) -> None:
    """What hangs on a thing is seen by nobody who does not see the thing."""
    for kind, keys in rows.items():
        thing, of, _ = kind.partition(" of ")
        if of and thing in {"person", "need", "referral", "letter"}:
            assert keys <= rows[thing], _difference(who, kind, keys, rows[thing], world)


def _check_wall(who: str, rows: dict[str, set[UUID]], world: World) -> None:
    assigned = {key for key, seats in world.reports.items() if who in seats}
    for kind in ("report", "report of assignment", "report of trail"):
        assert rows[kind] == assigned, _difference(who, kind, rows[kind], assigned, world)
    assert len(rows["stub"]) == sum(by == who for by in world.stubs.values()), world.story()
    assert who in BEHIND_THE_WALL or not rows["report"], world.story()


def _difference(who: str, kind: str, rows: set[Any], expected: set[Any], world: World) -> str:
    return (
        f"{who} and {kind}: too much {sorted(map(str, rows - expected))},"
        f" too little {sorted(map(str, expected - rows))} {world.story()}"
    )
