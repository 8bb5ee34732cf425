"""Check a pack: every mistake of every file in one run, or the typed pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from simpul.adoption.pack.faults import judge
from simpul.adoption.pack.messages import Mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.reader import DEMO, DISTRICT, NATIONAL, Draft, find_national, read_pack
from simpul.adoption.pack.review.areas import review_areas
from simpul.adoption.pack.review.criteria import review_criteria
from simpul.adoption.pack.review.money import review_money
from simpul.adoption.pack.review.people import review_people
from simpul.adoption.pack.review.routes import review_routes
from simpul.adoption.pack.review.words import review_words
from simpul.adoption.pack.schema.offices import Place
from simpul.adoption.pack.schema.pack import CSV_FILES, NATIONAL_MODEL, YAML_FILES, Pack

_SECTIONS = {
    "needs": "needs.yaml",
    "rungs": "ladder.yaml",
    "rest": "ladder.yaml",
    "offices": "offices.yaml",
    "programmes": "programmes.yaml",
    "funds": "funds.yaml",
}
_REVIEWS = (review_routes, review_money, review_areas, review_people, review_words, review_criteria)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. ``pack`` is None when there are mistakes, and for the national pack alone."""

    pack: Pack | None
    mistakes: tuple[Mistake, ...]


def national_folder(root: Path) -> Path | None:
    """Where the national pack is: beside the pack, in the districts folder, or inside the package."""
    packaged = settings.PACKAGE / "districts" / NATIONAL
    return find_national(root, [settings.DISTRICTS / NATIONAL, packaged])


def check_pack(root: Path, *, demo: bool = False) -> Report:
    """Check a pack folder.

    Args:
        root: the folder with district.yaml.
        demo: whether the pack returned carries the figures of ``demo/``. They are checked in any case.

    Returns:
        All mistakes, by file and line, and the typed pack when there are none.
    """
    found: set[Mistake] = set()
    pack = None
    variants = (False, True) if (root / DEMO).is_dir() else (False,)
    for overlaid in variants:
        draft = read_pack(root, national=national_folder(root), demo=overlaid)
        typed = _type(draft)
        for review in _REVIEWS if draft.files else ():
            draft.mistakes.extend(review(draft))
        found.update(draft.mistakes)
        if overlaid == (demo and len(variants) > 1) and not draft.national and not draft.mistakes:
            pack = _pack(draft, typed)
    return Report(None if found else pack, tuple(sorted(found)))


def _codes(draft: Draft) -> dict[str, frozenset[str]]:
    """The codes of each list that could be read: an unreadable file must not cast doubt on the rest."""
    codes = {
        section: frozenset(item.text("code") for item in draft.list(name, section)) - {""}
        for section, name in _SECTIONS.items()
        if name in draft.files and draft.files[name].value is not None
    }
    if "funds" in codes:
        lines = (line for fund in draft.list("funds.yaml", "funds") for line in fund.list("lines"))
        codes["lines"] = frozenset(line.text("code") for line in lines)
    return codes


def _type(draft: Draft) -> dict[str, Any]:
    codes = _codes(draft)
    typed: dict[str, Any] = {}
    for name, model in YAML_FILES.items():
        node = draft.files.get(name)
        if node is not None and node.value is not None:
            national = draft.national and name == DISTRICT
            typed[name] = judge(NATIONAL_MODEL if national else model, node, codes, draft.mistakes)
    for name, model in CSV_FILES.items():
        # The rows of offices.csv were merged into offices.yaml.
        rows = [] if name == "offices.csv" else draft.rows.get(name, [])
        typed[name] = [judge(model, row, codes, draft.mistakes) for row in rows]
    return typed


def _pack(draft: Draft, typed: dict[str, Any]) -> Pack:
    return Pack(
        root=draft.root,
        district=typed["district.yaml"],
        ladder=typed["ladder.yaml"],
        offices=tuple(typed["offices.yaml"].offices),
        roles=typed["roles.yaml"],
        seats=tuple(typed["seats.csv"]),
        needs=typed["needs.yaml"],
        programmes=typed["programmes.yaml"],
        funds=typed["funds.yaml"],
        village_fund=tuple(typed["village_fund.csv"]),
        refusals=typed["refusals.yaml"],
        letters=typed["letters.yaml"],
        places=tuple(_place(node) for node in draft.places.values()),
        templates=draft.templates,
        demo=frozenset(draft.demo),
    )


def _place(node: Node) -> Place:
    return Place.model_validate(node.plain())
