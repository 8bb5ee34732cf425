"""The stories the demonstration tells, each a module whose docstring tells it."""

from __future__ import annotations

from simpul.demo.stories import (
    hospital_night,
    leaking_roof,
    no_papers,
    school_year,
    thirty_five_names,
    two_cards,
    will_not_sign,
    work_abroad,
)

STORIES = (
    no_papers.STORY,
    hospital_night.STORY,
    school_year.STORY,
    leaking_roof.STORY,
    work_abroad.STORY,
    two_cards.STORY,
    thirty_five_names.STORY,
    will_not_sign.STORY,
)
