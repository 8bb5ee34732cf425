"""Drafts of intakes: a seat reads and changes its own; whoever runs the jobs throws away what has ended."""

from __future__ import annotations

from django.db import migrations, models

import simpul.ground.identifiers
from simpul.ground.rls import IN_DISTRICT, SEAT, guard_where

OWN = f"{IN_DISTRICT} AND seat = {SEAT}"

# The jobs sit in no seat and see no draft: a function of the owner looks past the policy, and answers a number.
END = """
CREATE FUNCTION cases_end_drafts() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM cases_intakedraft WHERE ends_at < now() RETURNING 1)
    SELECT count(*)::integer FROM gone;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_queues_in_their_order"), ("ground", "0002_protect")]

    operations = [
        migrations.CreateModel(
            name="IntakeDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=simpul.ground.identifiers.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("district_code", models.CharField(max_length=5)),
                ("seat", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["seat", "-changed_at"], name="drafts_of_a_seat")],
            },
        ),
        guard_where("cases_intakedraft", select=OWN, insert=OWN),
        migrations.RunSQL(END, "DROP FUNCTION cases_end_drafts();"),
    ]
