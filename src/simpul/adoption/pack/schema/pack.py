"""The pack as a whole: which file holds what, and the typed result of a check without mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from simpul.adoption.pack.schema.district import District, National
from simpul.adoption.pack.schema.funds import Funds, VillageCeiling
from simpul.adoption.pack.schema.ladder import Ladder
from simpul.adoption.pack.schema.letters import Letters, Refusals
from simpul.adoption.pack.schema.needs import Needs
from simpul.adoption.pack.schema.offices import RUNG_OF, Office, Offices, Place
from simpul.adoption.pack.schema.programmes import Programmes
from simpul.adoption.pack.schema.roles import Roles, Seat

YAML_FILES: dict[str, type[BaseModel]] = {
    "district.yaml": District,
    "ladder.yaml": Ladder,
    "offices.yaml": Offices,
    "roles.yaml": Roles,
    "needs.yaml": Needs,
    "programmes.yaml": Programmes,
    "funds.yaml": Funds,
    "refusals.yaml": Refusals,
    "letters.yaml": Letters,
}
"""Every map file of a pack and the model that types it."""

CSV_FILES: dict[str, type[BaseModel]] = {
    "offices.csv": Office,
    "seats.csv": Seat,
    "village_fund.csv": VillageCeiling,
    "places.csv": Place,
}
"""Every list file of a pack and the model of one row."""

CODED_LISTS: dict[str, tuple[str, ...]] = {
    "district.yaml": ("emergency", "languages"),
    "ladder.yaml": ("rungs", "climb", "descend", "override", "reorder", "rest", "results"),
    "offices.yaml": ("offices",),
    "roles.yaml": ("roles",),
    "needs.yaml": ("needs",),
    "programmes.yaml": ("programmes",),
    "funds.yaml": ("funds",),
    "refusals.yaml": ("refusals",),
    "letters.yaml": ("letters",),
}
"""The lists whose items have a ``code``: a district writes over one item by naming its code."""

DEMO_FILES = frozenset(
    {"programmes.yaml", "funds.yaml", "seats.csv", "village_fund.csv", "stories.yaml", "rates.csv"}
)
"""What the ``demo/`` overlay may hold: figures, seats, where stories are told; nothing of policy."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A district pack without mistakes.

    ``offices`` holds the generated village and sub-district offices too; ``places`` is every sub-district
    and village of the district. ``demo`` names the ``section:code`` whose figures come from the overlay.
    """

    root: Path
    district: District
    ladder: Ladder
    offices: tuple[Office, ...]
    roles: Roles
    seats: tuple[Seat, ...]
    needs: Needs
    programmes: Programmes
    funds: Funds
    village_fund: tuple[VillageCeiling, ...]
    refusals: Refusals
    letters: Letters
    places: tuple[Place, ...]
    templates: dict[str, Path]
    demo: frozenset[str]

    def rung_of(self, office: Office) -> str:
        """The code of the rung an office stands on: its own word, else the rung of its kind."""
        kind = RUNG_OF[office.kind]
        return office.rung or next(rung.code for rung in self.ladder.rungs if rung.kind == kind)


NATIONAL_MODEL = National
"""The model of ``district.yaml`` in the national pack itself."""
