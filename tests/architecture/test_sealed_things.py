"""Whatever is sealed is of a registered kind, so that a rotation of keys reaches every one of them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

from django.apps import apps
from django.db import models

import simpul
from simpul.ground.sealed import Column, Kind, kinds

SOURCE = Path(simpul.__path__[0])
#: The only files that may call the keyring's own verbs.
KEEPERS = {"ground/crypto.py", "ground/sealed.py"}
#: Bytes that are no ciphertext, and what they are.
NOT_SEALED = {
    "ground.AuditLine.seal": "a MAC of the audit chain",
    "ground.AuditWaiting.digest": "a MAC of the audit chain",
    "ground.AuditLink.mac": "a MAC of the audit chain",
    "registry.IdentityNumber.index": "a keyed hash by which a number is found",
    "cases.Case.complainant": "a keyed hash of who complains",
    "cases.Case.code_index": "a keyed hash of the citizen's code",
}


def calls_of_the_keyring(path: Path) -> list[int]:
    """Lines that seal or open with a keyring itself: `keyring().seal(…)`, `ring.open_confidential(…)`."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb, whose = node.func.attr, ast.unparse(node.func.value)
        if verb.endswith("_confidential") or (verb in {"seal", "open"} and "ring" in whose.lower()):
            found.append(node.lineno)
    return found


def test_nothing_is_sealed_or_opened_past_the_kinds() -> None:
    past = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if str(path.relative_to(SOURCE)) not in KEEPERS and (lines := calls_of_the_keyring(path))
    }
    assert past == {}


def test_the_search_for_such_calls_finds_them(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("keyring().seal(b'', b'')\nring.open(b'', b'')\nkeys.seal_confidential(b'', b'')\n")
    assert calls_of_the_keyring(bad) == [1, 2, 3]


def test_every_kind_in_the_code_is_registered() -> None:
    made = {
        f"{module.name}.{name}"
        for module in pkgutil.walk_packages([str(SOURCE)], "simpul.")
        if _defines_a_kind(module.name)
        for name, value in vars(importlib.import_module(module.name)).items()
        if isinstance(value, Kind) and not any(value is known for known in kinds())
    }
    assert made == set()
    assert {kind.name for kind in kinds()} >= {"number", "case", "letter", "file", "protection"}


def _defines_a_kind(module: str) -> bool:
    path = SOURCE.parent.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return "Kind(" in source.read_text(encoding="utf-8")


def test_every_column_of_bytes_is_sealed_by_a_kind_or_says_what_it_is() -> None:
    kept = {
        (place.table, place.column) for kind in kinds() for place in kind.places if isinstance(place, Column)
    }
    bare = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.BinaryField) and (model._meta.db_table, field.name) not in kept
    }
    assert bare == set(NOT_SEALED)


def test_every_kept_column_is_there() -> None:
    columns = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
    }
    named = {
        (place.table, column)
        for kind in kinds()
        for place in kind.places
        if isinstance(place, Column)
        for column in (place.column, place.key_id)
        if column
    }
    assert named <= columns
