"""What the demonstration must hold, who sees what of it, and that it is made once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count

from simpul.cases import queries as cases
from simpul.cases.models import Case, Movement, Need
from simpul.demo.entering import NoDemoError
from simpul.demo.making import make_demo
from simpul.funds import queries as funds
from simpul.ground.actor import acting
from simpul.insight.queries import poverty_rates, silent_offices
from simpul.letters.models import Letter
from simpul.offices.models import Capacity, Officer, Seat, SeatExtension
from simpul.offices.queries import actor_of, demo_door
from simpul.offices.types import RoleCode
from simpul.places.models import District
from simpul.protection import queries as protection
from simpul.referrals import queries as referrals
from simpul.registry.models import Family, FamilyFacts, Person
from tests.integration.demo.conftest import NOW, PACK

pytestmark = pytest.mark.slow
TODAY = dt.date(2026, 11, 24)
EVERYBODY = {str(role) for role in RoleCode}


def test_a_second_time_makes_nothing(demo):
    before = Person.objects.count(), Need.objects.count()
    assert make_demo(demo.district.code, PACK, now=NOW) is False
    assert (Person.objects.count(), Need.objects.count()) == before


def test_every_village_has_people_and_the_told_ones_have_many(demo):
    families = dict(
        Family.objects.values_list("village_code")
        .annotate(many=Count("id"))
        .values_list("village_code", "many")
    )
    assert len(families) == 68
    assert min(many for code, many in families.items() if not code.endswith("2999")) >= 10
    assert families[demo.casting.villages["leaking_roof"]] >= 48


def test_every_role_can_be_tried_on_the_sign_in_page(demo):
    shown = {seat.role for _, seats in demo_door(at=NOW).groups for seat in seats}
    assert shown == EVERYBODY


def test_the_path_leads_to_offices_where_work_waits(demo):
    door = demo_door(at=NOW)
    path = {seat.role: seat for seat in door.path}
    assert path["partner_officer"].office.code == "baznas"
    assert path["counsellor"].office.code == "puspaga"
    assert path["auditor"].office.kind == "inspectorate"
    by = actor_of(path["counsellor"], path["counsellor"].officer)
    with acting(by):
        assert protection.reports()
    shown = [seat.officer.name for _, seats in door.groups for seat in seats]
    assert len(set(shown)) == len(shown)


def test_leaders_see_late_offices_by_name_and_the_published_rate(demo):
    assert silent_offices(demo.district.code, now=NOW)
    assert "BPS" in poverty_rates(demo.district.code).latest.source


def test_nobody_can_sign_in_with_a_password(demo):
    assert not any(officer.has_usable_password() for officer in Officer.objects.all())


def test_seats_stand_on_decrees_and_one_goes_on_by_letter(demo):
    sitting = Seat.objects.filter(officer__isnull=False)
    assert not sitting.filter(decree=None).exists()
    (letter,) = SeatExtension.objects.all()
    assert letter.seat.ends_on < TODAY < letter.until
    acting_for = sitting.filter(capacity=Capacity.PLT)
    assert {seat.role for seat in acting_for} == {"district_secretary", "agency_head"}
    (auditor,) = sitting.filter(role="auditor")
    assert TODAY < auditor.ends_on < TODAY + dt.timedelta(days=60)


@pytest.mark.parametrize("role", ["facilitator", "welfare_post_back", "welfare_post_front"])
def test_work_waits_for_the_village_today(demo, role):
    village = demo.casting.villages["leaking_roof"]
    by = demo.officer(role, village)
    with acting(by):
        board = cases.board(by=by, now=NOW)
    assert board.ours.total
    assert board.out.total
    assert board.answered.total


def test_money_waits_for_the_head_and_for_the_treasurer(demo):
    village = demo.casting.villages["leaking_roof"]
    head, treasurer = demo.officer("village_head", village), demo.officer("village_treasurer", village)
    for by, state in ((head, "proposed"), (treasurer, "agreed")):
        with acting(by):
            assert state in {each.state for each in funds.waiting(by=by)}


def test_inboxes_hold_requests(demo):
    for role in ("partner_officer", "hospital_desk", "insurance_branch"):
        with acting(demo.everything):
            seats = Seat.objects.filter(role=role).values_list("office__code", flat=True)
            offices = sorted(set(seats))
        boxes = []
        for office in offices:
            by = demo.officer(role, office=office)
            with acting(by):
                boxes.append(referrals.inbox(by=by, now=NOW))
        assert any(box.waiting for box in boxes), role


def test_letters_wait_for_an_initial_and_for_a_signature(demo):
    with acting(demo.everything):
        assert {"numbered", "initialled", "sent"} <= set(Letter.objects.values_list("state", flat=True))


def test_reports_behind_the_wall_are_seen_by_their_counsellor_alone(demo):
    counsellor = demo.officer("counsellor", office="uptd_ppa")
    head = demo.officer("village_head", demo.casting.villages["no_papers"])
    with acting(counsellor):
        assert len(protection.reports()) == 2
    with acting(head):
        assert protection.reports() == []


def test_the_village_head_reads_nothing_of_what_went_round_him(demo):
    code, _name = demo.casting.invented
    head = demo.officer("village_head", code)
    with acting(head):
        seen = Need.objects.filter(village_code=code)
        assert {need.category.code for need in seen.select_related("category")} == {"village_letter"}
        page = cases.service_page(seen.get().case_id, by=head, now=NOW)
    told = str(page)
    assert "Dua kali dibawa" not in told
    assert "menolak" not in told


def test_the_inspectorate_sees_four_and_no_reporter(demo):
    inspector = demo.officer("inspector")
    code, _name = demo.casting.invented
    with acting(inspector):
        about = Case.objects.filter(village_code=code)
        assert about.count() == 4
        assert {case.reporter_name for case in about} <= {"", "Dirahasiakan"}


def test_a_partner_sees_who_it_was_asked_about_and_no_family(demo):
    partner = demo.officer("partner_officer", office="baznas")
    with acting(partner):
        assert Person.objects.exists()
        assert not Family.objects.exists()
        assert not FamilyFacts.objects.exists()


def test_a_neighbour_village_sees_nothing_of_a_story(demo):
    stranger = demo.officer("facilitator", demo.casting.villages["school_year"])
    with acting(stranger):
        assert not Need.objects.filter(village_code=demo.casting.villages["leaking_roof"]).exists()


def test_needs_are_in_many_states(demo):
    with acting(demo.everything):
        states = set(Need.objects.values_list("state", flat=True))
        kinds = set(Movement.objects.values_list("kind", flat=True))
        assert 60 <= Case.objects.count() <= 250
        assert Movement.objects.exclude(override_reason="").exists()
    assert states == {"open", "acting", "referred", "to_confirm", "closed"}
    assert {"climbed", "descended", "declined", "returned", "rested", "died", "raised"} <= kinds


def test_a_real_district_takes_no_synthetic_people(demo):
    with acting(demo.everything):
        District.objects.filter(pk=demo.district.code).update(is_demo=False)
        try:
            with pytest.raises(NoDemoError):
                make_demo(demo.district.code, PACK, now=NOW)
        finally:
            District.objects.filter(pk=demo.district.code).update(is_demo=True)


def test_the_command_asks_for_the_demonstration_mode(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="SIMPUL_DEMO"):
        call_command("demo_data", str(PACK))
