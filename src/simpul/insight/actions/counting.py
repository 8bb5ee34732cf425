"""Count anew: read models made from the work itself. Writes only this floor's own tables.

Definitions: docs/reference/indicators.md. Confidential reports are no needs and so in no count.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from simpul.ground.actor import acting, system
from simpul.ground.clock import day_begins, day_in
from simpul.insight.actions.statements import STATEMENTS
from simpul.insight.models import Refresh

#: Hours an office past its time has to answer, where the pack does not say.
GRACE_HOURS = 48
#: Months counted anew each time: what is older no longer moves but by a late "it did not arrive".
MONTHS = 13


def refresh(district: str, *, timezone: str, now: datetime, grace_hours: int = GRACE_HOURS) -> None:
    """Count a district's last months anew, in one transaction: readers see the old counts or the new.

    Args:
        district: code of the district.
        timezone: the district's zone; months begin at its midnight.
        now: the moment "open now" and "late now" are held against.
        grace_hours: hours an office past its time has to answer before the leaders' page names it.
    """
    since = _since(day_in(ZoneInfo(timezone), now))
    values: dict[str, str | int | date] = {
        "district": district,
        "zone": timezone,
        "now": now,
        "since": since,
        "begins": day_begins(ZoneInfo(timezone), since),
        "grace": grace_hours,
    }
    with acting(system(district)), connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, values)
        Refresh.objects.update_or_create(district_code=district, defaults={"at": now})


def _since(today: date) -> date:
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)
