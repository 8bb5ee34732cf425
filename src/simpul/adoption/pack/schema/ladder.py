"""ladder.yaml: the rungs a need may stand on, and the coded reasons to move it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import Clock, Code, Name, Part, Positive, Text, YesNo, reference
from simpul.offices.models import RungKind
from simpul.offices.types import Claim, RoleCode


class Rung(Part):
    """A level. ``settles`` is ``[all]`` or category codes; the village's are said by each category."""

    code: Code
    name: Name
    kind: RungKind
    roles: list[RoleCode] = Field(min_length=1)
    settles: list[Annotated[str, reference("needs", "all")]] = Field(default_factory=list)
    hours: Positive
    clock: Clock


class Reason(Part):
    """A coded reason; ``plain`` is what the citizen reads when it is shown to him at all."""

    code: Code
    name: Name
    plain: Text | None = None
    needs_note: YesNo = False


class ClimbReason(Reason):
    """A reason to go on. ``claim`` is checked; ``above_only`` hides it from the rung it is about."""

    above_only: YesNo = False
    claim: Claim = Claim.NONE


class OutsideBody(Part):
    """A body outside the district with which the clock rests."""

    code: Code
    name: Name
    remind_after_days: Positive | None = None


class CloseResult(Part):
    """How a need may end."""

    code: Code
    name: Name
    plain: Text
    outcome: Literal[
        "met", "partly", "not_possible", "withdrawn", "died", "moved", "referred_outside", "duplicate"
    ]
    needs_note: YesNo = False


class Ladder(Part):
    replace: list[Text] = Field(default_factory=list)
    rungs: list[Rung] = Field(min_length=1)
    climb: list[ClimbReason] = Field(min_length=1)
    descend: list[Reason] = Field(min_length=1)
    override: list[Reason] = Field(min_length=1)
    reorder: list[Reason] = Field(min_length=1)
    rest: list[OutsideBody] = Field(min_length=1)
    results: list[CloseResult] = Field(min_length=1)
