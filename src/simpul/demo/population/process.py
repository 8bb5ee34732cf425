"""A new process of ours. Django is set up before anything needs it: this module itself reads nothing."""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection

import django


def run(work: bytes, channel: Connection) -> None:
    """Do what the parent process pickled: a function and its arguments; the channel comes last."""
    django.setup()
    function, *arguments = pickle.loads(work)  # noqa: S301  # nosec B301 - from our own parent
    function(*arguments, channel)
