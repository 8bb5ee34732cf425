"""The areas of a district are loaded, loaded again, and retired; villages are found by prefix, exactly."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.ground.actor import system
from simpul.ground.errors import InputError, NotVisibleError
from simpul.places import queries
from simpul.places.actions import load_areas
from simpul.places.models import Area, District
from simpul.places.types import AreasLoaded, NewArea
from tests.cast import Cast
from tests.factories import DISTRICT, MORNING, TODAY, VILLAGE

LIST = (
    NewArea("73.88", "Lembah Contoh", "regency"),
    NewArea("73.88.01", "Hulu", "subdistrict"),
    NewArea("73.88.01.2001", "Sukamaju Contoh", "desa"),
    NewArea("73.88.01.1002", "Pasar Contoh", "kelurahan"),
    NewArea("73.88.02", "Hilir", "subdistrict"),
    NewArea("73.88.02.2001", "Muara Contoh", "desa"),
)


def load(*areas: NewArea) -> AreasLoaded:
    district = District.objects.get(pk=DISTRICT)
    return load_areas(by=system(DISTRICT), district=district, areas=areas, on=TODAY)


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    assert load(*LIST) == AreasLoaded(added=0, changed=0, retired=0, kept=6)


def test_a_renamed_a_new_and_a_lost_village(cast: Cast) -> None:
    renamed = NewArea("73.88.02.2001", "Muara Baru", "desa")
    new = NewArea("73.88.02.2002", "Tanjung Contoh", "desa")
    assert load(*LIST[:3], *LIST[4:5], renamed, new) == AreasLoaded(added=1, changed=1, retired=1, kept=4)
    assert Area.objects.get(pk="73.88.02.2002").parent_id == "73.88.02"
    assert Area.objects.get(pk="73.88.01.1002").valid_until == TODAY
    assert [area.code for area in queries.villages_of("73.88.01")] == [VILLAGE]
    assert load(*LIST).changed == 2
    assert len(queries.villages_of(DISTRICT)) == 3


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (NewArea("33.88.01", "Pantai", "subdistrict"), "area_outside"),
        (NewArea("73.889", "Lain", "regency"), "area_outside"),
        (LIST[2], "area_twice"),
    ],
)
def test_a_wrong_list_is_refused_whole(cast: Cast, area: NewArea, code: str) -> None:
    with pytest.raises(InputError, match=code):
        load(*LIST, area)


def test_villages_are_those_of_the_seat(cast: Cast) -> None:
    assert [area.code for area in queries.villages_for(cast.front)] == [VILLAGE]
    assert [area.name for area in queries.villages_for(cast.camat)] == ["Pasar Contoh", "Sukamaju Contoh"]
    assert len(queries.villages_for(cast.desk)) == 3
    assert queries.villages_for(cast.agency) == []
    assert queries.villages_for(cast.regent) == []


def test_what_is_known_of_a_district(cast: Cast) -> None:
    assert [found.code for found in queries.districts()] == ["33.88", "73.88"]
    assert [found.name for found in queries.subdistricts_of(DISTRICT)] == ["Hulu", "Hilir"]
    assert queries.names_of([VILLAGE, "99.99"]) == {VILLAGE: "Sukamaju Contoh"}
    assert queries.local_day(DISTRICT, MORNING) == TODAY
    late = dt.datetime(2026, 11, 24, 16, 30, tzinfo=dt.UTC)  # 00.30 WITA, 23.30 WIB
    assert queries.local_day(DISTRICT, late) == dt.date(2026, 11, 25)
    assert queries.local_day("33.88", late) == TODAY
    with pytest.raises(NotVisibleError):
        queries.district("99.99")


def test_a_subdistrict_is_doubted_only_where_the_list_is_known(cast: Cast) -> None:
    assert queries.knows_subdistrict("73.88.01")
    assert not queries.knows_subdistrict("73.88.77")
    assert queries.knows_subdistrict("12.34.56")


def test_emergency_numbers_are_the_packs_else_119(cast: Cast) -> None:
    assert [(line.number, line.name) for line in queries.emergency_numbers(DISTRICT)] == [("119", "Ambulans")]
    District.objects.filter(pk=DISTRICT).update(emergency=[])
    assert [line.number for line in queries.emergency_numbers(DISTRICT)] == ["119"]
