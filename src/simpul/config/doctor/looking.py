"""Looking at this installation: everything `facts` holds, as it is now. Nothing is changed."""

from __future__ import annotations

import datetime as dt
import os
import pwd
import shutil
import socket
import ssl
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.config.backup.noted import last_backup
from simpul.config.doctor.facts import Database, DistrictState, Facts, Jobs, Keys, Machine, Site
from simpul.config.embedded import MARK
from simpul.config.watching import exporting, health
from simpul.ground.crypto import Keyring, KeyringError
from simpul.ground.keys import looked_at
from simpul.ground.management.sentences import sentence
from simpul.ground.models import Guarded
from simpul.ground.rights import RoleError, refuse_unbound
from simpul.offices import queries as offices
from simpul.offices.types import RoleCode
from simpul.places import queries as places
from simpul.programmes.models import Programme
from simpul.programmes.queries import in_force

T = TypeVar("T")
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
    database = reached if isinstance(reached, Database) else None
    bound = database is not None and not database.role_fault  # else every question would be refused again
    return Facts(
        now=now,
        demo=settings.DEMO,
        keys=_keys(bound=bound),
        machine=_machine(),
        site=_site(),
        unreachable=reached if isinstance(reached, str) else "",
        owner_given="DATABASE_OWNER_URL" in os.environ,
        database=database,
        jobs=_asked(_jobs) if bound else None,
        backup_at=last.at if last else None,
        backup_there=last is None or last.folder.is_dir(),
        districts=_asked(lambda: tuple(_districts(now))) if bound else None,
    )


def _asked(question: Callable[[], T]) -> T | None:
    """What the database answers; None where it cannot, as before its tables are made."""
    try:
        with transaction.atomic():
            return question()
    except (DatabaseError, InterfaceError):
        return None


def _reached() -> Database | str:
    """The database, or the kind of error that keeps us away."""
    try:
        return _database()
    except (DatabaseError, InterfaceError) as error:
        connection.close()
        return str(error.__cause__ or error).strip().partition("\n")[0]


def _database() -> Database:
    try:
        with connection.cursor() as cursor:
            refuse_unbound(connection)
            seen = _server(cursor)
    except RoleError as error:
        # Each connection of this process is refused, so the server is asked past it; nothing else is read.
        with connection.get_new_connection(connection.get_connection_params()) as raw, raw.cursor() as cursor:
            return replace(_server(cursor), role_fault=sentence(error), unapplied=None)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return replace(seen, unapplied=tuple(str(migration) for migration, _back in plan))


def _server(cursor: Any) -> Database:
    """What the server itself says, asked by a cursor of Django's or of psycopg's."""
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
    return Database(version=version, embedded=bool(embedded), unguarded=unguarded, ahead=ahead)


def _keys(*, bound: bool) -> Keys:
    path: Path = settings.KEYS
    try:
        ring = (_asked(looked_at) if bound else None) or Keyring.load(path)
    except KeyringError as error:
        return Keys(path=path, fault=sentence(error))
    beside = (path.parent, path.parent / "secret")
    return Keys(
        path=path,
        open_to_others=tuple(each for each in beside if each.exists() and each.stat().st_mode & 0o077),
        made=len(ring.key_ids),
    )


def _machine() -> Machine:
    files = Path(settings.FILES)
    usage = shutil.disk_usage(_standing(files))
    return Machine(
        free=usage.free,
        total=usage.total,
        files=files,
        files_fault=_why_unwritable(_standing(files)),
        files_open=files.is_dir() and bool(files.stat().st_mode & 0o077),
        synchronized=_synchronized(),
    )


def _standing(folder: Path) -> Path:
    """The folder, or the first above it that is there already."""
    return next(step for step in (folder, *folder.parents) if step.exists())


def _why_unwritable(folder: Path) -> str:
    """Why nothing can be written into a folder; empty when it can. Nothing is tried: we only look."""
    if not folder.is_dir():
        return _("%s bukan folder") % folder
    if os.access(folder, os.W_OK | os.X_OK):
        return ""
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        return _("%s di disk yang hanya dapat dibaca") % folder
    told = folder.stat()
    return _("%(folder)s milik pengguna %(owner)s, mode %(mode)s; perintah ini berjalan sebagai %(user)s") % {
        "folder": folder,
        "owner": _user(told.st_uid),
        "mode": f"{stat.S_IMODE(told.st_mode):03o}",
        "user": _user(os.geteuid()),
    }


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


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
    shown = Shown(None)
    if address.scheme == "https":
        shown = certificate_end(host, address.port or HTTPS)
    return Site(
        address=settings.SITE_ADDRESS,
        host=host,
        hosts=tuple(settings.ALLOWED_HOSTS),
        static=(settings.STATIC_ROOT / "web").is_dir(),
        proxies=tuple(str(each) for each in settings.TRUSTED_PROXIES),
        certificate_ends=shown.ends,
        certificate_fault=shown.fault,
        certificate_refused=shown.refused,
    )


class Shown(NamedTuple):
    """The certificate a visitor is shown: when it ends, or why that is not known; whether it is refused."""

    ends: dt.datetime | None
    fault: str = ""
    refused: bool = False


def certificate_end(host: str, port: int) -> Shown:
    """When the certificate a visitor is shown ends; else why it is not seen, or is refused (expired)."""
    try:
        with (
            socket.create_connection((host, port), timeout=5) as raw,
            ssl.create_default_context().wrap_socket(raw, server_hostname=host) as shown,
        ):
            certificate = shown.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        return Shown(None, error.verify_message, refused=True)
    except OSError as error:
        return Shown(None, str(error))
    seconds = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return Shown(dt.datetime.fromtimestamp(seconds, dt.UTC))


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
            programmes=programmes.filter(in_force(today)).count(),
            over=over,
            administrators=seats.filter(role=RoleCode.ADMINISTRATOR).count(),
            ending_seats=seats.exclude(pk__in=later).count(),
        )
