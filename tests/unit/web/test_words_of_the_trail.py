"""Every verb that writes the trail has its words there, also one that the demonstration never uses."""

from __future__ import annotations

import re
from pathlib import Path

import simpul
from simpul.web.trail.words import VERBS

RECORDED = re.compile(r'\brecord\(\s*"([a-z_]+\.[a-z_]+)"')


def test_each_verb_of_the_trail_has_words() -> None:
    files = Path(simpul.__file__).parent.rglob("*.py")
    recorded = {verb for file in files for verb in RECORDED.findall(file.read_text())}
    assert len(recorded) > 30
    assert recorded <= set(VERBS)
