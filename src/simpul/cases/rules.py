"""Judgement about needs, without a database: lateness, the claim on going on, urgency, repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from simpul.cases.types import EMERGENCY, URGENT
from simpul.offices.types import Claim

VILLAGE, SUBDISTRICT, DESK = "village", "subdistrict", "district_desk"
#: Rungs on which nobody of the district's villages sits; the desk keeps them in hand.
ABOVE = ("agency", "tkpkd", "province", "centre")

_VILLAGE_CODE = 13
_SUBDISTRICT_CODE = 8
_DISTRICT_CODE = 5


@dataclass(frozen=True)
class KnownFit:
    """A programme that surely fits, on which rung, and how many places are left (None = nobody knows)."""

    name: str
    rung: str
    quota_left: int | None


@dataclass(frozen=True)
class KnownMoney:
    """A budget line of the area and what is left of it in rupiah (None = its ceiling is unknown)."""

    name: str
    left: int | None


@dataclass(frozen=True)
class Standing:
    """How a need stands when somebody wants to send it on.

    Attributes:
        rung: kind of the rung it stands on.
        may_settle: the pack lets a village settle this category.
        named: the pack names this category among those its rung settles.
        attempted: an attempt of this rung is on record.
        late: the time this rung was given is used up.
        urgency: 1, 2 or 3.
    """

    rung: str
    may_settle: bool = False
    named: bool = False
    attempted: bool = True
    late: bool = False
    urgency: str = "3"


@dataclass(frozen=True)
class Finding:
    """Something known that speaks against going on: a code, what it is about, and how much is left of it."""

    code: str
    about: str = ""
    left: int | None = None

    def as_json(self) -> dict[str, object]:
        """As it is kept in the history."""
        return asdict(self)


#: What speaks against each claim. A reason that claims nothing is held against all this rung could still do.
_AGAINST: dict[str, tuple[str, ...]] = {
    Claim.NO_PROGRAMME: ("not_tried", "programme_fits"),
    Claim.NO_MONEY: ("not_tried", "money_left"),
    Claim.BEYOND_AUTHORITY: ("rung_settles",),
    Claim.TIME_PASSED: ("time_left",),
    Claim.URGENT: ("not_urgent",),
    Claim.NONE: ("not_tried", "programme_fits", "money_left"),
}


#: What is true of most needs and tells nothing before a reason is chosen that speaks of it.
OF_ONE_REASON = frozenset({"time_left", "not_urgent"})


def findings(
    claim: str, need: Standing, *, fits: Iterable[KnownFit], money: Iterable[KnownMoney]
) -> tuple[Finding, ...]:
    """What catalogue, balances, ladder and clock say against what a reason claims.

    Only what is surely known counts: a quota or ceiling nobody knows is promised to nobody. Money and the
    missing attempt are held against a village alone, and only where the pack lets a village settle the need.

    Args:
        claim: a `Claim`.
        need: how it stands.
        fits: programmes that surely fit.
        money: budget lines of the person's village.

    >>> standing = Standing("village", may_settle=True, attempted=False)
    >>> findings("no_money", standing, fits=[], money=[KnownMoney("BLT", 500)])
    (Finding(code='not_tried', about='', left=None), Finding(code='money_left', about='BLT', left=500))
    >>> findings("beyond_authority", standing, fits=[], money=[])
    (Finding(code='rung_settles', about='', left=None),)
    """
    return tuple(each for each in known(need, fits=fits, money=money) if each.code in _AGAINST[claim])


def known(need: Standing, *, fits: Iterable[KnownFit], money: Iterable[KnownMoney]) -> tuple[Finding, ...]:
    """Everything that speaks against one claim or another; as `findings`."""
    village = need.rung == VILLAGE and need.may_settle
    said = {
        "not_tried": village and not need.attempted,
        "rung_settles": village or (need.rung != VILLAGE and need.named),
        "time_left": not need.late,
        "not_urgent": need.urgency not in {EMERGENCY, URGENT},
    }
    found = [Finding("not_tried")] if said.pop("not_tried") else []
    found += [
        Finding("programme_fits", fit.name, fit.quota_left)
        for fit in fits
        if fit.rung == need.rung and fit.quota_left
    ]
    found += [Finding("money_left", line.name, line.left) for line in money if village and line.left]
    return (*found, *(Finding(code) for code, true in said.items() if true))


def is_late(due_at: datetime | None, now: datetime, *, resting: bool) -> bool:
    """Whether the time allowed is used up. A resting clock is never late."""
    return due_at is not None and not resting and now > due_at


def level_of(areas: Sequence[str]) -> str:
    """On which kind of rung a seat sits, by the area it looks after; empty for offices and onlookers.

    >>> level_of(("73.03.01.2001",)), level_of(("73.03.01",)), level_of(("73.03",)), level_of(())
    ('village', 'subdistrict', 'district_desk', '')
    """
    by_length = {_VILLAGE_CODE: VILLAGE, _SUBDISTRICT_CODE: SUBDISTRICT, _DISTRICT_CODE: DESK}
    return by_length.get(min((len(area) for area in areas), default=0), "")


def holds(level: str, rung: str) -> bool:
    """Whether seats of this level have the needs of this rung in hand.

    >>> holds("village", "village"), holds("village", "agency"), holds("district_desk", "agency")
    (True, False, True)
    """
    return level != "" and (level == rung or (level == DESK and rung in ABOVE))


def may_settle(rung: str, *, village_may: bool) -> bool:
    """Whether help may be given where a need stands: in a village only what the pack lets a village settle.

    Args:
        rung: kind of the rung the need stands on.
        village_may: what the pack said when the need was opened.

    >>> may_settle("village", village_may=False), may_settle("subdistrict", village_may=False)
    (False, True)
    """
    return village_may or rung != VILLAGE


def scope_above(village_code: str, rung: str) -> str:
    """The area whose seats see what must go round the village: the sub-district, or the district.

    >>> scope_above("73.03.01.2001", "subdistrict"), scope_above("73.03.01.2001", "agency")
    ('73.03.01', '73.03')
    """
    return village_code[: _SUBDISTRICT_CODE if rung == SUBDISTRICT else _DISTRICT_CODE]


def allowed_hours(hours: float | Decimal, urgent_hours: int | None, urgency: str) -> float:
    """The hours a step gives: an urgent need gets at most the time its category names for urgent ones.

    >>> allowed_hours(8, 4, "2"), allowed_hours(8, 4, "3"), allowed_hours(2, 4, "1")
    (4.0, 8.0, 2.0)
    """
    if urgent_hours is None or urgency not in {EMERGENCY, URGENT}:
        return float(hours)
    return float(min(hours, urgent_hours))


def raised(urgency: str, *, times: int, raise_at: int) -> str:
    """The urgency of a need that was brought before: from the third time on (the pack says) it is urgent.

    >>> raised("3", times=3, raise_at=3), raised("1", times=9, raise_at=3), raised("3", times=2, raise_at=3)
    ('2', '1', '3')
    """
    return min(urgency, URGENT) if times >= raise_at else urgency


def opens_a_door(kind: str, documents: Iterable[str]) -> bool:
    """Whether a village paper is among the documents somebody asks for.

    >>> opens_a_door("sktm", ["KTP", "SKTM dari desa"]), opens_a_door("sktm", ["KTP"])
    (True, False)
    """
    return any(kind.lower() in document.lower() for document in documents)
