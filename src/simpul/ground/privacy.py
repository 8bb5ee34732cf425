"""Every field of every table is classed: open, official, personal or sensitive.

* open: says nothing about a person
* official: about somebody in office, in that office
* personal: about a citizen (UU 27/2022, general personal data)
* sensitive: health, disability, children, violence, finance (UU 27/2022 art. 4(2), specific personal data)

Scrubbed dumps, exports and tests read the classes; a test fails on a field that has none.
"""

from __future__ import annotations

from dataclasses import dataclass

CLASSES = ("open", "official", "personal", "sensitive")


@dataclass(frozen=True)
class Privacy:
    """The class of each field of a model, by name; `rest` is the class of fields not named."""

    fields: dict[str, str]
    rest: str | None = None

    def of(self, field: str) -> str | None:
        """The class of a field, or None when nobody classed it."""
        return self.fields.get(field, self.rest)


def classed(*, open: str = "", official: str = "", personal: str = "", sensitive: str = "") -> Privacy:  # noqa: A002
    """Class fields by name, space separated.

    >>> classed(open="id", personal="name").of("name")
    'personal'
    """
    named = {"open": open, "official": official, "personal": personal, "sensitive": sensitive}
    return Privacy({field: kind for kind, names in named.items() for field in names.split()})


OPEN = Privacy({}, rest="open")
OFFICIAL = Privacy({}, rest="official")
