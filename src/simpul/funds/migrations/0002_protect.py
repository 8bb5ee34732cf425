"""The mirror of the books: entries balance, rows are only added, money is seen by those who read money."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import append_only

BALANCED = """
CREATE FUNCTION funds_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(amount), 0) FROM funds_posting WHERE entry_id = NEW.entry_id) <> 0 THEN
        RAISE EXCEPTION 'postings of entry % do not add up to zero', NEW.entry_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER funds_posting_balances AFTER INSERT ON funds_posting
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funds_entry_balances();
"""
UNBALANCED = """
DROP TRIGGER funds_posting_balances ON funds_posting;
DROP FUNCTION funds_entry_balances();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        migrations.RunSQL(BALANCED, UNBALANCED),
        append_only("funds_entry", "funds_posting"),
    ]
