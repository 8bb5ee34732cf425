"""Whoever waits for a crowd reads soon that it grows, and then now and again."""

from __future__ import annotations

import io

from simpul.demo.crowding import Progress
from simpul.demo.management.commands.demo_population import Command


def test_the_first_block_is_told_at_once_and_the_next_within_five_seconds_are_not() -> None:
    paper = io.StringIO()
    tell = Command(stdout=paper)._teller()
    tell(Progress(0, 100, 0))
    assert paper.getvalue() == ""
    tell(Progress(10, 100, 0, rows=70))
    assert "10 dari 100 keluarga" in paper.getvalue()
    tell(Progress(20, 100, 0, rows=140))
    assert "20 dari 100" not in paper.getvalue()
    tell(Progress(100, 100, 0, rows=700))
    assert "100 dari 100 keluarga" in paper.getvalue()
