"""refusals.yaml and letters.yaml: how an office says no, and what it signs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import Code, Label, Line, Name, NeedRef, Part, Positive, Text
from simpul.offices.models import OfficeKind
from simpul.offices.types import RoleCode


class Refusal(Part):
    """Why help cannot be given now. ``plain``, ``instead`` and ``can_do`` are read by the family."""

    code: Code
    sentence: Line
    plain: Text
    instead: Text
    can_do: Text
    offices: list[OfficeKind] = Field(default_factory=list)


class Refusals(Part):
    replace: list[Text] = Field(default_factory=list)
    refusals: list[Refusal] = Field(min_length=1)


class Signer(Part):
    """One hand of the chain, in order: initials first, one signature last."""

    role: RoleCode
    act: Literal["initial", "sign"]


class Letter(Part):
    """A letter the district writes. ``template`` is a Typst file in ``letters/``."""

    code: Code
    title: Name
    template: Name
    classification: Label
    office: OfficeKind
    signers: list[Signer] = Field(min_length=1)
    needs: list[NeedRef] = Field(default_factory=list)
    copies: list[Text] = Field(default_factory=list)
    valid_days: Positive | None = None
    warn: Text | None = None


class Letters(Part):
    replace: list[Text] = Field(default_factory=list)
    letters: list[Letter] = Field(min_length=1)
