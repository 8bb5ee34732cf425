"""Row-level security and append-only trails of the ground floor."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_DISTRICT, REFUSE_CHANGE, SEAT, append_only, guard, guard_where, may_read


class Migration(migrations.Migration):
    dependencies = [("ground", "0001_initial")]

    operations = [
        REFUSE_CHANGE,
        append_only("ground_auditline"),
        guard("ground_storedfile"),
        # A seat reads its own lines; auditors read their district's.
        guard_where(
            "ground_auditline",
            select=f"{IN_DISTRICT} AND (seat = {SEAT} OR {may_read('audit')})",
        ),
    ]
