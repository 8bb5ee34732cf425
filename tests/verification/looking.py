"""Looking through the queries, as pages do: what is found is what the oracle says, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable

import time_machine

from simpul.cases import actions as cases
from simpul.cases import queries as work
from simpul.ground.actor import acting
from simpul.ground.errors import DomainError, NotVisibleError
from simpul.ground.files import get as get_file
from simpul.protection import queries as protection
from simpul.referrals import queries as referrals
from simpul.referrals.actions import open_page as open_referral
from simpul.registry import queries as registry
from simpul.registry.actions import view_person
from tests.verification.oracle import BEHIND_THE_WALL, EVERYBODY, EYES, HERE, reads_number, sees
from tests.verification.world import World

#: As many seats as look at everything when a run ends.
AT_THE_END = 8


def check_one(world: World, turn: int) -> None:
    """One seat after the other looks, at its lists or at one thing."""
    looks = (_lists, _service, _person, _referral, _file)
    _look(world, EVERYBODY[turn % len(EVERYBODY)], turn, looks[turn % len(looks)])


def check_some(world: World, turn: int) -> None:
    """When a run ends several seats look at everything."""
    for later in range(AT_THE_END):
        for look in (_lists, _service, _person, _referral, _file):
            _look(world, EVERYBODY[(turn + later * 4) % len(EVERYBODY)], turn + later, look)


def _look(world: World, who: str, turn: int, look: Callable[[World, str, int], None]) -> None:
    if who in world.ended or who == "colleague":  # begins next year
        return
    with time_machine.travel(world.now, tick=False):
        look(world, who, turn)
    world.print = ""


def _lists(world: World, who: str, _turn: int) -> None:
    actor = world.cast.actors[who]
    with acting(actor):
        shown = work.queue(by=actor, now=world.now, show="open").total
        reports = {line.id for line in protection.reports()}
    alive = sum(world.states[key] != "closed" for key, thing in world.needs.items() if sees(who, thing))
    assert shown == alive, f"{who} lists {shown} of {alive} needs {world.story()}"
    assert reports == {key for key, seats in world.reports.items() if who in seats}, world.story()
    assert who in BEHIND_THE_WALL or not reports
    asked = {key for key, to in world.asked_office.items() if to == EYES[who].office and EYES[who].names}
    inbox = referrals.inbox(by=actor, now=world.now)
    ended = referrals.inbox_part("ended", by=actor, now=world.now).rows
    listed = {row.id for rows in (inbox.waiting, inbox.working, inbox.to_confirm, ended) for row in rows}
    if len(asked) <= 10 and EYES[who].district == HERE:
        assert listed == asked, f"{who}'s inbox {world.story()}"


def _service(world: World, who: str, turn: int) -> None:
    if not world.cases:
        return
    key = list(world.cases)[turn % len(world.cases)]
    try:
        page = cases.view_service(by=world.cast.actors[who], case_id=key, at=world.now)
    except NotVisibleError:
        assert not sees(who, world.cases[key]), f"{who} does not find a service {world.story()}"
        return
    assert sees(who, world.cases[key]), f"{who} opened a service out of sight {world.story()}"
    seen = {need for need, case in world.need_case.items() if case == key and sees(who, world.needs[need])}
    assert {view.need.pk for view in page.needs} == seen, world.story()
    assert (page.person is not None) == sees(who, world.persons[page.case.person_id]), world.story()
    assert {entry.need for entry in page.history} == seen, world.story()
    if seen & world.complaints:
        told = (page.case.reporter_name, page.case.reporter_relation, page.case.reporter_phone)
        assert not any(told), f"{who} reads who complained {world.story()}"


def _person(world: World, who: str, turn: int) -> None:
    if not world.persons:
        return
    key = list(world.persons)[turn % len(world.persons)]
    actor, thing = world.cast.actors[who], world.persons[key]
    try:
        card = view_person(by=actor, person_id=key, at=world.now)
    except NotVisibleError:
        assert not sees(who, thing), f"{who} does not find a person {world.story()}"
        return
    assert sees(who, thing), f"{who} saw a person out of sight {world.story()}"
    assert card.numbers == () or EYES[who].numbers, f"{who} reads numbers {world.story()}"
    assert {each.person for each in card.members} <= {
        each for each in world.persons if sees(who, world.persons[each])
    }, f"{who} sees a member of the family out of sight {world.story()}"
    if (nik := world.niks.get(key)) is None:
        return
    try:
        found = {row.person for row in registry.search(nik, by=actor).rows}
    except DomainError:
        return
    assert found == ({key} if reads_number(who, thing) else set()), f"{who} searched a number {world.story()}"


def _referral(world: World, who: str, turn: int) -> None:
    if not world.referrals:
        return
    key = list(world.referrals)[turn % len(world.referrals)]
    try:
        page = open_referral(by=world.cast.actors[who], referral=key, now=world.now)
    except NotVisibleError:
        assert not sees(who, world.referrals[key]), f"{who} does not find a referral {world.story()}"
        return
    assert sees(who, world.referrals[key]), f"{who} opened a referral out of sight {world.story()}"
    assert page.who.nik_masked == "" or EYES[who].numbers, world.story()
    if not EYES[who].casework:
        assert page.words == "", f"a partner reads the citizen's own words {world.story()}"


def _file(world: World, who: str, turn: int) -> None:
    if not world.files:
        return
    key = list(world.files)[turn % len(world.files)]
    try:
        get_file(key, by=world.cast.actors[who])
    except NotVisibleError:
        assert not sees(who, world.files[key]), f"{who} does not find a paper {world.story()}"
    else:
        assert sees(who, world.files[key]), f"{who} opened a paper out of sight {world.story()}"
