"""Row-level security of referrals."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import append_only, guard, guard_by, may_read


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        guard("referrals_referral", also=may_read("names")),
        guard_by("referrals_referralstep", parent="referrals_referral", column="referral_id"),
        append_only("referrals_referralstep"),
    ]
