"""Why a pack was not loaded."""

from __future__ import annotations

from collections.abc import Sequence


class LoadRefusedError(Exception):
    """Nothing was loaded. `sentences` say why, each naming what to write instead."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)
