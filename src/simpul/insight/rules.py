"""What may be published: counts of a few people stay hidden, and no subtraction gives them back.

Parts of a published whole that are smaller than the least are put together with others, zeros included, until
the sum of what is hidden fits more than one way. Which further part is hidden depends on its place in the
list alone, so that even somebody who knows this rule learns nothing from the choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """Parts of a whole as they may be shown.

    `parts` in the order given, None where hidden; `rest` is the sum of the hidden ones (0: nobody at all);
    `total` is None, and nothing is shown, where even the whole would tell too much.
    """

    parts: tuple[int | None, ...]
    rest: int
    total: int | None


def publish(parts: Sequence[int], least: int) -> Published:
    """Hide what must not be published of the parts of a whole.

    Args:
        parts: counts that add up to the whole.
        least: the smallest count that may be shown.

    >>> publish([12, 3, 9, 8], 5)
    Published(parts=(12, None, 9, None), rest=11, total=32)
    >>> publish([12, 0, 9], 5)
    Published(parts=(12, None, 9), rest=0, total=21)
    >>> publish([3, 0], 5)
    Published(parts=(None, None), rest=0, total=None)
    """
    hidden = {place for place, count in enumerate(parts) if count < least}
    shown = [place for place in range(len(parts)) if place not in hidden]
    rest = sum(parts[place] for place in hidden)
    while rest and not _fits_many_ways(rest, len(hidden), least):
        if not shown:
            return Published((None,) * len(parts), 0, None)
        place = shown.pop()
        hidden.add(place)
        rest += parts[place]
    seen = tuple(None if place in hidden else count for place, count in enumerate(parts))
    return Published(seen, rest, sum(parts))


def _fits_many_ways(rest: int, hidden: int, least: int) -> bool:
    """Whether a sum of hidden parts leaves each open: not one part alone, nor all as large as can be."""
    return hidden > 1 and rest >= least and rest != (least - 1) * hidden
