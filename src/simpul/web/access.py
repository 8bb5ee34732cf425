"""Doors of views: a seat, and a right of it. What a seat may do with a thing the action itself judges."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.offices.models import Seat
from simpul.offices.types import Right

View = Callable[..., HttpResponse]


class SeatRequest(HttpRequest):
    """What a seated view gets: the actor, and the seat it stands for (`SeatMiddleware` sets both)."""

    actor: Actor
    seat: Seat


def seated(*rights: Right) -> Callable[[View], View]:
    """Let a view be reached only from a seat; with rights named, only from a seat that has one of them.

    Without a seat the visitor is sent to sign in and choose one. Without the right the page does not exist.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor  # type: ignore[attr-defined]
            if actor.seat is None:
                return HttpResponseRedirect(f"{reverse('seats')}?next={request.path}")
            if rights and not any(actor.may(right) for right in rights):
                raise NotVisibleError("no_such_page")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
