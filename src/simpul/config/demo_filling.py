"""More of a demo than its first start makes: a whole district's people, a year's services."""

from __future__ import annotations

import os
from collections.abc import Sequence

from simpul.config.demo_site import Place, environment, prepare, program
from simpul.config.processes import show
from simpul.config.supervisor import Supervisor
from simpul.config.where import database


def fill(place: Place, verb: str, options: Sequence[str]) -> None:
    """Run a verb of the demonstration on a demo's database, whether its site runs or not.

    Args:
        place: the demo; a new one is made where there is none.
        verb: `demo_population` or `demo_cases`.
        options: what it is told besides the pack.

    Raises:
        ProcessError: something stands in the way; what the verb itself had to say stands on the terminal.
        StoppedError: somebody asked to stop; what is in stays.
    """
    with database(make=True) as urls:
        supervisor = Supervisor(place.data, os.environ)
        supervisor.env.update(environment(place, urls))
        prepare(supervisor, place, urls, None)
        show([program("simpul"), verb, str(place.pack), *options], env=supervisor.env)
