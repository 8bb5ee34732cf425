"""A demonstration of a size, kept between runs, and its web server while it is measured."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.timing import QUERIES, TIME
from simpul.config.demo_site import Place, environment, program
from simpul.config.embedded import Cluster
from simpul.config.where import FOLDER

TOKEN = "b" * 32
_PATIENCE = 60
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Size:
    """How much of a district: families, services in all, and how many of these are played."""

    families: int
    services: int
    played: int


def make(folder: Path, pack: str, size: Size) -> None:
    """Make the demonstration of a size; what is there already stays."""
    env = {**os.environ, "SIMPUL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "simpul.config.settings"}
    for verb, options in (
        ("population", [f"--families={size.families}"]),
        ("cases", [f"--services={size.services}", f"--played={size.played}"]),
    ):
        command = [program("simpul"), "demo", verb, f"--district={pack}", *options]
        subprocess.run(command, env=env, check=True)


@dataclass(frozen=True)
class Answer:
    """What one request took: milliseconds of the server, and queries."""

    milliseconds: float
    queries: int


class Site:
    """A web server that answers."""

    def __init__(self, port: int, subjects: list[dict[str, Any]]) -> None:
        self.port, self.subjects = port, subjects

    def ask(self, subject: dict[str, Any], turn: int) -> Answer:
        """Open a page once; the turn says with whom.

        Raises:
            RuntimeError: the page was not shown.
        """
        paths, forms = subject["paths"], subject["forms"]
        headers = {"Cookie": f"sessionid={subject['session']}; csrftoken={TOKEN}"}
        body = None
        if forms:
            body = f"csrfmiddlewaretoken={TOKEN}&{forms[turn % len(forms)]}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)) as connection:
            connection.request("POST" if forms else "GET", paths[turn % len(paths)], body, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(subject["name"], answer.status)
            return Answer(float(answer.headers[TIME]), int(answer.headers[QUERIES]))


@contextmanager
def serving(folder: Path, pack: Path, told: Mapping[str, str] | None = None) -> Iterator[Site]:
    """The server of a demonstration, with one worker, and what there is to open on it.

    Args:
        folder: where it lies.
        pack: its district.
        told: of its environment, what is not as in any demonstration.
    """
    port = free_port()
    cluster = Cluster(folder / FOLDER)
    cluster.start()
    web = None
    try:
        env = {**os.environ, **environment(Place(folder, pack, port), cluster.urls())}
        env |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(ROOT), **(told or {})}
        listed = subprocess.run(
            [sys.executable, "-m", "bench", "subjects"], env=env, check=True, capture_output=True, text=True
        )
        manner = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "1", "--log-level", "error"]
        address = ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--factory"]
        with (folder / "bench.log").open("ab") as log:
            command = [program("granian"), *manner, *address, "simpul.config.wsgi:application"]
            web = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        site = Site(port, json.loads(listed.stdout))
        _wait(site)
        yield site
    finally:
        if web is not None:
            web.terminate()
            web.wait()
        cluster.stop()


def _wait(site: Site) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            site.ask(site.subjects[0], 0)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
