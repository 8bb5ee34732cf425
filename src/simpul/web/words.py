"""Forms whose free text holds no identity number: what stands in free text is neither sealed nor masked."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from simpul.ground.errors import InputError
from simpul.ground.free_text import refuse_number, refuse_possible_number
from simpul.web.sentences import sentence


class WordsForm(forms.Form):
    """Every form of a page. A NIK or KK typed into any text is refused, but for its number fields.

    What is chosen is not typed: a choice is one of those offered, and the digits of a row's key may look like
    a number.
    """

    #: Fields in which such a number is asked for, or which are never stored.
    NUMBERS: ClassVar[frozenset[str]] = frozenset()
    #: Fields for the number of a payment: digits that cannot be a NIK or KK are taken.
    REFERENCES: ClassVar[frozenset[str]] = frozenset()

    def clean(self) -> dict[str, Any]:
        """Refuse an identity number wherever it was not asked for."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            typed = cleaned.get(name)
            if name in self.NUMBERS or not (isinstance(field, forms.CharField) and isinstance(typed, str)):
                continue
            try:
                (refuse_possible_number if name in self.REFERENCES else refuse_number)(typed, field=name)
            except InputError as error:
                self.add_error(name, sentence(error))
        return cleaned
