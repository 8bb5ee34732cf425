"""Two demonstrations, one with a tenth of the data of the other: every page opened on both, by turns."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import report
from bench.site import ROOT, Answer, Site, Size, make, serving
from bench.subjects import subjects

FAMILIES, SERVICES, PLAYED = 600_000, 300_000, 3_000
"""A Brebes."""
_WARM = 5


def main() -> None:
    """Measure, or for a site's own process say what there is to open."""
    if sys.argv[1:] == ["subjects"]:
        print(json.dumps([asdict(each) for each in subjects()]))
        return
    options = _options()
    large, small = _size(options.scale, options.played), _size(options.scale / 10, options.played)
    rows = measure(options.data, options.district, small=small, large=large, rounds=options.rounds)
    command = f"make bench SCALE={options.scale:g}"
    if options.played != PLAYED:
        command = f".venv/bin/python -m bench --scale {options.scale:g} --played {options.played}"
    told = report.page(rows, small=small, large=large, rounds=options.rounds, command=command)
    options.report.write_text(told)
    print(told)


def measure(data: Path, district: str, *, small: Size, large: Size, rounds: int) -> list[report.Row]:
    """Open every page on both sites, by turns.

    Args:
        data: folder in which the demonstrations are kept.
        district: name of its pack.
        small: a tenth of the data.
        large: all of it.
        rounds: how often every page is opened.
    """
    pack = ROOT / "districts" / district
    folders = [data / f"{size.families}-{size.services}" for size in (small, large)]
    for folder, size in zip(folders, (small, large), strict=True):
        make(folder, district, size)
    with serving(folders[0], pack) as one, serving(folders[1], pack) as other:
        return by_turns(one, other, rounds)


def by_turns(small: Site, large: Site, rounds: int) -> list[report.Row]:
    """Open every page on both sites, one after the other, each time with another subject."""
    answers: dict[str, tuple[list[Answer], list[Answer]]] = {}
    kinds = {subject["name"]: subject["kind"] for subject in large.subjects}
    for turn in range(rounds + _WARM):
        for pair in zip(small.subjects, large.subjects, strict=True):
            taken = [site.ask(subject, turn) for site, subject in zip((small, large), pair, strict=True)]
            if turn >= _WARM:
                kept = answers.setdefault(pair[0]["name"], ([], []))
                for each, found in zip(kept, taken, strict=True):
                    each.append(found)
    return [report.Row(name, kinds[name], *both) for name, both in answers.items()]


def _size(scale: float, played: int) -> Size:
    services = max(200, round(SERVICES * scale))
    return Size(max(600, round(FAMILIES * scale)), services, min(played, services // 2))


def _options(given: Sequence[str] | None = None) -> Any:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--scale", type=float, default=0.1, help="1 is a Brebes: 600,000 families")
    parser.add_argument("--played", type=int, default=PLAYED, help="services played by the real actions")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--district", default="brebes")
    parser.add_argument("--data", type=Path, default=ROOT / ".data" / "bench")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "reference" / "performance.md")
    return parser.parse_args(given)
