"""A letter of a Puskesos is signed by the head of its own village, who sits in the village's hall."""

from __future__ import annotations

import pytest

from simpul.ground.actor import acting, system
from simpul.letters.queries import hands_open_to
from simpul.offices.models import Office, Seat
from tests.factories import OTHER_VILLAGE, TODAY, VILLAGE
from tests.integration.letters.conftest import make_template

pytestmark = pytest.mark.django_db


def _sits_in_the_hall(cast, who, village):
    place = cast.place
    with acting(system(place.district.code)):
        hall = Office.objects.create(
            district=place.district,
            code=f"hall_{village}",
            name=f"Kantor {village}",
            kind="village_hall",
            rung_code="village",
            area_code=village,
        )
        Seat.objects.filter(pk=cast.seats[who].pk).update(office=hall, role="village_head", area_code=village)


def test_the_head_of_the_same_village_is_asked_and_no_other(cast):
    template = make_template(cast.place, chain=[{"role": "village_head", "act": "sign"}])
    _sits_in_the_hall(cast, "head", VILLAGE)
    _sits_in_the_hall(cast, "neighbour", OTHER_VILLAGE)
    with acting(cast.back):
        (hand,) = hands_open_to(template, cast.place.post(VILLAGE), today=TODAY)
    assert [seat.pk for seat in hand.seats] == [cast.seats["head"].pk]
