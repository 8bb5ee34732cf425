"""Moves written before they kept codes get them from the names, where a name says which rung it was."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import psycopg

from simpul.cases import actions
from simpul.cases.models import Movement
from simpul.cases.types import NeedInput, Opening
from simpul.ground.actor import acting, system
from tests.cast import make_cast
from tests.databases import Urls
from tests.factories import DISTRICT, MORNING, make_person
from tests.integration.cases.conftest import CONSENT

FILL = import_module("simpul.cases.migrations.0008_rungs_of_moves_by_code").FILL


def codes() -> list[tuple[str, str]]:
    with acting(system(DISTRICT)):
        rows = Movement.objects.order_by("at", "id")
        return list(rows.values_list("from_rung_code", "to_rung_code"))


def test_names_that_say_which_rung_it_was_become_codes(
    committed_db: Urls, owner_connection: psycopg.Connection[Any]
) -> None:
    cast = make_cast()
    with acting(system(DISTRICT)):
        person = make_person()
    opening = Opening(person=person.pk, needs=(NeedInput("food", "Belum makan"),), consent=CONSENT)
    need = actions.take_in(by=cast.facilitator, opening=opening, at=MORNING).needs[0]
    told = {"reason": "beyond_authority", "tried": "Sudah", "override_reason": "Sudah dicek"}
    actions.climb(by=cast.back, need=need, **told, at=MORNING)
    written = codes()
    assert written == [("", "village"), ("village", "desk")]
    for statement in (
        "ALTER TABLE cases_movement DISABLE TRIGGER cases_movement_append_only",
        "UPDATE cases_movement SET from_rung_code = '', to_rung_code = ''",
        "ALTER TABLE cases_movement ENABLE TRIGGER cases_movement_append_only",
    ):
        owner_connection.execute(statement)
    owner_connection.execute(FILL)
    assert codes() == written
    owner_connection.execute("UPDATE offices_rung SET name = 'Sekretariat SLRT' WHERE code = 'agency'")
    owner_connection.execute(FILL)
    assert codes() == [("", "village"), ("village", "")], "a name of two rungs says neither"
