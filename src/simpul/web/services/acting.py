"""What an act of a need's page is, and how an action whose arguments are the form's fields is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simpul.cases.models import Need
from simpul.ground.actor import Actor
from simpul.web.services import forms

Words = Callable[[], str]
Run = Callable[[Actor, Need, forms.NeedForm, datetime], object]


@dataclass(frozen=True)
class Act:
    """One thing that may be done: `offer` is its name among what a page offers."""

    offer: str
    slug: str
    label: Words
    lead: Words
    icon: str
    form: type[forms.NeedForm]
    run: Run
    done: Words
    danger: bool = False


def typed(form: forms.NeedForm, *names: str) -> dict[str, Any]:
    """What was typed into these fields."""
    return {name: form.cleaned_data[name] for name in names}


def plain(action: Callable[..., object], *names: str, versioned: bool = False) -> Run:
    """An action whose arguments have the names of the form's fields."""

    def run(by: Actor, need: Need, form: forms.NeedForm, at: datetime) -> object:
        more = typed(form, "version") if versioned else {}
        return action(by=by, need=need, at=at, **typed(form, *names), **more)

    return run
