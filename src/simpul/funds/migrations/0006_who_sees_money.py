"""Adopted budgets are read in their district; what was asked for, agreed and paid by whoever holds the budget.

The sums stand on the line, so nobody needs the commitments of others to know what is left. Budgets change through
their holder and through the pack. `cases`, on the floor above, lets whoever sees a need see the money asked for it.
"""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import AREAS, DISTRICT, IN_DISTRICT, OFFICES, guard_where, may_read

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


COMMITMENT, ENTRY = (HELD_LINE.format(table=f"funds_{name}") for name in ("commitment", "entry"))
# Checked at commit, when the actor may be one who sees no postings: the owner adds them up.
BALANCED = "ALTER FUNCTION funds_entry_balances() SECURITY DEFINER SET search_path = public, pg_temp;"
BY_CALLER = "ALTER FUNCTION funds_entry_balances() SECURITY INVOKER RESET search_path;"


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_three_officers")]

    operations = [
        guard_where(
            "funds_fund",
            select=OWN_FUND,
            insert=f"{OWN_FUND} AND {WHOLE}",
            change=f"{OWN_FUND} AND {WHOLE}",
            remove=WHOLE,
        ),
        guard_where(
            "funds_budgetline",
            select=IN_SIGHT,
            insert=f"{IN_SIGHT} AND {WHOLE}",
            change=f"{IN_SIGHT} AND ({WHOLE} OR {OF_LINE})",
            remove=WHOLE,
        ),
        guard_where(
            "funds_commitment",
            select=f"{IN_DISTRICT} AND ({AUDIT} OR {COMMITMENT})",
            insert=f"{IN_DISTRICT} AND {COMMITMENT}",
            change=f"{IN_DISTRICT} AND ({WHOLE} OR {COMMITMENT})",
            remove=WHOLE,
        ),
        guard_where(
            "funds_entry",
            select=f"EXISTS (SELECT 1 FROM funds_budgetline line WHERE line.id = line_id) AND ({AUDIT} OR {ENTRY})",
            insert=f"{WHOLE} OR {ENTRY}",
            change="false",
            remove=WHOLE,
        ),
        guard_where(
            "funds_posting",
            select="EXISTS (SELECT 1 FROM funds_entry entry WHERE entry.id = entry_id)",
            insert="EXISTS (SELECT 1 FROM funds_entry entry WHERE entry.id = entry_id)",
            change="false",
            remove=WHOLE,
        ),
        migrations.RunSQL(BALANCED, BY_CALLER),
    ]
