"""How often one address may ask where no seat is needed. Counted in the database's cache, by a keyed hash.

A request that ends in an error is rolled back, and its count with it: a view asks here first and answers 429
as an ordinary page.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from simpul.ground import locks
from simpul.ground.tickets import LONGEST_WAIT, still_waiting, wait_after


def allowed(request: HttpRequest, *, what: str, most: int, seconds: int) -> bool:
    """Count this asking, and say whether the address is still within `most` of them in `seconds`.

    The seconds run from the first of them.
    """
    return _count(_key(request, what), seconds=seconds) <= most


def must_wait(request: HttpRequest, *, what: str, now: datetime) -> bool:
    """Whether this address was wrong so often that nothing is answered to it yet."""
    return still_waiting(cache.get(_key(request, what) + ":until"), now=now)


def was_wrong(request: HttpRequest, *, what: str, free: int, now: datetime) -> None:
    """Count a wrong answer of this address; after `free` of them each wait is twice as long, up to an hour.

    The count is forgotten when the longest wait has passed without another.
    """
    key, kept = _key(request, what), 2 * int(LONGEST_WAIT.total_seconds())
    wait = wait_after(_count(key + ":wrong", seconds=kept, from_last=True), free=free)
    if wait:
        cache.set(key + ":until", now + wait, kept)


def _count(key: str, *, seconds: int, from_last: bool = False) -> int:
    """Count once more and say how many there are, each of those who ask at once another number.

    Forgotten `seconds` after the first of them, or after the last. Others of this key wait until the request
    has ended, as for any row it wrote.
    """
    with transaction.atomic():
        locks.hold(f"limit {key}")
        now, longest = timezone.now(), timedelta(seconds=seconds)
        count, ends = cache.get(key) or (0, now)
        if not now < ends <= now + longest:  # over, or the clock was set back
            count, ends = 0, now + longest
        if from_last:
            ends = now + longest
        cache.set(key, (count + 1, ends), (ends - now).total_seconds() + 1)
    return int(count) + 1


def _key(request: HttpRequest, what: str) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    name = hmac.digest(settings.SECRET_KEY.encode(), f"{what}\x00{address}".encode(), hashlib.sha256).hex()
    return f"limit:{what}:{name}"
