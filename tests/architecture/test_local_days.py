"""A day is a day of the district: no moment becomes a day by UTC, in Python or in SQL."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.test_floors import SOURCE

#: The one module where a moment becomes a day, and the floor where the seat's own zone is active.
CLOCK = SOURCE / "ground" / "clock.py"
PAGES = SOURCE / "web"

#: Names under which moments go here.
MOMENT = re.compile(r"at|now|moment|since|until_at|.+_at")
DAY_PARTS = {"year", "month", "day", "weekday", "isoweekday", "isocalendar"}
TODAY = {"today", "utcnow", "utctoday"}
#: `timezone.localdate()` and `localtime()` speak of the active zone, which only a page has.
ACTIVE_ZONE = {"localdate", "localtime"}
LOOKUP = re.compile(r".*_at__(date|year|month|day|week|week_day|iso_year|quarter)(__.+)?|.+__date(__.+)?")
DATABASE = re.compile(r"(Trunc|Extract)[A-Z]\w+")
SQL_OF_TODAY = re.compile(r"\b(current_date|localtimestamp)\b|\bnow\(\)\s*::\s*date", re.IGNORECASE)
TRUNCATED = re.compile(r"date_trunc\('\w+',((?:[^()]|\([^()]*\))*)\)|\b(\w*_?at)\s*::\s*date", re.IGNORECASE)


def faults(tree: ast.AST, *, page: bool = False) -> Iterator[str]:
    """What in a module makes a day of a moment without saying where it is that day."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, page=page)
        elif isinstance(node, ast.Attribute):
            yield from _of_attribute(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _of_sql(node.value, node.lineno)
        elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
            for each in node.names:
                if DATABASE.fullmatch(each.name):
                    yield f"{node.lineno}: {each.name}"


def _of_call(node: ast.Call, *, page: bool) -> Iterator[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if name == "date" and not node.args and not node.keywords:
        yield f"{node.lineno}: .date()"
    elif name in TODAY:
        yield f"{node.lineno}: .{name}()"
    elif name in ACTIVE_ZONE and not page:
        yield f"{node.lineno}: {name}() outside the pages"
    for keyword in node.keywords:
        if keyword.arg and LOOKUP.fullmatch(keyword.arg):
            yield f"{node.lineno}: {keyword.arg}="


def _of_attribute(node: ast.Attribute) -> Iterator[str]:
    name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    if node.attr in DAY_PARTS and MOMENT.fullmatch(name):
        yield f"{node.lineno}: .{node.attr} of the moment {name}"


def _of_sql(text: str, line: int) -> Iterator[str]:
    if found := SQL_OF_TODAY.search(text):
        yield f"{line}: {found.group()}"
    for found in TRUNCATED.finditer(text):
        if "at time zone" not in (found.group(1) or "").lower():
            yield f"{line}: {found.group()}"


def test_no_moment_becomes_a_day_by_utc():
    found = [
        f"{path.relative_to(SOURCE)}:{fault}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path != CLOCK and "migrations" not in path.parts
        for fault in faults(ast.parse(path.read_text()), page=path.is_relative_to(PAGES))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "paid_on = at.date()",
        "today = timezone.now().date()",
        "today = date.today()",
        "year = now.year",
        "year = need.opened_at.year",
        "rows.filter(opened_at__date=today)",
        "rows.filter(closed_at__year__gte=year)",
        "today = timezone.localdate()",
        "from django.db.models.functions import TruncMonth",
        "sql = \"SELECT date_trunc('month', m.at) FROM moves m\"",
        "sql = 'SELECT closed_at::date'",
        "sql = 'WHERE ends_on < CURRENT_DATE'",
    ],
)
def test_this_rule_can_be_broken(code: str):
    assert list(faults(ast.parse(code)))


def test_days_of_a_zone_are_let_through():
    told = (
        "today = local_day(by.district, at)\n"
        "year = today.year\n"
        "sql = \"SELECT date_trunc('month', m.at AT TIME ZONE %(zone)s)::date\"\n"
    )
    assert list(faults(ast.parse(told))) == []
    assert Path(CLOCK).exists()
