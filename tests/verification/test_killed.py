"""Killed in the middle: an intake is there altogether or not at all, and what was answered "saved" stays."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.utils import InterfaceError, OperationalError

from simpul.cases import actions as cases
from simpul.cases.models import Case, Movement, Need, TicketSeries
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.config.embedded import Cluster
from simpul.ground import audit, ledger
from simpul.ground.actor import acting, system
from simpul.ground.chain import link_all
from simpul.ground.chain_check import verify
from simpul.ground.crypto import Keyring
from simpul.ground.identifiers import uuid7
from simpul.ground.models import AuditLine, Command
from simpul.offices.models import Seat
from simpul.registry import actions as registry
from simpul.registry.models import Consent, Person
from simpul.registry.types import NewPerson
from tests.cast import Cast, make_cast
from tests.databases import TEMPLATE, Urls, migrated_cluster, pointing_at
from tests.factories import DISTRICT, MORNING, VILLAGE

pytestmark = [pytest.mark.verification, pytest.mark.slow]

CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")
#: More statements than an intake takes; it is an error of this test when it is too few.
MOST_STATEMENTS = 200
SAVED_BEFORE_THE_KILL = 12
HANDS = 3


def intake(cast: Cast, command: UUID) -> str:
    """What the desk's form does: somebody new and two needs, once, in one transaction."""

    def act() -> str:
        new = NewPerson(name="Orang Contoh", village_code=VILLAGE)
        person = registry.add_person(by=cast.front, new=new, at=MORNING)
        asked = (NeedInput("food", "Lapar"), NeedInput("school_kit", "Seragam"))
        opening = Opening(person=person.pk, needs=asked, consent=CONSENT)
        return cases.take_in(by=cast.front, opening=opening, at=MORNING).case.ticket

    return ledger.once(command, by=cast.front, verb="cases.take_in", act=act).value


def rows() -> dict[str, int]:
    """How many of everything that one intake makes."""
    with acting(system(DISTRICT)):
        return {
            "persons": Person.objects.count(),
            "services": Case.objects.count(),
            "food": Need.objects.filter(category__code="food").count(),
            "school": Need.objects.filter(category__code="school_kit").count(),
            "openings": Movement.objects.filter(kind="opened", need__category__code="food").count(),
            "consents": Consent.objects.count(),
            "commands": _answered(),
            "lines": AuditLine.objects.filter(verb="cases.take_in").count(),
            "tickets": sum(TicketSeries.objects.values_list("last", flat=True)),
        }


def _answered() -> int:
    """Commands with an answer, read as the seat that sent them: each reads its own alone."""
    seat = Seat.objects.values_list("pk", flat=True).get(role="welfare_post_front", area_code=VILLAGE)
    with acting(replace(system(DISTRICT), seat=seat)):
        return Command.objects.exclude(answer="").count()


def killed_at(statement: int, act: Callable[[], Any]) -> bool:
    """Run something in a process that is killed as its n-th statement begins: whether it said "saved"."""
    connections.close_all()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _die_at(statement, act, tell)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said == b"saved"


def _die_at(statement: int, act: Callable[[], Any], tell: int) -> None:
    left = [statement]

    def count(execute: Any, *arguments: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with contextlib.suppress(BaseException), connection.execute_wrapper(count):
        act()
        os.write(tell, b"saved")
    os._exit(1)


def test_an_intake_killed_at_any_statement_is_there_altogether_or_not_at_all(committed_db: Urls) -> None:
    cast = make_cast()
    whole = 0
    for statement in range(1, MOST_STATEMENTS):
        command = uuid7()
        saved = killed_at(statement, lambda command=command: intake(cast, command))  # type: ignore[misc]
        whole += saved
        assert rows() == dict.fromkeys(rows(), whole), f"half an intake was left, killed at {statement}"
        # The desk sends the form again, as a browser does: done now, or answered as it was.
        first = intake(cast, command)
        whole += not saved
        assert intake(cast, command) == first
        assert rows() == dict.fromkeys(rows(), whole), f"done twice, killed at {statement}"
        if saved:
            break
    else:
        pytest.fail("an intake has more statements than were tried")
    assert statement > 20, "an intake was over before anything could break"


def test_the_worker_killed_at_any_statement_leaves_the_audit_chain_whole(
    committed_db: Urls, owner_connection: psycopg.Connection[tuple[Any, ...]]
) -> None:
    by = system(DISTRICT)
    ring = Keyring.load(settings.KEYS)
    for statement in range(1, MOST_STATEMENTS):
        with acting(by):
            audit.record("ground.try", by=by, kind="thing", key=statement, fields=[], reason="uji")
        linked = killed_at(statement, link_all)
        report = verify(owner_connection, ring)
        assert report.faults == [], f"killed at {statement}"
        assert report.lines + report.waiting == statement, f"a line was lost, killed at {statement}"
        if linked:
            break
    else:
        pytest.fail("linking has more statements than were tried")
    assert statement > 3, "linking was over before anything could break"


@pytest.fixture
def own_server(
    tmp_path: Path, django_test_environment: None, django_db_blocker: Any
) -> Iterator[tuple[Cluster, Urls]]:
    """A PostgreSQL of this test's own that writes as a real one does: with fsync."""
    cluster = migrated_cluster(tmp_path / "pg")
    cluster.start()
    urls = cluster.urls(TEMPLATE)
    with django_db_blocker.unblock(), pointing_at(urls):
        yield cluster, urls
    cluster.stop()


def test_what_was_answered_saved_is_there_after_the_server_was_killed(
    own_server: tuple[Cluster, Urls],
) -> None:
    cluster, urls = own_server
    with psycopg.connect(urls.app) as asked:
        shown = [asked.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")]
    assert shown == [("on",), ("on",)]
    cast = make_cast()
    saved: list[str] = []
    enough = threading.Event()

    def work() -> None:
        with contextlib.suppress(OperationalError, InterfaceError, DatabaseError):
            while True:
                saved.append(intake(cast, uuid7()))
                if len(saved) >= SAVED_BEFORE_THE_KILL:
                    enough.set()

    hands = [threading.Thread(target=work) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    assert enough.wait(timeout=120)
    _kill_server(cluster)
    for hand in hands:
        hand.join(timeout=60)
        assert not hand.is_alive()
    connections.close_all()

    cluster.start()
    found = rows()
    assert len(set(found.values())) == 1, f"half an intake was left: {found}"
    with acting(system(DISTRICT)):
        tickets = set(Case.objects.values_list("ticket", flat=True))
    assert set(saved) <= tickets
    assert len(tickets) <= len(saved) + HANDS, "at most the work in hand was saved without an answer"
    assert intake(cast, uuid7()) not in tickets


def _kill_server(cluster: Cluster) -> None:
    """Kill the server and everything it started, at once, as a loss of power would."""
    assert cluster.process is not None
    main = cluster.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    for pid in (main, *map(int, children)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    cluster.process.wait(timeout=30)
    cluster.process = None
