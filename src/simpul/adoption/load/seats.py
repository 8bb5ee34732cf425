"""The seats to begin with, the decrees they stand on and the teams these set. People are never in a pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from simpul.adoption.load.district import title_of
from simpul.adoption.load.plan import RETIRED, Plan, Values, Write
from simpul.adoption.load.tables import BATCH, Loading, Table, held, plain, write_rows
from simpul.adoption.pack.schema.roles import Seat as Written
from simpul.offices.models import Capacity, Decree, Office, OfficeKind, Seat, Team

TEAMS = frozenset(
    {
        OfficeKind.WELFARE_POST,
        OfficeKind.SUBDISTRICT_POST,
        OfficeKind.DISTRICT_DESK,
        OfficeKind.COORDINATION,
    }
)
"""The kinds of office that are a team set by decree, not a part of the government's own order."""

_COLUMNS = ("title", "area_code", "capacity", "decree_id", "team_id", "ends_on")


def load_seats(loading: Loading, *, offices: Mapping[str, Office]) -> None:
    """Bring the seats to what the pack says. A seat that somebody holds is never ended by a file."""
    decrees = _load_decrees(loading)
    teams = _load_teams(loading, offices=offices, decrees=decrees)
    written = _coded(loading.pack.seats)
    keys = {code: row.row for code, row in loading.known("seat").items() if row.row}
    rows = Seat.objects.select_for_update(of=("self",)).in_bulk(keys.values())
    known = {code: rows[key] for code, key in keys.items() if key in rows}
    taken = {code for code, row in known.items() if code not in written and row.officer_id}
    table = Table("seat", Seat.objects, _COLUMNS, ("ended_on", loading.today))
    current = {code: held(table, row) for code, row in known.items() if code not in taken}
    wanted = _wanted(loading, written, offices=offices, decrees=decrees, teams=teams)
    found = loading.settle("seat", wanted=wanted, current=current)
    _add(loading, found, written, offices=offices)
    _change(loading, found, known)
    loading.report.warnings += [
        _("Jabatan %(title)s (%(code)s) tidak ada lagi di paket, tetapi masih dipegang seseorang.")
        % {"title": known[code].title, "code": code}
        for code in sorted(taken)
    ]


def _coded(seats: Iterable[Written]) -> dict[str, Written]:
    """The seats by what they are: role, office, area, and a number where several are alike."""
    alike: Counter[str] = Counter()
    found = {}
    for seat in seats:
        code = f"{seat.role}/{seat.office}/{seat.area or ''}"
        alike[code] += 1
        found[f"{code}/{alike[code]}"] = seat
    return found


def _load_decrees(loading: Loading) -> dict[str, Decree]:
    known = {row.number: row for row in Decree.objects.filter(district=loading.district)}
    wanted = {
        seat.decree_number: {
            "dated": plain(seat.decree_date),
            "title": _("Keputusan nomor %(number)s") % {"number": seat.decree_number},
            "valid_from": plain(seat.decree_date),
            "valid_until": plain(seat.ends),
        }
        for seat in loading.pack.seats
        if seat.decree_number and seat.decree_date
    }
    rows, _found = write_rows(
        loading,
        Table("decree", Decree.objects, ("dated", "title", "valid_from", "valid_until"), None),
        known=known,
        wanted=wanted,
        make=lambda number: Decree(district_id=loading.district, number=number),
    )
    return rows


def _load_teams(
    loading: Loading, *, offices: Mapping[str, Office], decrees: Mapping[str, Decree]
) -> dict[str, Team]:
    """The teams: offices of the kinds in `TEAMS` whose seats stand on a decree, the newest of them."""
    newest: dict[str, Written] = {}
    for seat in loading.pack.seats:
        if seat.decree_number in decrees and offices[seat.office].kind in TEAMS:
            before = newest.get(seat.office, seat)
            newest[seat.office] = max(before, seat, key=lambda each: str(each.decree_date))
    wanted = {
        code: {
            "name": offices[code].name,
            "kind": str(offices[code].kind),
            "decree_id": str(decrees[str(seat.decree_number)].pk),
        }
        for code, seat in newest.items()
    }
    known = {row.code: row for row in Team.objects.filter(district=loading.district)}
    rows, _found = write_rows(
        loading,
        Table("team", Team.objects, ("name", "kind", "decree_id"), ("ended_on", loading.today)),
        known=known,
        wanted=wanted,
        make=lambda code: Team(district_id=loading.district, code=code),
    )
    return {code: row for code, row in rows.items() if code in wanted}


def _wanted(
    loading: Loading,
    written: Mapping[str, Written],
    *,
    offices: Mapping[str, Office],
    decrees: Mapping[str, Decree],
    teams: Mapping[str, Team],
) -> dict[str, Values]:
    roles = {role.code: role for role in loading.pack.roles.roles}
    found: dict[str, Values] = {}
    for code, seat in written.items():
        area = seat.area or offices[seat.office].area_code
        decree, team = decrees.get(seat.decree_number or ""), teams.get(seat.office)
        found[code] = {
            "title": title_of(roles[seat.role], loading.pack, area=area),
            "area_code": area,
            "capacity": seat.acting or Capacity.DEFINITIVE.value,
            "decree_id": str(decree.pk) if decree else None,
            "team_id": str(team.pk) if team else None,
            "ends_on": plain(seat.ends),
        }
    return found


def _add(
    loading: Loading, found: Plan, written: Mapping[str, Written], *, offices: Mapping[str, Office]
) -> None:
    seats = []
    for write in found.added:
        seat = written[write.code]
        # Without a decree the seat begins today, or ends before it began if its end is past.
        begins = seat.decree_date or min(loading.today, seat.ends or loading.today)
        row = Seat(
            district_id=loading.district,
            office=offices[seat.office],
            role=seat.role,
            starts_on=begins,
            **{name: write.values[name] for name in _COLUMNS},
        )
        seats.append(row)
        loading.point("seat", write.code, row.pk)
    Seat.objects.bulk_create(seats, batch_size=BATCH)


def _change(loading: Loading, found: Plan, known: Mapping[str, Seat]) -> None:
    rows = [_changed(loading, known[write.code], write) for write in found.updates]
    columns = [name.removesuffix("_id") for name in _COLUMNS]
    if rows:
        Seat.objects.bulk_update(rows, [*columns, "ended_on", "ended_reason", "version"], batch_size=BATCH)


def _changed(loading: Loading, row: Seat, write: Write) -> Seat:
    for name in write.fields - {RETIRED}:
        setattr(row, name, write.values[name])
    if RETIRED in write.fields:
        gone = write.values[RETIRED]
        row.ended_on = loading.today if gone else None
        row.ended_reason = _("Tidak ada lagi di paket") if gone else ""
    row.version += 1
    return row
