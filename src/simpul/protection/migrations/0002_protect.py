"""The wall: a report is seen by the seats assigned to it, a stub by the seat that handed over. Nobody else."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_DISTRICT, SEAT, append_only, guard_by, guard_where

# The policy of reports asks the assignments, whose own policy lets a seat see just its own.
ASSIGNED = f"""EXISTS (
    SELECT 1 FROM protection_reportassignment a
    WHERE a.report_id = protection_sealedreport.id AND a.seat_id = {SEAT} AND a.until IS NULL
)"""

# A report whose counsellors all left must not lie unseen: a counsellor in force adopts it. The owner's function
# may look past the policies, so it checks the seat itself and returns nothing.
ADOPT = """
CREATE FUNCTION protection_adopt(taker uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO protection_reportassignment (id, report_id, seat_id, since)
    SELECT gen_random_uuid(), r.id, s.id, now()
    FROM protection_sealedreport r
    JOIN offices_seat s ON s.id = taker AND s.office_id = r.office_id AND s.role = 'counsellor'
    WHERE s.ended_on IS NULL
      AND s.id = nullif(current_setting('simpul.seat', true), '')::uuid
      AND NOT EXISTS (
        SELECT 1 FROM protection_reportassignment a JOIN offices_seat other ON other.id = a.seat_id
        WHERE a.report_id = r.id AND a.until IS NULL AND other.ended_on IS NULL AND other.officer_id IS NOT NULL
      )
    ON CONFLICT DO NOTHING;
$$;
"""

# The first hands are named by whoever hands over, who sees no report; more are brought in by one of them. Asked
# by a function of the owner, because neither sees the assignments of others.
MAY_ASSIGN = """
CREATE FUNCTION protection_may_assign(report uuid, taker uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM protection_sealedreport r
        JOIN offices_seat s ON s.id = taker AND s.office_id = r.office_id AND s.role = 'counsellor'
        WHERE r.id = report
    ) AND (
        NOT EXISTS (SELECT 1 FROM protection_reportassignment a WHERE a.report_id = report)
        OR EXISTS (
            SELECT 1 FROM protection_reportassignment a
            WHERE a.report_id = report AND a.until IS NULL
              AND a.seat_id = nullif(current_setting('simpul.seat', true), '')::uuid
        )
    );
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        migrations.RunSQL(MAY_ASSIGN, "DROP FUNCTION protection_may_assign(uuid, uuid);"),
        guard_where(
            "protection_reportassignment",
            select=f"seat_id = {SEAT}",
            insert="protection_may_assign(report_id, seat_id)",
        ),
        guard_where("protection_sealedreport", select=f"{IN_DISTRICT} AND {ASSIGNED}", insert=IN_DISTRICT),
        # Who hands over writes the first line of the trail and sees neither it nor the report.
        guard_by("protection_reporttrail", parent="protection_sealedreport", column="report_id", insert="true"),
        guard_where("protection_handoverstub", select=f"{IN_DISTRICT} AND seat = {SEAT}", insert=IN_DISTRICT),
        append_only("protection_reporttrail"),
        migrations.RunSQL(ADOPT, "DROP FUNCTION protection_adopt(uuid);"),
    ]
