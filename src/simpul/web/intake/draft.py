"""What was answered so far, sealed: nothing about a person stands in a session in clear."""

from __future__ import annotations

import base64
import json
from binascii import Error as Base64Error
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from simpul.ground.actor import Actor
from simpul.ground.crypto import KeyringError
from simpul.ground.keys import keyring
from simpul.ground.sealed import Kind, Passing
from simpul.registry.types import NewPerson

PLACE = "intake"
DRAFT = Kind("intake", (Passing(settings.SESSION_COOKIE_AGE),))


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


def load(request: HttpRequest) -> Draft:
    """The draft of this seat in this session; a new one when there is none or it does not open."""
    sealed = request.session.get(PLACE)
    if not sealed:
        return Draft()
    try:
        return Draft(**json.loads(DRAFT.open(keyring(), _seat(request), base64.b64decode(sealed))))
    except (KeyringError, Base64Error, ValueError, TypeError):
        return Draft()


def keep(request: HttpRequest, draft: Draft) -> None:
    """Put the draft into the session, sealed for this seat."""
    sealed = DRAFT.seal(keyring(), _seat(request), json.dumps(asdict(draft)).encode())
    request.session[PLACE] = base64.b64encode(sealed).decode()


def forget(request: HttpRequest) -> None:
    """Throw the draft away."""
    request.session.pop(PLACE, None)


def _seat(request: HttpRequest) -> UUID | None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor.seat
