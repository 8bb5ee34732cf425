"""A district writes over the national pack, and the demonstration over both, item by item by code."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.nodes import Node


def merge_file(base: Node | None, over: Node, coded: Collection[str], mistakes: list[Mistake]) -> Node:
    """Lay one file over the same file of the pack below.

    Args:
        base: the file below, or None.
        over: the file that wins.
        coded: the top-level lists whose items have a code.
        mistakes: what is wrong in ``over`` is added here.

    Returns:
        Keys of ``over`` win; maps are merged key by key; coded lists item by item, unless named in
        ``replace``; any other list is replaced whole.
    """
    fresh = {str(name.value) for name in over.list("replace")}
    mistakes.extend(
        mistake("replace_unknown", name.place, value=name.value, known=tuple(coded))
        for name in over.list("replace")
        if name.value not in coded
    )
    merged = dict(base.map) if base else {}
    for key, node in over.map.items():
        below = merged.get(key)
        if key in coded and isinstance(node.value, list):
            inherited = [] if below is None or key in fresh else below.items
            merged[key] = Node(merge_items(inherited, node.items, mistakes), node.file, node.line)
        else:
            merged[key] = _lay(below, node)
    return Node(merged, over.file, over.line)


def merge_items(base: Sequence[Node], over: Sequence[Node], mistakes: list[Mistake]) -> list[Node]:
    """Lay items over items of the same code; ``drop: ya`` takes an inherited one away."""
    found = {item.text("code") or f"#{index}": item for index, item in enumerate(base)}
    written: set[str] = set()
    for index, item in enumerate(over):
        code = item.text("code")
        if code and code in written:
            mistakes.append(mistake("code_twice", item.at("code").place, value=code))
            continue
        written.add(code)
        if item.yes("drop"):
            if found.pop(code, None) is None:
                place = item.at("drop").place
                mistakes.append(mistake("drop_nothing", place, value=code, known=tuple(found)))
            continue
        name = code or f"+{index}"
        found[name] = _lay(found.get(name), item)
    return list(found.values())


def _lay(below: Node | None, node: Node) -> Node:
    if below is None or not isinstance(below.value, dict) or not isinstance(node.value, dict):
        return node
    merged = dict(below.value)
    for key, value in node.value.items():
        merged[key] = _lay(merged.get(key), value)
    return Node(merged, node.file, node.line)
