"""The NIP of whoever gave a hand is kept with it: a letter says later what it said when it was signed."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_template_terms_and_tries")]

    operations = [
        migrations.AddField(
            model_name="letterstep", name="nip", field=models.CharField(blank=True, default="", max_length=18),
            preserve_default=False,
        ),
    ]
