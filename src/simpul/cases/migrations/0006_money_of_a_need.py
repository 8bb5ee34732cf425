"""Whoever sees a need reads what was asked for it: its history is one letter for all who see it."""

from __future__ import annotations

from django.db import migrations

SEE = """
CREATE POLICY funds_commitment_see_need ON funds_commitment FOR SELECT
USING (EXISTS (SELECT 1 FROM cases_needcommitment link WHERE link.commitment_id = funds_commitment.id));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_wrong_codes_wait"), ("funds", "0006_who_sees_money")]

    operations = [migrations.RunSQL(SEE, "DROP POLICY funds_commitment_see_need ON funds_commitment;")]
