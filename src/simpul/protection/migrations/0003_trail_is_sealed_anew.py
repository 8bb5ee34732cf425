"""New keys reach the trail: the owner may seal its notes anew, and nothing else of it ever changes."""

from __future__ import annotations

from django.db import migrations

# The app role has no right to change the trail at all; this holds the owner, whom only a trigger binds.
ONLY_SEALED_ANEW = """
CREATE FUNCTION protection_only_sealed_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sealed IS NOT NULL AND NEW.sealed IS NOT NULL
       AND to_jsonb(NEW) - 'sealed' = to_jsonb(OLD) - 'sealed' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are only added, never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER protection_reporttrail_append_only ON protection_reporttrail;
CREATE TRIGGER protection_reporttrail_append_only BEFORE UPDATE OR DELETE ON protection_reporttrail
FOR EACH ROW EXECUTE FUNCTION protection_only_sealed_anew();
"""
AS_BEFORE = """
DROP TRIGGER protection_reporttrail_append_only ON protection_reporttrail;
CREATE TRIGGER protection_reporttrail_append_only BEFORE UPDATE OR DELETE ON protection_reporttrail
FOR EACH ROW EXECUTE FUNCTION simpul_refuse_change();
DROP FUNCTION protection_only_sealed_anew();
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0002_protect"), ("ground", "0002_protect")]

    operations = [migrations.RunSQL(ONLY_SEALED_ANEW, AS_BEFORE)]
