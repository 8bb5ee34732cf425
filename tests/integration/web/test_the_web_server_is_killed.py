"""`kill -9` of the web server, whatever it was doing: what was answered "saved" is there, once, and no half.

A real server works on the test's own database; the page is sent as a browser without script sends it, and
sent again once the server is back, as somebody does who got no answer.
"""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils import timezone

from simpul.cases import actions
from simpul.cases.models import Deed, Need
from simpul.cases.types import NeedInput, Opening
from simpul.config.demo_site import program
from simpul.config.processes import end_group, last_lines, spawn
from simpul.config.supervisor import answers
from simpul.ground.actor import acting, system
from tests.cast import make_cast
from tests.databases import Urls, environment
from tests.factories import DISTRICT
from tests.functional.site import free_port
from tests.integration.cases.conftest import CONSENT, make_numbered
from tests.integration.cases.pages import act_url

pytestmark = pytest.mark.slow
PATIENCE = 90
#: Nobody but the test itself is in a transaction here.
OVER = """
SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                   AND backend_type = 'client backend' AND xact_start IS NOT NULL)
"""
NOTE = "Ditulis sekali, dibaca selamanya."
FORM = "application/x-www-form-urlencoded"


@dataclass
class Web:
    """The web server in a process of its own, and the one browser that talks to it."""

    urls: Urls
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start it and wait until a page answers."""
        more = {"SIMPUL_DATA": str(self.folder), "SIMPUL_SECRET": settings.SECRET_KEY, "SIMPUL_DEMO": "1"}
        address, log = f"http://127.0.0.1:{self.port}", self.folder / "web.log"
        command = ["granian", "--interface", "wsgi", "--factory", "--port", str(self.port), "--no-ws"]
        self.process = spawn(
            [program(command[0]), *command[1:], "simpul.config.wsgi:application"],
            log=log,
            env=environment(self.urls, SIMPUL_ADDRESS=address, **more),
        )
        deadline = time.monotonic() + PATIENCE
        while not answers(address):
            assert self.process.poll() is None, last_lines(log)
            assert time.monotonic() < deadline, last_lines(log)

    def kill(self) -> None:
        """End it and its workers at once."""
        assert self.process is not None
        end_group(self.process.pid)
        self.process.wait()

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on a page."""
        answer, body = self._ask("GET", path)
        for header in answer.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        page = BeautifulSoup(body, "html.parser").select_one("main form.form")
        assert page is not None
        return {str(each["name"]): str(each.get("value", "")) for each in page.select("input[type=hidden]")}

    def send(self, path: str, typed: dict[str, str]) -> int:
        """The status of the answer."""
        return self._ask("POST", path, urlencode(typed))[0].status

    def begin(self, path: str, typed: dict[str, str], *, upto: int) -> http.client.HTTPConnection:
        """Send a form as far as a byte of its body (negative: from its end), and wait for nothing."""
        body = urlencode(typed).encode()
        line = self._line()
        line.putrequest("POST", path)
        for name, value in {**self._headers(), "Content-Length": str(len(body))}.items():
            line.putheader(name, value)
        line.endheaders(body[:upto] if upto else body)
        return line

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        with contextlib.closing(self._line()) as line:
            line.request(method, path, body, self._headers())
            answer = line.getresponse()
            return answer, answer.read()

    def _line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def _headers(self) -> dict[str, str]:
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": held, "Content-Type": FORM}


@dataclass
class Desk:
    """An officer with a form open: where it stands and what it holds."""

    web: Web
    need: Need
    path: str
    household: str

    def opens(self) -> dict[str, str]:
        return self.web.form(self.path) | {"text": NOTE}


@pytest.fixture
def desk(committed_db: Urls, tmp_path: Path) -> Iterator[Desk]:
    cast = make_cast()
    with acting(system(DISTRICT)):
        person = make_numbered()
        family = person.memberships.get().family_id
    opening = Opening(person=person.pk, needs=(NeedInput("food", "Beras habis"),), consent=CONSENT)
    need = actions.take_in(by=cast.facilitator, opening=opening, at=timezone.now()).needs[0]
    client = Client()
    cast.sign_in(client, "front")
    web = Web(committed_db, tmp_path)
    web.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    web.start()
    yield Desk(web, need, act_url(need, "catatan"), f"household {family}")
    web.kill()


def notes() -> int:
    with acting(system(DISTRICT)):
        return Deed.objects.filter(text=NOTE).count()


def test_what_was_answered_saved_is_there_and_sent_again_it_is_not_there_twice(desk: Desk) -> None:
    form = desk.opens()
    assert desk.web.send(desk.path, form) == 302
    desk.web.kill()
    assert notes() == 1
    desk.web.start()
    assert desk.web.send(desk.path, form) == 302
    assert notes() == 1


def test_a_form_of_which_half_has_come_leaves_nothing_and_can_be_sent_again(desk: Desk) -> None:
    form = desk.opens()
    line = desk.web.begin(desk.path, form, upto=-20)
    desk.web.kill()
    line.close()
    assert notes() == 0
    desk.web.start()
    assert desk.web.send(desk.path, form) == 302
    assert notes() == 1


def test_killed_in_the_middle_of_its_writes_it_leaves_none_of_them(desk: Desk, committed_db: Urls) -> None:
    form = desk.opens()
    with psycopg.connect(committed_db.owner, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [desk.household])
        line = desk.web.begin(desk.path, form, upto=0)
        wait_for(other, "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        desk.web.kill()
        line.close()
        other.execute("SELECT pg_advisory_unlock_all()")
        wait_for(other, OVER)
    assert notes() == 0
    desk.web.start()
    assert desk.web.send(desk.path, form) == 302
    assert notes() == 1


def wait_for(connection: psycopg.Connection[tuple[object, ...]], question: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while connection.execute(question.encode()).fetchone() != (True,):
        assert time.monotonic() < deadline, question
