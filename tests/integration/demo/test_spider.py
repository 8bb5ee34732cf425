"""A spider in three seats: nothing it is led to breaks, is missing, or names somebody out of sight."""

from __future__ import annotations

from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, resolve

from simpul.ground.actor import Actor, acting, system
from simpul.offices.models import Officer, Seat
from simpul.registry.models import Person
from tests.integration.demo.conftest import NOW, Demo

pytestmark = pytest.mark.slow
MOST_OF_A_KIND = 6
SEATS = ("facilitator", "agency_officer", "regent")
LEAST_PAGES = 5


def names_out_of_sight(actor: Actor) -> set[str]:
    """Names of people this seat may not see, that nobody it may see bears too."""
    with acting(system(actor.district)):
        everybody = set(Person.objects.values_list("name", flat=True))
        officers = set(Officer.objects.values_list("name", flat=True))
    with acting(actor):
        seen = set(Person.objects.values_list("name", flat=True)) if "names" in actor.reads else set()
    shown = "\n".join(officers | seen)  # a name may be the beginning of a longer one that may be read
    return {name for name in everybody if len(name.split()) > 1 and name not in shown}


class Spider:
    """One seat's way through every link and every form that only asks."""

    def __init__(self, client: Client, hidden: set[str]) -> None:
        self.client = client
        self.hidden = hidden
        self.kinds: Counter[str] = Counter()
        self.faults: list[str] = []

    def crawl(self, start: str) -> None:
        waiting, known = deque([start]), {start}
        while waiting:
            address = waiting.popleft()
            if not self._wanted(address):
                continue
            answer = self.client.get(address, follow=True)
            if answer.status_code not in {200, 403, 409}:
                self.faults.append(f"{address}: {answer.status_code}")
            if "html" not in answer.get("Content-Type", ""):
                continue
            page = BeautifulSoup(answer.content, "html.parser")
            self._read(address, page)
            for found in self._led_to(address, page):
                if found not in known:
                    known.add(found)
                    waiting.append(found)

    def _wanted(self, address: str) -> bool:
        try:
            kind = resolve(urlsplit(address).path).view_name
        except Resolver404:
            self.faults.append(f"{address}: leads nowhere")
            return False
        self.kinds[kind] += 1
        return self.kinds[kind] <= MOST_OF_A_KIND

    def _read(self, address: str, page: BeautifulSoup) -> None:
        text = " ".join(page.get_text(" ").split())
        for name in self.hidden:
            if name in text:
                at = text.index(name)
                self.faults.append(f"{address} names {name}: …{text[max(0, at - 60) : at + 60]}…")

    def _led_to(self, address: str, page: BeautifulSoup) -> list[str]:
        forms = page.select("form:not([method=post i])")
        places = [link["href"] for link in page.select("a[href]")]
        places += [form.get("action") or "?" for form in forms]
        joined = [urljoin(address, str(place)).partition("#")[0] for place in places]
        return [each for each in joined if each.startswith("/") and not each.startswith("/static/")]


@pytest.mark.parametrize("role", SEATS)
def test_nothing_it_is_led_to_breaks_or_tells(
    demo: Demo, client: Client, settings, time_machine, role: str
) -> None:
    time_machine.move_to(NOW, tick=False)
    settings.DEMO = True
    actor = demo.officer(role)
    seat = Seat.objects.select_related("officer").get(pk=actor.seat)
    client.force_login(seat.officer)
    session = client.session
    session["seat"] = str(seat.pk)
    session.save()
    hidden = names_out_of_sight(actor)
    assert hidden, "a seat that sees everybody shows nothing"
    spider = Spider(client, hidden)
    spider.crawl("/")
    assert not spider.faults, "\n".join(spider.faults)
    assert len(spider.kinds) >= LEAST_PAGES, spider.kinds
