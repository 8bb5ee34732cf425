"""The series of referral numbers."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0002_protect'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReferralSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('district_code', models.CharField(max_length=5)),
                ('month', models.CharField(max_length=4)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('district_code', 'month'), name='one_referral_series_a_month')],
            },
        ),
    ]
