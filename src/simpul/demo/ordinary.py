"""The ordinary services of three months: what boards, queues and inboxes are filled with.

Each goes one of the ways of `WAYS`, by the same actions as everybody's. Which village, who and when is chance
of a fixed seed; what the pack does not know is left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from simpul.demo import ways
from simpul.demo.requests import Requests
from simpul.demo.telling import Telling
from simpul.demo.ways import Service
from simpul.places.queries import villages_of

IN_STORY_VILLAGE, ELSEWHERE = 5, 20
LONG_AGO = 58

#: A way, how many working days ago it begins (from, to), and how often it is gone.
WAYS: tuple[tuple[Callable[[Service], None], int, int, int], ...] = (
    (ways.opened, 0, 1, 5),
    (ways.acting, 1, 3, 6),
    (ways.left_lying, 9, 20, 2),
    (ways.settled, 6, LONG_AGO, 12),
    (ways.given, 6, LONG_AGO, 8),
    (ways.paid, 7, LONG_AGO, 7),
    (ways.agreed, 3, 5, 3),
    (ways.asked_for_money, 2, 4, 4),
    (ways.gone_on, 2, 3, 4),
    (ways.gone_on_over_a_finding, 8, 30, 4),
    (ways.came_back_down, 3, 5, 3),
    (ways.referred, 3, 3, 4),
    (ways.silent, 22, 34, 3),
    (ways.accepted, 4, 6, 5),
    (ways.resting, 14, 30, 3),
    (ways.declined, 7, 30, 4),
    (ways.delivered, 9, 14, 5),
    (ways.arrived, 10, LONG_AGO, 9),
    (ways.did_not_arrive, 12, 20, 2),
    (ways.withdrawn, 10, 40, 3),
    (ways.not_possible, 16, 50, 3),
)


def play(requests: Requests, villages: Sequence[str]) -> int:
    """Play ordinary services in these villages, and a few in others; answers how many.

    Args:
        requests: what people of the district bring.
        villages: those that stories are told of: their boards are the fullest.
    """
    stage = requests.stage
    others = [each.code for each in villages_of(stage.district.code) if each.code not in villages]
    places = [village for village in villages for _ in range(IN_STORY_VILLAGE)]
    places += stage.random.sample(others, k=min(ELSEWHERE, len(others)))
    stage.random.shuffle(places)
    gone = [entry for entry in WAYS for _ in range(entry[3])]
    stage.random.shuffle(gone)
    stream = requests.some()
    played = 0
    for village, (way, earliest, latest, _) in zip(places, itertools.cycle(gone)):
        back = stage.random.randint(earliest, latest)
        candidates = itertools.islice(stream, len(requests.all))
        service = ways.play_one(way, Telling(stage, "", village), requests, candidates, back=back)
        played += service is not None
    return played
