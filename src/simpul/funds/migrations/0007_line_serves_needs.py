"""A budget line says for which needs it was adopted; lines loaded before say it after the next load of the pack."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0006_who_sees_money")]

    operations = [migrations.AddField("budgetline", "needs", models.JSONField(default=list))]
