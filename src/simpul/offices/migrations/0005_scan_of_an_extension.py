"""The letter that extends a seat may be kept as a scan."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0004_what_the_ladder_says")]

    operations = [
        migrations.AddField(model_name="seatextension", name="file", field=models.UUIDField(null=True)),
    ]
