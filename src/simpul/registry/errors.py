"""What may go wrong with persons and their numbers."""

from __future__ import annotations

from uuid import UUID

from simpul.ground.errors import InputError


class NumberHeldError(InputError):
    """The number stands with another person the actor may see: `person` can be linked.

    `code` is `nik_held` or `kk_held`.
    """

    def __init__(self, kind: str, *, person: UUID | None) -> None:
        super().__init__(f"{kind}_held", field=kind, person=person)
        self.person = person
