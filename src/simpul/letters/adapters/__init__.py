"""Outside libraries of the floor: typst sets the sheet, segno draws the code on it."""

from __future__ import annotations

from simpul.letters.adapters.typesetting import LARGEST_SHEET, qr_svg, set_sheet

__all__ = ["LARGEST_SHEET", "qr_svg", "set_sheet"]
