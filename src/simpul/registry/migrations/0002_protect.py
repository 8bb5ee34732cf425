"""Facts as partitions per edition, and row-level security of everything about persons."""

from __future__ import annotations

from django.db import migrations

from simpul.ground.rls import IN_DISTRICT, append_only, guard, guard_by, guard_where, may_read

# Facts of an edition live in a partition of their own: publishing attaches it, and readers see the old edition
# or the new one, never half. The app role owns nothing, so a function of the owner makes the partition.
FACTS = """
CREATE TABLE registry_familyfacts (
    edition_id uuid NOT NULL REFERENCES registry_edition (id),
    family_id uuid NOT NULL REFERENCES registry_family (id),
    decile smallint CONSTRAINT decile_one_to_ten CHECK (decile BETWEEN 1 AND 10),
    size smallint, receives jsonb, has_civil_servant boolean, income_lost boolean,
    owned boolean, land_proof boolean, floor varchar(20), wall varchar(20), roof varchar(20),
    roof_leaks boolean, area_m2 smallint, only_house boolean, toilet varchar(20),
    electricity varchar(20), water varchar(20),
    PRIMARY KEY (edition_id, family_id)
) PARTITION BY LIST (edition_id);
CREATE TABLE registry_personfacts (
    edition_id uuid NOT NULL REFERENCES registry_edition (id),
    person_id uuid NOT NULL REFERENCES registry_person (id),
    school_level varchar(20), in_school boolean, graduate varchar(20), works boolean,
    owns_business boolean, business_months smallint, pregnant boolean, disabled varchar(20),
    chronic_illness boolean, insured_active boolean, insurance_segment varchar(20),
    PRIMARY KEY (edition_id, person_id)
) PARTITION BY LIST (edition_id);
CREATE INDEX familyfacts_of_family ON registry_familyfacts (family_id);
CREATE INDEX personfacts_of_person ON registry_personfacts (person_id);
CREATE FUNCTION simpul_open_edition(edition uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE suffix text := replace(edition::text, '-', '');
BEGIN
    EXECUTE format('CREATE TABLE IF NOT EXISTS registry_familyfacts_%s PARTITION OF registry_familyfacts FOR VALUES IN (%L)', suffix, edition);
    EXECUTE format('CREATE TABLE IF NOT EXISTS registry_personfacts_%s PARTITION OF registry_personfacts FOR VALUES IN (%L)', suffix, edition);
END $$;
"""
NO_FACTS = """
DROP FUNCTION simpul_open_edition(uuid);
DROP TABLE registry_personfacts;
DROP TABLE registry_familyfacts;
"""

# Which family a person belongs to may be known to whoever sees the person; an office with a partner's eyes sees
# no number, so numbers ask for `identity` besides.
PERSON_OR_FAMILY = """(
    EXISTS (SELECT 1 FROM registry_person p WHERE p.id = registry_identitynumber.person_id)
    OR EXISTS (SELECT 1 FROM registry_family f WHERE f.id = registry_identitynumber.family_id)
)"""


def history(table: str) -> migrations.RunSQL:
    """History rows are seen by whoever sees the row they are of."""
    return guard_by(f"registry_{table}event", parent=f"registry_{table}", column="pgh_obj_id")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("ground", "0002_protect")]

    operations = [
        migrations.RunSQL(FACTS, NO_FACTS),
        guard("registry_person", also=may_read("names")),
        guard("registry_family", also=may_read("names")),
        guard("registry_house", also=may_read("names")),
        guard_by("registry_membership", parent="registry_person", column="person_id"),
        guard_where(
            "registry_identitynumber",
            select=f"{IN_DISTRICT} AND {may_read('identity')} AND {PERSON_OR_FAMILY}",
            insert=IN_DISTRICT,
        ),
        guard_by("registry_familyfacts", parent="registry_family", column="family_id"),
        guard_by(
            "registry_personfacts", parent="registry_person", column="person_id", also=may_read("health")
        ),
        guard_by("registry_consent", parent="registry_person", column="person_id"),
        guard_by(
            "registry_registrycheck", parent="registry_person", column="person_id", also=may_read("health")
        ),
        guard_by("registry_proposal", parent="registry_person", column="person_id"),
        history("person"),
        history("family"),
        history("house"),
        history("membership"),
        append_only("registry_consent", "registry_registrycheck"),
    ]
