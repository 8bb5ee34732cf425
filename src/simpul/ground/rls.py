"""Row-level security: the database's own answer to "who may see this row".

Used in migrations. Three shapes, so that the rules can be read in one place:

* `guard(table)`: rows with `district_code`, `scope_code`, `shared_with`: seen by seats whose area covers the
  scope, and by offices to which the row was opened.
* `guard_by(table, parent=…, column=…)`: rows seen by whoever sees their parent row.
* `guard_where(table, select=…)`: anything else, written out.

Writing is allowed inside the actor's own district, to a parent in sight; who may write what is judged by
permissions, and a row outside sight cannot be changed.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

DISTRICT = "(SELECT current_setting('simpul.district', true))"
AREAS = "(SELECT string_to_array(current_setting('simpul.areas', true), ','))::text[]"
OFFICES = "(SELECT string_to_array(current_setting('simpul.offices', true), ',')::uuid[])"
READS = "(SELECT string_to_array(current_setting('simpul.reads', true), ','))::text[]"
SEAT = "(SELECT nullif(current_setting('simpul.seat', true), '')::uuid)"

IN_DISTRICT = f"district_code = {DISTRICT}"
IN_SIGHT = f"{IN_DISTRICT} AND (scope_code LIKE ANY ({AREAS}) OR shared_with && {OFFICES})"


def may_read(what: str) -> str:
    """SQL: the actor's seat may see this class of data."""
    return f"'{what}' = ANY ({READS})"


def guard(table: str, *, also: str = "true") -> RunSQL:
    """Protect a table of guarded rows. `also` narrows who may see them further."""
    return guard_where(table, select=f"({IN_SIGHT}) AND ({also})", insert=IN_DISTRICT)


def guard_by(
    table: str, *, parent: str, column: str, also: str = "true", insert: str | None = None
) -> RunSQL:
    """Protect a table whose rows are seen by whoever sees the parent row that `column` points to.

    Rows are added to a parent in sight alone, unless `insert` says otherwise.
    """
    seen = f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{column})"  # noqa: S608  # nosec B608 - from migrations
    return guard_where(table, select=f"{seen} AND ({also})", insert=insert or seen)


def guard_where(
    table: str, *, select: str, insert: str = "true", change: str | None = None, remove: str | None = None
) -> RunSQL:
    """Protect a table with a condition of its own.

    Args:
        table: its name.
        select: which rows are seen.
        insert: which rows may be added, and what a changed row must hold.
        change: which rows may be changed, and what they must hold then; those that are seen, unless said.
        remove: which rows may be removed; those that are seen, unless said.
    """
    return RunSQL(
        sql=f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_see ON {table} FOR SELECT USING ({select});
        CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({insert});
        CREATE POLICY {table}_change ON {table} FOR UPDATE
            USING ({change or select}) WITH CHECK ({change or insert});
        CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({remove or select});
        """,
        reverse_sql=f"""
        DROP POLICY {table}_see ON {table};
        DROP POLICY {table}_add ON {table};
        DROP POLICY {table}_change ON {table};
        DROP POLICY {table}_remove ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def tighten(table: str, *, select: str, was: str) -> RunSQL:
    """Let fewer see the rows of a protected table than before, and so fewer change or remove them."""

    def anew(condition: str) -> str:
        return "".join(
            f"ALTER POLICY {table}_{verb} ON {table} USING ({condition});"
            for verb in ("see", "change", "remove")
        )

    return RunSQL(sql=anew(select), reverse_sql=anew(was))


def append_only(*tables: str) -> RunSQL:
    """Refuse to change or remove rows of these tables, whoever asks (a trigger, for the owner too)."""
    make = "".join(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION simpul_refuse_change();
        """
        for table in tables
    )
    drop = "".join(f"DROP TRIGGER {table}_append_only ON {table};" for table in tables)
    return RunSQL(sql=make, reverse_sql=drop)


REFUSE_CHANGE = RunSQL(
    sql="""
    CREATE FUNCTION simpul_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'rows of % are only added, never changed or removed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    """,
    reverse_sql="DROP FUNCTION simpul_refuse_change();",
)

HOLDS_NUMBER = RunSQL(
    sql=r"""
    CREATE FUNCTION simpul_holds_number(words text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT words ~ '[0-9](?:(?:\s{0,3}|[.,_''-])[0-9]){15}'
    $$;
    """,
    reverse_sql="DROP FUNCTION simpul_holds_number(text);",
)
"""What `free_text.holds_number` says, asked by the database of plain digits."""


def refuse_numbers(table: str, *columns: str) -> RunSQL:
    """Refuse rows whose free text holds a NIK or KK, whoever writes them. Older rows stay as they are."""
    checks = " OR ".join(f"simpul_holds_number({column})" for column in columns)
    return RunSQL(
        sql=f"ALTER TABLE {table} ADD CONSTRAINT {table}_no_number CHECK (NOT ({checks})) NOT VALID;",
        reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {table}_no_number;",
    )
