"""roles.yaml and seats.csv: what each right-role is called here, and the seats to begin with."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import AreaCode, Day, OfficeRef, Part, RungRef, Text, YesNo
from simpul.adoption.pack.schema.office_kinds import OfficeKind


class RoleCode(StrEnum):
    FACILITATOR = "facilitator"
    WELFARE_POST_FRONT = "welfare_post_front"
    WELFARE_POST_BACK = "welfare_post_back"
    WELFARE_POST_COORDINATOR = "welfare_post_coordinator"
    VILLAGE_HEAD = "village_head"
    VILLAGE_TREASURER = "village_treasurer"
    VILLAGE_OPERATOR = "village_operator"
    SUBDISTRICT_SUPERVISOR = "subdistrict_supervisor"
    SUBDISTRICT_HEAD = "subdistrict_head"
    SUBDISTRICT_WELFARE = "subdistrict_welfare"
    DESK_FRONT = "desk_front"
    DESK_BACK = "desk_back"
    DESK_MANAGER = "desk_manager"
    AGENCY_OFFICER = "agency_officer"
    AGENCY_HEAD = "agency_head"
    RESPONSE_TEAM = "response_team"
    PARTNER_OFFICER = "partner_officer"
    COUNSELLOR = "counsellor"
    EMERGENCY_OPERATOR = "emergency_operator"
    DATA_STEWARD = "data_steward"
    REGENT = "regent"
    DISTRICT_SECRETARY = "district_secretary"
    COORDINATION_MEMBER = "coordination_member"
    AUDITOR = "auditor"
    HOSPITAL_DESK = "hospital_desk"
    INSURANCE_BRANCH = "insurance_branch"
    COMPANION = "companion"
    TECHNICAL_ASSISTANT = "technical_assistant"
    ADMINISTRATOR = "administrator"


class Titles(Part):
    """Other names of the same seat, by the kind of place: a kelurahan has a Lurah, a city a Wali Kota."""

    kelurahan: Text | None = None
    kota: Text | None = None


class Role(Part):
    """A right-role. ``acting`` lists how it may be held for a time (Plt., Plh., Pj.)."""

    code: RoleCode
    title: Text
    titles: Titles = Titles()
    rungs: list[RungRef] = Field(default_factory=list)
    offices: list[OfficeKind] = Field(min_length=1)
    acting: list[Literal["plt", "plh", "pj"]] = Field(default_factory=list)
    strong_sign_in: YesNo = False


class Roles(Part):
    replace: list[Text] = Field(default_factory=list)
    roles: list[Role] = Field(min_length=1)


class Seat(Part):
    """A seat that exists from the first day, without its holder: people are appointed in the application."""

    role: RoleCode
    office: OfficeRef
    area: AreaCode | None = None
    decree_number: Text | None = None
    decree_date: Day | None = None
    ends: Day | None = None
    acting: Literal["plt", "plh", "pj"] | None = None
