"""With ticket and code a family follows its service in plain words; wrong and unknown look the same."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions
from simpul.cases.models import Case
from simpul.cases.queries.codes import pad_code, seal_slip
from simpul.ground.actor import acting, nobody, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError
from simpul.ground.models import AuditLine
from simpul.ground.tickets import Ticket
from tests.factories import DISTRICT, MORNING, VILLAGE
from tests.integration.cases.conftest import LATER


def follow(taken, code=None, at=LATER):
    with acting(nobody()):
        return actions.follow(ticket=str(taken.case.ticket), code=code or taken.code, at=at)


def wrong(taken):
    return f"{(int(taken.code) + 1) % 1_000_000:06d}"


def test_it_says_where_whose_turn_until_when_what_to_bring_and_whom_to_ask(cast, take_in):
    with acting(system(DISTRICT)):
        kind, post = cast.place.categories["food"], cast.place.post(VILLAGE)
        kind.documents, post.phone = ["KTP", "KK"], "0411-1234"
        kind.save()
        post.save()
    taken = take_in("food")
    status = follow(taken)
    (need,) = status.needs
    assert (need.what, need.where, need.state) == ("Kekurangan makan", "Puskesos Sukamaju Contoh", "open")
    assert need.until == taken.needs[0].due_at
    assert need.bring == ("KTP", "KK")
    assert (status.ask.name, status.ask.phone) == ("Puskesos Sukamaju Contoh", "0411-1234")


def test_it_is_late_and_rests_and_ends_in_plain_words(cast, take_in):
    taken = take_in("food")
    assert follow(taken, at=MORNING + dt.timedelta(days=30)).needs[0].late
    actions.rest(by=cast.back, need=taken.needs[0], reason="ministry", at=LATER)
    resting = follow(taken, at=MORNING + dt.timedelta(days=30)).needs[0]
    assert (resting.late, resting.until, resting.resting_for) == (False, None, "Menunggu Kementerian Sosial")
    actions.close(by=cast.back, need=taken.needs[0], result="met", at=LATER)
    end = follow(taken)
    assert (end.closed, end.needs[0].state, end.needs[0].bring) == (True, "closed", ())


def test_it_names_the_office_that_was_asked_and_its_answer(cast, take_in):
    taken = take_in("food")
    need = actions.climb(
        by=cast.back,
        need=taken.needs[0],
        reason="beyond_authority",
        tried="x",
        override_reason="y",
        at=LATER,
    )
    office = cast.place.offices["dinsos"]
    actions.mark_referred(by=cast.desk, need=need, to_office=office, due=LATER, at=LATER)
    assert follow(taken).needs[0].where == "Dinas Sosial"
    actions.mark_declined(
        by=cast.agency,
        need=need,
        office_name=office.name,
        reason=cast.place.reasons["refuse.quota_full"],
        still_out=False,
        at=LATER,
    )
    said = follow(taken).needs[0]
    assert (said.where, said.answer, said.can_do) == (
        "Sekretariat SLRT",
        "Kuota tahun ini habis.",
        "Masuk daftar tunggu.",
    )


def test_wrong_and_unknown_get_the_same_answer(take_in):
    taken = take_in("food")
    assert follow(taken, code=wrong(taken)) is None
    for ticket in ("73.88-2611-0009-1", "bukan nomor", "99.99-2611-0001-0", ""):
        assert actions.follow(ticket=ticket, code="000000", at=LATER) is None


def test_numbers_are_read_however_they_are_written(take_in):
    taken = take_in("food")
    typed = taken.case.ticket.replace("-", " ")
    assert actions.follow(ticket=typed, code=f" {taken.code} ", at=LATER) is not None


def follow_at(taken, minutes, code=None):
    at = LATER + dt.timedelta(minutes=minutes)
    return actions.follow(ticket=taken.case.ticket, code=code or taken.code, at=at)


def test_five_wrong_codes_make_it_wait_a_minute_and_then_longer(take_in):
    taken = take_in("food")
    for _ in range(5):
        assert follow(taken, code=wrong(taken)) is None
    assert follow_at(taken, 0.9) is None, "the right code waits too, and is answered like a wrong one"
    assert follow_at(taken, 1.1, code=wrong(taken)) is None
    assert follow_at(taken, 3.0) is None
    assert follow_at(taken, 3.2) is not None
    assert follow_at(taken, 3.3, code=wrong(taken)) is None
    assert follow_at(taken, 3.4) is not None, "a right code forgets the wrong ones"


def test_the_wait_is_never_longer_than_an_hour_and_ends_by_itself(take_in):
    taken, minutes = take_in("food"), 0.0
    for _ in range(30):
        assert follow_at(taken, minutes, code=wrong(taken)) is None
        minutes += 61
    assert follow_at(taken, minutes - 2) is None
    assert follow_at(taken, minutes) is not None


def test_what_is_typed_while_it_waits_makes_it_wait_no_longer(take_in):
    taken = take_in("food")
    for turn in range(50):
        assert follow_at(taken, turn / 60, code=wrong(taken)) is None
    with acting(system(DISTRICT)):
        assert Case.objects.get().code_tries == 5
    assert follow_at(taken, 0.95) is None, "the right code waits like any other"
    assert follow_at(taken, 1.1) is not None


def test_a_day_later_it_is_counted_from_nothing(take_in):
    taken = take_in("food")
    for minutes in (0, 0, 0, 0, 0, 2, 5):
        assert follow_at(taken, minutes, code=wrong(taken)) is None
    day = 25 * 60
    for _ in range(4):
        assert follow_at(taken, day, code=wrong(taken)) is None
    assert follow_at(taken, day) is not None


def test_a_clock_that_was_set_back_locks_nobody_out(take_in):
    taken = take_in("food")
    for _ in range(5):
        follow(taken, code=wrong(taken))
    assert follow_at(taken, -3 * 24 * 60) is not None


def test_a_new_code_opens_at_once(cast, take_in):
    taken = take_in("food")
    for _ in range(5):
        assert follow(taken, code=wrong(taken)) is None
    token = actions.renew_code(by=cast.front, case=taken.case, at=LATER)
    slip = actions.print_slip(by=cast.front, token=token, at=LATER)
    assert follow(taken, code=slip.code) is not None
    assert follow(taken) is None


def test_the_district_says_how_many_and_a_right_code_forgets(settings_of, take_in):
    settings_of(limits={"slip_code_tries": 2})
    taken = take_in("food")
    assert follow(taken, code=wrong(taken)) is None
    assert follow(taken) is not None
    assert follow(taken, code=wrong(taken)) is None
    with acting(system(DISTRICT)):
        assert Case.objects.get().code_tries == 1
    assert follow(taken, code=wrong(taken)) is None
    assert follow(taken) is None


def test_a_complaint_names_no_village_office(cast, take_in):
    taken = take_in("village_complaint")
    status = follow(taken)
    assert (status.ask.name, status.needs[0].where) == ("Kecamatan Hulu", "Kecamatan Hulu")


def test_where_no_post_is_the_holder_is_asked(cast, take_in):
    taken = take_in("food")
    with acting(system(DISTRICT)):
        post = cast.place.post(VILLAGE)
        post.retired_at = LATER
        post.save()
    assert follow(taken).ask.name == "Puskesos Sukamaju Contoh"


def test_the_slip_shows_number_code_and_no_need(cast, take_in, settings_of):
    settings_of(levy_report="0811-000 (SP4N-LAPOR)")
    taken = take_in("food", "health_insurance")
    slip = actions.print_slip(by=cast.facilitator, token=taken.slip, at=MORNING + dt.timedelta(minutes=14))
    assert (slip.ticket, slip.code, slip.levy_report) == (
        taken.case.ticket,
        taken.code,
        "0811-000 (SP4N-LAPOR)",
    )
    assert slip.until == min(need.due_at for need in taken.needs)
    assert not {"need", "needs", "person", "name"} & set(vars(slip))
    with acting(cast.auditor):
        assert AuditLine.objects.filter(verb="cases.print_slip", key=str(taken.case.pk)).exists()


@pytest.mark.parametrize("minutes", [16, -1])
def test_the_slip_is_for_a_quarter_of_an_hour(cast, take_in, minutes):
    token = take_in("food").slip
    with pytest.raises(NotVisibleError):
        actions.print_slip(by=cast.facilitator, token=token, at=MORNING + dt.timedelta(minutes=minutes))


def test_the_slip_is_its_makers(cast, take_in):
    token = take_in("food").slip
    for bad in (token[:-4], "", "%%%", "YWJj"):
        with pytest.raises(NotVisibleError):
            actions.print_slip(by=cast.facilitator, token=bad, at=MORNING)
    with pytest.raises(NotVisibleError):
        actions.print_slip(by=cast.back, token=token, at=MORNING)


def test_a_slip_of_nothing_is_no_slip(cast, take_in):
    token = seal_slip("73.88-2611-0099-0", "123456", seat=cast.front.seat, at=MORNING)
    with pytest.raises(NotVisibleError):
        actions.print_slip(by=cast.front, token=token, at=MORNING)


def test_a_pad_is_numbered_and_typed_in_later(cast, take_in):
    first, second, *_ = actions.reserve_block(by=cast.facilitator, size=10, at=MORNING)
    online = take_in("food")
    assert online.case.ticket[11:15] == "0011"
    typed = take_in("food", ticket=str(second).replace("-", ""))
    assert (typed.case.ticket, typed.code) == (str(second), pad_code(str(second)))
    with pytest.raises(InputError, match="ticket_used"):
        take_in("food", ticket=str(second))
    assert take_in("food", ticket=str(first)).case.ticket == str(first)


def test_a_pad_is_printed_by_who_reserved_it(cast):
    token = actions.reserve_pad(by=cast.facilitator, size=10, at=MORNING)
    blanks = actions.print_pad(by=cast.facilitator, token=token, at=MORNING)
    assert blanks == actions.print_pad(by=cast.facilitator, token=token, at=MORNING + dt.timedelta(hours=23))
    assert [blank.code for blank in blanks] == [pad_code(blank.ticket) for blank in blanks]
    assert (len(blanks), blanks[9].ticket[11:15]) == (10, "0010")
    for who, hours in (("back", 0), ("facilitator", 25)):
        with pytest.raises(NotVisibleError):
            actions.print_pad(by=getattr(cast, who), token=token, at=MORNING + dt.timedelta(hours=hours))


@pytest.mark.parametrize("ticket", ["73.88-2611-0099-1", "33.88-2611-0001-7"])
def test_only_numbers_that_were_given_out(take_in, ticket):
    made = str(Ticket(ticket[:5], 2026, 11, int(ticket[11:15])))
    with pytest.raises(InputError, match="ticket_not_issued"):
        take_in("food", ticket=made)


@pytest.mark.parametrize("size", [0, 101])
def test_a_pad_has_a_size(cast, size):
    with pytest.raises(InputError, match="block_size"):
        actions.reserve_block(by=cast.front, size=size, at=MORNING)


@pytest.mark.parametrize("who", ["agency", "head"])
def test_who_takes_nobody_in_gets_no_pad(cast, who):
    with pytest.raises(NotAllowedError):
        actions.reserve_block(by=getattr(cast, who), size=5, at=MORNING)
