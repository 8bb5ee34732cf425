"""The monthly report: what came in, what each officer did, what became of it, and nobody's name."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from simpul.cases import actions, queries
from simpul.cases.queries import monthly_report
from simpul.ground.actor import acting
from simpul.offices.models import SeatExtension
from tests.factories import MORNING
from tests.integration.cases.conftest import LATER
from tests.integration.cases.pages import page_of, words

pytestmark = pytest.mark.usefixtures("at_work")
NOVEMBER, DECEMBER = dt.date(2026, 11, 1), dt.date(2026, 12, 1)


def report_of(actor, month=NOVEMBER):
    with acting(actor):
        return queries.monthly(by=actor, month=month)


def rows_of(report):
    return {row.name: (row.came, row.settled_here, row.closed_else, row.running) for row in report.categories}


def test_what_came_and_what_became_of_it(cast, take_in):
    food, gone = take_in("food", "health_insurance").needs
    actions.attempt(by=cast.back, need=food, text="Lumbung", result="Ada", at=LATER)
    actions.close(by=cast.back, need=food, result="met", at=LATER)
    report = report_of(cast.back)
    names = {need.category.code: need.category.name for need in (food, gone)}
    assert rows_of(report) == {names["food"]: (1, 1, 0, 0), names["health_insurance"]: (1, 0, 0, 1)}
    assert report.people == 1
    assert [(line.ticket, bool(line.result)) for line in report.lines] == [
        (food.case.ticket, True),
        (food.case.ticket, False),
    ]
    assert rows_of(report_of(cast.back, DECEMBER)) == {names["health_insurance"]: (0, 0, 0, 1)}


def test_what_was_met_is_counted_where_it_was_met(cast, need_of):
    """To a sub-district "here" is the sub-district, and what its villages met was met elsewhere."""
    below, above = need_of("food"), need_of("village_complaint")
    actions.close(by=cast.back, need=below, result="met", at=LATER)
    actions.close(by=cast.camat, need=above, result="met", at=LATER)
    below_name, above_name = (need.category.name for need in (below, above))
    assert rows_of(report_of(cast.back)) == {below_name: (1, 1, 0, 0)}
    assert rows_of(report_of(cast.camat)) == {below_name: (1, 0, 1, 0), above_name: (1, 1, 0, 0)}


@pytest.mark.parametrize(("ended", "extended", "stands"), [(31, None, False), (1, None, True), (31, 3, True)])
def test_a_seat_stands_in_the_months_of_its_term(cast, need_of, ended, extended, stands):
    """Its term ended in October or on 1 November; or a letter let it go on to 3 November."""
    need_of("food")
    seat = cast.seats["facilitator"]
    seat.ends_on = dt.date(2026, 10 if ended == 31 else 11, ended)
    seat.save(update_fields=["ends_on"])
    if extended:
        SeatExtension.objects.create(
            seat=seat,
            letter_number="800/1",
            letter_date=seat.ends_on,
            until=dt.date(2026, 11, extended),
            made_by="Uji",
        )
    labels = {row.label for row in report_of(cast.back).officers}
    assert (cast.facilitator.label in labels) == stands


def test_every_officer_of_the_office_stands_in_it(cast, need_of):
    need = need_of("food")
    actions.visit(by=cast.back, need=need, text="Dapur kosong", result="Perlu bantuan", at=LATER)
    officers = {row.label: row for row in report_of(cast.back).officers}
    assert officers[cast.facilitator.label].opened == 1
    assert officers[cast.back.label].visits == 1
    assert officers[cast.back.label].opened == 0
    assert cast.agency.label not in officers


def test_the_month_is_the_districts_own(cast, take_in):
    """Half past midnight in the district on 1 December is still November in Greenwich."""
    take_in("food", at=dt.datetime(2026, 11, 30, 16, 30, tzinfo=dt.UTC))
    assert report_of(cast.back).people == 0
    assert report_of(cast.back, DECEMBER).people == 1


def test_another_village_reads_nothing(cast, need_of):
    need_of("food")
    report = report_of(cast.stranger)
    assert (report.categories, report.lines, report.people) == ((), (), 0)
    assert cast.facilitator.label not in {row.label for row in report.officers}


def test_a_long_month_says_what_it_leaves_out(cast, take_in, monkeypatch):
    monkeypatch.setattr(monthly_report, "LISTED", 2)
    for _ in range(3):
        take_in("food")
    report = report_of(cast.back)
    assert (len(report.lines), report.more) == (2, 1)


def test_the_sheet_names_no_citizen(front, need_of, villager, time_machine):
    time_machine.move_to(MORNING + dt.timedelta(hours=2))
    need = need_of("food")
    text = words(page_of(front, reverse("board:report")))
    assert need.case.ticket in text
    assert villager.name not in text
    assert "November 2026" in text


@pytest.mark.parametrize("odd", ["2026-13", "x", "2031-01", "0001-01", ""])
def test_an_odd_month_is_this_month(front, odd):
    page_of(front, f"{reverse('board:report')}?bulan={odd}")


def test_who_does_no_village_work_has_no_report(cast, client):
    cast.sign_in(client, "regent")
    page_of(client, reverse("board:report"), 404)
