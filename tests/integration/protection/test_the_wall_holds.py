"""A report of violence goes behind the wall, and nobody but its assigned counsellor finds that it exists."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.ground.models import AuditLine
from simpul.protection import actions, queries
from simpul.protection.models import HandoverStub, ReportAssignment, ReportTrail, SealedReport
from simpul.protection.states import ReportState
from simpul.protection.types import Report
from tests.factories import MORNING

WORDS = "Anak tetangga sering menangis malam hari dan lengannya memar"
EVERYBODY_ELSE = (
    "facilitator",
    "head",
    "supervisor",
    "camat",
    "desk",
    "manager",
    "steward",
    "agency_head",
    "regent",
    "auditor",
    "inspector",
    "administrator",
    "foreigner",
)


@pytest.fixture
def handed_over(cast):
    office = cast.place.offices["safe_house"]
    stub = actions.hand_over(
        by=cast.facilitator, report=Report(words=WORDS, person="Anak"), office=office, at=MORNING
    )
    with acting(cast.counsellor):
        return stub, queries.reports()[0].id


def test_the_counsellor_reads_what_was_told(cast, handed_over):
    _stub, report = handed_over
    opened = actions.open_report(by=cast.counsellor, report=report, at=MORNING)
    assert opened.report.words == WORDS
    assert [note.verb for note in opened.notes] == ["handed_over", "opened"]


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_opens_it(cast, handed_over, who):
    with pytest.raises(NotVisibleError):
        actions.open_report(by=cast.actors[who], report=handed_over[1], at=MORNING)


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_finds_a_row_in_the_database(cast, handed_over, who):
    with acting(cast.actors[who]):
        assert not SealedReport.objects.exists()
        assert not ReportTrail.objects.exists()
        assert not ReportAssignment.objects.exists()
        assert HandoverStub.objects.exists() is (who == "facilitator")


def test_the_whole_district_in_view_shows_nothing_either(cast, handed_over):
    with acting(system(cast.facilitator.district)):
        assert not SealedReport.objects.exists()


def test_nothing_of_it_enters_the_general_trail(cast, handed_over):
    with acting(cast.auditor):
        assert not AuditLine.objects.filter(verb__startswith="protection").exists()


def test_the_words_are_nowhere_in_clear(cast, handed_over):
    with acting(cast.counsellor), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM protection_sealedreport")
        assert WORDS.encode() not in bytes(cursor.fetchone()[0])


def test_the_reporter_sees_a_number_and_a_day(cast, handed_over):
    with acting(cast.facilitator):
        assert queries.stubs(by=cast.facilitator) == [(handed_over[0].number, MORNING)]


def test_a_report_without_words_is_not_taken(cast):
    with pytest.raises(InputError):
        actions.hand_over(
            by=cast.facilitator,
            report=Report(words="  "),
            office=cast.place.offices["safe_house"],
            at=MORNING,
        )


def test_an_ordinary_office_receives_nothing(cast):
    with pytest.raises(NotVisibleError):
        actions.hand_over(
            by=cast.facilitator, report=Report(words=WORDS), office=cast.place.offices["dinsos"], at=MORNING
        )


def test_closing_says_what_was_done(cast, handed_over):
    _stub, report = handed_over
    by = cast.counsellor
    with pytest.raises(StateError):
        actions.move(by=by, report=report, state=ReportState.CLOSED, note="Didampingi", at=MORNING)
    actions.move(by=by, report=report, state=ReportState.ACCEPTED, note="Saya dampingi", at=MORNING)
    with pytest.raises(InputError):
        actions.move(by=by, report=report, state=ReportState.CLOSED, note=" ", at=MORNING)
    actions.move(by=by, report=report, state=ReportState.CLOSED, note="Aman bersama nenek", at=MORNING)
    opened = actions.open_report(by=by, report=report, at=MORNING)
    assert opened.state == "closed"
    assert "Aman bersama nenek" in [note.text for note in opened.notes]


def test_a_report_handed_over_to_an_empty_office_waits_for_whoever_comes(cast):
    seat = cast.seats["counsellor"]
    with acting(system(cast.facilitator.district)):
        seat.starts_on = MORNING.date().replace(month=12)
        seat.save()
    actions.hand_over(
        by=cast.facilitator,
        report=Report(words=WORDS),
        office=cast.place.offices["safe_house"],
        at=MORNING,
    )
    with acting(cast.counsellor):
        assert queries.reports() == []
        actions.take_unassigned(by=cast.counsellor)
        assert len(queries.reports()) == 1


def test_nobody_adopts_a_report_for_another_seat(cast, handed_over):
    with acting(cast.desk), connection.cursor() as cursor:
        cursor.execute("SELECT protection_adopt(%s)", [cast.counsellor.seat])
        assert not SealedReport.objects.exists()


def test_who_sits_there_is_asked_of_the_districts_own_day(cast):
    seat = cast.seats["counsellor"]
    seat.starts_on = dt.date(2026, 11, 24)
    seat.save()
    dawn = dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC)  # 24 November, 06.30 WITA
    actions.hand_over(
        by=cast.facilitator,
        report=Report(words=WORDS, person="Anak"),
        office=cast.place.offices["safe_house"],
        at=dawn,
    )
    with acting(cast.counsellor):
        assert len(queries.reports()) == 1
