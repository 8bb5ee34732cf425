"""needs.yaml: what people bring, in whose words, and the route of each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import (
    OWN,
    Clock,
    Code,
    Label,
    Name,
    Part,
    Positive,
    RestRef,
    RungRef,
    Source,
    Text,
    YesNo,
    reference,
)


class Step(Part):
    """One stop of the route. ``office: own`` is the person's own village or sub-district."""

    rung: RungRef
    office: Annotated[str, reference("offices", OWN)]
    hours: Positive
    clock: Clock


class Evidence(Part):
    """What proves that help arrived."""

    kind: Literal["photo", "document", "handover", "number", "visit", "statement"]
    name: Name
    required: YesNo = True


class Need(Part):
    """A need category. ``route`` begins with the first owner."""

    code: Code
    name: Name
    plain: Name
    icon: Label
    sector: Literal[
        "health", "education", "social_economy", "food", "energy", "agriculture", "fishery", "housing",
        "civil_registration", "registry", "protection", "disaster", "grievance", "enquiry",
    ]  # fmt: skip
    keywords: list[Text] = Field(default_factory=list)
    confidential: YesNo = False
    about_village: YesNo = False
    village_may_settle: YesNo = False
    opens_by_itself: Literal["no_identity_number", "not_in_registry"] | None = None
    urgent_hours: Positive | None = None
    route: list[Step] = Field(min_length=1)
    informed: list[RungRef] = Field(default_factory=list)
    rests: list[RestRef] = Field(default_factory=list)
    documents: list[Text] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)
    source: Source | None = None


class Needs(Part):
    replace: list[Text] = Field(default_factory=list)
    needs: list[Need] = Field(min_length=1)
