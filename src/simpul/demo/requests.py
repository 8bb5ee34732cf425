"""Who comes with what: people of a village nobody has told of yet, and the words they bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from simpul.demo.names import rows
from simpul.demo.stage import NotOnStageError, Stage
from simpul.ground.actor import acting
from simpul.offices.models import NeedCategory, Office, RungKind
from simpul.offices.queries import categories, route_of
from simpul.registry.models import Membership, Person

_AGES = {"elderly": (60, 120), "mother": (22, 50), "young": (17, 26), "head": (24, 70)}


@dataclass(frozen=True)
class Request:
    """One request.

    Attributes:
        category: what kind of need.
        who: from whom: `elderly`, `mother`, `young` or `head`.
        words: as they say it.
        office: the agency on the category's route that is asked, if there is one.
        hours: the time the village has.
    """

    category: NeedCategory
    who: str
    words: str
    office: Office | None
    hours: float


class Requests:
    """Requests of a district's categories, and somebody of a village for each, nobody twice."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.random: Random = stage.random
        self._known = {each.code: (each, *_route(each)) for each in categories(stage.district.code)}
        self.all = [
            self.of(row["category"], row["who"], row["words"])
            for row in rows("requests")
            if row["category"] in self._known
        ]
        self._people: dict[str, list[Person]] = {}

    def of(self, category: str, who: str, words: str) -> Request:
        """A request of a category.

        Raises:
            NotOnStageError: the pack has no such category.
        """
        if category not in self._known:
            raise NotOnStageError(category)
        known, office, hours = self._known[category]
        return Request(known, who, words, office, hours)

    def some(self) -> Iterator[Request]:
        """Requests without end, each once before any comes again."""
        while self.all:
            order = list(self.all)
            self.random.shuffle(order)
            yield from order

    def somebody(self, village: str, who: str) -> Person | None:
        """Somebody of the village who may come with that; None when all have come."""
        if village not in self._people:
            self._people[village] = self.villagers(village)
        people = self._people[village]
        lowest, highest = _AGES[who]
        year = self.stage.today.year
        for place, person in enumerate(people):
            born = person.birth_date.year if person.birth_date else person.birth_year or 0
            woman = who != "mother" or person.sex == "P"
            if woman and lowest <= year - born <= highest:
                return people.pop(place)
        return None

    def villagers(self, village: str) -> list[Person]:
        """The adults of a village that no story tells of, shuffled."""
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


def _route(category: NeedCategory) -> tuple[Office | None, float]:
    """The agency on a route, and the hours of its first step."""
    steps = route_of(category)
    asked = next((step.office for step in steps if step.rung.kind == RungKind.AGENCY and step.office), None)
    return asked, float(steps[0].hours) if steps else 0.0
