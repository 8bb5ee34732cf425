"""Indexes in the order of the queues, and a way to what was opened to an office that passes nothing else by."""

from __future__ import annotations

import django.contrib.postgres.indexes
from django.db import migrations, models

from simpul.ground.rls import DISTRICT, OFFICES, may_read

# The policy's own words for what was opened to an office, where an index can answer them: joined to `or` in the
# policy itself, the whole table would be read. The view belongs to the owner, so it asks everything the policy
# asks; it tells keys and areas of rows that its reader sees anyway.
OPENED = f"""
CREATE VIEW cases_openedneed WITH (security_barrier = true) AS
SELECT id, scope_code FROM cases_need
WHERE district_code = {DISTRICT} AND {may_read("names")} AND {may_read("casework")} AND shared_with && {OFFICES};
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_need_has_a_proposal'),
        ('offices', '0004_what_the_ladder_says'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='need',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['scope_code', 'urgency', 'moved_ahead', 'opened_at', 'id'], name='queue_of_scope'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['district_code', 'urgency', 'moved_ahead', 'opened_at', 'id'], name='queue_of_district'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(condition=models.Q(('state', 'closed')), fields=['scope_code', 'closed_at'], name='closed_of_scope'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=django.contrib.postgres.indexes.GinIndex(fields=['shared_with'], name='needs_opened_to'),
        ),
        migrations.RunSQL(OPENED, 'DROP VIEW cases_openedneed;'),
    ]
