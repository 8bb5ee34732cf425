"""The mark of the keyring that sealed this database."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ground", "0002_protect")]

    operations = [
        migrations.CreateModel(
            name="KeyMark",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("fingerprint", models.CharField(max_length=16)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_keyring_a_database")
                ],
            },
        ),
    ]
