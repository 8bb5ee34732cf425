"""Officers who are civil servants have a NIP, which letters show."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_scan_of_an_extension")]

    operations = [
        migrations.AddField(
            model_name="officer", name="nip", field=models.CharField(blank=True, default="", max_length=18),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                condition=models.Q(nip__regex=r"^([0-9]{18})?$"), name="nip_has_eighteen_digits"
            ),
        ),
    ]
