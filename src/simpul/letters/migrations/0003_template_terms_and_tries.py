"""What a template says besides its text, and the tries on the verification page."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0002_protect'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='digit_tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='letter',
            name='tries_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='template',
            name='copies',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='template',
            name='office_kind',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='template',
            name='valid_days',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='template',
            name='warn',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
