"""The published schema is the one the check works by, and lets an editor read good packs in peace."""

from __future__ import annotations

import json
from pathlib import Path

from simpul.adoption.pack.published import published_schemas, schema_file
from simpul.adoption.pack.schema.pack import CSV_FILES, YAML_FILES

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"


def test_the_published_files_are_fresh() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (REFERENCE / "pack-schema").iterdir()}
    assert written == published_schemas(), "run: simpul pack schema docs/reference/pack-schema"


def test_an_override_needs_only_its_code() -> None:
    schema = json.loads(published_schemas()[schema_file("needs.yaml")])
    assert "required" not in schema
    need = schema["$defs"]["Need"]
    assert need["required"] == ["code"]
    assert need["additionalProperties"] is False
    assert "drop" in need["properties"]


def test_what_plain_yaml_makes_a_number_is_still_text() -> None:
    schema = json.loads(published_schemas()[schema_file("district.yaml")])
    assert schema["properties"]["code"]["type"] == ["string", "number", "boolean"]


def test_the_reference_names_every_file_and_every_key() -> None:
    text = (REFERENCE / "pack.md").read_text(encoding="utf-8")
    for name, model in {**YAML_FILES, **CSV_FILES}.items():
        assert f"`{name}`" in text
        for key in model.model_fields:
            assert f"`{key}`" in text, f"{name}: {key}"
