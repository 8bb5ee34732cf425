"""What was measured, as a page: medians, the slow end, queries, and each page held against its bound."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.site import Answer, Size

GROWTH, DETAIL = 1.3, 4.0
ONE_QUERY, TABLE = "one-query view", "plain 50-row table"


@dataclass(frozen=True)
class Row:
    """A page at two sizes of the data: the small one first."""

    name: str
    kind: str
    small: Sequence[Answer]
    large: Sequence[Answer]

    @property
    def median(self) -> float:
        """Milliseconds of the server, with all the data."""
        return statistics.median(each.milliseconds for each in self.large)

    @property
    def growth(self) -> float:
        """Time with all the data by time with a tenth of it, of answers taken by turns."""
        before = statistics.median(each.milliseconds for each in self.small)
        return self.median / before

    @property
    def slow(self) -> float:
        """Milliseconds that 95 of 100 answers stay below."""
        times = sorted(each.milliseconds for each in self.large)
        return times[min(len(times) - 1, int(0.95 * len(times)))]

    def queries(self, answers: Sequence[Answer]) -> float:
        """The median number of queries."""
        return statistics.median(each.queries for each in answers)


def page(rows: Sequence[Row], *, small: Size, large: Size, rounds: int, command: str) -> str:
    """The page as Markdown, wholly made of what was measured."""
    by_name = {row.name: row for row in rows}
    lines = [_HEAD.format(command=command, rounds=rounds, machine=_machine())]
    lines.append(
        f"Small: {small.families:,} families, {small.services:,} services ({small.played:,} of them played). "
        f"Large: {large.families:,} families, {large.services:,} services ({large.played:,} played)."
    )
    lines += ["", "| page | kind | median ms | 95 % ms | queries | beside | ÷ | growth | holds |"]
    lines.append("|---|---|---:|---:|---:|---|---:|---:|---|")
    lines += [_line(row, by_name) for row in rows]
    return "\n".join(lines) + "\n" + _FOOT


def _line(row: Row, by_name: Mapping[str, Row]) -> str:
    beside, ratio, faults = "", "", []
    if row.kind != "comparison":
        beside = ONE_QUERY if row.kind == "detail" else TABLE
        times = row.median / by_name[beside].median
        ratio = f"{times:.2f}"
        if times > (DETAIL if row.kind == "detail" else 1.0):
            faults.append("slow")
        if row.growth > GROWTH:
            faults.append("grows")
        if row.queries(row.large) > row.queries(row.small) * GROWTH:
            faults.append("more queries")
    holds = "" if row.kind == "comparison" else ", ".join(faults) or "yes"
    asked = f"{row.queries(row.small):.0f} → {row.queries(row.large):.0f}"
    cells = (row.name, row.kind, f"{row.median:.1f}", f"{row.slow:.1f}", asked, beside, ratio)
    return f"| {' | '.join(cells)} | {row.growth:.2f} | {holds} |"


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = [line for line in information.read_text().splitlines() if line.startswith("model name")]
        processor = f"{len(names)} x {names[0].partition(': ')[2]}" if names else processor
    return f"{processor}, {platform.system()} {platform.release()}, Python {platform.python_version()}"


_HEAD = """# Performance

Written by the bench. Do not edit: run `{command}`.

Machine: {machine}. {rounds} rounds; in each round every page is opened once on both sites, by turns, each
time with another person or service; the first rounds warm up and are not counted. One worker, embedded
PostgreSQL, loopback. Milliseconds are the server's own, around all middleware; they depend on the machine and
on what else ran: trust the ratios.
"""
_FOOT = """
- *beside* and *÷*: the median beside the view of comparison of the same run. A detail page should take at
  most 4 times the one-query view, a list page less than the plain table (ORM objects and a Django
  template, 50 rows, the board's columns).
- *growth*: the median with all the data by that with a tenth of it; at most 1.3. *queries*: with a tenth →
  with all. A tenth of the families and services lives in as many villages: villages are a tenth as large too.
- *holds*: `yes`, or what does not.
"""
