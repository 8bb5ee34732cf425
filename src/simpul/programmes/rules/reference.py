"""Write the tables of docs/reference/rule-profile.md from the vocabulary and the sentences.

`python -m simpul.programmes.rules.reference docs/reference/rule-profile.md` renews them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from simpul.programmes.rules.default_facts import DEFAULT_VOCABULARY
from simpul.programmes.rules.faults import KIND_WORDS, SENTENCES

_BEGINS, _ENDS = "<!-- tables: made by simpul.programmes.rules.reference -->", "<!-- end of tables -->"


def renewed(page: str) -> str:
    """Return the page with its tables made anew; the text around them stays."""
    before, _, rest = page.partition(_BEGINS)
    _, _, after = rest.partition(_ENDS)
    return f"{before}{_BEGINS}\n\n{_tables()}\n{_ENDS}{after}"


def _tables() -> str:
    facts = [
        (
            f"`{spec.path}`",
            KIND_WORDS[spec.kind],
            spec.unit,
            spec.label,
            spec.question,
            ", ".join(spec.choices),
        )
        for spec in DEFAULT_VOCABULARY
    ]
    sentences = [(f"`{code}`", sentence) for code, sentence in SENTENCES.items()]
    return "\n".join(
        [
            f"## Data ({len(facts)})\n",
            *_table(("nama", "jenis", "satuan", "arti", "pertanyaan bila belum diketahui", "pilihan"), facts),
            f"\n## Kesalahan ({len(sentences)})\n",
            *_table(("kode", "kalimat"), sentences),
            "",
        ]
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines]


def main(path: Path) -> None:
    """Renew the tables of the page at `path`."""
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
