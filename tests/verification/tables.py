"""The database past the code: what each seat's settings show in SQL, and a fingerprint of everything."""

# ruff: noqa: S608  statements are put together from names of tables, by these tests alone

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.apps import apps
from django.db import connection

from simpul.ground.actor import Actor, system
from tests.cast import Cast
from tests.factories import DISTRICT, ELSEWHERE

FLOORS = (
    "ground",
    "offices",
    "letters",
    "registry",
    "programmes",
    "funds",
    "cases",
    "referrals",
    "protection",
)

#: What a seat can list: kind of thing, the column that names it, its table.
SHOWN = (
    ("person", "id", "registry_person"),
    ("case", "id", "cases_case"),
    ("need", "id", "cases_need"),
    ("asked", "id", "cases_askedneed"),
    ("referral", "id", "referrals_referral"),
    ("file", "id", "ground_storedfile"),
    ("letter", "id", "letters_letter"),
    ("money", "id", "funds_commitment"),
    ("report", "id", "protection_sealedreport"),
    ("nik", "person_id", "registry_identitynumber WHERE kind = 'nik' AND valid_until IS NULL"),
    ("number", "id", "registry_identitynumber"),
    *(
        (f"need of {name}", "need_id", f"cases_{name}")
        for name in ("movement", "deed", "errand", "certificate", "handover", "needcommitment")
    ),
    ("need of history", "pgh_obj_id", "cases_needevent"),
    ("referral of step", "referral_id", "referrals_referralstep"),
    *(
        (f"person of {name}", "person_id", f"registry_{name}")
        for name in ("membership", "consent", "registrycheck", "proposal", "personfacts")
    ),
    ("person of enrolment", "person_id", "programmes_enrolment"),
    ("person of history", "pgh_obj_id", "registry_personevent"),
    ("letter of step", "letter_id", "letters_letterstep"),
    ("report of assignment", "report_id", "protection_reportassignment"),
    ("report of trail", "report_id", "protection_reporttrail"),
    ("stub", "id", "protection_handoverstub"),
)


def tables() -> list[str]:
    """Every table of our floors that the app role works with, histories included."""
    ours = [model for model in apps.get_models() if model._meta.app_label in FLOORS]
    return sorted({model._meta.db_table for model in ours})


def settings_sql(actor: Actor) -> str:
    """SQL that lets the database see as an actor, for this transaction."""
    values = {
        "district": actor.district,
        "areas": ",".join(f"{area}%" for area in actor.areas),
        "offices": ",".join(map(str, actor.offices)),
        "seat": str(actor.seat or ""),
        "reads": ",".join(sorted(actor.reads)),
    }
    return "SELECT " + ", ".join(
        f"set_config('simpul.{name}', '{value}', true)" for name, value in values.items()
    )


def prepare() -> None:
    """Have the statements that are asked after every step planned once."""
    listed = " UNION ALL ".join(f"SELECT '{kind}', {column} FROM {table}" for kind, column, table in SHOWN)
    every = " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(row::text, ' ' ORDER BY row::text), '')) FROM {table} row"
        for table in tables()
    )
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute(f"DEALLOCATE ALL; PREPARE shown AS {listed}; PREPARE every AS {every}")


def shown_to(actors: dict[str, Actor]) -> dict[str, dict[str, set[UUID]]]:
    """What each actor's settings list in the database, by kind: one round trip for all of them."""
    alike: dict[str, list[str]] = defaultdict(list)
    for who, actor in actors.items():
        alike[settings_sql(actor)].append(who)
    found: dict[str, dict[str, set[UUID]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"{told}; EXECUTE shown" for told in alike))
        for names in alike.values():
            cursor.nextset()
            kinds: dict[str, set[UUID]] = defaultdict(set)
            for kind, key in cursor.fetchall():
                kinds[kind].add(key)
            cursor.nextset()
            found |= dict.fromkeys(names, kinds)
    return found


def fingerprint(cast: Cast) -> str:
    """A fingerprint of every row of both districts, and of what lies behind the wall."""
    eyes = [system(DISTRICT), system(ELSEWHERE), cast.actors["counsellor"]]
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"{settings_sql(each)}; EXECUTE every" for each in eyes))
        rows = []
        for _ in eyes:
            cursor.nextset()
            rows += cursor.fetchall()
            cursor.nextset()
    return "\n".join(f"{table} {value}" for table, value in rows)
