"""A move keeps the codes of its rungs beside their names: two ladders may use one name, and names change."""

from __future__ import annotations

from django.db import migrations, models

#: The rung of the need's district that bore the name; left blank where none or several did.
_CODE = """coalesce((
    SELECT min(r.code) FROM offices_rung r WHERE r.district_id = n.district_code AND r.name = m.{rung}
    HAVING count(*) = 1
), '')"""


FILL = f"""
ALTER TABLE cases_movement DISABLE TRIGGER cases_movement_append_only;
UPDATE cases_movement m
SET from_rung_code = {_CODE.format(rung="from_rung")}, to_rung_code = {_CODE.format(rung="to_rung")}
FROM cases_need n WHERE n.id = m.need_id;
ALTER TABLE cases_movement ENABLE TRIGGER cases_movement_append_only;
"""  # nosec B608 - from constants


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_complainant_unnamed"), ("offices", "0001_initial")]

    operations = [
        *(
            migrations.AddField(
                model_name="movement",
                name=name,
                field=models.CharField(blank=True, default="", max_length=40),
            )
            for name in ("from_rung_code", "to_rung_code")
        ),
        migrations.RunSQL(sql=FILL, reverse_sql=migrations.RunSQL.noop),
    ]
