"""The demo, step by step: database, keys, tables, pack, people, web server, jobs, one address."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from simpul.config.embedded import DATABASE, Cluster, Urls
from simpul.config.processes import ProcessError
from simpul.config.supervisor import LOOPBACK, PORT_PATIENCE, Supervisor, claim_port, only_one, tell_holder
from simpul.config.where import FOLDER, given_urls
from simpul.ground.crypto import Keyring

WEB_WORKERS = 2
WEB_THREADS = 8  # each holds a database connection
WEB_WAITING = 64
OF_THE_DEMO = (FOLDER, f"{FOLDER}.new", "files", "keys", "log", "static", "running.json")


@dataclass(frozen=True)
class Place:
    """Where a demo lives and what it shows.

    Attributes:
        data: folder of database, keys, files and logs.
        pack: the district pack it loads.
        port: port of the web server on the loopback address.
    """

    data: Path
    pack: Path
    port: int

    @property
    def address(self) -> str:
        """The one address a person needs."""
        return f"http://{LOOPBACK}:{self.port}"


def run(place: Place, *, reset: bool) -> None:
    """Start everything, print one address, stay until asked to stop; then everything has ended.

    Raises:
        ProcessError: something stands in the way; the message is a sentence.
        StoppedError: somebody asked to stop.
    """
    with only_one(place.data):
        supervisor = Supervisor(place.data, os.environ)
        supervisor.end_leftovers()
        claim_port(place.port, patience=PORT_PATIENCE)
        if reset:
            _forget(place.data)
        tell_holder(place.data, place.address)
        cluster = None if "DATABASE_URL" in os.environ else Cluster(place.data / FOLDER)
        try:
            urls = given_urls() if cluster is None else _embedded(cluster)
            supervisor.env.update(environment(place, urls))
            if cluster is not None and cluster.process is not None:
                supervisor.watch_over("database", cluster.process, cluster.log)
            prepare(supervisor, place, urls, cluster)
            serve(supervisor, place)
            _say(_("Simpul berjalan dengan DATA CONTOH: %s") % place.address)
            _say(_("Tekan Ctrl-C untuk menghentikan."))
            supervisor.watch()
        finally:
            supervisor.stop()
            if cluster is not None:
                cluster.stop()


def environment(place: Place, urls: Urls) -> dict[str, str]:
    """What every process of the demo is told."""
    return urls.environment() | {
        "SIMPUL_DEMO": "1",
        "SIMPUL_DATA": str(place.data),
        "SIMPUL_KEYS": str(place.data / "keys" / "keyring.json"),
        "SIMPUL_ADDRESS": place.address,
        "PYTHONUNBUFFERED": "1",
    }


def prepare(supervisor: Supervisor, place: Place, urls: Urls, cluster: Cluster | None) -> None:
    """Bring keys, tables, pack and people to where the demo can be used; keeps what is there."""
    name = place.pack.name
    progress = read_progress(urls)
    if progress.loading and not progress.ready and cluster is not None:
        _say(_("Pemuatan sebelumnya terputus; basis data demo dibuat ulang …"))
        cluster.drop()
        cluster.prepare()
    elif name == progress.loading:
        raise ProcessError(_("Pemuatan data “%s” terputus. Mulai lagi dari awal: make demo-reset") % name)
    lay_keys(Path(supervisor.env["SIMPUL_KEYS"]), urls)
    _say(_("Menyiapkan tabel …"))
    supervisor.step(
        "migrate",
        [program("simpul"), "migrate", "--verbosity", "0", "--skip-checks"],
        env={"SIMPUL_AS_OWNER": "1"},
    )
    if name not in progress.ready:
        write_progress(urls, Progress(progress.ready, loading=name))
        _say(_("Memuat paket kabupaten dari %s …") % place.pack)
        supervisor.step("pack", [program("simpul"), "pack", "load", str(place.pack)])
        _say(_("Membuat penduduk dan layanan contoh …"))
        supervisor.step("demo data", [program("simpul"), "demo_data", str(place.pack)])
        with psycopg.connect(urls.owner, autocommit=True) as connection:
            connection.execute("ANALYZE")  # the first pages are planned on what was just loaded
        write_progress(urls, Progress((*progress.ready, name)))


def lay_keys(path: Path, urls: Urls) -> None:
    """Make the keyring of a new demo; never a new one beside data that another keyring sealed.

    Raises:
        ProcessError: the keyring is gone and the database is sealed.
    """
    if path.exists():
        return
    with psycopg.connect(urls.owner) as connection:
        laid = connection.execute("SELECT to_regclass('ground_keymark') IS NOT NULL").fetchone() == (True,)
        if laid and connection.execute("SELECT 1 FROM ground_keymark").fetchone():
            raise ProcessError(
                _(
                    "Berkas kunci %s hilang, padahal basis data sudah disegel dengannya. "
                    "Kembalikan berkas itu, atau mulai dari awal: make demo-reset"
                )
                % path
            )
    Keyring.create(path)


def serve(supervisor: Supervisor, place: Place) -> None:
    """Start the web server and the job worker; returns when a page answers."""
    address = ["--interface", "wsgi", "--host", LOOPBACK, "--port", str(place.port), "--no-ws", "--factory"]
    threads = ["--blocking-threads", str(WEB_THREADS), "--backpressure", str(WEB_WAITING)]
    manner = ["--workers", str(WEB_WORKERS), "--workers-kill-timeout", "10", "--log-level", "warning"]
    supervisor.step("static", [program("simpul"), "collectstatic", "--noinput", "--verbosity", "0"])
    application = "simpul.config.wsgi:application"
    supervisor.start("web", [program("granian"), *address, *threads, *manner, application])
    supervisor.start("jobs", [program("simpul"), "procrastinate", "worker"])
    supervisor.wait_for_answer(place.address)


def program(name: str) -> str:
    """A program of this Python environment."""
    return str(Path(sys.executable).with_name(name))


@dataclass(frozen=True)
class Progress:
    """Which districts of the demo are loaded, and which was being loaded."""

    ready: tuple[str, ...] = ()
    loading: str = ""


def read_progress(urls: Urls) -> Progress:
    """How far loading came: kept in the database's own comment, so it goes when the database goes."""
    with psycopg.connect(urls.owner) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    if row is None or not str(row[0] or "").startswith("{"):
        return Progress()
    noted = json.loads(row[0])
    return Progress(tuple(noted["ready"]), noted["loading"])


def write_progress(urls: Urls, progress: Progress) -> None:
    """Keep how far loading came."""
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connection.info.dbname), sql.Literal(json.dumps(asdict(progress)))
            )
        )


def _embedded(cluster: Cluster) -> Urls:
    _say(_("Menjalankan PostgreSQL bawaan …"))
    cluster.start()
    return cluster.prepare(DATABASE)


def _forget(data: Path) -> None:
    """Remove the demo's data; a database that was given to us is not ours to empty."""
    if "DATABASE_URL" in os.environ:
        raise ProcessError(
            _("DATABASE_URL sedang diisi: kosongkan basis data itu sendiri, lalu jalankan make demo.")
        )
    for name in OF_THE_DEMO:
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _say(sentence: str) -> None:
    print(sentence, flush=True)
