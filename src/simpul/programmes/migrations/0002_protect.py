"""Row-level security of enrolments."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import append_only, guard, may_read


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        guard("programmes_enrolment", also=may_read("names")),
        append_only("programmes_criteriaversion"),
    ]
