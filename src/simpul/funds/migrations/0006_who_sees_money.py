"""Adopted budgets are read in their district; what was asked for, agreed and paid by whoever holds the budget.

The sums stand on the line, so nobody needs the commitments of others to know what is left. Budgets change through
their holder and through the pack. `cases`, on the floor above, lets whoever sees a need see the money asked for it.
"""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import AREAS, DISTRICT, IN_DISTRICT, OFFICES, may_read

# As `funds.permissions.holds`: a fund is its holder's; one that no office holds is each village's own.
HELD = f"""{may_read('money')} AND (ARRAY[fund.holder_id] && {OFFICES}
    OR fund.holder_id IS NULL AND line.area_code || '%' = ANY ({AREAS}))"""
# Auditors read both; an administrator reads the trail and no money.
AUDIT = f"{may_read('audit')} AND {may_read('money')}"
# The system at work for the district: it loads packs and gives money back when a need ends.
WHOLE = f"({AUDIT} AND {DISTRICT} || '%' = ANY ({AREAS}))"
OWN_FUND = f"district_id = {DISTRICT}"
LINE = "SELECT 1 FROM funds_budgetline line JOIN funds_fund fund ON fund.id = line.fund_id WHERE"
HELD_LINE = f"EXISTS ({LINE} line.id = {{table}}.line_id AND {HELD})"
OF_LINE = f"""EXISTS (SELECT 1 FROM funds_fund fund, LATERAL (SELECT funds_budgetline.area_code) line
    WHERE fund.id = funds_budgetline.fund_id AND {HELD})"""
IN_SIGHT = "EXISTS (SELECT 1 FROM funds_fund fund WHERE fund.id = funds_budgetline.fund_id)"


def protect(table: str, *, see: str, add: str, change: str) -> migrations.RunSQL:
    verbs = ("see", "add", "change", "remove")
    return migrations.RunSQL(
        sql=f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_see ON {table} FOR SELECT USING ({see});
        CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({add});
        CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({change}) WITH CHECK ({change});
        CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({WHOLE});
        """,
        reverse_sql="".join(f"DROP POLICY {table}_{verb} ON {table};" for verb in verbs)
        + f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


COMMITMENT, ENTRY = (HELD_LINE.format(table=f"funds_{name}") for name in ("commitment", "entry"))
# Checked at commit, when the actor may be one who sees no postings: the owner adds them up.
BALANCED = "ALTER FUNCTION funds_entry_balances() SECURITY DEFINER SET search_path = public, pg_temp;"
BY_CALLER = "ALTER FUNCTION funds_entry_balances() SECURITY INVOKER RESET search_path;"


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_three_officers")]

    operations = [
        protect("funds_fund", see=OWN_FUND, add=f"{OWN_FUND} AND {WHOLE}", change=f"{OWN_FUND} AND {WHOLE}"),
        protect(
            "funds_budgetline",
            see=IN_SIGHT,
            add=f"{IN_SIGHT} AND {WHOLE}",
            change=f"{IN_SIGHT} AND ({WHOLE} OR {OF_LINE})",
        ),
        protect(
            "funds_commitment",
            see=f"{IN_DISTRICT} AND ({AUDIT} OR {COMMITMENT})",
            add=f"{IN_DISTRICT} AND {COMMITMENT}",
            change=f"{IN_DISTRICT} AND ({WHOLE} OR {COMMITMENT})",
        ),
        protect(
            "funds_entry",
            see=f"EXISTS (SELECT 1 FROM funds_budgetline line WHERE line.id = line_id) AND ({AUDIT} OR {ENTRY})",
            add=f"{WHOLE} OR {ENTRY}",
            change="false",
        ),
        protect(
            "funds_posting",
            see="EXISTS (SELECT 1 FROM funds_entry entry WHERE entry.id = entry_id)",
            add="EXISTS (SELECT 1 FROM funds_entry entry WHERE entry.id = entry_id)",
            change="false",
        ),
        migrations.RunSQL(BALANCED, BY_CALLER),
    ]
