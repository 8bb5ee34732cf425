"""A need goes on to the next rung of its category's route, and comes back."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Movement, Need
from simpul.cases.types import NeedInput
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StaleError, StateError
from simpul.offices.models import NeedCategory, Reason, Rung
from simpul.programmes.models import CriteriaVersion, Programme, Quota
from simpul.registry.models import Person
from tests.factories import DISTRICT, MORNING, VILLAGE
from tests.integration.cases.conftest import LATER, kinds, seen


def climb(who, need, **more):
    words = {"reason": "beyond_authority", "tried": "Sudah ditanyakan", "at": LATER} | more
    return actions.climb(by=who, need=need, **words)


@pytest.fixture
def programme(cast):
    """A programme of the village that fits everybody, with three places."""
    with acting(system(DISTRICT)):
        made = Programme.objects.create(
            district=cast.place.district,
            code="soup",
            name="Dapur desa",
            unit="person",
            rung=cast.place.rungs["village"],
            source="demo",
            benefit="Makan",
        )
        made.categories.add(cast.place.categories["food"], cast.place.categories["health_insurance"])
        CriteriaVersion.objects.create(
            programme=made,
            number=1,
            valid_from=dt.date(2026, 1, 1),
            criteria=[
                {"code": "adult", "name": "Dewasa", "sentence": "Lahir.", "cel": "person.age >= 0"},
            ],
            digest="x",
        )
        Quota.objects.create(programme=made, year=2026, places=3)
        Person.objects.update(birth_date=dt.date(1984, 5, 1), birth_year=None, birth_precision="day")
        return made


def test_it_stands_on_the_next_rung_of_its_category(cast, need_of):
    need = climb(cast.back, need_of("health_insurance"))
    assert (need.rung.code, need.office.code, need.step, need.state) == ("agency", "dinsos", 1, "open")
    assert need.due_at.isoformat() == "2026-11-26T14:00:00+08:00"  # 16 working hours of that office
    assert kinds(need) == ["opened", "climbed"]


def test_routes_differ_by_category(cast, need_of):
    assert climb(cast.back, need_of("school_kit"), override_reason="x").office == cast.place.subdistrict(
        VILLAGE
    )
    assert climb(cast.back, need_of("food"), override_reason="x").office.code == "desk"


def test_the_office_it_goes_to_sees_need_service_and_family(cast, need_of, villager):
    need = need_of("health_insurance")
    assert not seen(cast.agency, need)
    climb(cast.back, need)
    assert seen(cast.agency, need)
    assert not seen(cast.education, need)
    with acting(cast.agency) as by:
        assert Person.objects.filter(pk=villager.pk).exists()
        assert queries.board(by=by, now=LATER).ours.total == 1


def test_the_village_goes_on_seeing_whose_turn_it_is(cast, need_of):
    climb(cast.back, need_of("health_insurance"))
    with acting(cast.front) as by:
        board = queries.board(by=by, now=LATER)
    assert (board.ours.total, board.out.total) == (0, 1)
    assert board.out.items[0].waiting_for == "Dinas Sosial"


def test_a_village_that_may_settle_says_what_it_tried(cast, need_of):
    need = need_of("food")
    with pytest.raises(InputError, match="text_missing"):
        climb(cast.back, need, tried=" ")
    with pytest.raises(InputError, match="override_missing"):
        climb(cast.back, need)
    actions.attempt(by=cast.back, need=need, text="Lumbung desa", result="Kosong", at=MORNING)
    assert climb(cast.back, need).overrides == 0


def test_money_left_speaks_against_going_on(cast, need_of, line):
    need = need_of("food")
    actions.attempt(by=cast.back, need=need, text="Lumbung desa", result="Kosong", at=MORNING)
    with pytest.raises(InputError, match="override_missing"):
        climb(cast.back, need, reason="no_money")
    moved = climb(cast.back, need, reason="no_money", override_reason="Sudah untuk BLT")
    with acting(cast.back):
        record = Movement.objects.get(need=need, kind="climbed")
    assert moved.overrides == 1
    assert record.finding == [{"code": "money_left", "about": "Pangan", "left": 1_000_000}]
    assert record.override_reason == "Sudah untuk BLT"


@pytest.fixture
def claims(cast):
    """The reason that the tests go on with claims this from now on."""

    def claim(what):
        with acting(system(DISTRICT)):
            Reason.objects.filter(kind="climb", code="beyond_authority").update(claim=what)

    return claim


@pytest.mark.parametrize(
    ("claim", "finding"),
    [("beyond_authority", "rung_settles"), ("time_passed", "time_left"), ("urgent", "not_urgent")],
)
def test_what_the_reason_claims_is_checked(cast, need_of, claims, claim, finding):
    claims(claim)
    need = need_of("food")
    with pytest.raises(InputError, match="override_missing"):
        climb(cast.back, need)
    assert climb(cast.back, need, override_reason="Sudah ditanyakan ke camat").overrides == 1
    with acting(cast.back):
        assert Movement.objects.get(need=need, kind="climbed").finding == [
            {"code": finding, "about": "", "left": None}
        ]


def test_a_claim_is_not_held_against_what_it_does_not_say(cast, need_of, claims, line):
    claims("time_passed")
    need = need_of("food")
    with acting(system(DISTRICT)):
        Need.objects.filter(pk=need.pk).update(due_at=MORNING)
    assert climb(cast.back, need).overrides == 0


def test_a_rung_that_settles_a_category_has_the_authority_for_it(cast, at_desk, claims):
    need = at_desk("school_kit")
    claims("beyond_authority")
    with acting(system(DISTRICT)):
        Rung.objects.filter(pk=need.rung_id).update(settles=[need.category.code])
    with pytest.raises(InputError, match="override_missing"):
        climb(cast.camat, need)
    with acting(system(DISTRICT)):
        Rung.objects.filter(pk=need.rung_id).update(settles=["all"])
    assert climb(cast.camat, need).overrides == 1


def test_an_urgent_need_has_less_time(cast, take_in):
    with acting(system(DISTRICT)):
        NeedCategory.objects.filter(code="food").update(urgent_hours=1)
    urgent, other = (take_in(NeedInput("food", "Tidak ada beras", each)).needs[0] for each in "23")
    assert urgent.due_at == MORNING + dt.timedelta(hours=1) < other.due_at


def test_a_fitting_programme_of_the_village_speaks_against_it(cast, need_of, programme):
    need = need_of("health_insurance")
    with pytest.raises(InputError, match="override_missing"):
        climb(cast.back, need)
    with acting(system(DISTRICT)):
        Quota.objects.update(taken=3)
    assert climb(cast.back, need).overrides == 0


def test_an_override_without_a_finding_is_not_kept(cast, need_of):
    need = climb(cast.back, need_of("health_insurance"), override_reason="jaga-jaga")
    with acting(cast.back):
        assert Movement.objects.get(need=need, kind="climbed").override_reason == ""


@pytest.mark.parametrize(("code", "more"), [("reason_unknown", {"reason": "met"})])
def test_the_reason_is_one_of_the_pack(cast, need_of, code, more):
    with pytest.raises(InputError, match=code):
        climb(cast.back, need_of("health_insurance"), **more)


@pytest.mark.parametrize("who", ["head", "treasurer", "operator", "camat", "desk"])
def test_who_does_not_have_it_in_hand_sends_nothing_on(cast, need_of, who):
    with pytest.raises(NotAllowedError):
        climb(getattr(cast, who), need_of("food"))


@pytest.mark.parametrize("who", ["neighbour", "other_camat", "agency", "regent", "foreigner", "inspector"])
def test_who_does_not_see_it_is_told_nothing(cast, need_of, who):
    with pytest.raises(NotVisibleError):
        climb(getattr(cast, who), need_of("food"))


def test_two_who_saw_the_same_version(cast, need_of):
    need = need_of("health_insurance")
    climb(cast.back, need, version=1)
    with pytest.raises(StaleError):
        climb(cast.front, need, version=1)


def test_a_route_ends(cast, need_of):
    need = climb(cast.back, need_of("health_insurance"))
    need = climb(cast.agency, need)
    assert need.office.code == "ministry"
    with pytest.raises(StateError, match="top_of_route"):
        climb(cast.desk, need)


def test_a_step_without_an_office_is_no_way(cast, need_of):
    with acting(system(DISTRICT)):
        place = cast.place.subdistrict(VILLAGE)
        place.retired_at = MORNING
        place.save()
    with pytest.raises(StateError, match="no_office_for_step"):
        climb(cast.back, need_of("school_kit"), override_reason="x")


def test_it_comes_back_with_a_reason(cast, at_desk):
    need = at_desk()
    with pytest.raises(InputError, match="note_missing"):
        actions.descend(by=cast.desk, need=need, reason="papers_missing", at=LATER)
    back = actions.descend(
        by=cast.desk, need=need, reason="papers_missing", note="KK belum ada", at=LATER, version=2
    )
    assert (back.rung.code, back.step, back.version) == ("village", 0, 3)
    assert kinds(back) == ["opened", "climbed", "descended"]
    with pytest.raises(StateError, match="bottom_of_route"):
        actions.descend(by=cast.back, need=back, reason="desk_says_village", at=LATER)


def test_an_agency_sends_back_what_it_was_sent(cast, need_of):
    need = climb(cast.back, need_of("health_insurance"))
    assert actions.descend(by=cast.agency, need=need, reason="desk_says_village", at=LATER).step == 0


def test_moving_names_nobody_and_ends_a_rest(cast, need_of):
    need = need_of("health_insurance")
    actions.assign(by=cast.back, need=need, seat=cast.seats["front"].pk, at=MORNING)
    actions.rest(by=cast.back, need=need, reason="ministry", at=MORNING)
    need = climb(cast.back, need)
    assert (need.assigned_to, need.assigned_name, need.resting_since, need.resting_for) == (
        None,
        "",
        None,
        "",
    )


def test_a_head_who_is_silent_is_named_above_only(cast, need_of):
    need = need_of("health_insurance")
    climb(cast.facilitator, need, reason="head_refuses", tried="Tiga kali ke rumah")
    with acting(cast.head) as by:
        village = queries.service_page(need.case_id, by=by, now=LATER).history[-1]
    with acting(cast.camat) as by:
        above = queries.service_page(need.case_id, by=by, now=LATER).history[-1]
    assert (village.hidden, village.reason, village.tried, village.by) == (True, "", "", "")
    assert (above.hidden, above.reason) == (False, "Kepala desa tidak menanggapi")


def test_the_queue_is_changed_only_with_a_named_reason(cast, need_of):
    first, second = need_of("food"), need_of("school_kit", at=LATER)
    with pytest.raises(NotAllowedError):
        actions.reorder(by=cast.front, need=second, ahead=True, reason="health_risk", at=LATER)
    with pytest.raises(InputError, match="reason_unknown"):
        actions.reorder(by=cast.coordinator, need=second, ahead=True, reason="", at=LATER)
    actions.reorder(by=cast.coordinator, need=second, ahead=True, reason="health_risk", at=LATER)
    with acting(cast.back) as by:
        order = [item.need for item in queries.queue(by=by, now=LATER).items]
    assert order == [second.pk, first.pk]
    actions.reorder(by=cast.coordinator, need=second, ahead=False, reason="health_risk", at=LATER)
    with acting(cast.back) as by:
        assert [item.need for item in queries.queue(by=by, now=LATER).items] == [first.pk, second.pk]


def test_whose_request_it_is_changes_nothing_in_the_queue(cast, need_of):
    asked = need_of("school_kit", source="aspiration", source_name="Anggota dewan", at=LATER)
    own = need_of("food", at=MORNING)
    with acting(cast.back) as by:
        assert [item.need for item in queries.queue(by=by, now=LATER).items] == [own.pk, asked.pk]


def test_the_clock_rests_and_goes_on_with_what_was_left(cast, need_of):
    need = need_of("health_insurance")
    before = need.due_at
    rested = actions.rest(by=cast.back, need=need, reason="ministry", note="Surat 12", at=MORNING)
    assert rested.resting_for == "Menunggu Kementerian Sosial"
    with pytest.raises(StateError, match="already_resting"):
        actions.rest(by=cast.back, need=need, reason="ministry", at=LATER)
    with pytest.raises(InputError, match="text_missing"):
        actions.resume(by=cast.back, need=need, note="", at=MORNING + dt.timedelta(days=1))
    resumed = actions.resume(by=cast.back, need=need, note="Disetujui", at=MORNING + dt.timedelta(days=1))
    assert resumed.due_at - before == dt.timedelta(days=3)  # Friday 14.00, and one working day is Monday
    with pytest.raises(StateError, match="not_resting"):
        actions.resume(by=cast.back, need=need, note="Lagi", at=LATER)


def test_a_need_without_a_deadline_rests_too(cast, need_of):
    need = need_of("food")
    with acting(cast.back):
        Need.objects.update(due_at=None)
    actions.rest(by=cast.back, need=need, reason="ministry", at=MORNING)
    assert actions.resume(by=cast.back, need=need, note="Ada jawaban", at=LATER).due_at is None


def test_what_rests_is_outside_and_never_late(cast, need_of):
    need = need_of("food")
    actions.rest(by=cast.back, need=need, reason="ministry", at=MORNING)
    later = MORNING + dt.timedelta(days=30)
    with acting(cast.back) as by:
        board = queries.board(by=by, now=later)
    assert (board.ours.total, board.out.total, board.numbers.late) == (0, 1, 0)
    assert not board.out.items[0].late


def test_who_is_informed_finds_it_on_the_board_and_has_no_right_in_it(cast, need_of):
    with acting(system(DISTRICT)):
        NeedCategory.objects.filter(code="health_insurance").update(informs=["subdistrict"])
    need = climb(cast.back, need_of("health_insurance"))

    def told(who, at=LATER):
        with acting(who) as by:
            found = queries.queue(by=by, now=at, show="informed")
            assert queries.board(by=by, now=at).informed == found.total
            return [item.need for item in found.items]

    assert told(cast.camat) == [need.pk]
    assert [told(who) for who in (cast.other_camat, cast.back, cast.desk, cast.agency)] == [[], [], [], []]
    assert told(cast.camat, LATER + dt.timedelta(days=15)) == []
    with pytest.raises(NotAllowedError):
        climb(cast.camat, need)
