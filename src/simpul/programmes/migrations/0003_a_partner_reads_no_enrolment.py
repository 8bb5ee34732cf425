"""What else somebody receives is read by government, not by a partner that was asked for one thing."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_SIGHT, may_read, tighten

NAMES = may_read("names")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_protect")]

    operations = [
        tighten(
            "programmes_enrolment",
            select=f"({IN_SIGHT}) AND {NAMES} AND {may_read('casework')}",
            was=f"({IN_SIGHT}) AND ({NAMES})",
        ),
    ]
