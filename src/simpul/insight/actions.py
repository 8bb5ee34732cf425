"""Count anew: read models made from the work itself. Writes only this floor's own tables.

Definitions: docs/reference/indicators.md. Confidential reports are no needs and so in no count.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from simpul.ground.actor import acting, system
from simpul.insight.models import Refresh

#: Months counted anew each time: what is older no longer moves but by a late "it did not arrive".
MONTHS = 13

_NEEDS = """
DELETE FROM insight_needcount WHERE district_code = %(district)s AND month >= %(since)s;
INSERT INTO insight_needcount (
    district_code, village_code, month, rung_kind, came_in, closed, met, settleable_closed, settled_here,
    went_on, came_down, went_on_over_finding, confirmed, open_now, late_now
)
WITH moved AS (
    SELECT n.village_code, date_trunc('month', m.at AT TIME ZONE %(zone)s)::date AS month, m.kind,
           f.kind AS from_kind, t.kind AS to_kind, m.override_reason <> '' AS over
    FROM cases_movement m
    JOIN cases_need n ON n.id = m.need_id
    LEFT JOIN offices_rung f ON f.district_id = n.district_code AND f.name = m.from_rung
    LEFT JOIN offices_rung t ON t.district_id = n.district_code AND t.name = m.to_rung
    WHERE m.kind IN ('opened', 'climbed', 'descended') AND m.at >= %(since)s
), counted AS (
    SELECT village_code, month, to_kind AS rung_kind, count(*) AS came_in, 0 AS closed, 0 AS met,
           0 AS settleable_closed, 0 AS settled_here, 0 AS went_on, 0 AS came_down, 0 AS over, 0 AS confirmed,
           0 AS open_now, 0 AS late_now
    FROM moved WHERE kind IN ('opened', 'climbed') GROUP BY 1, 2, 3
    UNION ALL
    SELECT village_code, month, from_kind, 0, 0, 0, 0, 0, count(*) FILTER (WHERE kind = 'climbed'),
           count(*) FILTER (WHERE kind = 'descended'),
           count(*) FILTER (WHERE kind = 'climbed' AND over), 0, 0, 0
    FROM moved WHERE kind IN ('climbed', 'descended') GROUP BY 1, 2, 3
    UNION ALL
    SELECT n.village_code, date_trunc('month', n.closed_at AT TIME ZONE %(zone)s)::date, n.settled_kind,
           0, count(*), count(*) FILTER (WHERE r.met), count(*) FILTER (WHERE n.village_may_settle),
           count(*) FILTER (WHERE n.village_may_settle AND r.met AND n.settled_kind = 'village'),
           0, 0, 0, count(*) FILTER (WHERE n.confirmed), 0, 0
    FROM cases_need n JOIN offices_reason r ON r.id = n.result_id
    WHERE n.closed_at >= %(since)s GROUP BY 1, 2, 3
    UNION ALL
    SELECT n.village_code, date_trunc('month', %(now)s AT TIME ZONE %(zone)s)::date, g.kind,
           0, 0, 0, 0, 0, 0, 0, 0, 0, count(*),
           count(*) FILTER (WHERE n.due_at < %(now)s AND n.resting_since IS NULL)
    FROM cases_need n JOIN offices_rung g ON g.id = n.rung_id
    WHERE n.state <> 'closed' GROUP BY 1, 2, 3
)
SELECT %(district)s, village_code, month, rung_kind, sum(came_in), sum(closed), sum(met),
       sum(settleable_closed), sum(settled_here), sum(went_on), sum(came_down), sum(over),
       sum(confirmed), sum(open_now), sum(late_now)
FROM counted WHERE rung_kind IS NOT NULL AND rung_kind <> '' AND month >= %(since)s GROUP BY 2, 3, 4;
"""

_OFFICES = """
DELETE FROM insight_officecount WHERE district_code = %(district)s;
INSERT INTO insight_officecount (
    district_code, office, office_name, waiting, silent, oldest_due, counted_at
)
SELECT %(district)s, o.id, o.name, count(*),
       count(*) FILTER (WHERE r.due_at < %(now)s AND r.resting_since IS NULL),
       min(r.due_at) FILTER (WHERE r.resting_since IS NULL), %(now)s
FROM referrals_referral r JOIN offices_office o ON o.id = r.to_office_id
WHERE r.state = 'sent' GROUP BY o.id, o.name;
"""


def refresh(district: str, *, timezone: str, now: datetime) -> None:
    """Count a district's last months anew, in one transaction: readers see the old counts or the new.

    Args:
        district: code of the district.
        timezone: the district's zone; months begin at its midnight.
        now: the moment "open now" and "late now" are held against.
    """
    values: dict[str, str | date] = {
        "district": district,
        "zone": timezone,
        "now": now,
        "since": _since(now.date()),
    }
    with acting(system(district)), connection.cursor() as cursor:
        for statement in f"{_NEEDS}{_OFFICES}".split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        Refresh.objects.update_or_create(district_code=district, defaults={"at": now})


def _since(today: date) -> date:
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)
