"""The JSON Schema an editor completes pack files with, made from the same models that check them."""

from __future__ import annotations

import json
from typing import Any

from simpul.adoption.pack.schema.pack import CODED_LISTS, YAML_FILES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# An editor reads plain YAML, where 73.10 is a number and no is false: to it, text may look like any of these.
_TEXT = ["string", "number", "boolean"]


def schema_file(name: str) -> str:
    """The file name of the schema of a pack file.

    >>> schema_file("needs.yaml")
    'needs.schema.json'
    """
    return f"{name.removesuffix('.yaml')}.schema.json"


def published_schemas() -> dict[str, str]:
    """The text of each schema file, by file name.

    Only ``code`` is required of an item, since a district may write over one line of a national item;
    ``simpul pack check`` judges the whole.
    """
    texts: dict[str, str] = {}
    for name, model in YAML_FILES.items():
        schema = model.model_json_schema()
        schema.pop("required", None)
        for coded in CODED_LISTS[name]:
            item = schema["$defs"][schema["properties"][coded]["items"]["$ref"].rsplit("/", 1)[-1]]
            item["required"] = ["code"]
            item["properties"]["drop"] = {"enum": ["ya", True], "description": "hapus yang diwarisi"}
        whole = {"$schema": _DIALECT, **_loosen(schema), "title": name}
        texts[schema_file(name)] = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return texts


def _loosen(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_loosen(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    loose = {key: _loosen(value) for key, value in schema.items() if key not in {"title", "default"}}
    if loose.get("type") == "string" and "enum" not in loose and "format" not in loose:
        loose["type"] = _TEXT
    if loose.get("type") == "integer":
        loose = {"type": ["integer", "string"]}
    return loose
