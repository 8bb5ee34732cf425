"""One box: numbers exactly, names within a village, and nothing beyond the actor's sight."""

from __future__ import annotations

import pytest

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError
from simpul.ground.models import AuditLine
from simpul.registry import actions, queries
from simpul.registry.models import Person
from tests.cast import Cast
from tests.factories import (
    DISTRICT,
    FAR_VILLAGE,
    MORNING,
    OTHER_VILLAGE,
    make_family,
    make_number,
    make_person,
)

NIK = "7388014107840001"
KK = "7388011508120003"


@pytest.fixture
def siti(cast: Cast) -> Person:
    with acting(system(DISTRICT)):
        family = make_family()
        make_number(KK, family=family, kind="kk")
        siti = make_person("Siti Fatimah Dg. Ngai", nik=NIK, family=family)
        make_number("081234567890", person=siti, kind="phone")
        make_person("Rahman Contoh", family=family, relation="child")
        make_person("Fatimah Jauh", village=FAR_VILLAGE)
        return siti


@pytest.mark.parametrize("typed", [NIK, "7388.0141.0784.0001", "7388 0141-0784 0001"])
def test_a_nik_finds_one_person_masked(cast: Cast, siti: Person, typed: str) -> None:
    result = queries.search(typed, by=cast.front)
    (row,) = result.rows
    assert (result.by, row.person, row.village, row.birth_year, row.nik_last4) == (
        "number",
        siti.pk,
        "Sukamaju Contoh",
        1984,
        "0001",
    )


def test_a_family_card_finds_its_members(cast: Cast, siti: Person) -> None:
    names = {row.name for row in queries.search(KK, by=cast.front).rows}
    assert names == {"Siti Fatimah Dg. Ngai", "Rahman Contoh"}


def test_a_telephone_is_found_however_it_is_written(cast: Cast, siti: Person) -> None:
    for typed in ("0812 3456 7890", "+62 812-3456-7890"):
        assert [row.person for row in queries.search(typed, by=cast.front).rows] == [siti.pk]


@pytest.mark.parametrize("typed", ["Patima", "sitti fatima", "St. Fatimah", "fatimha", "Fatimah Daeng Ngai"])
def test_a_name_forgives_typing_errors(cast: Cast, siti: Person, typed: str) -> None:
    rows = queries.search(typed, by=cast.front).rows
    assert rows[0].person == siti.pk


def test_a_name_is_looked_for_in_the_own_village_alone(cast: Cast, siti: Person) -> None:
    names = {row.name for row in queries.search("Fatimah", by=cast.front).rows}
    assert names == {"Siti Fatimah Dg. Ngai"}
    assert queries.search("Fatimah", by=cast.neighbour).rows == ()


def test_a_wider_seat_chooses_the_village(cast: Cast, siti: Person) -> None:
    assert queries.search("Fatimah", by=cast.desk).needs_village
    far = queries.search("Fatimah", by=cast.desk, village_code=FAR_VILLAGE)
    assert [row.name for row in far.rows] == ["Fatimah Jauh"]


def test_a_village_outside_the_seat_is_refused(cast: Cast, siti: Person) -> None:
    for village in (FAR_VILLAGE, OTHER_VILLAGE, "33.88.01.2001", "%"):
        with pytest.raises(InputError, match="search_village"):
            queries.search("Fatimah", by=cast.front, village_code=village)


@pytest.mark.parametrize("typed", ["", "   ", "ab", "1234567", "%", "%%%", "___", "*"])
def test_too_little_lists_nobody(cast: Cast, siti: Person, typed: str) -> None:
    with pytest.raises(InputError, match="search_short"):
        queries.search(typed, by=cast.front)


@pytest.mark.parametrize("who", ["stranger", "neighbour", "foreigner", "foreign_back"])
def test_strangers_find_nobody_by_number(cast: Cast, siti: Person, who: str) -> None:
    for typed in (NIK, KK, "081234567890"):
        assert queries.search(typed, by=cast.actors[who]).rows == ()


@pytest.mark.parametrize("who", ["head", "treasurer", "partner", "agency", "regent", "auditor", "counsellor"])
def test_who_takes_nobody_in_does_not_search(cast: Cast, siti: Person, who: str) -> None:
    with pytest.raises(NotAllowedError):
        queries.search(NIK, by=cast.actors[who])


def test_a_search_is_recorded_without_what_was_typed(cast: Cast, siti: Person) -> None:
    actions.look_up(by=cast.front, text=NIK, at=MORNING)
    actions.look_up(by=cast.front, text="Fatimah", at=MORNING)
    with acting(cast.auditor):
        lines = list(AuditLine.objects.order_by("id"))
    assert [line.verb for line in lines] == [
        "registry.search",
        "registry.found",
        "registry.search",
        "registry.found",
    ]
    assert {line.key for line in lines if line.verb == "registry.found"} == {str(siti.pk)}
    assert not any("Fatimah" in str(vars(line)) or NIK in str(vars(line)) for line in lines)
