"""The wall: a report is seen by the seats assigned to it, a stub by the seat that handed over. Nobody else."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_DISTRICT, SEAT, guard_where

# The policy of reports asks the assignments, whose own policy lets a seat see just its own.
ASSIGNED = f"""EXISTS (
    SELECT 1 FROM protection_reportassignment a
    WHERE a.report_id = protection_sealedreport.id AND a.seat_id = {SEAT} AND a.until IS NULL
)"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        guard_where("protection_reportassignment", select=f"seat_id = {SEAT}"),
        guard_where("protection_sealedreport", select=f"{IN_DISTRICT} AND {ASSIGNED}", insert=IN_DISTRICT),
        guard_where("protection_handoverstub", select=f"{IN_DISTRICT} AND seat = {SEAT}", insert=IN_DISTRICT),
    ]
