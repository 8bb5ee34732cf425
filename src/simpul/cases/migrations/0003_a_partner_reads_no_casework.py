"""Services and needs, and so all that hangs on them, are read by government; who was asked reads a narrow view."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from simpul.ground.rls import AREAS, DISTRICT, IN_SIGHT, OFFICES, may_read, tighten

NAMES, CASEWORK = may_read("names"), may_read("casework")

# The view belongs to the owner, whom no policy binds: what its reader may see is asked here. It joins two tables,
# so nothing is written through it; the barrier keeps other conditions from looking at rows that are left out.
ASKED = f"""
CREATE VIEW cases_askedneed WITH (security_barrier = true) AS
SELECT need.id, need.case_id, service.ticket, service.person_id, need.category_id, need.village_code,
       need.urgency, need.state
FROM cases_need need JOIN cases_case service ON service.id = need.case_id
WHERE need.district_code = {DISTRICT} AND {NAMES}
  AND (need.scope_code LIKE ANY ({AREAS}) OR need.shared_with && {OFFICES});
"""


def government(table: str) -> migrations.RunSQL:
    return tighten(
        table, select=f"({IN_SIGHT}) AND {NAMES} AND {CASEWORK}", was=f"({IN_SIGHT}) AND ({NAMES})"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_protect"), ("registry", "0002_protect"), ("offices", "0001_initial")]

    operations = [
        government("cases_case"),
        government("cases_need"),
        migrations.RunSQL(ASKED, "DROP VIEW cases_askedneed;"),
        migrations.CreateModel(
            name="AskedNeed",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
                ("ticket", models.CharField(max_length=30)),
                ("village_code", models.CharField(max_length=13)),
                ("urgency", models.CharField(max_length=1)),
                ("state", models.CharField(max_length=20)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offices.needcategory",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="registry.person"
                    ),
                ),
            ],
            options={"db_table": "cases_askedneed", "managed": False},
        ),
    ]
