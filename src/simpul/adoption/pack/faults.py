"""Turn what pydantic found into sentences about the line that was written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from simpul.adoption.pack.messages import Mistake, Place, mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.schema.kinds import Fault
from simpul.adoption.pack.sentences import SECTIONS

_BY_FAULT = {
    Fault.NEGATIVE: "negative",
    Fault.NUMBER: "number",
    Fault.DATE: "date",
    Fault.HOURS: "hours",
    "string_pattern_mismatch": "year",
}
_CHOICES = frozenset({"literal_error", "enum"})
_LONGEST = 60

Codes = Mapping[str, frozenset[str]]
Schema = Mapping[str, Any]


def judge(model: type[BaseModel], node: Node, codes: Codes, mistakes: list[Mistake]) -> BaseModel | None:
    """Type one file or row.

    Args:
        model: what it must be.
        node: what was written.
        codes: the codes of each list of the pack, for cross-references.
        mistakes: what is wrong is added here, one for each place.

    Returns:
        The typed value, or None when something is wrong.
    """
    try:
        return model.model_validate(node.plain(), context=codes)
    except ValidationError as error:
        schema = TypeAdapter(model).json_schema()
        mistakes += [_translate(found, node, schema, codes) for found in error.errors()]
        return None


def _translate(error: ErrorDetails, root: Node, schema: Schema, codes: Codes) -> Mistake:
    loc = [part for part in error["loc"] if part != "[key]"]
    node, kind, key = _walk(root, loc), error["type"], str(loc[-1]) if loc else ""
    parent, here = _schema_at(schema, loc[:-1]), _schema_at(schema, loc)
    if kind == "missing":
        if key == "route":
            return mistake("no_first_owner", node.place)
        return mistake("missing", node.place, key=key, wanted=wanted(here))
    if kind == "extra_forbidden":
        return mistake("extra", node.place, key=key, value=key, known=tuple(parent.get("properties", ())))
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), key)
    if kind == "too_short":
        return mistake("no_first_owner" if key == "route" else "empty_list", node.place, key=key)
    return _value(error, node.place, key=key, here=here, codes=codes)


def _value(error: ErrorDetails, place: Place, *, key: str, here: Schema, codes: Codes) -> Mistake:
    kind, written = error["type"], error["input"]
    value = written if isinstance(written, str) else ""
    if kind in _BY_FAULT and written is not None:
        return mistake(_BY_FAULT[kind], place, key=key, value=value)
    if kind == "greater_than_equal":
        return mistake("too_small", place, key=key, least=error["ctx"]["ge"])
    if kind == "less_than_equal":
        return mistake("too_big", place, key=key, most=error["ctx"]["le"])
    if kind == "string_too_long":
        return mistake("too_long", place, key=key, most=error["ctx"]["max_length"])
    return _word(error, place, key=key, here=here, codes=codes)


def _word(error: ErrorDetails, place: Place, *, key: str, here: Schema, codes: Codes) -> Mistake:
    kind, written = error["type"], error["input"]
    value = written if isinstance(written, str) else ""
    if written is None or kind == Fault.BLANK:
        return mistake("blank", place, key=key, wanted=wanted(here))
    if kind == Fault.UNKNOWN:
        section = error["ctx"]["section"]
        return mistake("unknown", place, section=SECTIONS[section], value=value, known=codes[section])
    if kind == Fault.CODE:
        return mistake("code", place, value=value, example=_example(value))
    if kind in _CHOICES:
        return mistake("choice", place, key=key, value=value, known=_enum(here))
    return mistake("wrong", place, key=key, value=_shown(written), wanted=wanted(here))


def _walk(node: Node, loc: Sequence[int | str]) -> Node:
    for part in loc:
        if isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif isinstance(part, str) and part in node.map:
            node = node.map[part]
        else:
            break
    return node


def _schema_at(schema: Schema, loc: Sequence[int | str]) -> Schema:
    here = schema
    for part in loc:
        here = _open(here, schema)
        if isinstance(part, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(part) or here.get("additionalProperties") or {}
    return _open(here, schema) if isinstance(here, dict) else {}


def _open(here: Schema, root: Schema) -> Schema:
    """Follow a reference, and of "this or nothing" take this."""
    if "anyOf" in here:
        here = next(option for option in here["anyOf"] if option.get("type") != "null")
    if "allOf" in here:
        here = here["allOf"][0]
    if "$ref" in here:
        return _open(root["$defs"][here["$ref"].rsplit("/", 1)[-1]], root)
    return here


def _enum(here: Schema) -> tuple[str, ...]:
    return tuple(
        str(choice) for choice in here.get("enum") or [here["const"]] if not isinstance(choice, bool)
    )


def wanted(here: Schema) -> str:
    """Say what a field takes, e.g. ``ya atau tidak``, from its JSON Schema."""
    if "enum" in here or "const" in here:
        return _("salah satu dari: %(words)s") % {"words": ", ".join(_enum(here))}
    if here.get("format") == "date":
        return _("tanggal seperti 2026-01-31")
    by_type = {
        "integer": _("angka, misalnya 12"),
        "array": _("daftar, misalnya [satu, dua]"),
        "object": _("isian bernama di bawahnya"),
    }
    if "description" in here and here.get("type") == "string":
        return str(here["description"])
    return by_type.get(str(here.get("type")), _("teks"))


def _shown(written: object) -> str:
    if isinstance(written, dict):
        return _("isian bernama")
    if isinstance(written, list):
        return _("daftar")
    return str(written)[:_LONGEST]


def _example(value: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", value.lower()).strip("_")
    return plain if plain[:1].isalpha() else f"k_{plain}" if plain else "kode_baru"
