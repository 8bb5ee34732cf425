"""Row-level security of services and needs, and of all that hangs on a need."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import AREAS, IN_DISTRICT, append_only, guard, guard_by, guard_where, may_read

OF_NEEDS = ("movement", "deed", "errand", "certificate", "handover", "needcommitment")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        guard("cases_case", also=may_read("names")),
        guard("cases_need", also=may_read("names")),
        guard_by("cases_needevent", parent="cases_need", column="pgh_obj_id"),
        guard_where(
            "cases_enquiry",
            select=f"{IN_DISTRICT} AND village_code LIKE ANY ({AREAS})",
            insert=IN_DISTRICT,
        ),
        *(guard_by(f"cases_{table}", parent="cases_need", column="need_id") for table in OF_NEEDS),
        append_only(
            "cases_movement",
            "cases_deed",
            "cases_certificate",
            "cases_handover",
            "cases_needcommitment",
            "cases_enquiry",
        ),
    ]
