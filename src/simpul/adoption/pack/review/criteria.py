"""The rule that a criterion must be one the engine understands."""

from __future__ import annotations

from collections.abc import Iterator

from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.reader import Draft
from simpul.programmes.rules import RuleError, parse


def review_criteria(draft: Draft) -> Iterator[Mistake]:
    """Parse the CEL of every criterion of programmes.yaml."""
    for programme in draft.list("programmes.yaml", "programmes"):
        for criterion in programme.list("criteria"):
            text = criterion.text("cel")
            if not text:
                continue
            try:
                parse(text)
            except RuleError as error:
                place = criterion.at("cel").place
                yield mistake("cel", place, column=error.column, problem=error.sentence())
