"""The ladder as a picture: rungs where something happened, bars to scale, bows to where needs came in."""

from __future__ import annotations

import datetime as dt

from simpul.insight.types import Flow, Overview, RungFlow, VillageTile
from simpul.web.leaders.flow import picture
from simpul.web.leaders.villages import by_subdistrict, step_of


def rung(kind: str, came_in: int, met: int = 0, went_on: int = 0, name: str = "") -> RungFlow:
    return RungFlow(kind, name or kind, came_in, met, went_on, 0, 0, 0, 0)


def month(*rungs: RungFlow, flows: tuple[Flow, ...] = ()) -> Overview:
    return Overview(dt.date(2026, 11, 1), 0, 0, 0, 0, 0, 0, rungs, flows, (), (), None)


def test_a_month_in_which_nothing_happened_has_no_picture() -> None:
    assert picture(month(rung("village", 0), rung("agency", 0))) is None


def test_bars_are_as_long_as_their_share_of_the_largest_and_one_is_seen() -> None:
    drawn = picture(month(rung("village", 300, met=150, went_on=1), rung("tkpkd", 0)))
    assert drawn is not None
    (row,) = drawn.rows
    came_in, settled, on = (bar.length for bar in row.bars)
    assert (came_in, settled, on) == (118, 59, 2)
    assert drawn.left_out == ("tkpkd",)


def test_bows_lead_from_what_went_on_to_what_came_in_and_further_ones_lie_outside() -> None:
    flows = (Flow("village", "subdistrict", 2), Flow("village", "agency", 8), Flow("village", "gone", 3))
    drawn = picture(month(rung("village", 10), rung("subdistrict", 2), rung("agency", 8), flows=flows))
    assert drawn is not None
    far, near = drawn.bows
    assert (far.moved, near.moved) == (8, 2)
    assert far.width > near.width
    assert far.x > near.x
    starts = {bow.path.split("C")[0] for bow in drawn.bows}
    assert len(starts) == 1
    assert str(drawn.rows[2].bars[0].y + 6) in far.head


def test_a_long_name_of_a_rung_is_cut_for_the_picture_alone() -> None:
    drawn = picture(month(rung("centre", 1, name="Kementerian dan lembaga di tingkat pusat")))
    assert drawn is not None
    assert drawn.rows[0].name == "Kementerian dan lembaga di ting…"


def test_villages_are_a_step_darker_from_five_and_from_ten() -> None:
    assert [step_of(count) for count in (0, 1, 4, 5, 9, 10, 300)] == [0, 1, 1, 2, 2, 3, 3]


def test_many_villages_are_folded_by_subdistrict() -> None:
    few = [VillageTile(f"73.88.01.{2001 + n}", "Desa", "Hulu", 2, 0, 0, 0, 1) for n in range(60)]
    more = [VillageTile(f"73.88.02.{2001 + n}", "Desa", "Hilir", 0, 0, 0, 0, 0) for n in range(60)]
    (hulu,) = by_subdistrict(few)
    assert (hulu.name, hulu.came_in, hulu.late, hulu.open) == ("Hulu", 120, 60, True)
    folded = by_subdistrict([*few, *more])
    assert [(each.name, each.open) for each in folded] == [("Hulu", False), ("Hilir", False)]
