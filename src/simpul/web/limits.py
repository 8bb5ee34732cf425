"""How often one address may ask where no seat is needed. Counted in the database's cache, by a keyed hash.

A request that ends in an error is rolled back, and its count with it: a view asks here first and answers 429
as an ordinary page.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def allowed(request: HttpRequest, *, what: str, most: int, seconds: int) -> bool:
    """Count this asking, and say whether the address is still within `most` of them in `seconds`."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    name = hmac.digest(settings.SECRET_KEY.encode(), f"{what}\x00{address}".encode(), hashlib.sha256).hex()
    key = f"limit:{what}:{name}"
    if cache.add(key, 1, seconds):
        return most >= 1
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True
