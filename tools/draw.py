"""Draw what documents show of the code. `--check` fails when a drawing is stale.

`python -m tools.draw` writes floors, states, events and personal data into `docs/reference`, and the floor
plan between the two marks in `ARCHITECTURE.md`.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import grimp
from django.apps import apps

from simpul.ground.events import who_listens

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
MARKS = ("<!-- floors: drawn by make draw -->", "<!-- floors end -->")
NOTE = "<!-- Drawn from the code by `make draw`; changes here are lost. -->"


def main(arguments: list[str]) -> int:
    """Write the drawings, or with `--check` say which ones are stale."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    django.setup()
    stale = [path for path, text in drawings().items() if not path.exists() or path.read_text() != text]
    if "--check" in arguments:
        for path in stale:
            print(
                f"{path.relative_to(ROOT)} is stale: run `make draw` and read what changed.", file=sys.stderr
            )
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawings()[path])
        print(f"Drew {path.relative_to(ROOT)}.")
    return 0


def drawings() -> dict[Path, str]:
    """Each drawn file with what should stand in it."""
    plan = floor_plan()
    drawn = {
        REFERENCE / "floors.md": f"{NOTE}\n\n# Floors\n\n{plan}",
        REFERENCE / "states.md": f"{NOTE}\n\n# States\n\n" + "\n".join(state_charts()),
        REFERENCE / "events.md": f"{NOTE}\n\n# Events and who listens\n\n{listeners()}",
        REFERENCE / "personal-data.md": f"{NOTE}\n\n# Where personal data stand\n\n{personal_data()}",
    }
    if ARCHITECTURE.exists() and MARKS[0] in (text := ARCHITECTURE.read_text()):
        before, rest = text.split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        drawn[ARCHITECTURE] = f"{before}{MARKS[0]}\n\n{plan}\n{MARKS[1]}{after}"
    return drawn


def floor_plan() -> str:
    """The floors from the roof to the ground, and for each the lower floors whose modules it imports."""
    graph = grimp.build_graph("simpul")
    floors = floor_order()
    rows = ["| floor | stands on |", "|---|---|"]
    for index, floor in enumerate(floors):
        package = f"simpul.{floor}"
        below = [
            f"`{lower}`"
            for lower in floors[index + 1 :]
            if graph.direct_import_exists(importer=package, imported=f"simpul.{lower}", as_packages=True)
        ]
        rows.append(f"| `{floor}` | {', '.join(below) or 'nothing'} |")
    return "\n".join([*rows, ""])


def floor_order() -> list[str]:
    """The floors that are built, in the order of the import contract, top first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    return [
        name
        for layer in layers
        for name in re.findall(r"\w+", layer)
        if (ROOT / "src/simpul" / name).is_dir()
    ]


def state_charts() -> Iterator[str]:
    """A Mermaid chart for each floor that has a table of moves."""
    for path in sorted((ROOT / "src/simpul").glob("*/states.py")):
        moves = getattr(importlib.import_module(f"simpul.{path.parent.name}.states"), "MOVES", None)
        if moves:
            yield f"## {path.parent.name}\n\n{state_chart(moves)}"


def state_chart(moves: dict[Any, Any]) -> str:
    """One table of moves as a chart; what leaves a state where it is stands below it."""
    edges: dict[tuple[str, str], set[str]] = {}
    for source, target in moves.items():
        state, kind = source if isinstance(source, tuple) else (source, "")
        for reached in sorted(target) if isinstance(target, (set, frozenset)) else [target]:
            edges.setdefault((str(state), str(reached)), set()).add(str(kind))
    arrows, stays = [], []
    for (state, reached), kinds in sorted(edges.items()):
        named = ", ".join(sorted(kind for kind in kinds if kind))
        if state == reached:
            stays.append(f"- `{state}`: {named}")
        else:
            arrows.append(f"    {state} --> {reached}" + (f": {named}" if named else ""))
    chart = "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```", ""])
    return chart + ("\nWithout leaving the state:\n\n" + "\n".join([*stays, ""]) if stays else "")


def listeners() -> str:
    """Each event of a floor, and the actions of higher floors that follow it."""
    rows = ["| event | listeners |", "|---|---|"]
    for event, handlers in sorted(who_listens().items()):
        rows.append(
            f"| `{event.removeprefix('simpul.')}` | {', '.join(f'`{name}`' for name in sorted(handlers))} |"
        )
    return "\n".join([*rows, ""]).replace("simpul.", "")


def personal_data() -> str:
    """The fields about citizens, by table, as their models class them (UU 27/2022)."""
    rows = ["| table | personal | sensitive |", "|---|---|---|"]
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        privacy = getattr(model, "PRIVACY", None)
        if privacy is None:
            continue
        classed = {field.name: privacy.of(field.name) for field in model._meta.local_concrete_fields}
        cells = [
            ", ".join(name for name, kind in classed.items() if kind == wanted)
            for wanted in ("personal", "sensitive")
        ]
        if any(cells):
            rows.append(f"| `{model._meta.label}` | {cells[0]} | {cells[1]} |")
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
