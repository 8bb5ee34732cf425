"""The statements that count anew. `placed` are the needs of a district, each where it is counted."""

from __future__ import annotations

#: A complaint about a village counts in the sub-district above it; the village's own counts are silent of it.
_PLACED = """placed AS NOT MATERIALIZED (
    SELECT n.id, n.district_code, n.state, n.rung_id, n.opened_at, n.closed_at, n.due_at, n.resting_since,
           n.settled_kind, n.village_may_settle, n.confirmed, r.met, c.code AS category,
           CASE WHEN c.about_village THEN left(n.village_code, 8) ELSE n.village_code END AS place
    FROM cases_need n JOIN offices_needcategory c ON c.id = n.category_id
    LEFT JOIN offices_reason r ON r.id = n.result_id
    WHERE n.district_code = %(district)s
)"""

_BY_RUNG = """
DELETE FROM insight_needcount WHERE district_code = %(district)s AND month >= %(since)s;
INSERT INTO insight_needcount (
    district_code, village_code, month, rung_kind, came_in, closed, met, settleable_closed, settled_here,
    went_on, came_down, went_on_over_finding, confirmed, open_now, late_now
)
WITH -PLACED-, moved AS (
    SELECT n.place, date_trunc('month', m.at AT TIME ZONE %(zone)s)::date AS month, m.kind,
           f.kind AS from_kind, t.kind AS to_kind, m.override_reason <> '' AS over
    FROM cases_movement m
    JOIN placed n ON n.id = m.need_id
    LEFT JOIN offices_rung f ON f.district_id = n.district_code AND f.code = m.from_rung_code
    LEFT JOIN offices_rung t ON t.district_id = n.district_code AND t.code = m.to_rung_code
    WHERE m.kind IN ('opened', 'climbed', 'descended') AND m.at >= %(begins)s
), counted AS (
    SELECT place, month, to_kind AS rung_kind, count(*) AS came_in, 0 AS closed, 0 AS met,
           0 AS settleable_closed, 0 AS settled_here, 0 AS went_on, 0 AS came_down, 0 AS over, 0 AS confirmed,
           0 AS open_now, 0 AS late_now
    FROM moved WHERE kind IN ('opened', 'climbed') GROUP BY 1, 2, 3
    UNION ALL
    SELECT place, month, from_kind, 0, 0, 0, 0, 0, count(*) FILTER (WHERE kind = 'climbed'),
           count(*) FILTER (WHERE kind = 'descended'),
           count(*) FILTER (WHERE kind = 'climbed' AND over), 0, 0, 0
    FROM moved WHERE kind IN ('climbed', 'descended') GROUP BY 1, 2, 3
    UNION ALL
    SELECT n.place, date_trunc('month', n.closed_at AT TIME ZONE %(zone)s)::date, n.settled_kind,
           0, count(*), count(*) FILTER (WHERE n.met), count(*) FILTER (WHERE n.village_may_settle),
           count(*) FILTER (WHERE n.village_may_settle AND n.met AND n.settled_kind = 'village'),
           0, 0, 0, count(*) FILTER (WHERE n.confirmed), 0, 0
    FROM placed n WHERE n.closed_at >= %(begins)s GROUP BY 1, 2, 3
    UNION ALL
    SELECT n.place, date_trunc('month', %(now)s AT TIME ZONE %(zone)s)::date, g.kind,
           0, 0, 0, 0, 0, 0, 0, 0, 0, count(*),
           count(*) FILTER (WHERE n.due_at < %(now)s AND n.resting_since IS NULL)
    FROM placed n JOIN offices_rung g ON g.id = n.rung_id
    WHERE n.state <> 'closed' GROUP BY 1, 2, 3
)
SELECT %(district)s, place, month, rung_kind, sum(came_in), sum(closed), sum(met),
       sum(settleable_closed), sum(settled_here), sum(went_on), sum(came_down), sum(over),
       sum(confirmed), sum(open_now), sum(late_now)
FROM counted WHERE rung_kind IS NOT NULL AND rung_kind <> '' AND month >= %(since)s GROUP BY 2, 3, 4;
"""

_FLOWS = """
DELETE FROM insight_needflow WHERE district_code = %(district)s AND month >= %(since)s;
INSERT INTO insight_needflow (district_code, village_code, month, from_kind, to_kind, moved)
WITH -PLACED-
SELECT %(district)s, n.place, date_trunc('month', m.at AT TIME ZONE %(zone)s)::date, f.kind, t.kind, count(*)
FROM cases_movement m
JOIN placed n ON n.id = m.need_id
JOIN offices_rung f ON f.district_id = n.district_code AND f.code = m.from_rung_code
JOIN offices_rung t ON t.district_id = n.district_code AND t.code = m.to_rung_code
WHERE m.kind = 'climbed' AND m.at >= %(begins)s GROUP BY 2, 3, 4, 5;
"""

_BY_CATEGORY = """
DELETE FROM insight_categorycount WHERE district_code = %(district)s AND month >= %(since)s;
INSERT INTO insight_categorycount (
    district_code, village_code, month, category, came_in, went_on, closed, met, settled_here, closed_late,
    open_now, late_now
)
WITH -PLACED-, counted AS (
    SELECT place, date_trunc('month', opened_at AT TIME ZONE %(zone)s)::date AS month, category,
           count(*) AS came_in, 0 AS went_on, 0 AS closed, 0 AS met, 0 AS settled_here, 0 AS closed_late,
           0 AS open_now, 0 AS late_now
    FROM placed WHERE opened_at >= %(begins)s GROUP BY 1, 2, 3
    UNION ALL
    SELECT n.place, date_trunc('month', m.at AT TIME ZONE %(zone)s)::date, n.category,
           0, count(*), 0, 0, 0, 0, 0, 0
    FROM cases_movement m JOIN placed n ON n.id = m.need_id
    WHERE m.kind = 'climbed' AND m.at >= %(begins)s GROUP BY 1, 2, 3
    UNION ALL
    SELECT place, date_trunc('month', closed_at AT TIME ZONE %(zone)s)::date, category,
           0, 0, count(*), count(*) FILTER (WHERE met),
           count(*) FILTER (WHERE met AND settled_kind = 'village'),
           count(*) FILTER (WHERE closed_at > due_at AND resting_since IS NULL), 0, 0
    FROM placed WHERE closed_at >= %(begins)s GROUP BY 1, 2, 3
    UNION ALL
    SELECT place, date_trunc('month', %(now)s AT TIME ZONE %(zone)s)::date, category,
           0, 0, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE due_at < %(now)s AND resting_since IS NULL)
    FROM placed WHERE state <> 'closed' GROUP BY 1, 2, 3
)
SELECT %(district)s, place, month, category, sum(came_in), sum(went_on), sum(closed), sum(met),
       sum(settled_here), sum(closed_late), sum(open_now), sum(late_now)
FROM counted WHERE month >= %(since)s GROUP BY 2, 3, 4;
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
WHERE r.state = 'sent' AND r.district_code = %(district)s GROUP BY o.id, o.name;
"""

#: An office that fell silent is told first; its name waits until the time to answer is over.
_NOTICES = """
UPDATE insight_latenotice SET ended_at = %(now)s
WHERE district_code = %(district)s AND ended_at IS NULL AND NOT EXISTS (
    SELECT FROM insight_officecount c WHERE c.office = insight_latenotice.office AND c.silent > 0
);
INSERT INTO insight_latenotice (
    id, district_code, office, office_name, given_at, named_from, answer, answered_by
)
SELECT gen_random_uuid(), %(district)s, c.office, c.office_name, %(now)s,
       %(now)s + make_interval(hours => %(grace)s), '', ''
FROM insight_officecount c
WHERE c.district_code = %(district)s AND c.silent > 0
ON CONFLICT (office) WHERE ended_at IS NULL DO NOTHING;
"""


#: In this order, each with the parameters `district`, `zone`, `since` (the first day counted), `begins` (its
#: first moment in that zone), `now` and `grace`.
STATEMENTS: tuple[str, ...] = tuple(
    statement.replace("-PLACED-", _PLACED)
    for part in (_BY_RUNG, _FLOWS, _BY_CATEGORY, _OFFICES, _NOTICES)
    for statement in part.split(";\n")
    if statement.strip()
)
