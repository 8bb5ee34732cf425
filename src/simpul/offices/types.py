"""Role codes, rights and claims: the vocabulary of who may do what, and what a reason to go on asserts."""

from __future__ import annotations

from enum import StrEnum


class RoleCode(StrEnum):
    """What a seat is, whatever the district calls it. The pack gives each its title."""

    FACILITATOR = "facilitator"
    WELFARE_POST_FRONT = "welfare_post_front"
    WELFARE_POST_BACK = "welfare_post_back"
    WELFARE_POST_COORDINATOR = "welfare_post_coordinator"
    VILLAGE_HEAD = "village_head"
    VILLAGE_TREASURER = "village_treasurer"
    VILLAGE_OPERATOR = "village_operator"
    VILLAGE_COUNCIL = "village_council"
    SUBDISTRICT_SUPERVISOR = "subdistrict_supervisor"
    SUBDISTRICT_HEAD = "subdistrict_head"
    SUBDISTRICT_WELFARE = "subdistrict_welfare"
    DESK_FRONT = "desk_front"
    DESK_BACK = "desk_back"
    DESK_MANAGER = "desk_manager"
    AGENCY_OFFICER = "agency_officer"
    AGENCY_HEAD = "agency_head"
    AGENCY_TREASURER = "agency_treasurer"
    RESPONSE_TEAM = "response_team"
    PARTNER_OFFICER = "partner_officer"
    PARTNER_HEAD = "partner_head"
    PARTNER_TREASURER = "partner_treasurer"
    COUNSELLOR = "counsellor"
    EMERGENCY_OPERATOR = "emergency_operator"
    DATA_STEWARD = "data_steward"
    REGENT = "regent"
    DISTRICT_SECRETARY = "district_secretary"
    COORDINATION_MEMBER = "coordination_member"
    AUDITOR = "auditor"
    INSPECTOR = "inspector"
    HOSPITAL_DESK = "hospital_desk"
    INSURANCE_BRANCH = "insurance_branch"
    COMPANION = "companion"
    TECHNICAL_ASSISTANT = "technical_assistant"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing a seat may do."""

    TAKE_IN = "take_in"  # open a service for a family, search, check the registry
    ACT = "act"  # note, visit, document, errand, certificate, attempt
    CLOSE = "close"  # close a need with a result
    CLIMB = "climb"  # send a need on to its next rung
    DESCEND = "descend"  # bring it back down
    REORDER = "reorder"  # change the queue's order, with a named reason
    CONFIRM = "confirm"  # confirm with the family that help arrived
    PROPOSE_SPENDING = "propose_spending"
    AGREE_SPENDING = "agree_spending"
    PAY = "pay"
    REFER = "refer"  # send a referral to an office
    ANSWER = "answer"  # answer a referral to one's own office
    LETTER_DRAFT = "letter_draft"
    LETTER_INITIAL = "letter_initial"
    LETTER_SIGN = "letter_sign"
    UNMASK = "unmask"  # see an identity number in full, with a reason, recorded
    BOARD = "board"  # the village or office board
    OVERVIEW = "overview"  # the leaders' page: counts, no names
    AUDIT = "audit"  # the trail, money, overrides
    SEATS = "seats"  # appoint, extend, end seats in own area
    PROTECT = "protect"  # confidential casework, by assignment
    STEWARD = "steward"  # proposals, identity numbers, merging


class Claim(StrEnum):
    """What a reason to go on asserts; the system holds it against what it knows."""

    NO_PROGRAMME = "no_programme"
    NO_MONEY = "no_money"
    BEYOND_AUTHORITY = "beyond_authority"
    TIME_PASSED = "time_passed"
    URGENT = "urgent"
    NONE = "none"
