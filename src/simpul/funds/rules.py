"""Arithmetic of the mirror: which accounts each step moves. Every entry adds up to zero."""

from __future__ import annotations

from typing import Literal

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
