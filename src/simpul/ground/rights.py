"""What the app role may do in the database: everything its policies allow, but never rewrite a trail.

Row-level security binds only a role that cannot pass it by, so no process works for people as another: the
first connection of every process asks the database once.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from simpul.ground.errors import DomainError

#: Tables to which rows are only added. `fields` of a model say it with `APPEND_ONLY = True`.
ALWAYS_APPEND_ONLY = ("ground_auditline",)

#: Of the role a process works as, and of the one it signed in as: which power lets it pass the policies by.
#: A role that may become another counts as that other.
_POWERS = """
SELECT r.rolname, CASE
    WHEN EXISTS (SELECT 1 FROM pg_roles p WHERE p.rolsuper AND pg_has_role(r.oid, p.oid, 'MEMBER'))
        THEN 'role_superuser'
    WHEN EXISTS (SELECT 1 FROM pg_roles p WHERE p.rolbypassrls AND pg_has_role(r.oid, p.oid, 'MEMBER'))
        THEN 'role_bypasses'
    WHEN EXISTS (SELECT 1 FROM pg_class t WHERE t.relkind IN ('r', 'p')
                 AND t.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, t.relowner, 'MEMBER'))
        THEN 'role_owns_tables'
    WHEN r.rolcreaterole THEN 'role_makes_roles'
END
FROM pg_roles r WHERE r.rolname = ANY (%s)
"""

_bound: set[tuple[Any, ...]] = set()
"""Databases and roles this process has asked about and found bound by the policies."""


class RoleError(DomainError):
    """The database role is missing, or is one that row-level security does not bind."""


def refuse_unbound(wrapper: BaseDatabaseWrapper) -> None:
    """Refuse a connection whose role could see past the policies; each database and role is asked once.

    Raises:
        RoleError: `role_superuser`, `role_bypasses`, `role_owns_tables` or `role_makes_roles`.
    """
    place = wrapper.settings_dict
    key = (place["HOST"], place["PORT"], place["NAME"], place["USER"])
    if key in _bound:
        return
    try:
        _refuse_power(wrapper.connection)
        _bound.add(key)
    finally:
        if key not in _bound:
            wrapper.close()  # else the next query of this process would find it open


def _refuse_power(raw: psycopg.Connection[Any]) -> None:
    names = raw.execute("SELECT ARRAY[current_user, session_user]::text[]").fetchone()
    for role, power in raw.execute(_POWERS, names).fetchall():
        if power is not None:
            raise RoleError(power, role=role)


def on_connection(*, connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Listen to Django's `connection_created`. Only commands that work as the owner pass."""
    if not settings.OWNER:
        refuse_unbound(connection)


def check_app_role() -> None:
    """Refuse, as the owner and before migrating, an app role that is missing or too powerful.

    Raises:
        RoleError: `app_role_missing`, `app_role_is_owner`, or as `refuse_unbound`.
    """
    role = settings.APP_ROLE
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = %s", [role])
        if cursor.fetchone()[0]:
            raise RoleError("app_role_is_owner", role=role)
        cursor.execute(_POWERS, [[role]])
        found = cursor.fetchone()
    if found is None:
        raise RoleError("app_role_missing", role=role)
    if found[1] is not None:
        raise RoleError(found[1], role=role)


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
