"""The offices that every village and sub-district has, made from the place list."""

from __future__ import annotations

from collections.abc import Mapping

from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.places import VILLAGE_LEVEL

VILLAGE_OFFICES = ("village_hall", "welfare_post")
SUBDISTRICT_OFFICES = ("subdistrict", "subdistrict_post")


def office_code(kind: str, area: str) -> str:
    """The code of a generated office.

    >>> office_code("welfare_post", "73.03.01.2001")
    'welfare_post_7303012001'
    """
    return f"{kind}_{area.replace('.', '')}"


def generated_offices(generate: Node, places: Mapping[str, Node], words: Node) -> list[Node]:
    """One office of each pattern for every place of its level.

    Args:
        generate: the ``generate`` map of offices.yaml.
        places: sub-districts and villages by code.
        words: what villages are called here.
    """
    made: list[Node] = []
    for code, place in places.items():
        village = len(code.split(".")) == VILLAGE_LEVEL
        kinds = VILLAGE_OFFICES if village else SUBDISTRICT_OFFICES
        made += [_office(kind, generate.map[kind], place, words) for kind in kinds if kind in generate.map]
    return made


def _office(kind: str, pattern: Node, place: Node, words: Node) -> Node:
    code, name = place.text("code"), place.text("name")
    word = words.text("urban_village" if place.text("kind") == "kelurahan" else "village")
    values = {"{village_word}": word, "{village}": name, "{subdistrict}": name}

    def change(text: str) -> str:
        for token, value in values.items():
            text = text.replace(token, value)
        return text

    fields = {key: node.texts(change) for key, node in pattern.map.items()}
    # A village office belongs to its sub-district's: the code says which.
    parent = office_code("subdistrict", code.rsplit(".", 1)[0]) if kind in VILLAGE_OFFICES else None
    made = {"code": office_code(kind, code), "kind": kind, "area": code, "parent": parent}
    return Node(fields | {key: Node(value, *pattern.place) for key, value in made.items()}, *pattern.place)
