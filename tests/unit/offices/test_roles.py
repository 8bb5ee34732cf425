"""People and rights, as a table. A change of a role shows here first."""

from __future__ import annotations

import pytest

from simpul.offices.rules import ROLES, role_of
from simpul.offices.types import Right, RoleCode

#: right -> every role that has it
TABLE = {
    Right.TAKE_IN: "facilitator companion welfare_post_front welfare_post_back welfare_post_coordinator"
    " village_operator subdistrict_supervisor subdistrict_head subdistrict_welfare desk_front desk_back"
    " desk_manager data_steward hospital_desk",
    Right.CLOSE: "welfare_post_back welfare_post_coordinator subdistrict_supervisor subdistrict_head"
    " subdistrict_welfare desk_back desk_manager",
    Right.AGREE_SPENDING: "village_head desk_manager agency_head partner_head",
    Right.PAY: "village_treasurer agency_treasurer partner_treasurer",
    Right.PROPOSE_SPENDING: "welfare_post_back welfare_post_coordinator desk_back agency_officer"
    " partner_officer",
    Right.REFER: "desk_back desk_manager",
    Right.ANSWER: "agency_officer agency_head response_team insurance_branch hospital_desk partner_officer"
    " emergency_operator inspector coordination_member",
    Right.REORDER: "welfare_post_coordinator subdistrict_supervisor desk_manager",
    Right.UNMASK: "welfare_post_back welfare_post_coordinator desk_back desk_manager data_steward",
    Right.AUDIT: "auditor inspector",
    Right.PROTECT: "counsellor",
    Right.SEATS: "village_head desk_manager administrator",
    Right.STEWARD: "data_steward",
    Right.LETTER_SIGN: "village_head subdistrict_head desk_manager agency_head district_secretary",
}


@pytest.mark.parametrize("right", TABLE)
def test_a_right_belongs_to_exactly_these_roles(right):
    assert {role.code for role in ROLES.values() if right in role.rights} == set(TABLE[right].split())


def test_every_role_code_is_a_role():
    assert set(ROLES) == set(RoleCode)


@pytest.mark.parametrize(
    "code", ["regent", "district_secretary", "auditor", "administrator", "technical_assistant"]
)
def test_leaders_and_overseers_see_no_person(code):
    role = role_of(code)
    assert role.sight == "none"
    assert not role.reads & {"names", "identity", "health"}


def test_the_coordination_team_reads_no_number_and_nothing_of_health():
    assert role_of("coordination_member").reads == {"names", "casework", "money"}


def test_a_partner_reads_names_and_its_own_money_alone():
    for code in ("partner_officer", "partner_head", "partner_treasurer"):
        assert role_of(code).reads == {"names", "money"}  # and nothing of the casework


def test_only_offices_see_by_referral():
    offices = "agency_officer agency_head response_team insurance_branch hospital_desk partner_officer"
    hands = "agency_treasurer partner_head partner_treasurer"
    by_referral = {role.code for role in ROLES.values() if role.sight == "office"}
    own = {"emergency_operator", "inspector", "coordination_member"}
    assert by_referral == {*offices.split(), *hands.split(), *own}


def test_whoever_reads_identity_at_the_district_signs_in_strongly():
    weak = {role.code for role in ROLES.values() if not role.strong_sign_in and role.sight == "office"}
    assert weak == {"partner_officer", "partner_head", "partner_treasurer"}


def test_no_role_is_two_hands():
    hands = {Right.PROPOSE_SPENDING, Right.AGREE_SPENDING, Right.PAY}
    assert not [role.code for role in ROLES.values() if len(hands & role.rights) > 1]
