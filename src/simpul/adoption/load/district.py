"""The district's own row: its name, hours, days off, notice and settings."""

from __future__ import annotations

from typing import Any

from simpul.adoption.load.plan import RETIRED, Values, Write
from simpul.adoption.load.tables import Loading
from simpul.adoption.pack.schema.district import Hours
from simpul.adoption.pack.schema.kinds import minutes
from simpul.adoption.pack.schema.pack import Pack
from simpul.adoption.pack.schema.roles import Role
from simpul.places.models import District

_COLUMNS = (
    "name", "kind", "head_title", "timezone", "hours", "holidays", "emergency", "notice", "notice_version",
)  # fmt: skip
_TIMES = frozenset({"timezone", "hours", "holidays"})
_SETTING = "settings."


def load_district(loading: Loading, *, demo: bool) -> None:
    """Make or change the row of the district. A demo mark, once set, is taken off by nobody."""
    row = District.objects.select_for_update().filter(pk=loading.district).first()
    wanted = {loading.district: _wanted(loading.pack)}
    current = {loading.district: _current(row, wanted[loading.district])} if row else {}
    found = loading.settle("district", wanted=wanted, current=current, lasting=True)
    row = row or District(code=loading.district, is_demo=demo)
    for write in [*found.added, *found.updates]:
        _fill(row, write)
        row.save()
        loading.retimed |= bool(found.updates and write.fields & _TIMES)


def _fill(row: District, write: Write) -> None:
    for name in write.fields - {RETIRED}:
        if name.startswith(_SETTING):
            row.settings[name.removeprefix(_SETTING)] = write.values[name]
        else:
            setattr(row, name, write.values[name])


def _current(row: District, wanted: Values) -> Values:
    columns = {name: getattr(row, name) for name in _COLUMNS}
    settings = {
        name: row.settings.get(name.removeprefix(_SETTING)) for name in wanted if name.startswith(_SETTING)
    }
    return {**columns, **settings, RETIRED: False}


def _wanted(pack: Pack) -> Values:
    head = pack.district
    return {
        "name": head.name,
        "kind": head.kind,
        "head_title": head.head_title,
        "timezone": head.time_zone,
        "hours": week(head.hours),
        "holidays": {day.date.isoformat(): None if day.working else day.name for day in head.holidays},
        "emergency": [
            {
                "code": each.code,
                "number": each.number,
                "name": each.name,
                "sentence": each.sentence or "",
                "by_text": each.by_text,
            }
            for each in head.emergency
        ],
        "notice": head.notice.text,
        "notice_version": head.notice.version,
        **{f"{_SETTING}{name}": value for name, value in _settings(pack).items()},
    }


def _settings(pack: Pack) -> dict[str, Any]:
    head = pack.district
    opens = {need.opens_by_itself: need.code for need in pack.needs.needs if need.opens_by_itself}
    return {
        "full_name": head.full_name or head.name,
        "deputy_title": head.deputy_title,
        "capital": head.capital or head.name,
        "words": head.words.model_dump(mode="json"),
        "limits": head.limits.model_dump(mode="json"),
        "levy_report": head.levy_report,
        "letterhead": list(head.letterhead),
        "notice_basis": head.notice.legal_basis,
        "papers_category": opens.get("no_identity_number"),
        "registry_category": opens.get("not_in_registry"),
        "role_titles": {role.code.value: title_of(role, pack) for role in pack.roles.roles},
        "languages": [each.model_dump(mode="json") for each in head.languages],
        "retention": [each.model_dump(mode="json") for each in head.retention],
        "freezes": [each.model_dump(mode="json") for each in head.freezes],
    }


def title_of(role: Role, pack: Pack, *, area: str = "") -> str:
    """What a seat of a role is called here: a kelurahan and a city have words of their own.

    Args:
        role: the role.
        pack: the pack.
        area: code of the seat's area, or empty.
    """
    kinds = {place.code: place.kind for place in pack.places}
    if role.titles.kelurahan and kinds.get(area) == "kelurahan":
        return role.titles.kelurahan
    if role.titles.kota and pack.district.kind == "kota":
        return role.titles.kota
    return role.title


def week(hours: Hours) -> list[list[list[int]]]:
    """Seven lists of [opens, closes] in minutes after midnight, Monday first."""
    return [[list(span) for span in minutes(getattr(hours, day))] for day in Hours.model_fields]
