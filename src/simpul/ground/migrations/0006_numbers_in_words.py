"""The database can tell an identity number in free text."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import HOLDS_NUMBER, refuse_numbers


class Migration(migrations.Migration):
    dependencies = [("ground", "0005_own_commands")]

    operations = [HOLDS_NUMBER, refuse_numbers("ground_auditline", "reason", "label")]
