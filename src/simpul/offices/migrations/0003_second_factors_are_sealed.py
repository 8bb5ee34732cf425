"""Secrets of authenticator applications and seeds of recovery codes that lay in clear are sealed."""

from __future__ import annotations

from django.db import migrations

from simpul.offices.adapters import open_factor, seal_factor

BATCH = 500


def seal_all(apps, _editor):
    _change(apps, seal_factor)


def open_all(apps, _editor):
    _change(apps, open_factor)


def _change(apps, change):
    rows = apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes"))
    for row in rows.order_by("pk").iterator(chunk_size=BATCH):
        kept = {name: change(row.data[name]) for name in ("secret", "seed") if row.data.get(name)}
        if kept:
            row.data = row.data | kept
            row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0002_seat_has_an_area"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("ground", "0003_key_mark"),  # the keyring is held against its mark
    ]

    operations = [migrations.RunPython(seal_all, open_all)]
