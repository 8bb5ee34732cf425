"""Which story is told in which village: as the district's own demo folder says, else chosen by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simpul.adoption.pack.messages import Mistake
from simpul.adoption.pack.nodes import read_yaml
from simpul.demo.telling import Story
from simpul.places.models import Area, AreaKind, District
from simpul.places.queries import subdistricts_of, villages_of

STORIES = "stories.yaml"
INVENTED_SERIAL = "2999"
"""Kemendagri numbers villages from 2001 in a sub-district; none comes near this."""
INVENTED_NAME = "Rekaan Contoh"
_STEP = 7


def is_invented(village: str) -> bool:
    """Whether a village of this code exists in a demonstration alone."""
    return village.endswith(INVENTED_SERIAL)


@dataclass(frozen=True)
class Casting:
    """Where each story is told, by its code; and the invented village, if there is one."""

    villages: dict[str, str]
    invented: tuple[str, str] | None


def cast_villages(stories: Sequence[Story], district: District, pack: Path) -> Casting:
    """Choose a village for every story.

    `demo/stories.yaml` of a pack says `stories: {code: {village: …}}`; of an invented one its sub-district
    and its name. Stories it does not name, or whose village is not there, are spread over the district.

    Args:
        stories: all of them.
        district: the loaded district.
        pack: its folder.
    """
    told = _told(pack / "demo" / STORIES)
    villages = villages_of(district.code)
    known = {each.code for each in villages}
    taken: dict[str, str] = {}
    invented: tuple[str, str] | None = None
    for place, story in enumerate(stories):
        wish = told.get(story.code, {})
        if story.invented:
            invented = _invented(district, wish)
            taken[story.code] = invented[0]
        elif wish.get("village") in known:
            taken[story.code] = wish["village"]
        else:
            taken[story.code] = _choose(villages, place, urban=story.urban, taken=set(taken.values()))
    return Casting(taken, invented)


def _invented(district: District, wish: dict[str, str]) -> tuple[str, str]:
    subdistricts = [each.code for each in subdistricts_of(district.code)]
    above = wish.get("subdistrict", "")
    above = above if above in subdistricts else subdistricts[-1]
    return f"{above}.{INVENTED_SERIAL}", wish.get("name", INVENTED_NAME)


def _choose(villages: Sequence[Area], place: int, *, urban: bool, taken: set[str]) -> str:
    """A village of the kind that is wanted, as far from the others as the list allows."""
    of_kind = [each for each in villages if (each.kind == AreaKind.KELURAHAN) == urban] or list(villages)
    free = [each.code for each in of_kind if each.code not in taken] or [each.code for each in of_kind]
    return free[(place * _STEP) % len(free)]


def _told(path: Path) -> dict[str, dict[str, str]]:
    """What a district's file says, by story; nothing where it has none."""
    if not path.is_file():
        return {}
    mistakes: list[Mistake] = []
    root = read_yaml(path, path.name, mistakes)
    if root is None or mistakes:
        raise ValueError(path, *map(str, mistakes))
    return {code: {key: node.text(key) for key in node.map} for code, node in root.at("stories").map.items()}
