"""The slip in a citizen's hand: a number read back from handwriting, and a code of six digits."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.errors import InputError
from simpul.ground.tickets import (
    Block,
    Ticket,
    code_matches,
    hash_code,
    new_code,
    next_block,
    parse_ticket,
)

TICKET = Ticket("73.03", 2026, 11, 412)
PEPPER = b"p" * 32

tickets = st.builds(
    Ticket,
    district=st.integers(1_100, 9_999).map(lambda n: f"{n // 100}.{n % 100:02d}"),
    year=st.integers(2000, 2099),
    month=st.integers(1, 12),
    serial=st.integers(1, 999_999),
)


@pytest.mark.parametrize(
    "typed",
    [
        "73.03-2611-0412-3",
        "7303261104123",
        " 73.03 2611 0412 3 ",
        "73.03/2611/0412/3",
        "73.03\N{EN DASH}2611\N{EN DASH}0412\N{EN DASH}3",
        "\N{FULLWIDTH DIGIT SEVEN}3.03-2611-0412-3",
    ],
)
def test_a_number_is_read_whatever_stands_between_its_parts(typed):
    assert parse_ticket(typed) == TICKET


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "73.03-2611-412",
        "73.03-2613-0412-3",
        "73.03-2600-0412-3",
        "03.03-2611-0412-3",
        "73.O3-2611-0412-3",
        "73.03-2611-0412-3\x00",
        "73.03-2611-1234567-0",
        "7" * 5_000,
        "7303261104123" + " " * 200,
        "\N{ADMISSION TICKETS}",
    ],
)
def test_what_has_not_the_shape_of_a_number_is_refused(typed):
    with pytest.raises(InputError, match="ticket_shape"):
        parse_ticket(typed)


@pytest.mark.parametrize("serial", ["0000", "00412", "000412"])
def test_a_serial_that_was_never_printed_so_is_refused(serial):
    body = f"73032611{serial}"
    codes = set()
    for check in range(10):
        with pytest.raises(InputError) as caught:
            parse_ticket(f"{body}{check}")
        codes.add(caught.value.code)
    assert codes == {"ticket_shape", "ticket_check_digit"}


@given(tickets)
def test_a_number_read_again_is_the_same(ticket):
    assert parse_ticket(str(ticket)) == ticket


@given(tickets, st.data())
def test_one_wrong_digit_never_leads_to_another_ticket(ticket, data):
    digits = [mark for mark in str(ticket) if mark.isdigit()]
    place = data.draw(st.integers(0, len(digits) - 1))
    digits[place] = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    with pytest.raises(InputError):
        parse_ticket("".join(digits))


@given(tickets, st.data())
def test_two_swapped_digits_never_lead_to_another_ticket(ticket, data):
    digits = [mark for mark in str(ticket) if mark.isdigit()]
    swaps = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
    place = data.draw(st.sampled_from(swaps or [0]))
    swapped = [*digits]
    swapped[place], swapped[place + 1] = digits[place + 1], digits[place]
    if swapped != digits:
        with pytest.raises(InputError):
            parse_ticket("".join(swapped))


@pytest.mark.parametrize(
    "parts",
    [
        ("7303", 2026, 11, 1),
        ("73.03.01", 2026, 11, 1),
        ("03.03", 2026, 11, 1),
        ("73.03", 1999, 11, 1),
        ("73.03", 2100, 11, 1),
        ("73.03", 2026, 0, 1),
        ("73.03", 2026, 13, 1),
        ("73.03", 2026, 11, 0),
        ("73.03", 2026, 11, 1_000_000),
    ],
)
def test_no_ticket_is_made_from_parts_out_of_range(parts):
    with pytest.raises(ValueError, match="ticket_out_of_range"):
        Ticket(*parts)


def test_a_busy_month_has_longer_numbers():
    assert str(Ticket("33.29", 2026, 11, 10_412)).startswith("33.29-2611-10412-")


def test_a_device_without_connection_makes_numbers_from_its_block():
    block = next_block(412, 3)
    assert block == Block(413, 415)
    assert len(block) == 3
    assert [ticket.serial for ticket in block.tickets("73.03", 2026, 11)] == [413, 414, 415]
    assert 415 in block
    assert 416 not in block


def test_blocks_of_two_devices_do_not_overlap():
    first, second = next_block(0, 50), next_block(50, 50)
    assert not first.overlaps(second)
    assert first.overlaps(Block(50, 51))
    assert Block(1, 1_000).overlaps(first)


@pytest.mark.parametrize(("start", "end"), [(0, 5), (5, 4), (1, 1_000_000)])
def test_no_block_is_empty_or_out_of_range(start, end):
    with pytest.raises(ValueError, match="block_out_of_range"):
        Block(start, end)


def test_codes_have_six_digits_and_are_not_foreseen():
    codes = {new_code() for _ in range(300)}
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(codes) > 290


def test_demo_codes_can_be_repeated():
    assert new_code(Random(1).randrange) == new_code(Random(1).randrange)
    assert new_code(lambda _: 7) == "000007"


def test_the_code_opens_its_own_ticket_only():
    stored = hash_code("012345", ticket=str(TICKET), pepper=PEPPER)
    assert b"012345" not in stored
    assert code_matches(" 012 345 ", ticket=str(TICKET), stored=stored, pepper=PEPPER)
    assert not code_matches("012346", ticket=str(TICKET), stored=stored, pepper=PEPPER)
    assert not code_matches("012345", ticket="73.03-2611-0413-0", stored=stored, pepper=PEPPER)
    assert not code_matches("012345", ticket=str(TICKET), stored=stored, pepper=b"q" * 32)


@pytest.mark.parametrize(
    "typed", ["", "\x00", "9" * 5_000, "\ud800", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{KEY}"]
)
def test_a_hostile_code_is_just_wrong(typed):
    stored = hash_code("012345", ticket=str(TICKET), pepper=PEPPER)
    assert not code_matches(typed, ticket=str(TICKET), stored=stored, pepper=PEPPER)


def test_a_short_pepper_is_refused():
    with pytest.raises(ValueError, match="pepper_too_short"):
        hash_code("012345", ticket=str(TICKET), pepper=b"short")


@given(st.text(max_size=150))
def test_no_text_breaks_the_reading(text):
    with suppress(InputError):
        assert isinstance(parse_ticket(text), Ticket)
