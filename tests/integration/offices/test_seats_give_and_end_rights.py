"""Rights come from a seat, for its term, and end with it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StaleError
from simpul.offices import actions, queries
from simpul.offices.errors import InvitationError, SeatEndedError, TermError
from simpul.offices.models import Officer, Seat
from simpul.offices.types import RoleCode
from tests.factories import DISTRICT, MORNING, TODAY, VILLAGE

DECREE = actions.NewDecree(number="400/12/2026", dated=dt.date(2026, 1, 2), title="SK Puskesos")
PASSWORD = "kalimat rahasia untuk uji"


@pytest.fixture
def post(cast):
    return cast.place.post(VILLAGE)


def appoint(by, office, role=RoleCode.FACILITATOR, **more):
    given = {"title": "Fasilitator", "starts_on": dt.date(2026, 1, 1), "decree": DECREE} | more
    return actions.appoint(by=by, office=office, role=role, **given)


def test_an_appointed_seat_stands_on_its_decree(cast, post):
    seat = appoint(cast.administrator, post, ends_on=dt.date(2026, 12, 31))
    assert seat.decree.number == "400/12/2026"
    assert seat.area_code == VILLAGE


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("head", RoleCode.FACILITATOR),
        ("head", RoleCode.VILLAGE_TREASURER),
        ("manager", RoleCode.SUBDISTRICT_SUPERVISOR),
        ("administrator", RoleCode.AUDITOR),
    ],
)
def test_these_may_fill_these_seats(cast, post, who, role):
    assert appoint(cast.actors[who], post, role).pk


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("head", RoleCode.VILLAGE_HEAD),
        ("head", RoleCode.AUDITOR),
        ("manager", RoleCode.AUDITOR),
        ("manager", RoleCode.REGENT),
        ("back", RoleCode.FACILITATOR),
        ("regent", RoleCode.FACILITATOR),
        ("camat", RoleCode.FACILITATOR),
    ],
)
def test_these_may_not(cast, post, who, role):
    with pytest.raises(NotAllowedError):
        appoint(cast.actors[who], post, role)


def test_a_village_head_fills_no_seat_of_another_village(cast):
    with pytest.raises(NotAllowedError):
        appoint(cast.head, cast.place.post("73.88.01.1002"))


def test_another_districts_office_does_not_exist(cast):
    with pytest.raises(NotVisibleError):
        appoint(cast.administrator, cast.elsewhere.offices["desk"])


def test_a_seat_cannot_end_before_it_begins(cast, post):
    with pytest.raises(TermError):
        appoint(cast.administrator, post, ends_on=dt.date(2025, 12, 31))


def test_a_seat_past_its_term_gives_nothing_until_a_letter_extends_it(cast, post):
    officer = cast.seats["facilitator"].officer
    seat = appoint(cast.administrator, post, ends_on=dt.date(2026, 10, 31), officer=officer)
    assert queries.open_seat(officer, seat.pk, at=MORNING) is None
    actions.extend(
        by=cast.administrator,
        seat=seat,
        letter_number="800/1",
        letter_date=dt.date(2026, 10, 30),
        until=dt.date(2027, 2, 28),
    )
    assert queries.open_seat(officer, seat.pk, at=MORNING).pk == seat.pk


def test_an_extension_reaches_past_the_term(cast, post):
    seat = appoint(cast.administrator, post, ends_on=dt.date(2026, 12, 31))
    with pytest.raises(TermError):
        actions.extend(
            by=cast.administrator,
            seat=seat,
            letter_number="1",
            letter_date=TODAY,
            until=dt.date(2026, 12, 31),
        )


def test_ending_says_why_and_is_final(cast, post):
    seat = appoint(cast.administrator, post)
    with pytest.raises(InputError):
        actions.end(by=cast.administrator, seat=seat, on=TODAY, reason="  ")
    actions.end(by=cast.administrator, seat=seat, on=TODAY, reason="Pindah tugas")
    with pytest.raises(SeatEndedError):
        actions.end(by=cast.administrator, seat=seat, on=TODAY, reason="Lagi")


def test_an_ended_seat_gives_no_right_the_same_day(cast):
    seat = cast.seats["facilitator"]
    actions.end(by=cast.administrator, seat=seat, on=TODAY, reason="Pindah tugas")
    assert queries.open_seat(seat.officer, seat.pk, at=MORNING) is None


def test_nobody_ends_their_own_seat(cast):
    with pytest.raises(NotAllowedError):
        actions.end(by=cast.administrator, seat=cast.seats["administrator"], on=TODAY, reason="x")


def test_an_old_form_does_not_overwrite(cast, post):
    seat = appoint(cast.administrator, post)
    actions.end(
        by=cast.administrator, seat=appoint(cast.administrator, post), on=TODAY, reason="lain", version=1
    )
    with pytest.raises(StaleError):
        actions.end(by=cast.administrator, seat=seat, on=TODAY, reason="x", version=7)


def test_the_database_refuses_an_end_without_a_reason(cast, post):
    seat = appoint(cast.administrator, post)
    with acting(system(DISTRICT)), pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(ended_on=TODAY)


def test_an_invitation_is_used_once(cast, post):
    seat = appoint(cast.administrator, post)
    token = actions.invite(
        by=cast.administrator, seat=seat, email="Baru@contoh.test", name="Baru", at=MORNING
    )
    officer = actions.accept(token=token, password=PASSWORD, at=MORNING)
    assert officer.check_password(PASSWORD)
    assert Seat.objects.get(pk=seat.pk).officer_id == officer.pk
    with pytest.raises(InvitationError):
        actions.accept(token=token, password=PASSWORD, at=MORNING)


def test_an_invitation_ends_after_a_week(cast, post):
    seat = appoint(cast.administrator, post)
    token = actions.invite(by=cast.administrator, seat=seat, email="a@contoh.test", name="A", at=MORNING)
    with pytest.raises(InvitationError):
        actions.accept(token=token, password=PASSWORD, at=MORNING + dt.timedelta(days=8))


def test_a_taken_seat_invites_nobody(cast):
    with pytest.raises(InputError):
        actions.invite(
            by=cast.administrator, seat=cast.seats["facilitator"], email="a@contoh.test", name="A", at=MORNING
        )


def test_a_known_officer_takes_a_seat_signed_in_and_keeps_the_account(cast, post):
    before = cast.seats["facilitator"].officer
    seat = appoint(cast.administrator, post, RoleCode.WELFARE_POST_FRONT)
    token = actions.invite(by=cast.administrator, seat=seat, email=before.email, name="X", at=MORNING)
    for stranger in (None, cast.seats["back"].officer.pk):
        with pytest.raises(InvitationError, match="invitation_of_another"):
            actions.accept(token=token, password=PASSWORD, at=MORNING, signed_in=stranger)
    taken = actions.accept(token=token, password=PASSWORD, at=MORNING, signed_in=before.pk)
    assert taken.pk == before.pk
    assert not taken.check_password(PASSWORD)
    assert Officer.objects.get(pk=before.pk).name == before.name


def test_the_roster_shows_what_ends_soon_first(cast, post):
    soon = appoint(cast.administrator, post, ends_on=dt.date(2026, 12, 31), title="Sebentar lagi")
    page = queries.roster(DISTRICT, VILLAGE, today=TODAY)
    assert page.seats[0].pk == soon.pk
    assert page.ending_soon == 1
    assert queries.seat_in(DISTRICT, "73.88.02", soon.pk) is None


@pytest.mark.parametrize("area", [DISTRICT, VILLAGE[:8], "73.88.01.1002"])
def test_nobody_is_given_sight_beyond_the_offices_own_area(cast, post, area):
    with pytest.raises(NotAllowedError):
        appoint(cast.head, post, area_code=area)


@pytest.mark.parametrize("area", ["", "%", "73.88%", "73.8"])
def test_a_seat_has_an_area_and_no_odd_mark_for_one(cast, area):
    """The code is the beginning of what the seat sees: an empty one would be everybody's."""
    seat = Seat.objects.filter(pk=cast.stranger.seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        seat.update(area_code=area)


@pytest.mark.parametrize(
    ("who", "hour", "sits"),
    [
        ("facilitator", dt.datetime(2026, 11, 23, 15, 59, tzinfo=dt.UTC), False),
        ("facilitator", dt.datetime(2026, 11, 23, 16, 0, tzinfo=dt.UTC), True),
        ("foreign_back", dt.datetime(2026, 11, 23, 16, 0, tzinfo=dt.UTC), False),
        ("foreign_back", dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC), True),
    ],
)
def test_a_seat_begins_at_midnight_of_its_own_district(cast, who, hour, sits):
    seat = cast.seats[who]
    seat.starts_on = TODAY
    seat.save()
    assert (queries.open_seat(seat.officer, seat.pk, at=hour) is not None) == sits
    assert bool(queries.seats_of(seat.officer, at=hour)) == sits
    if sits:
        queries.check_still_seated(cast.actors[who], at=hour)
        return
    with pytest.raises(NotAllowedError, match="seat_ended"):
        queries.check_still_seated(cast.actors[who], at=hour)


def test_a_letter_extends_a_seat_to_the_last_midnight_of_its_district(cast, post):
    officer = cast.seats["facilitator"].officer
    seat = appoint(cast.administrator, post, ends_on=dt.date(2026, 10, 31), officer=officer)
    told = {"letter_number": "800/1", "letter_date": dt.date(2026, 10, 30)}
    actions.extend(by=cast.administrator, seat=seat, until=TODAY, **told)
    last = dt.datetime(2026, 11, 24, 15, 59, tzinfo=dt.UTC)
    assert queries.open_seat(officer, seat.pk, at=last) is not None
    assert queries.open_seat(officer, seat.pk, at=last + dt.timedelta(minutes=1)) is None
