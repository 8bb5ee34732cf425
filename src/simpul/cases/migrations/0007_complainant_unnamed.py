"""Who complains about the village is counted by a keyed hash, and not kept by name."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_money_of_a_need")]

    operations = [migrations.AddField("case", "complainant", models.BinaryField(null=True))]
