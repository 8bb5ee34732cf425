"""Read a pack folder: its own files over the national ones, names filled in, every line remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_origin

from simpul.adoption.pack.generate import generated_offices
from simpul.adoption.pack.merge import merge_file, merge_items
from simpul.adoption.pack.messages import Mistake, Place, mistake
from simpul.adoption.pack.nodes import Node, read_csv, read_yaml
from simpul.adoption.pack.overlay import lay_demo
from simpul.adoption.pack.places import places_of
from simpul.adoption.pack.schema.pack import CODED_LISTS, CSV_FILES, YAML_FILES

NATIONAL = "indonesia"
DISTRICT = "district.yaml"
LETTERS = "letters"
DEMO = "demo"
_FREE = frozenset({LETTERS, DEMO, "README.md"})


@dataclass(slots=True)
class Draft:
    """A pack as written, before any value is judged.

    ``files`` are the merged YAML files, ``rows`` the CSV rows, ``places`` the sub-districts and villages
    by code, ``templates`` the letter templates by name, ``demo`` what the overlay touched.
    """

    root: Path
    national: bool
    files: dict[str, Node] = field(default_factory=dict)
    rows: dict[str, list[Node]] = field(default_factory=dict)
    places: dict[str, Node] = field(default_factory=dict)
    templates: dict[str, Path] = field(default_factory=dict)
    demo: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    def list(self, file: str, key: str) -> list[Node]:
        """A list of one of the files; empty when the file or the list is missing."""
        found = self.files.get(file)
        return list(found.list(key)) if found is not None else []

    @property
    def district(self) -> Node:
        return self.files.get(DISTRICT, Node({}, DISTRICT, 1))


def find_national(root: Path, fallbacks: Iterable[Path]) -> Path | None:
    """The national pack: beside the folder, else the first of the places given."""
    candidates = [root.resolve().parent / NATIONAL, *fallbacks]
    return next((path for path in candidates if (path / DISTRICT).is_file()), None)


def read_pack(root: Path, *, national: Path | None, demo: bool = False) -> Draft:
    """Read all files of a pack.

    Args:
        root: the pack's folder.
        national: the folder of the national pack, for ``extends: indonesia``.
        demo: whether the figures of ``demo/`` are laid over.

    Returns:
        The draft with the mistakes of form found so far.
    """
    draft = Draft(root, national=False)
    if not (root / DISTRICT).is_file():
        draft.mistakes.append(mistake("no_folder", Place(root.name, 1)))
        return draft
    own = _read_folder(root, "", draft.mistakes)
    head = own.get(DISTRICT, Node({}, DISTRICT, 1))
    draft.national = head.text("kind") == "nasional"
    base: Mapping[str, Node] = {}
    # Of a head that cannot be read nothing is known; the pack below still lets the other files be judged.
    if head.text("extends") == NATIONAL or head.value is None:
        if national is None:
            draft.mistakes.append(mistake("no_national", head.at("extends").place))
        else:
            base = _read_folder(national, f"{NATIONAL}/", draft.mistakes)
            draft.templates = _templates(national)
    draft.templates |= _templates(root)
    _merge(draft, base, own)
    if not draft.national:
        _read_rows(draft)
    if demo:
        lay_demo(root / DEMO, draft.files, draft.rows, draft.demo, draft.mistakes)
    if not draft.national:
        _fill(draft)
        _add_offices(draft)
    draft.mistakes += _strange_files(root, draft)
    return draft


def _read_folder(folder: Path, prefix: str, mistakes: list[Mistake]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for name in YAML_FILES:
        if (folder / name).is_file():
            node = read_yaml(folder / name, prefix + name, mistakes)
            # An unreadable file stands as an empty one marked unreadable: its lists are unknown, not missing.
            found[name] = node if node is not None else Node(None, prefix + name, 1)
    return found


def _merge(draft: Draft, base: Mapping[str, Node], own: Mapping[str, Node]) -> None:
    for name in YAML_FILES:
        below = base.get(name)
        if below is not None and below.value is not None:
            below = merge_file(None, below, CODED_LISTS[name], draft.mistakes)
        unread = next((node for node in (own.get(name), base.get(name)) if node and node.value is None), None)
        if unread is not None:
            draft.files[name] = unread
        elif name in own:
            draft.files[name] = merge_file(below, own[name], CODED_LISTS[name], draft.mistakes)
        elif below is not None:
            draft.files[name] = below
        else:
            draft.mistakes.append(mistake("no_file", Place(name, 1)))


def _columns(name: str) -> dict[str, bool]:
    fields = CSV_FILES[name].model_fields
    columns = {key: get_origin(item.annotation) is list for key, item in fields.items() if key != "hours"}
    return {**columns, "drop": False} if name == "offices.csv" else columns


def _read_rows(draft: Draft) -> None:
    for name in CSV_FILES:
        path = draft.root / name
        known = _columns(name)
        draft.rows[name] = (
            read_csv(path, name, columns=known, mistakes=draft.mistakes) if path.is_file() else []
        )
    if draft.rows["places.csv"]:
        places = draft.rows["places.csv"]
    else:
        code = draft.district.at("code")
        texts = (("code", "name", "kind"), places_of(draft.district.text("code")))
        places = [
            Node(
                {key: Node(value, *code.place) for key, value in zip(texts[0], row, strict=True)}, *code.place
            )
            for row in texts[1]
        ]
    for place in places:
        if place.text("code") in draft.places:
            draft.mistakes.append(mistake("code_twice", place.place, value=place.text("code")))
        draft.places[place.text("code")] = place


def _fill(draft: Draft) -> None:
    head = draft.district
    if head.value is None:
        return
    words = head.at("words")
    full = head.text("full_name") or f"{head.text('kind').capitalize()} {head.text('name')}"
    if "full_name" not in head.map:
        draft.files[DISTRICT] = Node({**head.map, "full_name": Node(full, *head.place)}, *head.place)
    values = {
        "{district}": full,
        "{district_name}": head.text("name"),
        "{head_title}": head.text("head_title"),
        "{deputy_title}": head.text("deputy_title"),
        "{subdistrict_word}": words.text("subdistrict"),
    }

    def change(text: str) -> str:
        for token, value in values.items():
            text = text.replace(token, value)
        return text

    draft.files = {name: node.texts(change) for name, node in draft.files.items()}


def _add_offices(draft: Draft) -> None:
    node = draft.files.get("offices.yaml")
    if node is None or node.value is None:
        return
    made = generated_offices(node.at("generate"), draft.places, draft.district.at("words"))
    offices = merge_items(made, node.list("offices"), draft.mistakes)
    offices = merge_items(offices, draft.rows["offices.csv"], draft.mistakes)
    draft.files["offices.yaml"] = Node({**node.map, "offices": Node(offices, *node.place)}, *node.place)


def _templates(root: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted((root / LETTERS).glob("*.typ"))}


def _strange_files(root: Path, draft: Draft) -> list[Mistake]:
    known = {*YAML_FILES, *_FREE} | (set() if draft.national else set(CSV_FILES))
    names = sorted(path.name for path in root.iterdir() if not path.name.startswith("."))
    return [mistake("strange_file", Place(n, 1), value=n, known=known) for n in names if n not in known]
