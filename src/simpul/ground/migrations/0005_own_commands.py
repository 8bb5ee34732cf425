"""The ledger of commands is read by the seat that sent them alone; none holds an address behind the wall."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_DISTRICT, SEAT, guard_where

OWN = f"{IN_DISTRICT} AND seat IS NOT DISTINCT FROM {SEAT}"
FORGET = """
UPDATE ground_command SET answer = '/', verb = 'intake.save'
WHERE answer LIKE '/perlindungan/%' OR verb LIKE 'protection.%';
"""


class Migration(migrations.Migration):
    dependencies = [("ground", "0004_audit_chain")]

    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        guard_where("ground_command", select=OWN, insert=OWN),
    ]
