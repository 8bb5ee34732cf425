"""The three hands are told apart by officer: added, filled from the trail, required."""

from __future__ import annotations

from django.db import migrations, models

#: Every step wrote its line in the same transaction, so the trail knows whose hand it was.
FILL = """
UPDATE funds_commitment made SET
    proposed_officer = (SELECT officer FROM ground_auditline WHERE kind = 'commitment' AND key = made.id::text
                        AND verb = 'funds.propose' ORDER BY id LIMIT 1),
    agreed_officer = CASE WHEN agreed_at IS NOT NULL THEN
                     (SELECT officer FROM ground_auditline WHERE kind = 'commitment' AND key = made.id::text
                      AND verb = 'funds.agree' ORDER BY id LIMIT 1) END,
    paid_officer = CASE WHEN state = 'paid' THEN
                   (SELECT officer FROM ground_auditline WHERE kind = 'commitment' AND key = made.id::text
                    AND verb = 'funds.pay' ORDER BY id LIMIT 1) END;
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0004_ceiling_is_known"), ("ground", "0002_protect")]

    operations = [
        migrations.AddField("commitment", "proposed_officer", models.UUIDField(null=True)),
        migrations.AddField("commitment", "agreed_officer", models.UUIDField(null=True)),
        migrations.AddField("commitment", "paid_officer", models.UUIDField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("commitment", "proposed_officer", models.UUIDField()),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("agreed_at", None), ("agreed_officer", None)),
                        models.Q(
                            ("agreed_at__isnull", False),
                            ("agreed_officer__isnull", False),
                            models.Q(("agreed_officer", models.F("proposed_officer")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(models.Q(("state", "paid"), _negated=True), ("paid_officer", None)),
                        models.Q(
                            ("agreed_officer__isnull", False),
                            ("paid_officer__isnull", False),
                            ("state", "paid"),
                            models.Q(("paid_officer", models.F("proposed_officer")), _negated=True),
                            models.Q(("paid_officer", models.F("agreed_officer")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(("agreed_at", None), ("state", "agreed"), _negated=True),
                ),
                name="three_different_hands",
            ),
        ),
    ]
