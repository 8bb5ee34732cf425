"""People and rights as a table: who may do what with a need, by the rung it stands on."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Need
from simpul.cases.permissions import (
    DOORS,
    can,
    can_answer,
    can_open,
    can_take_in,
    check_can,
    check_can_answer,
    check_can_open,
    check_can_take_in,
    in_hand,
    reads_above,
)
from simpul.ground.actor import acting
from simpul.ground.errors import NotAllowedError
from tests.factories import FAR_VILLAGE, VILLAGE
from tests.integration.cases.conftest import LATER
from tests.integration.cases.test_what_the_village_does import PAPER

EVERYBODY = (
    *("facilitator", "front", "back", "coordinator", "operator", "head", "treasurer"),
    *("supervisor", "camat", "welfare_section", "desk_front", "desk", "manager", "steward"),
    *("agency", "agency_head", "education", "partner", "hospital", "counsellor"),
    *("regent", "auditor", "inspector", "administrator"),
)
FIELD = {"facilitator", "front", "back", "coordinator"}
ABOVE = {"supervisor", "camat", "welfare_section"}
DESK = {"desk", "manager"}
ALL_DESK = DESK | {"desk_front"}
ACTS = FIELD | {"operator"} | ABOVE | ALL_DESK
OFFICE = {"agency", "agency_head"}
POST = {"back", "coordinator"}

#: verb: who may with a need in the village, at the sub-district, at the desk, at an agency
TABLE = {
    "act": (ACTS, ACTS, ACTS, ACTS | OFFICE),
    "attempt": (FIELD | {"operator"}, ABOVE, ALL_DESK, ALL_DESK | OFFICE),
    "assign": (FIELD | {"operator"}, ABOVE, ALL_DESK, ALL_DESK),
    "errand": (ACTS, ACTS, ACTS, ACTS),
    "certificate": (FIELD | {"operator"}, ABOVE, ALL_DESK, ALL_DESK),
    "help": (POST, set(), {"desk"}, {"desk", "agency"}),
    "handover": (FIELD | {"operator"}, ABOVE, ALL_DESK, ALL_DESK),
    "climb": (FIELD, ABOVE, ALL_DESK, ALL_DESK | OFFICE),
    "descend": (POST, ABOVE, DESK, DESK | OFFICE),
    "rest": (FIELD | {"operator"}, ABOVE, ALL_DESK, ALL_DESK | OFFICE),
    "reorder": ({"coordinator"}, {"supervisor"}, {"manager"}, {"manager"}),
    "refer": (set(), set(), DESK, DESK),
    "close": (POST, ABOVE, DESK, DESK | OFFICE),
    "confirm": (FIELD | ABOVE | ALL_DESK,) * 4,
    "deliver": (set(), set(), set(), OFFICE),
}
RUNGS = ("village", "subdistrict", "desk", "agency")


def need_on(cast, rung):
    place = cast.place
    office = {
        "village": place.post(VILLAGE),
        "subdistrict": place.subdistrict(VILLAGE),
        "desk": place.offices["desk"],
        "agency": place.offices["dinsos"],
    }[rung]
    return Need(
        category=place.categories["food"], rung=place.rungs[rung], office=office, village_code=VILLAGE
    )


def test_the_table_is_complete():
    assert set(TABLE) == set(DOORS)


@pytest.mark.parametrize("verb", DOORS)
def test_who_may(cast, verb):
    for rung, allowed in zip(RUNGS, TABLE[verb], strict=True):
        need = need_on(cast, rung)
        may = {who for who in EVERYBODY if can(verb, getattr(cast, who), need)}
        assert may == allowed, rung
        for who in EVERYBODY:
            if who in allowed:
                check_can(verb, getattr(cast, who), need)
            else:
                with pytest.raises(NotAllowedError):
                    check_can(verb, getattr(cast, who), need)


def test_who_takes_in_where(cast):
    assert {who for who in EVERYBODY if can_take_in(getattr(cast, who), VILLAGE)} == ACTS | {
        "steward",
        "hospital",
    }
    assert not can_take_in(cast.facilitator, FAR_VILLAGE)
    with pytest.raises(NotAllowedError):
        check_can_take_in(cast.facilitator, FAR_VILLAGE)


def test_an_office_answers_what_it_holds_or_was_asked(cast):
    need = need_on(cast, "desk")
    assert not can_answer(cast.education, need)
    with pytest.raises(NotAllowedError):
        check_can_answer(cast.education, need)
    need.shared_with = [cast.education.office]
    assert can_answer(cast.education, need)
    check_can_answer(cast.education, need)
    assert can_answer(cast.agency, need_on(cast, "agency"))
    assert not can_answer(cast.desk, need)


def test_a_partner_reads_no_letter(cast):
    assert can_open(cast.facilitator)
    check_can_open(cast.camat)
    for who in ("partner", "partner_head", "partner_purser", "regent", "auditor"):
        assert not can_open(getattr(cast, who))
    with pytest.raises(NotAllowedError):
        check_can_open(cast.partner)


def test_a_need_is_in_the_hand_of_its_rung(cast):
    assert in_hand(cast.front, need_on(cast, "village"))
    assert in_hand(cast.agency, need_on(cast, "agency"))
    assert not in_hand(cast.education, need_on(cast, "agency"))


def test_the_village_does_not_read_what_is_for_those_above(cast):
    assert not reads_above(cast.head)
    assert reads_above(cast.camat)
    assert reads_above(cast.desk)


def test_who_reads_no_health_data_reads_no_free_words(cast, need_of):
    need = need_of("food")
    actions.visit(by=cast.front, need=need, text="Sakit gula", result="Perlu obat", at=LATER)
    actions.record_certificate(by=cast.back, need=need, at=LATER, **PAPER)
    with acting(cast.head) as by:
        head = queries.service_page(need.case_id, by=by, now=LATER)
    with acting(cast.back) as by:
        back = queries.service_page(need.case_id, by=by, now=LATER)
    assert (head.needs[0].words, back.needs[0].words) == ("", "Kami perlu bantuan")
    assert not any("gula" in entry.text for entry in head.history)
    assert any("gula" in entry.text for entry in back.history)
    assert PAPER["number"] in {entry.text for entry in head.history}
