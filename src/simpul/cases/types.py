"""What is handed in and out of the floor: an opening, its needs, what the opener gets back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

EMERGENCY, URGENT, NORMAL = "1", "2", "3"


@dataclass(frozen=True)
class NeedInput:
    """One need as it was told: its category code, the citizen's own words, how soon (1, 2 or 3).

    `named`: who complains about the village agrees that those who handle it learn the name.
    """

    category: str
    words: str
    urgency: str = NORMAL
    named: bool = False


@dataclass(frozen=True)
class Reporter:
    """Who reports for somebody else: a neighbour, the RT, a hospital."""

    name: str
    relation: str
    phone: str = ""


@dataclass(frozen=True)
class Collector:
    """Who collects for somebody else, and what proves that they may."""

    name: str
    relation: str
    proof: str


@dataclass(frozen=True)
class ConsentGiven:
    """On which basis data are kept (`consent`, `vital_interest`…), was the notice read, who said yes."""

    basis: str
    read_aloud: bool
    given_by: str


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A new service for one person.

    Attributes:
        person: key of the one to be helped.
        needs: at least one.
        consent: recorded with the opening; may be left out when the person's consent is on record already.
        channel: where it came in (`desk`, `visit`, `phone`, `hospital`…).
        source: whose request it is (`citizen`, `officer`, `aspiration`…); it changes nothing in the queue.
        village_code: where the person is served; empty = the village the person is registered in.
        ticket: the number on a pre-printed pad, typed in later; empty = a new number.
    """

    person: UUID
    needs: tuple[NeedInput, ...]
    consent: ConsentGiven | None = None
    reporter: Reporter | None = None
    collector: Collector | None = None
    channel: str = "desk"
    source: str = "citizen"
    source_name: str = ""
    source_note: str = ""
    urgent: bool = False
    village_code: str = ""
    ticket: str = ""
