"""Arithmetic of the mirror: which accounts each step moves. Every entry adds up to zero."""

from __future__ import annotations

from typing import Literal

from simpul.ground.errors import InputError

Step = Literal["ceiling", "agree", "pay", "release"]

#: (account that gives, account that takes) of each step.
ACCOUNTS: dict[Step, tuple[str, str]] = {
    "ceiling": ("ceiling", "available"),
    "agree": ("available", "committed"),
    "pay": ("committed", "paid"),
    "release": ("committed", "available"),
}


def postings(step: Step, amount: int) -> list[tuple[str, int]]:
    """The postings of a step, in whole rupiah.

    >>> postings("agree", 300_000)
    [('available', -300000), ('committed', 300000)]
    """
    gives, takes = ACCOUNTS[step]
    return [(gives, -amount), (takes, amount)]


def check_ceiling(ceiling: int | None, *, bound: int) -> None:
    """Raise unless a ceiling in whole rupiah covers what is committed and paid; None is unknown, so zero.

    >>> check_ceiling(500_000, bound=300_000)

    Raises:
        InputError: `ceiling_negative` or `ceiling_below_commitments`, with the `bound`.
    """
    if ceiling is not None and ceiling < 0:
        raise InputError("ceiling_negative", field="ceiling")
    if (ceiling or 0) < bound:
        raise InputError("ceiling_below_commitments", field="ceiling", bound=bound)
