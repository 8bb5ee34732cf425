"""What documents and unit files tell people to type exists: every verb, every option, every file."""

from __future__ import annotations

import argparse
import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from tests.kept import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").glob("simpul/*/README.md")]
HOW_TOS = sorted((ROOT / "docs" / "how-to").glob("*.md"))
UNITS = sorted((ROOT / "deploy").glob("*.service"))
CODE = re.compile(r"```sh\n(.*?)```|`([^`\n]+)`", re.DOTALL)
SIMPUL = re.compile(r"(?:^|[\s/])(?<!-u )simpul ((?:[a-z_]+)(?:[^\n#|;&)]*))")
TARGET = re.compile(r"(?<!git )\bmake ([a-z0-9-]+)")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def code_of(path: Path) -> Iterator[str]:
    for block, inline in CODE.findall(path.read_text(encoding="utf-8")):
        yield block or inline


def commands() -> Iterator[tuple[str, str]]:
    """Where it stands, and what is typed after `simpul`."""
    for path in DOCUMENTS:
        for code in code_of(path):
            for words in SIMPUL.findall(code.replace("\\\n", " ")):
                yield str(path.relative_to(ROOT)), words.strip()
    for unit in UNITS:
        for words in SIMPUL.findall(unit.read_text().partition("ExecStart=")[2].partition("\n")[0]):
            yield unit.name, words.strip()


def parser_of(verb: str) -> argparse.ArgumentParser:
    application = get_commands()[verb]
    command = load_command_class(application, verb) if isinstance(application, str) else application
    return command.create_parser("simpul", verb)


def known(parser: argparse.ArgumentParser, words: list[str]) -> tuple[set[str], set[str]]:
    """Options that may stand there, and sub-verbs, following the sub-verbs that are typed."""
    options = set(parser._option_string_actions)
    subverbs: set[str] = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            subverbs |= set(action.choices)
            for word in words:
                if word in action.choices:
                    options |= known(action.choices[word], words)[0]
        elif action.choices and not action.option_strings:
            subverbs |= {str(choice) for choice in action.choices}
    return options, subverbs


def test_there_is_something_to_look_at() -> None:
    """What follows is drawn from files: where they move, nothing would be tested, and nothing fail."""
    typed = {words.split()[0] for _where, words in commands()}
    assert {"demo", "backup", "restore", "doctor", "pack", "keys", "audit"} <= typed
    assert {where for where, _words in commands()} >= {"docs/how-to/install.md", "simpul-worker.service"}
    assert len(HOW_TOS) > 3
    assert len(UNITS) > 2


@pytest.mark.parametrize(("where", "typed"), sorted(set(commands())))
def test_every_command_exists_with_its_options(where: str, typed: str) -> None:
    verb, *words = typed.split()
    assert verb in get_commands(), f"{where}: there is no `simpul {verb}`"
    options, subverbs = known(parser_of(verb), words)
    for option in (word.partition("=")[0] for word in words if word.startswith("--")):
        assert option in options, f"{where}: `simpul {typed}` has no {option}"
    if subverbs and words and re.fullmatch(r"[a-z]+", words[0]):
        assert words[0] in subverbs, f"{where}: `simpul {verb}` has no {words[0]}"


def test_every_test_that_a_document_names_exists() -> None:
    named = {name for path in DOCUMENTS for name in re.findall(r"`(tests/[^`\s<]+)`", path.read_text())}
    assert len([name for name in named if "::" in name]) > 15
    for name in named:
        file, _, test = name.partition("::")
        assert (ROOT / file).exists(), name
        assert not test or re.search(rf"\bdef {test}\(", (ROOT / file).read_text()), name


def test_every_target_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for path in DOCUMENTS for code in code_of(path) for name in TARGET.findall(code)}
    assert {"demo", "test", "lint", "wheel"} <= named
    assert named <= targets


@pytest.mark.parametrize("path", HOW_TOS, ids=lambda path: path.stem)
def test_how_tos_lead_to_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        assert (path.parent / link).exists(), link
    for file in re.findall(r"deploy/([a-z-]+\.[a-z]+)", text):
        assert (ROOT / "deploy" / file).exists(), file


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_units_run_as_nobody_special_and_shut_in(unit: Path) -> None:
    read = configparser.RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(unit.read_text())
    service = read["Service"]
    assert service["User"] == "simpul"
    assert service["EnvironmentFile"] == "/etc/simpul/simpul.env"
    assert (service["ProtectSystem"], service["NoNewPrivileges"], service["UMask"]) == (
        "strict",
        "yes",
        "0077",
    )
    assert "/opt/simpul/bin/" in service["ExecStart"]


INSTALL = (ROOT / "docs" / "how-to" / "install.md").read_text(encoding="utf-8")
SETTINGS = "/etc/simpul/simpul.env"


def test_no_document_puts_passwords_on_a_command_line() -> None:
    """Arguments are seen by everybody on the machine, and `sudo` and `journald` write them down."""
    spread = re.compile(r"xargs|\$\([^)]*simpul\.env|(?:source|\.) +/etc/simpul/simpul\.env")
    assert [(path.name, code) for path in DOCUMENTS for code in code_of(path) if spread.search(code)] == []
    (short,) = re.findall(r"as_simpul\(\) \{\n(.*?)\n\}", INSTALL, re.DOTALL)
    assert f"-p EnvironmentFile={SETTINGS}" in short
    assert all(f"EnvironmentFile={SETTINGS}" in unit.read_text() for unit in UNITS)


def test_an_upgrade_is_fetched_beside_what_works_before_anything_stops() -> None:
    steps = [line for code in code_of_section(INSTALL, "Upgrade") for line in code.splitlines()]
    fetched = [number for number, step in enumerate(steps) if "/pip install" in step]
    stopped = [number for number, step in enumerate(steps) if step.startswith("systemctl stop")]
    switched = [number for number, step in enumerate(steps) if step.startswith("ln -sfn")]
    assert fetched
    assert max(fetched) < min(stopped) < min(switched)
    assert "/opt/simpul/bin/pip" not in INSTALL, "what works would be changed under its own feet"


def code_of_section(text: str, title: str) -> list[str]:
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return [block for block, _inline in CODE.findall(section) if block]
