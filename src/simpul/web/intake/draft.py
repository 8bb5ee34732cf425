"""What was answered so far: sealed in a table of its own, of one seat; the session holds its key alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from simpul.cases import actions, queries
from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.registry.types import NewPerson

PLACE = "intake_draft"


@dataclass
class Draft:
    """The answers of one intake. Empty means not answered yet.

    `person` is the key of somebody found; `new` the answers about somebody who is not in the registry.
    """

    danger: str = ""
    basis: str = ""
    read_aloud: bool = False
    given_by: str = ""
    person: str = ""
    shown: str = ""
    new: dict[str, Any] = field(default_factory=dict)
    reporter: dict[str, str] = field(default_factory=dict)
    collector: dict[str, str] = field(default_factory=dict)
    parties_asked: bool = False
    look: dict[str, Any] = field(default_factory=dict)
    propose: dict[str, str] = field(default_factory=dict)
    check_asked: bool = False
    lacks_papers: bool = False
    needs: list[dict[str, Any]] = field(default_factory=list)
    source: dict[str, str] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Whether anything about a person was answered."""
        return bool(self.person or self.new or self.needs)

    @property
    def complete(self) -> bool:
        """Whether it can be saved: a basis, somebody to be helped, and a need."""
        return bool(self.basis and (self.person or self.new) and self.needs)

    def choose(self, person: str, name: str) -> None:
        """Somebody was found: what was typed about a new person goes."""
        self.person, self.shown, self.new, self.check_asked = person, name, {}, False

    def describe(self, new: NewPerson) -> None:
        """Somebody new was described: a person chosen before goes."""
        told = asdict(new)
        born: date | None = told.pop("birth_date")
        self.new = told | {"birth_date": born.isoformat() if born else None}
        self.person, self.shown, self.check_asked = "", new.name, False

    def new_person(self) -> NewPerson:
        """The new person as described."""
        told = dict(self.new)
        born = told.pop("birth_date")
        return NewPerson(**told, birth_date=date.fromisoformat(born) if born else None)


class Waiting(NamedTuple):
    """A draft as the first page lists it."""

    key: UUID
    who: str
    changed_at: datetime


def load(request: HttpRequest) -> Draft:
    """The draft this session is at, if it is this seat's; else a new one."""
    key = key_of(request)
    held = queries.draft(key, by=_actor(request), now=timezone.now()) if key else None
    return _read(held.content) if held else Draft()


def keep(request: HttpRequest, draft: Draft) -> None:
    """Keep the draft for this seat, and let this session be at it."""
    content = json.dumps(asdict(draft)).encode()
    kept = actions.keep_draft(by=_actor(request), key=key_of(request), content=content, at=timezone.now())
    request.session[PLACE] = str(kept)


def waiting(request: HttpRequest) -> list[Waiting]:
    """What this seat began and did not save, the one changed last first."""
    held = queries.drafts(by=_actor(request), now=timezone.now())
    read = [(each, _read(each.content)) for each in held]
    return [Waiting(each.id, draft.shown, each.changed_at) for each, draft in read if draft.begun]


def go_on(request: HttpRequest, key: UUID) -> Draft:
    """Let this session be at a draft of this seat.

    Raises:
        NotVisibleError: there is none, or it has ended.
    """
    held = queries.draft(key, by=_actor(request), now=timezone.now())
    if held is None:
        raise NotVisibleError("no_such_draft")
    request.session[PLACE] = str(key)
    return _read(held.content)


def leave(request: HttpRequest) -> None:
    """Be at no draft; what was begun waits on the first page."""
    request.session.pop(PLACE, None)


def use(request: HttpRequest) -> None:
    """Take the draft away because it is being saved, in the same transaction.

    Raises:
        StateError: `draft_gone`.
    """
    if key := key_of(request):
        actions.use_draft(by=_actor(request), key=key)


def _read(content: bytes) -> Draft:
    """What was kept; nothing of it if an older release asked other questions."""
    try:
        return Draft(**json.loads(content))
    except TypeError:
        return Draft()


def key_of(request: HttpRequest) -> UUID | None:
    """The draft this session is at, whether it is still there or not."""
    try:
        return UUID(request.session.get(PLACE, ""))
    except ValueError:
        return None


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
