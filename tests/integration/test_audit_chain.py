"""The audit chain finds what somebody with the whole database, but not the keys, did to the trail."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, connections

from simpul.config.management.commands.audit import told
from simpul.ground import audit, chain, locks
from simpul.ground.actor import acting, system
from simpul.ground.chain import Head, link_all
from simpul.ground.chain_check import Fault, Report, verify
from simpul.ground.crypto import Keyring
from tests.databases import Urls, environment, simpul
from tests.factories import DISTRICT, ELSEWHERE

Owner = psycopg.Connection[Any]


@pytest.fixture(autouse=True)
def committed(committed_db: Urls) -> None:
    """What a thief does happens to committed lines."""


def write(count: int = 1, district: str = DISTRICT) -> None:
    by = system(district)
    for number in range(count):
        with acting(by):
            audit.record("ground.try", by=by, kind="thing", key=number, fields=["size"], reason="uji")


def check(owner: Owner, since: Head | None = None) -> Report:
    return verify(owner, Keyring.load(settings.KEYS), since=since)


def past_the_triggers(owner: Owner, statement: str, *values: Any) -> None:
    """What the owner of the tables can do: no trigger, no policy, no right stands in the way."""
    for table in ("ground_auditline", "ground_auditlink"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
    owner.execute(statement.encode(), values)
    for table in ("ground_auditline", "ground_auditlink"):
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER".encode())


def lines(owner: Owner) -> list[int]:
    return [row[0] for row in owner.execute("SELECT id FROM ground_auditline ORDER BY id")]


def test_lines_of_all_districts_make_one_unbroken_chain(owner_connection: Owner) -> None:
    write(3)
    write(2, ELSEWHERE)
    assert link_all() == 5
    write(2)
    report = check(owner_connection)
    assert (report.faults, report.lines, report.waiting) == ([], 5, 2)
    assert link_all() == 2
    again = check(owner_connection, report.head)
    assert (again.faults, again.lines, again.waiting) == ([], 7, 0)
    assert again.head != report.head


def test_the_log_keeps_the_head_outside_the_database(
    owner_connection: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    write(3)
    link_all()
    (noted,) = [each for each in caplog.records if each.name == "simpul.ground.chain"]
    assert vars(noted)["head"] == str(check(owner_connection).head)


CHANGES = {
    "district_code": "'99.99'",
    "actor": "actor || ' '",
    "seat": "gen_random_uuid()",
    "officer": "gen_random_uuid()",
    "verb": "'ground.tri'",
    "kind": "'thinG'",
    "key": "'7'",
    "label": "'x'",
    "fields": "ARRAY['sizE']",
    "reason": "'uja'",
    "command": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "seal": "set_byte(seal, 31, get_byte(seal, 31) # 1)",
}


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("state", ["linked", "waiting"])
def test_one_changed_byte_is_found_and_named(owner_connection: Owner, column: str, state: str) -> None:
    write(5)
    if state == "linked":
        link_all()
    hurt = lines(owner_connection)[2]
    past_the_triggers(
        owner_connection,
        f"UPDATE ground_auditline SET {column} = {CHANGES[column]} WHERE id = %s",  # noqa: S608
        hurt,
    )
    expected = Fault("changed", hurt, 3) if state == "linked" else Fault("added", hurt, 0)
    assert check(owner_connection).faults == [expected]


def test_every_field_of_a_line_is_covered(owner_connection: Owner) -> None:
    columns = owner_connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'ground_auditline'::regclass AND attnum > 0"
    )
    assert {name for (name,) in columns} == {"id", *CHANGES}


def test_a_removed_line_is_found(owner_connection: Owner) -> None:
    write(5)
    link_all()
    gone = lines(owner_connection)[1]
    past_the_triggers(owner_connection, "DELETE FROM ground_auditline WHERE id = %s", gone)
    assert check(owner_connection).faults == [Fault("removed", gone, 2)]


def test_a_line_removed_with_its_link_is_found(owner_connection: Owner) -> None:
    write(5)
    link_all()
    gone = lines(owner_connection)[1]
    past_the_triggers(owner_connection, "DELETE FROM ground_auditline WHERE id = %s", gone)
    past_the_triggers(owner_connection, "DELETE FROM ground_auditlink WHERE line = %s AND position > 0", gone)
    assert check(owner_connection).faults == [Fault("cut", 0, 2, 2)]
    past_the_triggers(
        owner_connection, "UPDATE ground_auditlink SET position = position - 1 WHERE position > 2"
    )
    assert [fault.kind for fault in check(owner_connection).faults] == ["changed"] * 3


def test_a_line_removed_before_it_was_linked_is_found(owner_connection: Owner) -> None:
    write(2)
    gone = lines(owner_connection)[1]
    past_the_triggers(owner_connection, "DELETE FROM ground_auditline WHERE id = %s", gone)
    link_all()
    assert check(owner_connection).faults == [Fault("removed", gone, 2)]


INSERT = (
    "INSERT INTO ground_auditline (at, district_code, actor, verb, kind, key, label, fields, reason{})"
    " SELECT at, district_code, actor, verb, kind, key, label, fields, reason{} FROM ground_auditline"
    " WHERE id = %s RETURNING id"
)


@pytest.mark.parametrize("way", ["linked by the job", "past the trigger"])
def test_an_inserted_line_is_found(owner_connection: Owner, way: str) -> None:
    write(3)
    link_all()
    like = lines(owner_connection)[1]
    if way == "linked by the job":
        owner_connection.execute(INSERT.format("", "").encode(), [like])
        link_all()
    else:
        past_the_triggers(owner_connection, INSERT.format("", ""), like)
    added = lines(owner_connection)[-1]
    assert check(owner_connection).faults == [Fault("added", added, 4 if way == "linked by the job" else 0)]


def test_a_copy_of_a_line_with_its_seal_is_found(owner_connection: Owner) -> None:
    write(3)
    link_all()
    owner_connection.execute(INSERT.format(", seal", ", seal").encode(), [lines(owner_connection)[1]])
    link_all()
    assert check(owner_connection).faults == [Fault("copied", lines(owner_connection)[-1], 0)]


def test_two_lines_that_changed_places_are_found(owner_connection: Owner) -> None:
    write(4)
    link_all()
    _first, one, two, _last = lines(owner_connection)
    past_the_triggers(
        owner_connection,
        "UPDATE ground_auditline SET id = CASE id WHEN %s THEN -1 ELSE %s END WHERE id IN (%s, %s)",
        *(one, one, one, two),
    )
    past_the_triggers(owner_connection, "UPDATE ground_auditline SET id = %s WHERE id = -1", two)
    assert [fault.line for fault in check(owner_connection).faults] == [one, two]


def test_an_end_that_was_cut_off_is_found_by_the_head_noted_before(owner_connection: Owner) -> None:
    write(4)
    link_all()
    noted = check(owner_connection).head
    assert noted is not None
    past_the_triggers(
        owner_connection, "DELETE FROM ground_auditline WHERE id = %s", lines(owner_connection)[3]
    )
    past_the_triggers(owner_connection, "DELETE FROM ground_auditlink WHERE position = 4")
    assert check(owner_connection).faults == [], "from inside nothing can be seen; the head tells"
    assert check(owner_connection, noted).faults == [Fault("cut", 0, 4, 4)]
    write(1)
    link_all()
    assert check(owner_connection, noted).faults == [Fault("begun_anew", 0, 4)]


def test_a_chain_begun_anew_is_found_by_the_head_noted_before(owner_connection: Owner) -> None:
    write(3)
    link_all()
    noted = check(owner_connection).head
    past_the_triggers(owner_connection, "DELETE FROM ground_auditlink")
    owner_connection.execute("INSERT INTO ground_auditwaiting SELECT id, seal FROM ground_auditline")
    write(1)
    link_all()
    assert [fault.kind for fault in check(owner_connection, noted).faults] == ["begun_anew"]


def test_another_key_makes_no_links(owner_connection: Owner) -> None:
    write(2)
    link_all()
    last = owner_connection.execute("SELECT mac FROM ground_auditlink WHERE position = 2").fetchone()
    assert last is not None
    forged = chain.link(b"x" * 32, last[0], position=3, line=9_999, digest=b"y" * 32)
    owner_connection.execute("INSERT INTO ground_auditlink VALUES (3, 9999, %s)", [forged])
    assert [fault.kind for fault in check(owner_connection).faults] == ["removed"]


def test_lines_older_than_the_chain_are_taken_in_once(owner_connection: Owner) -> None:
    write(1)
    old = lines(owner_connection)[0]
    past_the_triggers(owner_connection, "UPDATE ground_auditline SET seal = NULL")
    past_the_triggers(owner_connection, "DELETE FROM ground_auditwaiting")
    past_the_triggers(owner_connection, INSERT.format("", ""), old)
    owner_connection.execute("DELETE FROM ground_auditwaiting")
    past_the_triggers(owner_connection, "DELETE FROM ground_auditline WHERE id = %s", old)
    owner_connection.execute(INSERT.format("", "").encode(), [lines(owner_connection)[0]])
    past_the_triggers(
        owner_connection, "DELETE FROM ground_auditline WHERE id = %s", lines(owner_connection)[0]
    )
    write(1)
    link_all()
    assert check(owner_connection).faults == []
    adopted = lines(owner_connection)[0]
    past_the_triggers(owner_connection, "UPDATE ground_auditline SET reason = 'lain' WHERE id = %s", adopted)
    assert check(owner_connection).faults == [Fault("changed", adopted, 1)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ground_auditline",
        "UPDATE ground_auditline SET key = ''",
        "DELETE FROM ground_auditlink",
        "UPDATE ground_auditlink SET mac = ''",
    ],
)
def test_the_app_role_can_rewrite_neither_lines_nor_links(statement: str) -> None:
    write(1)
    link_all()
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_many_write_and_link_at_once_and_the_chain_holds(owner_connection: Owner) -> None:
    def work(act: Callable[[], object]) -> None:
        try:
            for _ in range(15):
                act()
        finally:
            connections.close_all()

    hands = [threading.Thread(target=work, args=[act]) for act in (write, write, write, link_all, link_all)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)
        assert not hand.is_alive()
    link_all()
    report = check(owner_connection)
    assert (report.faults, report.lines, report.waiting) == ([], 45, 0)


def test_a_line_that_commits_late_is_linked_later(owner_connection: Owner) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with acting(system(DISTRICT)) as by:
            audit.record("ground.try", by=by, kind="thing", key="slow")
            begun.set()
            assert go_on.wait(30)
        connections.close_all()

    hand = threading.Thread(target=slow)
    hand.start()
    assert begun.wait(30)
    write(2)
    assert link_all() == 2
    go_on.set()
    hand.join(30)
    assert link_all() == 1
    assert check(owner_connection).faults == []


def test_who_must_have_the_chain_whole_waits_for_another_that_links(
    owner_connection: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "simpul.ground.chain")
    write(3)
    owner_connection.execute("SELECT pg_advisory_lock(%s)", [locks.AUDIT_CHAIN])
    assert link_all() == 0, "the job leaves it to the other"
    told: list[int] = []

    def wait() -> None:
        link_all(at_once=2, patience=0.01, tell=told.append)
        connections.close_all()

    hand = threading.Thread(target=wait)
    hand.start()
    hand.join(0.2)
    assert hand.is_alive()
    owner_connection.execute("SELECT pg_advisory_unlock(%s)", [locks.AUDIT_CHAIN])
    hand.join(30)
    assert told == [2, 3]
    heads = [record.head for record in caplog.records if record.message == "audit chain"]
    assert [head.partition(":")[0] for head in heads] == ["2", "3"], "the log keeps each head"


def test_the_command_prints_the_head_and_takes_it_back(committed_db: Urls, owner_connection: Owner) -> None:
    write(3)
    link_all()
    env = environment(committed_db)
    said = simpul("audit", "verify", env=env)
    head = re.search(r"--since (\S+)", said)
    assert head
    assert "utuh: 3 baris" in simpul("audit", "verify", "--since", head[1], env=env)
    hurt = lines(owner_connection)[0]
    past_the_triggers(owner_connection, "UPDATE ground_auditline SET reason = 'lain' WHERE id = %s", hurt)
    with pytest.raises(AssertionError, match=rf"Baris {hurt} \(posisi 1\) telah diubah(.|\n)*TIDAK utuh: 1"):
        simpul("audit", "verify", env=env)


def test_the_command_refuses_to_judge_what_it_cannot_see(committed_db: Urls) -> None:
    env = environment(committed_db, DATABASE_OWNER_URL=os.environ.get("DATABASE_URL", committed_db.app))
    with pytest.raises(AssertionError, match="bukan peran pemilik"):
        simpul("audit", "verify", env=env)


@pytest.mark.parametrize("kind", ["changed", "removed", "added", "copied", "cut", "begun_anew"])
def test_every_fault_has_a_sentence_that_names_the_place(kind: Any) -> None:
    assert re.search(r"11|22", told(Fault(kind, 11, 22, 33)))
