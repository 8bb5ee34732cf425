"""Row-level security of letters: seen by whoever sees what they are about."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import guard, guard_by


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [
        guard("letters_letter"),
        guard_by("letters_letterstep", parent="letters_letter", column="letter_id"),
    ]
