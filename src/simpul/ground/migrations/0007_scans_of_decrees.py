"""Scans of decrees and letters that seats stand on: read by who appoints, and changed by nobody."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_DISTRICT, IN_SIGHT, may_read

WAS = f"({IN_SIGHT}) AND (true)"
DECREES = f"{IN_DISTRICT} AND kind = 'decree' AND {may_read('decrees')}"


class Migration(migrations.Migration):
    dependencies = [("ground", "0006_numbers_in_words")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY ground_storedfile_see ON ground_storedfile USING ({WAS} OR ({DECREES}));",
            f"ALTER POLICY ground_storedfile_see ON ground_storedfile USING ({WAS});",
        ),
    ]
