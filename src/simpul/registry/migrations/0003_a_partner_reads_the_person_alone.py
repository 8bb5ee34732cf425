"""Consent, proposals and who lives with whom are read by government; a partner reads the person's own row."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import may_read, tighten


def government(table: str) -> migrations.RunSQL:
    person = f"EXISTS (SELECT 1 FROM registry_person parent WHERE parent.id = {table}.person_id)"  # noqa: S608
    return tighten(table, select=f"{person} AND {may_read('casework')}", was=person)


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_protect")]

    operations = [
        government("registry_consent"),
        government("registry_membership"),
        government("registry_proposal"),
    ]
