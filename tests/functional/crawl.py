"""Follows every link the seats are shown, one page of each kind and a few of the rich ones, and looks."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import APIResponse, Response

from tests.functional.looking import kind_of
from tests.functional.visitor import Visitor

#: Pages that differ much from one to the next: so many of them are opened from each seat.
RICH = {
    "board:home": 1,
    "services:page": 3,
    "people:card": 1,
    "inbox:referral": 2,
    "money:commitment": 1,
    "letters:letter": 1,
    "officers:seat": 2,
}
#: Files, not pages: asked for, not shown.
FILES = frozenset(
    {"letters:pdf", "letters:picture", "letters:scan", "inbox:proof", "files:open", "files:get"}
)
LEAVES = ("tel:", "mailto:", "javascript:", "#")


@dataclass
class Findings:
    """What all crawls together have opened, and what was wrong with it."""

    opened: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Crawl:
    """One seat's way through everything it is shown that no other seat has opened yet."""

    def __init__(self, visitor: Visitor, findings: Findings) -> None:
        self.visitor = visitor
        self.findings = findings
        self.here_opened: Counter[str] = Counter()
        self.waiting: deque[str] = deque()
        self.known: set[str] = set()

    def follow(self, *addresses: str) -> None:
        """Open these and everything they lead to."""
        self.waiting.extend(addresses)
        while self.waiting:
            address = self.waiting.popleft()
            kind = kind_of(address)
            if kind and not self._enough(kind):
                self._open(address, kind)

    def here(self) -> None:
        """The page as it stands counts, and its links wait."""
        kind = kind_of(self.visitor.page.url)
        self.known.add(urlsplit(self.visitor.page.url).path)
        self._count(kind)
        self._look()
        self._note_links()

    def _enough(self, kind: str) -> bool:
        if kind in RICH:
            return self.here_opened[kind] >= RICH[kind]
        return self.findings.opened[kind] > 0

    def _count(self, kind: str) -> None:
        self.here_opened[kind] += 1
        self.findings.opened[kind] += 1

    def _open(self, address: str, kind: str) -> None:
        page = self.visitor.page
        answer: Response | APIResponse | None
        answer = page.request.get(address) if kind in FILES else page.goto(address)
        if answer is None or not answer.ok:
            self.findings.faults.append(
                f"{address} ({kind}) is linked and answers {answer and answer.status}"
            )
        elif kind in FILES:
            self._count(kind)
        else:
            self.here()

    def _look(self) -> None:
        try:
            self.visitor.looks_at_both_widths()
        except AssertionError as fault:
            self.findings.faults.append(str(fault))

    def _note_links(self) -> None:
        page = self.visitor.page
        for href in page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('href'))"
        ):
            path = urlsplit(urljoin(page.url, href)).path
            if not href.startswith(LEAVES) and path not in self.known:
                self.known.add(path)
                self.waiting.append(urljoin(page.url, href))
