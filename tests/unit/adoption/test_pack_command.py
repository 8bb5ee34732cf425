"""`simpul pack` speaks in sentences and ends in 1 when something is wrong."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(*words: object) -> str:
    out = io.StringIO()
    call_command("pack", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_good_pack_is_called_good(packs: Path) -> None:
    assert "tanpa kesalahan" in run("check", packs / "batu")


def test_a_bad_pack_is_listed_and_refused(packs: Path) -> None:
    head = packs / "batu" / "district.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("desk: desk", "desk: dsek"), encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 kesalahan") as refused:
        call_command("pack", "check", str(packs / "batu"), stdout=out)
    assert refused.value.returncode == 1
    assert out.getvalue() == 'district.yaml:8: Kantor "dsek" tidak ada dalam paket. Tulis: desk.\n'


def test_new_says_where_the_pack_is_and_what_comes_next(packs: Path) -> None:
    said = run("new", "73.03", packs / "new")
    assert "Kabupaten Bantaeng" in said
    assert "simpul pack check" in said
    assert "tanpa kesalahan" in run("check", packs / "new")


def test_new_refuses_in_a_sentence(packs: Path) -> None:
    with pytest.raises(CommandError, match="bukan kode kabupaten/kota"):
        run("new", "99.99", packs / "new")
    with pytest.raises(CommandError, match="sudah berisi berkas"):
        run("new", "73.03", packs / "batu")


def test_new_without_a_national_pack_refuses_in_a_sentence(packs: Path) -> None:
    head = packs / "indonesia" / "district.yaml"
    head.write_text("kind: nasional\n", encoding="utf-8")
    with pytest.raises(CommandError, match="paket nasional"):
        run("new", "73.03", packs / "new")


def test_schema_writes_one_file_for_each_yaml_file(tmp_path: Path) -> None:
    run("schema", tmp_path / "schema")
    assert len(list((tmp_path / "schema").glob("*.schema.json"))) == 9
