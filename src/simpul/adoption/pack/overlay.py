"""The figures of the demonstration, kept apart from what a district really decided, and marked."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from simpul.adoption.pack.merge import merge_items
from simpul.adoption.pack.messages import Mistake, Place, mistake
from simpul.adoption.pack.nodes import Node, read_csv, read_yaml
from simpul.adoption.pack.schema.funds import VillageCeiling
from simpul.adoption.pack.schema.kinds import DEMO
from simpul.adoption.pack.schema.pack import DEMO_FILES
from simpul.adoption.pack.schema.roles import Seat

_KEYS = {
    "programmes": frozenset({"code", "quota", "quota_source", "amount", "period"}),
    "funds": frozenset({"code", "years", "lines"}),
}
_LINE_KEYS = frozenset({"code", "years"})
_SEATS = dict.fromkeys(Seat.model_fields, False)
_CEILINGS = dict.fromkeys(VillageCeiling.model_fields, False)
_ROW_KEY = ("fund", "village", "year", "line")


def lay_demo(
    folder: Path,
    files: dict[str, Node],
    rows: dict[str, list[Node]],
    touched: set[str],
    mistakes: list[Mistake],
) -> None:
    """Lay ``demo/`` over a draft.

    Args:
        folder: the overlay; it may be absent.
        files: merged YAML files, changed in place.
        rows: CSV rows, changed in place.
        touched: gets ``section:code`` of everything that now holds a demonstration figure.
        mistakes: what is wrong is added here.
    """
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        shown = f"demo/{path.name}"
        if path.name not in DEMO_FILES:
            mistakes.append(mistake("demo_file", Place(shown, 1), known=DEMO_FILES))
    for section, keys in _KEYS.items():
        name = f"{section}.yaml"
        if (folder / name).is_file() and name in files and files[name].value is not None:
            over = read_yaml(folder / name, f"demo/{name}", mistakes)
            if over is not None:
                files[name] = _lay(files[name], over, section, keys=keys, touched=touched, mistakes=mistakes)
    _lay_rows(folder, rows, touched, mistakes)


def _lay(
    base: Node,
    over: Node,
    section: str,
    *,
    keys: Collection[str],
    touched: set[str],
    mistakes: list[Mistake],
) -> Node:
    items = {item.text("code"): item for item in base.list(section)}
    mistakes += [
        mistake("demo_key", node.place, key=key, known={section})
        for key, node in over.map.items()
        if key != section
    ]
    for figure in over.list(section):
        code = figure.text("code")
        if code not in items:
            mistakes.append(mistake("demo_code", figure.at("code").place, value=code, known=tuple(items)))
            continue
        mistakes += _judge(figure, keys)
        below = items[code]
        laid = dict(below.map) | dict(figure.map)
        if "years" in figure.map:
            known = below.at("years").map if "years" in below.map else {}
            laid["years"] = Node({**known, **figure.at("years").map}, *figure.at("years").place)
        if "lines" in figure.map:
            lines = merge_items(below.list("lines"), figure.list("lines"), mistakes)
            laid["lines"] = Node(lines, *figure.at("lines").place)
        items[code] = Node(laid, *figure.place)
        touched.add(f"{section}:{code}")
    return Node({**base.map, section: Node(list(items.values()), *base.place)}, *base.place)


def _judge(figure: Node, keys: Collection[str]) -> list[Mistake]:
    found = [
        mistake("demo_key", node.place, key=key, known=keys)
        for key, node in figure.map.items()
        if key not in keys
    ]
    if "quota" in figure.map and figure.text("quota_source") != DEMO:
        found.append(mistake("demo_source", figure.at("quota").place, key="quota_source"))
    years = figure.at("years").map.values() if "years" in figure.map else ()
    found += [
        mistake("demo_source", year.place, key="source") for year in years if year.text("source") != DEMO
    ]
    return found + [wrong for line in figure.list("lines") for wrong in _judge(line, _LINE_KEYS)]


def _lay_rows(folder: Path, rows: dict[str, list[Node]], touched: set[str], mistakes: list[Mistake]) -> None:
    seats = folder / "seats.csv"
    if seats.is_file():
        rows.setdefault(seats.name, []).extend(
            read_csv(seats, f"demo/{seats.name}", columns=_SEATS, mistakes=mistakes)
        )
    ceilings = folder / "village_fund.csv"
    if not ceilings.is_file():
        return
    laid = {_row_key(row): row for row in rows.get(ceilings.name, [])}
    for row in read_csv(ceilings, f"demo/{ceilings.name}", columns=_CEILINGS, mistakes=mistakes):
        if row.text("source") != DEMO:
            mistakes.append(mistake("demo_source", row.place, key="source"))
        key = _row_key(row)
        laid[key] = row
        touched.add("village_fund:" + ":".join(key))
    rows[ceilings.name] = list(laid.values())


def _row_key(row: Node) -> tuple[str, ...]:
    return tuple(row.text(key) for key in _ROW_KEY)
