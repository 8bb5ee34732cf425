"""The audit chain: seals, links, and a trigger that lets every new line wait for its link."""

from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models

from simpul.ground.chain_check import UNSEALED
from simpul.ground.rls import append_only


class Migration(migrations.Migration):
    dependencies = [("ground", "0003_key_mark")]

    operations = [
        migrations.AlterField(
            model_name="auditline",
            name="at",
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="auditline", name="seal", field=models.BinaryField(null=True)
        ),
        migrations.CreateModel(
            name="AuditWaiting",
            fields=[
                ("line", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("line", models.BigIntegerField()),
                ("mac", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("position__gt", 0)), fields=("line",), name="one_link_a_line"
                    )
                ],
            },
        ),
        append_only("ground_auditlink"),
        migrations.RunSQL(
            sql=f"""
            INSERT INTO ground_auditwaiting (line, digest)
            SELECT a.id, {UNSEALED.format(row="a")} FROM ground_auditline a;
            CREATE FUNCTION simpul_audit_waits() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO ground_auditwaiting (line, digest)
                VALUES (NEW.id, coalesce(NEW.seal, {UNSEALED.format(row="NEW")}));
                RETURN NULL;
            END $$;
            CREATE TRIGGER ground_auditline_waits AFTER INSERT ON ground_auditline
            FOR EACH ROW EXECUTE FUNCTION simpul_audit_waits();
            """,
            reverse_sql="""
            DROP TRIGGER ground_auditline_waits ON ground_auditline;
            DROP FUNCTION simpul_audit_waits();
            """,
        ),
    ]
