"""The history names a need where the talk turns to it, and not in every line."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from simpul.cases.queries.history import Entry
from simpul.web.services.story import tell

AT = datetime(2026, 11, 2, 3, tzinfo=UTC)
CASH, HOUSE = uuid4(), uuid4()


def _entry(need: object, kind: str = "deed.note") -> Entry:
    return Entry(at=AT, kind=kind, need=need, by="Contoh (Petugas, Puskesos)")  # type: ignore[arg-type]


def test_with_two_needs_a_line_says_which_one_begins() -> None:
    entries = tuple(_entry(need) for need in (CASH, CASH, HOUSE, CASH))
    told = tell(entries, {CASH: "Bantuan tunai", HOUSE: "Rumah"})
    assert [line.about for line in told] == ["Bantuan tunai", "", "Rumah", "Bantuan tunai"]
    assert {line.sentence for line in told} == {"Catatan."}


def test_with_one_need_nothing_is_repeated() -> None:
    assert [line.about for line in tell((_entry(CASH), _entry(CASH)), {CASH: "Bantuan tunai"})] == ["", ""]
