"""Pack files as trees of text that remember where each value was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from simpul.adoption.pack.messages import Mistake, Place, mistake


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it stands on (from 1). Scalars are text as written; blank is None."""

    value: dict[str, Node] | list[Node] | str | None
    file: str
    line: int

    @property
    def place(self) -> Place:
        return Place(self.file, self.line)

    @property
    def map(self) -> dict[str, Node]:
        """The value if it is a map, else an empty one: rules look into half-broken files too."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The value if it is a list, else an empty one."""
        return self.value if isinstance(self.value, list) else []

    def text(self, key: str) -> str:
        """The text under a key of a map, or "" when there is none."""
        found = self.map.get(key)
        return found.value if found is not None and isinstance(found.value, str) else ""

    def yes(self, key: str) -> bool:
        return self.text(key).lower() in {"ya", "yes", "true"}

    def at(self, key: str) -> Node:
        """The value under a key, or this node itself when there is none: where to point a finger."""
        return self.map.get(key, self)

    def list(self, key: str) -> Sequence[Node]:
        return self.at(key).items if key in self.map else []

    def plain(self) -> object:
        """The same tree without places, for pydantic."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def walk(self) -> Iterator[Node]:
        """This node and every node below it."""
        yield self
        for below in [*self.map.values(), *self.items]:
            yield from below.walk()

    def texts(self, change: Callable[[str], str]) -> Node:
        """The same tree with each text changed."""
        if isinstance(self.value, dict):
            return Node({key: node.texts(change) for key, node in self.value.items()}, self.file, self.line)
        if isinstance(self.value, list):
            return Node([node.texts(change) for node in self.value], self.file, self.line)
        return Node(change(self.value) if self.value else self.value, self.file, self.line)


def read_yaml(path: Path, shown: str, mistakes: list[Mistake]) -> Node | None:
    """Read one YAML file as text.

    Args:
        path: the file.
        shown: its name in messages.
        mistakes: what is wrong is added here; None is returned when nothing could be read.
    """
    try:
        root = _compose(path.read_text(encoding="utf-8-sig"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        mistakes.append(mistake("not_yaml", Place(shown, mark.line + 1 if mark else 1)))
        return None
    except UnicodeDecodeError:
        mistakes.append(mistake("not_utf8", Place(shown, 1)))
        return None
    node = _build(root, shown, mistakes) if root is not None else Node({}, shown, 1)
    if not isinstance(node.value, dict):
        mistakes.append(mistake("not_a_map", Place(shown, 1)))
        return None
    return node


@lru_cache(maxsize=64)
def _compose(text: str) -> object:
    """The YAML nodes of a text. Kept, because the national pack is read again for every district."""
    return YAML(typ="safe", pure=True).compose(text)


def _build(node: object, shown: str, mistakes: list[Mistake], line: int = 0) -> Node:
    if isinstance(node, ScalarNode):
        blank = node.value == "" and node.style is None
        return Node(None if blank else str(node.value), shown, line or node.start_mark.line + 1)
    if isinstance(node, SequenceNode):
        items = [_build(item, shown, mistakes) for item in node.value]
        return Node(items, shown, line or node.start_mark.line + 1)
    found: dict[str, Node] = {}
    here = 1
    if isinstance(node, MappingNode):
        here = node.start_mark.line + 1
        for key, value in node.value:
            name, at = str(key.value), key.start_mark.line + 1
            if name in found:
                mistakes.append(mistake("key_twice", Place(shown, at), key=name))
            found[name] = _build(value, shown, mistakes, at)
    return Node(found, shown, line or here)


def read_csv(path: Path, shown: str, *, columns: Mapping[str, bool], mistakes: list[Mistake]) -> list[Node]:
    """Read one CSV file, with ``,`` or ``;`` between cells (Excel in Indonesia writes ``;``).

    Args:
        path: the file.
        shown: its name in messages.
        columns: the allowed columns; True for those whose cell lists codes separated by spaces.
        mistakes: what is wrong is added here.

    Returns:
        A map a row. A blank cell is left out.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        mistakes.append(mistake("not_utf8", Place(shown, 1)))
        return []
    head = text.splitlines()[0] if text else ""
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head and "," not in head else ",")
    mistakes.extend(
        mistake("column", Place(shown, 1), value=name, known=tuple(columns))
        for name in reader.fieldnames or []
        if name not in columns
    )
    rows: list[Node] = []
    for row in reader:
        place = Place(shown, reader.line_num)
        if None in row or None in row.values():
            mistakes.append(mistake("cells", place, count=len(reader.fieldnames or [])))
            continue
        rows.append(_row(row, place, columns))
    return rows


def _row(row: Mapping[str, str], place: Place, columns: Mapping[str, bool]) -> Node:
    cells: dict[str, Node] = {}
    for name, cell in row.items():
        if name not in columns or not cell.strip():
            continue
        if columns[name]:
            cells[name] = Node([Node(code, *place) for code in cell.split()], *place)
        else:
            cells[name] = Node(cell.strip(), *place)
    return Node(cells, *place)
