"""Collect the sentences of the screens and keep the English catalogue complete.

Screens are written in Indonesian; what stands in `_()` and `{% translate %}` is the key of its English.

    python -m tools.messages           bring the catalogue up to the screens
    python -m tools.messages --check   say what is missing, doubtful, left over or broken (`make check`)
    python -m tools.messages --compile make the file the site reads, unless it is fresh
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "simpul"
ENGLISH = SOURCES / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"

METHODS = [
    ("**.py", "python"),
    ("web/templates/web/**.html", "jinja2"),
    ("web/templates/errors/**.html", "jinja2"),
    ("web/templates/**.html", "tools.messages:django_template"),
]
OPTIONS = {
    "web/templates/web/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trim_blocks": "true"},
    "web/templates/errors/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trim_blocks": "true"},
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
TRANSLATE = re.compile(r"""{%\s*translate\s+(?P<quote>["'])(?P<text>.+?)(?P=quote)""")
HOLES = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
HEADER = "# English of Simpul's screens; the keys are the Indonesian sentences. Kept by `make messages`.\n#"


def main(arguments: list[str]) -> int:
    """Do what the first argument says (see the module); the number of faults is the exit code's reason."""
    if "--compile" in arguments:
        compile_catalogue()
        return 0
    wanted, kept = collect(), read()
    if "--check" in arguments:
        found = list(faults(wanted, kept))
        print(*found, sep="\n", file=sys.stderr, end="\n" if found else "")
        return 1 if found else 0
    kept.update(wanted, no_fuzzy_matching=True)
    kept.obsolete.clear()
    write(kept)
    waiting = sum(1 for message in sentences(kept) if not said(message))
    print(f"{ENGLISH.relative_to(ROOT)}: {len(kept)} sentences, {waiting} wait for their English.")
    return 0


def collect() -> Catalog:
    """Every sentence the screens hold today, in the order of their files."""
    catalogue = Catalog()
    found = extract_from_dir(SOURCES, METHODS, OPTIONS, KEYWORDS, directory_filter=shown)
    for file, _line, text, _comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalogue.add(text, locations=[(file, None)], context=context)
    return catalogue


def shown(folder: str) -> bool:
    """Whether a folder can hold sentences: not what is built or recorded."""
    return Path(folder).name not in {"static", "migrations", "__pycache__", "locale"}


def django_template(
    fileobj: BytesIO, *_given: object, **_options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's way to read the few pages written in Django's own template language (allauth's)."""
    for number, line in enumerate(fileobj.read().decode().splitlines(), start=1):
        for match in TRANSLATE.finditer(line):
            yield number, "gettext", match["text"], []


def read() -> Catalog:
    """The English catalogue as it stands; an empty one when there is none yet."""
    if not ENGLISH.exists():
        return Catalog(locale="en", fuzzy=False)
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def write(catalogue: Catalog) -> None:
    """Write the catalogue so that a change of one sentence is a change of few lines."""
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    catalogue.project, catalogue.version = "Simpul", ""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=True, include_lineno=False)
    stable = [line for line in ENGLISH.read_text().splitlines() if not line.startswith(MOVING)]
    ENGLISH.write_text("\n".join(stable).rstrip() + "\n")


MOVING = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Report-Msgid',
    '"Last-Tr',
    '"Language-Team',
)
"""Header lines that change with the day or the tool, or say nothing."""


def compile_catalogue() -> None:
    """Make the binary catalogue Django reads, beside its source."""
    target = ENGLISH.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= ENGLISH.stat().st_mtime:
        return
    made = target.with_suffix(".part")
    with made.open("wb") as file:
        write_mo(file, read())
    made.replace(target)


def faults(wanted: Catalog, kept: Catalog) -> Iterator[str]:
    """Sentences without English, with doubtful or broken English, or English of a sentence nobody says."""
    for message in sentences(wanted):
        english = kept.get(message.id, message.context)
        if english is None or not said(english):
            yield f"no English yet: {first(message.id)!r} (run `make messages`, then write it)"
        elif english.fuzzy:
            yield f"marked fuzzy: {first(message.id)!r}"
        elif any(holes(first(message.id)) != holes(text) for text in texts(english.string)):
            yield f"other placeholders than the Indonesian: {first(message.id)!r}"
    for message in sentences(kept):
        if wanted.get(message.id, message.context) is None:
            yield f"English of a sentence no screen says: {first(message.id)!r} (run `make messages`)"


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def said(message: Message) -> bool:
    """Whether every form of the message has its words."""
    return all(texts(message.string))


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """One form or several, as a list."""
    return [value] if isinstance(value, str) else list(value or [""])


def first(value: str | tuple[str, ...] | list[str]) -> str:
    """The singular, or the only form."""
    return texts(value)[0]


def holes(text: str) -> Counter[str]:
    """The places where values go, however often."""
    return Counter(HOLES.findall(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
