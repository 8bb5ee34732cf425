"""The demonstration of the default district, made once for all tests of this folder. Tests only read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from django.conf import settings

from simpul.adoption.load import load_pack
from simpul.cases.models import Case, Movement, Need
from simpul.cases.queries.codes import complainant_index
from simpul.demo.casting import Casting, cast_villages
from simpul.demo.making import make_demo
from simpul.demo.names import culture_of
from simpul.demo.population.people import FamilyMaker
from simpul.demo.population.villages import SEED
from simpul.demo.stories import STORIES
from simpul.ground.actor import Actor, acting, system
from simpul.offices.models import Seat
from simpul.offices.queries import actor_of
from simpul.places.models import District
from simpul.registry.models import Person
from tests.databases import Server, Urls, pointing_at

PACK = settings.DISTRICTS / "bantaeng"
NOW = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)  # Tuesday 14.00 WITA


@dataclass(frozen=True)
class Demo:
    """What was made, and how tests find their way in it."""

    district: District
    casting: Casting

    @property
    def everything(self) -> Actor:
        return system(self.district.code)

    def person(self, part: str) -> Person:
        """Who plays `story.part`: drawn again from the same seed, found by name in the story's village."""
        story = next(each for each in STORIES if each.code == part.partition(".")[0])
        village = self.casting.villages[story.code]
        random = Random(f"{SEED}:{village}:{story.code}")
        drawn = story.cast(FamilyMaker(random, culture_of(village), dt.date(2026, 11, 24)))
        name = next(each.name for family in drawn for each in family.members if each.part == part)
        return Person.objects.filter(village_code=village, name=name).latest("created_at", "id")

    def needs(self, part: str, category: str) -> list[Need]:
        """The needs of one kind of somebody, oldest first."""
        cases = Case.objects.filter(person=self.person(part))
        found = Need.objects.filter(case__in=cases, category__code=category).order_by("opened_at", "id")
        return list(found.select_related("case", "rung", "office", "result", "category"))

    def complaints(self, part: str, category: str) -> list[Need]:
        """What somebody complained of: kept unnamed, found by the keyed hash alone."""
        kept = complainant_index(self.person(part).pk, named=False)
        found = Need.objects.filter(case__complainant=kept, category__code=category)
        return list(found.order_by("id").select_related("office", "case__person"))

    def kinds(self, need: Need) -> list[str]:
        return list(Movement.objects.filter(need=need).order_by("at", "id").values_list("kind", flat=True))

    def officer(self, role: str, area: str = "", office: str = "") -> Actor:
        seats = Seat.objects.filter(role=role, officer__isnull=False).select_related("officer", "office")
        seats = seats.filter(area_code=area) if area else seats
        seat = (seats.filter(office__code=office) if office else seats).order_by("id").first()
        assert seat is not None
        assert seat.officer is not None
        return actor_of(seat, seat.officer)


@pytest.fixture(scope="package")
def made(
    django_db_setup: None, django_db_blocker: Any, server: Server, worker: str
) -> Iterator[tuple[Urls, Casting]]:
    """The database of the demonstration, and who plays in it."""
    name = f"{worker}_demo"
    urls = server.clone(name)
    with django_db_blocker.unblock(), pointing_at(urls):
        load_pack(PACK, at=NOW, demo=True)
        district = District.objects.get()
        assert make_demo(district.code, PACK, now=NOW)
        with acting(system(district.code)):
            casting = cast_villages(STORIES, district, PACK)
    yield urls, casting
    server.drop(name)


@pytest.fixture
def demo(made: tuple[Urls, Casting], django_db_blocker: Any) -> Iterator[Demo]:
    """Held for one test alone: tests beside it in this folder look into databases of their own."""
    urls, casting = made
    with django_db_blocker.unblock(), pointing_at(urls):
        district = District.objects.get()
        with acting(system(district.code)):
            yield Demo(district, casting)
