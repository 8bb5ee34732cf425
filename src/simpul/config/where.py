"""Where this installation's database is: a server that was given, or the embedded one of a demo."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _

from simpul.config.embedded import Cluster, Urls, running_server
from simpul.config.processes import ProcessError
from simpul.config.supervisor import only_one
from simpul.ground.crypto import Keyring
from simpul.ground.keys import fitting

FOLDER = "pg18"


def given_urls() -> Urls:
    """The URLs of a server that was given in the environment.

    Raises:
        ProcessError: the owner's is missing.
    """
    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner:
        raise ProcessError(
            _("DATABASE_URL (peran aplikasi) memerlukan DATABASE_OWNER_URL (peran pemilik, untuk migrasi).")
        )
    return Urls(app=os.environ["DATABASE_URL"], owner=owner)


@contextmanager
def database(*, make: bool = False) -> Iterator[Urls]:
    """The URLs of both roles; an embedded server that rests is started for as long as it is needed.

    Args:
        make: whether an embedded server may be made where there is none.

    Raises:
        ProcessError: no server was given and none is here, or it cannot be started.
    """
    if "DATABASE_URL" in os.environ:
        yield given_urls()
        return
    cluster = Cluster(settings.DATA / FOLDER)
    if running_server(cluster.folder) is not None:
        yield cluster.urls()
        return
    if not make and not (cluster.folder / "PG_VERSION").exists():
        raise ProcessError(
            _("Tidak ada basis data: isi DATABASE_URL dan DATABASE_OWNER_URL, atau jalankan make demo.")
        )
    with only_one(settings.DATA):
        cluster.start()
        try:
            yield cluster.prepare()
        finally:
            cluster.stop()


def keyring_of(connection: psycopg.Connection[Any]) -> Keyring:
    """This installation's keyring, held against a database that Django is not connected to.

    Raises:
        KeyringError: as `Keyring.load`, or `wrong_keyring`: the database was sealed with other keys.
    """
    ring = Keyring.load(settings.KEYS)
    kept = connection.execute("SELECT fingerprint FROM ground_keymark").fetchone()
    return ring if kept is None else fitting(ring, kept[0])
