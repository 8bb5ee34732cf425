"""The database holds the line alone: as the app role, past every action, with the settings of each seat."""

# ruff: noqa: S608  statements are put together from names of tables, by these tests alone

from __future__ import annotations

from io import BytesIO
from typing import Any

import psycopg
import pytest
from django.db import Error, IntegrityError, connection, transaction

from simpul.cases import actions as cases
from simpul.ground.actor import acting, system
from simpul.ground.rights import append_only_tables
from simpul.programmes.actions import enrol
from simpul.programmes.models import Programme
from simpul.protection import queries as wall
from simpul.referrals.models import Referral
from simpul.registry import actions as registry
from simpul.registry.models import FamilyFacts, Membership, Person, PersonFacts
from tests.architecture.test_floors import our_models, tracked
from tests.cast import Cast
from tests.databases import Urls
from tests.factories import DISTRICT, ELSEWHERE, MORNING
from tests.integration.letters.conftest import PNG
from tests.verification.busy_day import Day, busy_day
from tests.verification.past_the_code import count, refused, run

pytestmark = pytest.mark.verification

#: Trails and papers that must stand as they were written. A table taken off this list is a decision.
WRITTEN_ONCE = {
    "cases_certificate",
    "cases_deed",
    "cases_enquiry",
    "cases_handover",
    "cases_movement",
    "cases_needcommitment",
    "cases_needevent",
    "funds_entry",
    "funds_posting",
    "ground_auditline",
    "programmes_criteriaversion",
    "protection_reporttrail",
    "referrals_referralstep",
    "registry_consent",
    "registry_familyevent",
    "registry_houseevent",
    "registry_membershipevent",
    "registry_personevent",
    "registry_registrycheck",
}
#: Rows about persons, with a row of each in the busy day.
ABOUT_PERSONS = (
    "registry_person",
    "registry_family",
    "registry_membership",
    "registry_identitynumber",
    "registry_consent",
    "cases_case",
    "cases_need",
    "cases_movement",
    "cases_deed",
    "cases_errand",
    "referrals_referral",
    "referrals_referralstep",
    "ground_storedfile",
    "letters_letter",
    "letters_letterstep",
)
STRANGERS = ("stranger", "foreigner", "foreign_back", "regent", "auditor", "counsellor", "administrator")


@pytest.fixture
def day(cast: Cast) -> Day:
    return busy_day(cast)


def test_what_is_written_once_is_on_the_list() -> None:
    assert set(append_only_tables()) >= WRITTEN_ONCE


def test_a_trail_is_never_rewritten(day: Day) -> None:
    for table in sorted(WRITTEN_ONCE):
        column = "pgh_id" if table.endswith("event") else "id"
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            with acting(system(DISTRICT)), refused():
                run(statement)


def test_rows_out_of_sight_are_not_changed(day: Day, cast: Cast) -> None:
    for table in ABOUT_PERSONS:
        with acting(system(DISTRICT)):
            assert count(table) > 0, f"the busy day has no {table}: the test would prove nothing"
        for who in STRANGERS:
            with acting(cast.actors[who]):
                assert count(table) == 0, (table, who)
                if table not in WRITTEN_ONCE:
                    assert run(f"UPDATE {table} SET id = id") == 0
                    assert run(f"DELETE FROM {table}") == 0


#: What a partner finds in the database once it was asked about a need of the busy day.
OF_A_PARTNER = {
    "registry_person": 1,
    "referrals_referral": 1,
    "referrals_referralstep": 1,
    "cases_askedneed": 1,
    "letters_letter": 0,  # signed, not sent yet
    "ground_storedfile": 0,
}
#: Columns of the narrow view: nothing a family said, nobody's reporter, nothing that was done.
NARROW = {"id", "case_id", "ticket", "person_id", "category_id", "village_code", "urgency", "state"}


def test_a_partner_finds_what_it_was_asked_and_no_more(day: Day, cast: Cast) -> None:
    """Name, need and the facilitator's contact; no deed, errand, word, paper, number, or other aid."""
    with acting(system(DISTRICT)):
        need = Referral.objects.get(pk=day.referral).need_id
        programme = Programme.objects.create(
            district_id=DISTRICT,
            code="rice",
            name="Beras",
            unit="person",
            rung=cast.place.rungs["agency"],
            source="contoh",
            benefit="Beras",
        )
        person = Person.objects.get(pk=day.person)
        enrol(by=cast.agency, programme=programme, person=person, source="contoh", today=MORNING.date())
    for deed in (
        lambda: cases.visit(by=cast.desk, need=need, text="Sakit gula", result="Perlu obat", at=MORNING),
        lambda: cases.start_errand(
            by=cast.desk, need=need, task="Obat", goes="Fatma", power_of_attorney="Surat 12", at=MORNING
        ),
        lambda: cases.attach(
            by=cast.desk, need=need, kind="document", text="KTP", upload=BytesIO(PNG), at=MORNING
        ),
    ):
        deed()
    tables = {
        model._meta.db_table
        for model in our_models()
        if {tracked(model).PRIVACY.of(field.name) for field in model._meta.get_fields()}
        & {"personal", "sensitive"}
    }
    tables |= set(ABOUT_PERSONS) | {"cases_needcommitment"}
    tables -= {"registry_personevent"}  # the history of the one row, with its columns
    with acting(cast.partner):
        found = {table: count(table) for table in tables}
        assert {table: rows for table, rows in found.items() if rows} == {
            table: rows for table, rows in OF_A_PARTNER.items() if rows
        }
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM cases_askedneed")
            assert {column.name for column in cursor.description} == NARROW
        for statement in (
            "UPDATE cases_askedneed SET urgency = '1'",
            "DELETE FROM cases_askedneed",
            "INSERT INTO cases_askedneed (id) VALUES (gen_random_uuid())",
        ):
            with refused():
                run(statement)


def test_the_narrow_view_shows_a_need_to_whoever_sees_it(day: Day, cast: Cast) -> None:
    for who, actor in cast.actors.items():
        with acting(actor):
            assert who.startswith("partner") or count("cases_askedneed") == count("cases_need"), who


def guarded_tables() -> list[str]:
    """Tables with a district of their own and a policy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relrowsecurity AND a.attname = 'district_code' AND c.relkind = 'r'"
            " AND c.relname !~ 'event$'"
        )
        return sorted(name for (name,) in cursor.fetchall())


def test_no_seat_writes_into_another_district(day: Day, cast: Cast) -> None:
    tried = 0
    for table in guarded_tables():
        changed = f"jsonb_build_object('id', gen_random_uuid(), 'district_code', '{ELSEWHERE}')"
        for moved in (
            f"INSERT INTO {table} SELECT (jsonb_populate_record(row, {changed})).* FROM {table} row LIMIT 1",
            f"UPDATE {table} SET district_code = '{ELSEWHERE}'",
        ):
            # Money is written by whose budget it is, everything else by the desk's manager too.
            with acting(cast.head if table == "funds_commitment" else cast.manager):
                if not count(table) or table == "ground_auditline":
                    continue
                tried += 1
                with pytest.raises(Error) as caught, transaction.atomic():
                    run(moved)
            assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege), (
                table,
                caught.value,
            )
    assert tried >= 12


def test_nothing_is_hung_on_a_need_of_others(day: Day, cast: Cast) -> None:
    """History and deeds are added to needs in sight alone; a foreign key by itself would let them through."""
    for table in ("cases_movement", "cases_deed", "cases_errand", "cases_handover", "cases_certificate"):
        with acting(system(DISTRICT)), connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(row) FROM {table} row LIMIT 1")
            (row,) = cursor.fetchone()
        for who in ("foreigner", "stranger", "regent"):
            with acting(cast.actors[who]), pytest.raises(Error) as caught, transaction.atomic():
                run(
                    f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table},"
                    " %s::jsonb || jsonb_build_object('id', gen_random_uuid()))).*",
                    [row],
                )
            assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege), (table, who)


def test_facts_are_reached_through_their_policies_alone(day: Day, cast: Cast) -> None:
    with acting(system(DISTRICT)):
        family = Membership.objects.get(person=day.person, until=None).family
    edition = registry.open_edition(
        by=cast.steward, code="2026-10", name="DTSEN", source="contoh", as_of=MORNING.date()
    )
    registry.add_facts(
        by=cast.steward,
        edition=edition,
        families=[FamilyFacts(family=family, decile=2)],
        persons=[PersonFacts(person_id=day.person, pregnant=True)],
    )
    suffix = edition.pk.hex
    for table in ("familyfacts", "personfacts"):
        with acting(cast.steward):
            assert count(f"registry_{table}") == 1
        for statement in ("SELECT * FROM {}", "DELETE FROM {}", "UPDATE {} SET edition_id = edition_id"):
            with acting(cast.steward), refused():
                run(statement.format(f"registry_{table}_{suffix}"))
        for who in STRANGERS:
            with acting(cast.actors[who]):
                assert count(f"registry_{table}") == 0
    with acting(cast.head):  # names, but nothing of anybody's health
        assert (count("registry_familyfacts"), count("registry_personfacts")) == (1, 0)


def test_who_says_no_seat_sees_nobody(day: Day) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('simpul.district', '', true), set_config('simpul.areas', '', true),"
            " set_config('simpul.offices', '', true), set_config('simpul.reads', '', true)"
        )
    assert {table: count(table) for table in ABOUT_PERSONS} == dict.fromkeys(ABOUT_PERSONS, 0)


def test_a_seat_cannot_claim_an_area_by_writing_it_oddly(day: Day, cast: Cast) -> None:
    """An area that is only a mark of LIKE would be everybody's; no seat has one, and none may be made."""
    with refused(IntegrityError):
        run("UPDATE offices_seat SET area_code = '%%' WHERE id = %s", [cast.stranger.seat])


def test_behind_the_wall_nobody_lets_themselves_in(day: Day, cast: Cast) -> None:
    with acting(cast.counsellor):
        report = wall.reports()[0].id
    for who in ("facilitator", "desk", "manager", "inspector", "regent", "foreigner"):
        actor = cast.actors[who]
        with acting(actor), refused():
            run(
                "INSERT INTO protection_reportassignment (id, report_id, seat_id, since)"
                " VALUES (gen_random_uuid(), %s, %s, now())",
                [report, actor.seat],
            )
        with acting(actor):
            assert count("protection_sealedreport") == count("protection_reporttrail") == 0
            assert run("UPDATE protection_sealedreport SET state = 'closed'") == 0
            assert run("DELETE FROM protection_sealedreport") == 0


def test_the_app_role_is_nobody_in_particular(day: Day) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid),"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, 0, 0)
    for statement in (
        "ALTER TABLE registry_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY registry_person_see ON registry_person",
        "ALTER TABLE cases_movement DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE simpul_owner",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "COPY registry_person TO PROGRAM 'cat'",
    ):
        with refused():
            run(statement)


@pytest.mark.slow
def test_the_owner_does_not_rewrite_a_trail_either(
    committed_db: Urls, owner_connection: psycopg.Connection[Any]
) -> None:
    from tests.cast import make_cast  # noqa: PLC0415  the cast of a database of its own

    busy_day(make_cast())
    tried = 0
    for table in sorted(name for name in WRITTEN_ONCE if not name.endswith("event")):
        (rows,) = owner_connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
        if rows:
            tried += 1
            for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
                with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                    owner_connection.execute(statement)
    assert tried >= 9
