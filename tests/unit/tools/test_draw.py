"""What documents show of the code is drawn from it, and a stale drawing is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import draw


def test_a_table_of_moves_becomes_a_chart() -> None:
    moves = {("open", "start"): "acting", ("open", "note"): "open", ("acting", "close"): "closed"}
    chart = draw.state_chart(moves)
    assert "    open --> acting: start" in chart
    assert "    acting --> closed: close" in chart
    assert "- `open`: note" in chart


def test_a_table_of_states_becomes_a_chart_too() -> None:
    chart = draw.state_chart({"draft": frozenset({"sent", "withdrawn"}), "sent": frozenset()})
    assert "    draft --> sent\n    draft --> withdrawn" in chart
    assert "Without leaving" not in chart


def test_the_floor_plan_shows_only_floors_below() -> None:
    order = draw.floor_order()
    rows = draw.floor_plan().splitlines()[2:]
    for row in rows:
        floor, below = (cell.strip() for cell in row.strip("|").split("|"))
        for lower in below.replace("nothing", "").replace("`", "").split(","):
            assert not lower.strip() or order.index(lower.strip()) > order.index(floor.strip("`"))


def test_a_stale_drawing_is_named_and_drawn_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "floors.md"
    page.write_text("old")
    monkeypatch.setattr(draw, "ROOT", tmp_path)
    monkeypatch.setattr(draw, "drawings", lambda: {page: "new"})
    assert draw.main(["--check"]) == 1
    assert "floors.md is stale: run `make draw`" in capsys.readouterr().err
    assert draw.main([]) == 0
    assert page.read_text() == "new"
    assert draw.main(["--check"]) == 0
