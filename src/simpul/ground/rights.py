"""What the app role may do in the database: everything its policies allow, but never rewrite a trail."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

#: Tables to which rows are only added. `fields` of a model say it with `APPEND_ONLY = True`.
ALWAYS_APPEND_ONLY = ("ground_auditline",)


def append_only_tables() -> list[str]:
    """Every table whose rows are never changed or removed, the history tables included."""
    marked = [
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "APPEND_ONLY", False) or hasattr(model, "pgh_tracked_model")
    ]
    return [*ALWAYS_APPEND_ONLY, *marked]


def grant_to_app_role() -> None:
    """Give the app role its rights on every table, as the owner, after migrating."""
    role = sql.Identifier(settings.APP_ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.APP_ROLE])
        if cursor.fetchone() is None:
            return
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
            "REVOKE ALL ON django_migrations FROM {role}",
            "GRANT SELECT ON django_migrations TO {role}",
        ):
            cursor.execute(sql.SQL(statement).format(role=role))
        # Partitions are reached through their parent alone, whose policies protect them.
        cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relispartition AND relkind = 'r'")
        for (partition,) in cursor.fetchall():
            cursor.execute(
                sql.SQL("REVOKE ALL ON {table} FROM {role}").format(
                    table=sql.Identifier(partition), role=role
                )
            )
        for table in append_only_tables():
            cursor.execute(
                sql.SQL("REVOKE UPDATE, DELETE ON {table} FROM {role}").format(
                    table=sql.Identifier(table), role=role
                )
            )
