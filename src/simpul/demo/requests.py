"""Who comes with what: people of a village nobody has told of yet, and the words they bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from simpul.demo.names import rows
from simpul.demo.stage import Stage
from simpul.ground.actor import acting
from simpul.offices.models import NeedCategory
from simpul.offices.queries import categories
from simpul.registry.models import Membership, Person

_AGES = {"elderly": (60, 120), "mother": (22, 50), "young": (17, 26), "head": (24, 70)}


@dataclass(frozen=True)
class Request:
    """One request: its category, from whom (`elderly`, `mother`, `young`, `head`), in which words."""

    category: NeedCategory
    who: str
    words: str


class Requests:
    """Requests of a district's categories, and somebody of a village for each, nobody twice."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.random: Random = stage.random
        known = {each.code: each for each in categories(stage.district.code)}
        self.all = [
            Request(known[row["category"]], row["who"], row["words"])
            for row in rows("requests")
            if row["category"] in known
        ]
        self._people: dict[str, list[Person]] = {}

    def some(self) -> Iterator[Request]:
        """Requests without end, each once before any comes again."""
        while self.all:
            order = list(self.all)
            self.random.shuffle(order)
            yield from order

    def somebody(self, village: str, who: str) -> Person | None:
        """Somebody of the village who may come with that; None when all have come."""
        if village not in self._people:
            self._people[village] = self._villagers(village)
        people = self._people[village]
        lowest, highest = _AGES[who]
        year = self.stage.today.year
        for place, person in enumerate(people):
            born = person.birth_date.year if person.birth_date else person.birth_year or 0
            woman = who != "mother" or person.sex == "P"
            if woman and lowest <= year - born <= highest:
                return people.pop(place)
        return None

    def _villagers(self, village: str) -> list[Person]:
        told = {person.pk for person in self.stage.people.values()}
        with acting(self.stage.by):
            adults = Membership.objects.filter(
                person__village_code=village, until=None, relation__in=("head", "spouse", "parent", "child")
            ).select_related("person")
            people = [
                each.person for each in adults.order_by("person__name", "id") if each.person_id not in told
            ]
        self.random.shuffle(people)
        return people
