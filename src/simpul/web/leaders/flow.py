"""The ladder as a picture: a row of bars for each rung, and a bow for what went on from one to another.

Everything is measured in units of the picture, which is as wide as a small phone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from simpul.insight.types import Flow, Overview, RungFlow

WIDTH = 340
_ROW, _NAME, _FIRST_BAR, _BAR_STEP, _BAR_HIGH = 92, 15, 25, 19, 12
_BAR_LEFT, _BAR_LONG = 82, 118
_BOW_LEFT, _BOW_OUT, _BOW_STEP, _BOW_OUTMOST = 252, 26, 20, 80
_THINNEST, _THICKEST = 1.5, 9.0
_LONGEST_NAME = 32

_BARS: tuple[tuple[Callable[[], str], str, str], ...] = (
    (lambda: pgettext("kebutuhan", "Masuk"), "came_in", "came"),
    (lambda: _("Selesai"), "met", "settled"),
    (lambda: _("Diteruskan"), "went_on", "on"),
)


@dataclass(frozen=True)
class Bar:
    """One number of a rung: its word, how long, and where."""

    label: str
    value: int
    css: str
    x: int
    y: int
    length: int
    height: int


@dataclass(frozen=True)
class Row:
    """A rung: its name and its bars."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bow:
    """What went on from one rung to another: a line with a head, and the number at its outermost point."""

    path: str
    head: str
    width: float
    moved: int
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """The whole picture; `left_out` are rungs where nothing happened."""

    height: int
    rows: tuple[Row, ...]
    bows: tuple[Bow, ...]
    left_out: tuple[str, ...]


def picture(page: Overview) -> Picture | None:
    """The month's ladder, or None where nothing came in, was settled or went on."""
    busy = [rung for rung in page.rungs if rung.came_in or rung.met or rung.went_on]
    if not busy:
        return None
    most = max(max(rung.came_in, rung.met, rung.went_on) for rung in busy)
    rows = tuple(_row(rung, place * _ROW, most) for place, rung in enumerate(busy))
    places = {rung.kind: place * _ROW for place, rung in enumerate(busy)}
    flows = [each for each in page.flows if each.from_kind in places and each.to_kind in places]
    left_out = tuple(rung.name for rung in page.rungs if rung not in busy)
    return Picture(len(busy) * _ROW, rows, _bows(flows, places), left_out)


def _row(rung: RungFlow, top: int, most: int) -> Row:
    name = rung.name if len(rung.name) <= _LONGEST_NAME else f"{rung.name[: _LONGEST_NAME - 1]}…"
    bars = tuple(
        Bar(
            label=label(),
            value=getattr(rung, field),
            css=css,
            x=_BAR_LEFT,
            y=top + _FIRST_BAR + place * _BAR_STEP,
            length=_long(getattr(rung, field), most),
            height=_BAR_HIGH,
        )
        for place, (label, field, css) in enumerate(_BARS)
    )
    return Row(name, top + _NAME, bars)


def _long(value: int, most: int) -> int:
    """As long as its share of the largest; a single one can still be seen."""
    return max(2, round(_BAR_LONG * value / most)) if value else 0


def _bows(flows: Sequence[Flow], places: dict[str, int]) -> tuple[Bow, ...]:
    most = max((each.moved for each in flows), default=1)
    return tuple(_bow(each, places, most) for each in sorted(flows, key=lambda each: -each.moved))


def _bow(flow: Flow, places: dict[str, int], most: int) -> Bow:
    """From the bar of what went on to the bar of what came in, bowed further out the more rungs it passes."""
    start = places[flow.from_kind] + _FIRST_BAR + 2 * _BAR_STEP + _BAR_HIGH // 2
    end = places[flow.to_kind] + _FIRST_BAR + _BAR_HIGH // 2
    passed = max(1, round(abs(end - start) / _ROW))
    out = min(_BOW_OUT + _BOW_STEP * passed, _BOW_OUTMOST)
    far = _BOW_LEFT + round(out * 4 / 3)  # the middle of such a curve lies at three quarters of its handles
    return Bow(
        path=f"M{_BOW_LEFT} {start}C{far} {start} {far} {end} {_BOW_LEFT + 6} {end}",
        head=f"M{_BOW_LEFT - 2} {end}l9-5v10z",
        width=round(_THINNEST + (_THICKEST - _THINNEST) * flow.moved / most, 1),
        moved=flow.moved,
        x=_BOW_LEFT + out,
        y=(start + end) // 2 + 4,
    )
