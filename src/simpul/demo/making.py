"""Makes the demonstration of one district: people, officers, what happened, and the counts of it.

Everything in one transaction: it is there or it is not. The edition it publishes marks that it was made.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from pathlib import Path
from random import Random
from uuid import UUID

from django.db import transaction

from simpul.demo import ordinary
from simpul.demo.casting import Casting, cast_villages
from simpul.demo.entering import demonstration
from simpul.demo.fresh import leave_fresh_work, offices_led_to
from simpul.demo.invented import make_invented_village
from simpul.demo.names import culture_of
from simpul.demo.population.houses import furnish
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.population.villages import SEED, draw_village, house, number
from simpul.demo.population.writing import EDITION, Writer
from simpul.demo.requests import Requests
from simpul.demo.seats import Seating
from simpul.demo.stage import Stage, calendar_of
from simpul.demo.stories import STORIES
from simpul.demo.telling import Story, Telling
from simpul.ground import audit
from simpul.ground.actor import Actor, acting, system
from simpul.insight.actions import GRACE_HOURS, import_rates, refresh
from simpul.insight.adapters import read_rates
from simpul.offices.models import RungKind
from simpul.offices.queries import category, route_of
from simpul.places.models import District
from simpul.places.queries import villages_of
from simpul.programmes.models import Programme
from simpul.registry.models import Edition, Person

#: Families of a village that stories are told of; of every other at most, and all these together about.
IN_STORY_VILLAGE, ELSEWHERE, ALL_ELSEWHERE = 48, 10, 900
_FEWEST = 3
#: Offices late by then were told then: their time to answer is over today.
_TOLD_BEFORE = dt.timedelta(hours=GRACE_HOURS + 1)
#: The category whose family programmes of the centre the drawn families receive, that whose agency's head
#: acts for another, and the story whose village leads on the sign-in page.
_RECEIVING, _ACTING, _LEADS = "enrolment", "health_insurance", "leaking_roof"


def make_demo(code: str, pack: Path, *, now: dt.datetime) -> bool:
    """Fill a loaded district with its demonstration; False when it was filled before.

    Args:
        code: of the district, whose pack is loaded.
        pack: folder of the pack; its `demo/stories.yaml` says where the stories are told.
        now: everything that is told has happened before.

    Raises:
        NotVisibleError: no such district is loaded.
        NoDemoError: the district is a real one.
    """
    district = demonstration(code)
    by = system(code)
    if Edition.objects.filter(district=district, code=EDITION).exists():
        return False
    with transaction.atomic():
        stage, casting = set_up(district, by, pack, now)
        _play(stage, casting)
        _bring_rates(district, by, pack / "demo" / "rates.csv", now)
        for at in (now - _TOLD_BEFORE, now):
            refresh(code, timezone=district.timezone, now=at)
    return True


def set_up(district: District, by: Actor, pack: Path, now: dt.datetime) -> tuple[Stage, Casting]:
    """People, officers and the invented village; nothing has happened yet."""
    with acting(by):
        casting = cast_villages(STORIES, district, pack)
        if casting.invented is not None:
            make_invented_village(district, *casting.invented)
        stage = Stage(district, now, calendar_of(district))
        shown = {village[:8] for village in casting.villages.values()} | set(casting.villages.values())
        Seating(by, district, stage.today, shown, _acting_office(district.code)).fill()
        stage.people = _populate(district, casting, stage)
        district.settings["demo_village"] = casting.villages[_LEADS]
        district.settings["demo_offices"] = [str(each.pk) for each in offices_led_to(stage)]
        district.save(update_fields=["settings"])
        audit.record("demo.make", by=by, kind="district", key=district.code)
    return stage, casting


def _acting_office(code: str) -> UUID | None:
    found = category(code, _ACTING)
    steps = route_of(found) if found else []
    return next((step.office_id for step in steps if step.rung.kind == RungKind.AGENCY), None)


def _populate(district: District, casting: Casting, stage: Stage) -> dict[str, Person]:
    chance = Random(f"{SEED}:{district.code}:receives")
    writer = Writer(stage.by, received_programmes(district.code))
    told = {village: story for story, village in casting.villages.items()}
    codes = [each.code for each in villages_of(district.code)]
    few = max(_FEWEST, min(ELSEWHERE, ALL_ELSEWHERE // max(1, len(codes))))
    for code in codes:
        many = IN_STORY_VILLAGE if code in told else few
        for family in draw_village(code, many, today=stage.today, numbers=stage.numbers):
            writer.add(family, code, chance=chance.random())
    for story in STORIES:
        village = casting.villages[story.code]
        for family in _story_families(story, village, stage):
            writer.add(family, village, chance=1.0)
    writer.write(stage.now)
    return writer.parts


def _story_families(story: Story, village: str, stage: Stage) -> Sequence[FamilyDraft]:
    random = Random(f"{SEED}:{village}:{story.code}")
    culture = culture_of(village)
    families = story.cast(FamilyMaker(random, culture, stage.today))
    for place, family in enumerate(families):
        before = dict(family.facts)
        furnish(random, family)
        family.facts |= before
        house(family, random, culture.hamlets)
        if family.shares:
            last = families[place - 1]
            family.hamlet, family.rw, family.rt = last.hamlet, last.rw, last.rt
        number(family, village, random, stage.numbers, stage.today)
    return families


def received_programmes(code: str) -> list[tuple[UUID, str]]:
    """Key and code of the centre's family programmes that families are known to receive, the widest first."""
    found = Programme.objects.filter(
        district=code,
        unit="family",
        rung__kind=RungKind.CENTRE,
        categories__code=_RECEIVING,
        retired_at=None,
    )
    return [(each.pk, each.code) for each in sorted(found, key=lambda each: (each.amount is None, each.code))]


def _bring_rates(district: District, by: Actor, file: Path, now: dt.datetime) -> None:
    """The published poverty rates of a pack's demo folder, where it has any."""
    if file.is_file():
        rates = read_rates(file.read_bytes(), district=district.code)
        import_rates(by=by, district=district, rates=rates, at=now)


def _play(stage: Stage, casting: Casting) -> None:
    stage.call_in()
    for story in STORIES:
        telling = Telling(stage, story.code, casting.villages[story.code])
        telling.if_possible(functools.partial(story.play, telling))
    villages = [casting.villages[story.code] for story in STORIES if not story.invented]
    requests = Requests(stage)
    ordinary.play(requests, villages)
    leave_fresh_work(requests, villages)
