"""How often one address may ask where no seat is needed. Counted in the database's cache, by a keyed hash.

A request that ends in an error is rolled back, and its count with it: a view asks here first and answers 429
as an ordinary page.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from simpul.ground.tickets import LONGEST_WAIT, still_waiting, wait_after


def allowed(request: HttpRequest, *, what: str, most: int, seconds: int) -> bool:
    """Count this asking, and say whether the address is still within `most` of them in `seconds`."""
    key = _key(request, what)
    if cache.add(key, 1, seconds):
        return most >= 1
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True


def must_wait(request: HttpRequest, *, what: str, now: datetime) -> bool:
    """Whether this address was wrong so often that nothing is answered to it yet."""
    return still_waiting(cache.get(_key(request, what) + ":until"), now=now)


def was_wrong(request: HttpRequest, *, what: str, free: int, now: datetime) -> None:
    """Count a wrong answer of this address; after `free` of them each wait is twice as long, up to an hour.

    The count is forgotten when the longest wait has passed without another.
    """
    key, kept = _key(request, what), 2 * int(LONGEST_WAIT.total_seconds())
    cache.add(key + ":wrong", 0, kept)
    try:
        wrong = cache.incr(key + ":wrong")
    except ValueError:  # it ran out between the two
        return
    cache.touch(key + ":wrong", kept)
    wait = wait_after(wrong, free=free)
    if wait:
        cache.set(key + ":until", now + wait, kept)


def _key(request: HttpRequest, what: str) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    name = hmac.digest(settings.SECRET_KEY.encode(), f"{what}\x00{address}".encode(), hashlib.sha256).hex()
    return f"limit:{what}:{name}"
