"""After wrong codes a ticket waits, longer each time, and opens again by itself."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_no_number_in_words")]

    operations = [
        migrations.AddField("case", "code_wait_until", models.DateTimeField(null=True)),
        # What was locked until a new code was made opens again.
        migrations.RunSQL("UPDATE cases_case SET code_tries = 0 WHERE code_tries > 0", migrations.RunSQL.noop),
    ]
