"""Services of twelve months, played by the real actions of the real seats, with the product's clock moved.

They are played in parts, each from a seed of its own and each a transaction: a run that was killed goes on
with the parts that are missing. A line of the trail marks each service that was played, with its way.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from random import Random

from django.db import transaction
from django.db.models import Exists, OuterRef

from simpul.cases.models import Case
from simpul.demo import ways
from simpul.demo.casting import is_invented
from simpul.demo.moves import Service
from simpul.demo.ordinary import WAYS
from simpul.demo.requests import Requests
from simpul.demo.stage import Stage
from simpul.demo.telling import Telling
from simpul.ground import audit
from simpul.ground.actor import acting
from simpul.ground.clock import day_begins
from simpul.ground.models import AuditLine
from simpul.ground.moment import played_clock
from simpul.offices.types import RoleCode
from simpul.places.queries import villages_of
from simpul.registry.models import Membership, Person

PART = 50
#: The verb of the mark of a played service; its reason names the part and the way.
PLAYED = "demo.play"
_VILLAGES, _PEOPLE = 6, 120
#: Ways that ended long enough ago are spread over the year, and are gone so much oftener than the others.
_ENDED, _YEAR, _OFTENER = 40, 248, 5
_TRIES = 4


class YearRequests(Requests):
    """Requests of people who have no service yet; a few of a village, however large it is."""

    def villagers(self, village: str) -> list[Person]:
        """Adults of a village who have no service."""
        served = Case.objects.filter(person=OuterRef("person"))
        with acting(self.stage.by):
            adults = Membership.objects.filter(
                ~Exists(served), person__village_code=village, until=None, person__died_on=None
            ).filter(relation__in=("head", "spouse", "parent", "child"))
            found = [each.person for each in adults.select_related("person").order_by("id")[:_PEOPLE]]
        self.random.shuffle(found)
        return found


def play_year(stage: Stage, services: int, *, seed: str, tell: Callable[[int], None]) -> int:
    """Play services in parts; those that are there are not played again. Answers how many there are.

    Args:
        stage: a district whose people and officers are there.
        services: how many.
        seed: another seed plays others.
        tell: told how many are there, after each part.
    """
    villages = [each.code for each in villages_of(stage.district.code) if not is_invented(each.code)]
    there = _there(stage)
    total = sum(there.values())
    for part in range(-(-services // PART)):
        if part not in there:
            wanted = min(PART, services - part * PART)
            total += _play_part(stage, villages, part, wanted, seed)
        tell(total)
    return total


def played_keys(stage: Stage) -> list[str]:
    """Keys of the services that were played, in the order they were."""
    with acting(stage.by):
        lines = AuditLine.objects.filter(district_code=stage.district.code, verb=PLAYED, kind="case")
        return list(lines.order_by("id").values_list("key", flat=True))


def _there(stage: Stage) -> dict[int, int]:
    """How many services of each part were played."""
    there: dict[int, int] = {}
    with acting(stage.by):
        lines = AuditLine.objects.filter(district_code=stage.district.code, verb=PLAYED, kind="case")
        for reason in lines.values_list("reason", flat=True):
            part = int(reason.partition(" ")[0])
            there[part] = there.get(part, 0) + 1
    return there


def _play_part(stage: Stage, villages: list[str], part: int, wanted: int, seed: str) -> int:
    random = Random(f"{seed}:{stage.district.code}:{part}:year")
    played = 0
    with played_clock() as move, transaction.atomic():
        here = replace(stage, told=move)
        here.random, here.seats = random, stage.seats
        requests = YearRequests(here)
        stream = requests.some()
        gone = itertools.cycle(_ways(random, _days(stage)))
        places = random.sample(villages, k=min(_VILLAGES, len(villages)))
        for _ in range(wanted * _TRIES):
            if played == wanted:
                break
            way, earliest, latest = next(gone)
            told = Telling(here, "", random.choice(places))
            candidates = itertools.islice(stream, len(requests.all))
            back = random.randint(earliest, latest)
            service = ways.play_one(way, told, requests, candidates, back=back)
            if service is not None:
                _mark(stage, service, f"{part} {way.__name__}")
                played += 1
    return played


def _mark(stage: Stage, service: Service, reason: str) -> None:
    with acting(stage.by):
        case = Case.objects.only("pk", "ticket").get(pk=service.need.case_id)
        audit.record(PLAYED, by=stage.by, kind="case", key=case.pk, label=case.ticket, reason=reason)


def _ways(random: Random, days: int) -> list[tuple[Callable[[Service], None], int, int]]:
    """The ways of the year, each as often as it is gone, shuffled."""
    gone = []
    for way, earliest, latest, often in WAYS:
        long_ago = latest >= _ENDED
        until = max(latest, days) if long_ago else latest
        gone += [(way, earliest, min(until, days))] * (often * _OFTENER if long_ago else often)
    random.shuffle(gone)
    return gone


def _days(stage: Stage) -> int:
    """How many working days are played: a year, or since the seats began where that is less."""
    began = day_begins(stage.calendar.zone, stage.seat(RoleCode.DESK_BACK).starts_on)
    for days in range(_YEAR, 1, -1):
        if stage.workday(days, "00:00") > began:
            return days
    return 1
