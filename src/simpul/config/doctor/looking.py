"""Looking at this installation: everything `facts` holds, as it is now. Nothing is changed."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from simpul.config.backup.noted import last_backup
from simpul.config.doctor.facts import Database, DistrictState, Facts, Jobs, Keys, Machine, Site
from simpul.config.embedded import MARK
from simpul.config.watching import exporting, health
from simpul.ground.crypto import Keyring, KeyringError
from simpul.ground.keys import keyring
from simpul.ground.management.sentences import sentence
from simpul.ground.models import Guarded
from simpul.ground.rights import RoleError, refuse_unbound
from simpul.offices import queries as offices
from simpul.offices.types import RoleCode
from simpul.places import queries as places
from simpul.programmes.models import Programme

SOON = dt.timedelta(days=30)
HTTPS = 443
_UNGUARDED = """
SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND NOT relrowsecurity
AND (relname = ANY (%s) OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)) ORDER BY relname
"""


def look() -> Facts:
    """Everything there is to see now; a part that cannot be reached says so and keeps nothing else away."""
    now = timezone.now()
    last = last_backup()
    reached = _reached()
    there = isinstance(reached, Database)
    return Facts(
        now=now,
        demo=settings.DEMO,
        keys=_keys(there=there),
        machine=_machine(),
        site=_site(),
        unreachable="" if isinstance(reached, Database) else reached,
        owner_given="DATABASE_OWNER_URL" in os.environ,
        database=reached if isinstance(reached, Database) else None,
        jobs=_jobs() if there else None,
        backup_at=last.at if last else None,
        backup_there=last is None or last.folder.is_dir(),
        districts=tuple(_districts(now)) if there else (),
    )


def _reached() -> Database | str:
    """The database, or the kind of error that keeps us away."""
    try:
        return _database()
    except (DatabaseError, InterfaceError) as error:
        connection.close()
        return str(error.__cause__ or error).strip().partition("\n")[0]


def _database() -> Database:
    fault = ""
    with connection.temporary_connection() as cursor:
        try:
            refuse_unbound(connection)
        except RoleError as error:
            fault = sentence(error)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting(%s, true) = 'yes',"
            " extract(epoch FROM clock_timestamp())",
            [MARK],
        )
        version, embedded, its_time = cursor.fetchone()
        ahead = float(its_time) - timezone.now().timestamp()
        guarded = [model._meta.db_table for model in apps.get_models() if issubclass(model, Guarded)]
        cursor.execute(_UNGUARDED, [guarded])
        unguarded = tuple(name for (name,) in cursor.fetchall())
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Database(
        version=version,
        embedded=bool(embedded),
        role_fault=fault,
        unguarded=unguarded,
        unapplied=tuple(str(migration) for migration, _back in plan),
        ahead=ahead,
    )


def _keys(*, there: bool) -> Keys:
    path: Path = settings.KEYS
    try:
        ring = keyring() if there else Keyring.load(path)
    except KeyringError as error:
        return Keys(path=path, fault=sentence(error))
    except (DatabaseError, InterfaceError):
        return Keys(path=path, fault=sentence(KeyringError("keyring_missing", path=str(path))))
    beside = (path.parent, path.parent / "secret")
    return Keys(
        path=path,
        open_to_others=tuple(each for each in beside if each.exists() and each.stat().st_mode & 0o077),
        made=len(ring.key_ids),
    )


def _machine() -> Machine:
    data, files = Path(settings.DATA), Path(settings.FILES)
    usage = shutil.disk_usage(_standing(files))
    writable = os.access(_standing(files), os.W_OK | os.X_OK)
    return Machine(
        free=usage.free,
        total=usage.total,
        files=files,
        files_fault="" if writable else str(data),
        files_open=files.is_dir() and bool(files.stat().st_mode & 0o077),
        synchronized=_synchronized(),
    )


def _standing(folder: Path) -> Path:
    """The folder, or the first above it that is there already."""
    return next(step for step in (folder, *folder.parents) if step.exists())


def _synchronized() -> bool | None:
    program = shutil.which("timedatectl")
    if program is None:
        return None
    told = subprocess.run(  # noqa: S603  a program of the system
        [program, "show", "--property=NTPSynchronized", "--value"],
        capture_output=True,
        text=True,
        check=False,
        timeout=10,
    )
    return {"yes": True, "no": False}.get(told.stdout.strip())


def _jobs() -> Jobs:
    due = exporting.waiting_jobs()
    return Jobs(silent=health.seconds_since_sign(), failed=due.failed, oldest=due.oldest)


def _site() -> Site:
    address = urlsplit(settings.SITE_ADDRESS)
    host = address.hostname or ""
    ends, fault = None, ""
    if address.scheme == "https":
        ends, fault = certificate_end(host, address.port or HTTPS)
    return Site(
        address=settings.SITE_ADDRESS,
        host=host,
        hosts=tuple(settings.ALLOWED_HOSTS),
        static=(settings.STATIC_ROOT / "web").is_dir(),
        proxies=tuple(str(each) for each in settings.TRUSTED_PROXIES),
        certificate_ends=ends,
        certificate_fault=fault,
    )


def certificate_end(host: str, port: int) -> tuple[dt.datetime | None, str]:
    """When the certificate a visitor is shown ends; else why it could not be seen."""
    try:
        with (
            socket.create_connection((host, port), timeout=5) as raw,
            ssl.create_default_context().wrap_socket(raw, server_hostname=host) as shown,
        ):
            certificate = shown.getpeercert() or {}
    except OSError as error:
        return None, str(error)
    seconds = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return dt.datetime.fromtimestamp(seconds, dt.UTC), ""


def _districts(now: dt.datetime) -> Iterator[DistrictState]:
    for each in places.districts():
        today = places.local_day(each.code, now)
        programmes = Programme.objects.filter(district=each, retired_at=None)
        over = programmes.filter(valid_until__lt=today).count()
        seats = offices.seats_open_on(today).filter(district=each, officer__isnull=False)
        later = offices.seats_open_on(today + SOON).values("pk")
        yield DistrictState(
            code=each.code,
            name=each.name,
            demo=each.is_demo,
            programmes=programmes.count() - over,
            over=over,
            administrators=seats.filter(role=RoleCode.ADMINISTRATOR).count(),
            ending_seats=seats.exclude(pk__in=later).count(),
        )
