"""No NIK or KK in a citizen's words, in notes or in deeds: it lies sealed in its own field and nowhere else."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import refuse_numbers


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_a_partner_reads_no_casework"), ("ground", "0006_numbers_in_words")]

    operations = [
        refuse_numbers("cases_need", "words", "result_note"),
        refuse_numbers("cases_movement", "note", "tried", "override_reason"),
        refuse_numbers("cases_deed", "text", "result"),
        refuse_numbers("cases_errand", "task", "power_of_attorney", "transport", "result"),
        refuse_numbers("cases_enquiry", "words", "answer"),
    ]
