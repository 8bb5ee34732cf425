"""A complaint about the village, an RT or a facilitator never goes to the village (practice 14)."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case, Movement, Need
from simpul.cases.types import NeedInput, Reporter
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.offices.models import RouteStep
from simpul.registry.models import Person
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER, seen

INSIDE = ("facilitator", "front", "back", "coordinator", "operator", "head", "treasurer")


@pytest.fixture
def complaint(take_in):
    return take_in("village_complaint", reporter=Reporter("Bu Ani", "tetangga", "081234567890"))


def test_it_begins_above_the_village(cast, complaint):
    need = complaint.needs[0]
    assert need.office == cast.place.subdistrict(VILLAGE)
    assert need.scope_code == complaint.case.scope_code == VILLAGE[:8]


@pytest.mark.parametrize("who", INSIDE)
def test_nobody_in_the_village_finds_it(cast, complaint, who):
    actor = getattr(cast, who)
    assert not seen(actor, complaint.needs[0])
    with acting(actor) as by:
        assert not Case.objects.exists()
        assert not Movement.objects.exists()
        assert queries.queue(by=by, now=LATER, show="open").total == 0
        with pytest.raises(NotVisibleError):
            queries.service_page(complaint.case.pk, by=by, now=LATER)


def test_who_opened_it_still_prints_its_slip(cast, complaint):
    slip = actions.print_slip(by=cast.facilitator, token=complaint.slip, at=LATER.replace(hour=2, minute=5))
    assert slip.ticket == complaint.case.ticket
    assert slip.ask.name == "Kecamatan Hulu"


def test_those_above_see_it_but_not_who_reported(cast, complaint):
    with acting(cast.camat) as by:
        page = queries.service_page(complaint.case.pk, by=by, now=LATER)
    assert page.hidden_reporter
    assert page.needs[0].offers[0] == "attempt"


def test_it_goes_on_to_the_inspectorate_and_never_down_to_the_village(cast, complaint):
    need = actions.climb(
        by=cast.camat, need=complaint.needs[0], reason="beyond_authority", tried="Klarifikasi", at=LATER
    )
    assert need.office.code == "inspectorate"
    assert seen(cast.inspector, need)
    assert not seen(cast.head, need)
    down = actions.descend(by=cast.desk, need=need, reason="desk_says_village", at=LATER)
    with pytest.raises(StateError, match="bottom_of_route"):
        actions.descend(by=cast.camat, need=down, reason="desk_says_village", at=LATER)


def test_a_village_step_in_its_route_is_passed_over(cast, take_in):
    with acting(system(DISTRICT)):
        kind = cast.place.categories["village_complaint"]
        RouteStep.objects.filter(category=kind).delete()
        for position, (rung, office) in enumerate((("village", None), ("agency", "inspectorate"))):
            RouteStep.objects.create(
                category=kind,
                position=position,
                rung=cast.place.rungs[rung],
                office=cast.place.offices[office] if office else None,
                hours=8,
                clock="working",
            )
    need = take_in("village_complaint").needs[0]
    assert (need.office.code, need.scope_code) == ("inspectorate", "73.88")
    assert seen(cast.inspector, need)
    assert not seen(cast.camat, need)


def test_it_stands_alone_in_its_service(take_in):
    with pytest.raises(InputError, match="complaint_alone"):
        take_in("village_complaint", "food")


def test_nothing_of_the_villages_is_added_to_it(cast, complaint):
    with pytest.raises(NotVisibleError):
        actions.add_need(by=cast.back, case=complaint.case, need=NeedInput("food", "Lapar"), at=LATER)
    with pytest.raises(InputError, match="complaint_alone"):
        actions.add_need(by=cast.camat, case=complaint.case, need=NeedInput("food", "Lapar"), at=LATER)


def test_the_database_hides_it_past_the_code(cast, complaint):
    with acting(cast.head):
        assert list(Need.objects.raw("SELECT * FROM cases_need")) == []
        assert list(Movement.objects.raw("SELECT * FROM cases_movement")) == []


HANDLERS = ("camat", "supervisor", "desk", "inspector")


@pytest.mark.parametrize("who", HANDLERS)
def test_who_complains_in_person_is_named_to_nobody_who_handles_it(cast, complaint, villager, who):
    actions.climb(
        by=cast.camat, need=complaint.needs[0], reason="beyond_authority", tried="Klarifikasi", at=LATER
    )
    actor = getattr(cast, who)
    with acting(actor) as by:
        page = queries.service_page(complaint.case.pk, by=by, now=LATER)
        assert "nama dirahasiakan" in page.person.name
        assert villager.name not in str(page)
        lines = queries.queue(by=by, now=LATER, show="open").items
        assert {line.who for line in lines} == {"Pelapor (nama dirahasiakan)"}
        assert queries.person_lines(villager.pk, LATER).total == 0


def test_the_database_itself_does_not_know_who_complained(cast, complaint, villager):
    """Not for the office that handles it, nor for anybody who reads the whole row."""
    with acting(system(DISTRICT)):
        case = Case.objects.get(pk=complaint.case.pk)
        row = str(Case.objects.filter(pk=case.pk).values().get())
    assert case.person_id != villager.pk
    assert case.person.is_label
    for known in (str(villager.pk), villager.name, "Bu Ani", "tetangga"):
        assert known not in row
    assert case.reporter_phone is None
    assert bytes(case.complainant) != villager.pk.bytes


@pytest.mark.parametrize("who", INSIDE)
def test_the_village_does_not_find_the_label_either(cast, complaint, who):
    with acting(getattr(cast, who)):
        assert not Person.objects.filter(pk=complaint.case.person_id).exists()


@pytest.mark.parametrize("who", INSIDE)
def test_it_is_in_no_count_of_the_villages_own_board(cast, take_in, who):
    def numbers():
        with acting(getattr(cast, who)) as by:
            return queries.board(by=by, now=LATER).numbers

    before = numbers()
    taken = take_in("village_complaint")
    assert numbers() == before
    actions.climb(
        by=cast.camat, need=taken.needs[0], reason="beyond_authority", tried="Klarifikasi", at=LATER
    )
    assert numbers() == before


def test_unnamed_it_is_among_nobodys_unmet_needs(cast, take_in):
    """Every label would be one more family that was never helped."""

    def unhelped():
        with acting(cast.camat) as by:
            shown = queries.queue(by=by, now=LATER, show="unhelped").total
            return shown, queries.board(by=by, now=LATER).numbers.unhelped

    take_in("food")
    before = unhelped()
    take_in("village_complaint")
    assert unhelped() == before == (1, 1)


def test_who_agreed_is_named(cast, take_in, villager):
    taken = take_in(NeedInput("village_complaint", "Surat ditolak", named=True))
    with acting(cast.camat) as by:
        page = queries.service_page(taken.case.pk, by=by, now=LATER)
    assert page.person.name == villager.name


def named(words="Surat ditolak"):
    return NeedInput("village_complaint", words, named=True)


def page_of(cast, taken):
    with acting(cast.camat) as by:
        return queries.service_page(taken.case.pk, by=by, now=LATER)


def test_unnamed_complaints_of_one_person_are_still_counted_together(cast, take_in):
    first, second, third = (take_in("village_complaint") for _ in range(3))
    assert len({each.case.person_id for each in (first, second, third)}) == 3
    assert second.case.parent_id == third.case.parent_id == first.case.pk
    assert third.needs[0].urgency == "2"
    assert [page_of(cast, each).times for each in (first, second, third)] == [1, 2, 3]


def test_a_named_complaint_leads_to_no_unnamed_one_nor_back(cast, take_in):
    """Whoever reads who made the named one would learn who made the others."""
    first, second = take_in("village_complaint"), take_in("village_complaint")
    third = take_in(named())
    fourth = take_in("village_complaint")
    assert third.case.parent_id is None
    assert third.needs[0].urgency == "3"
    assert (page_of(cast, third).times, page_of(cast, third).others) == (1, ())
    assert fourth.case.parent_id == second.case.parent_id == first.case.pk
    assert page_of(cast, fourth).times == 3
    with acting(system(DISTRICT)):
        kept = {bytes(each) for each in Case.objects.values_list("complainant", flat=True)}
    assert len(kept) == 2, "no hash says that both are of one person"


def test_named_complaints_are_counted_among_themselves(cast, take_in):
    first, second, third = (take_in(named()) for _ in range(3))
    assert second.case.parent_id == third.case.parent_id == first.case.pk
    assert page_of(cast, third).times == 3
    assert third.needs[0].urgency == "2"


def passed_on(take_in, need):
    return take_in(
        need, source="aspiration", source_name="Pak Dewan", source_note="Tetangga Bu Sitti di RT 2"
    ).case


def test_who_passed_an_unnamed_complaint_on_is_not_kept_either(take_in):
    case = passed_on(take_in, "village_complaint")
    assert (case.source, case.source_name, case.source_note) == ("aspiration", "", "")


@pytest.mark.parametrize("need", ["food", named()])
def test_of_every_other_service_it_is_kept(take_in, need):
    case = passed_on(take_in, need)
    assert (case.source_name, case.source_note) == ("Pak Dewan", "Tetangga Bu Sitti di RT 2")
