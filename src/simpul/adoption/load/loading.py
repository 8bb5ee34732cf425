"""Load a pack: the whole of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext as _
from pydantic import BaseModel

from simpul.adoption.load.areas import load_places
from simpul.adoption.load.district import load_district
from simpul.adoption.load.funds import load_funds
from simpul.adoption.load.ladder import load_reasons, load_rungs
from simpul.adoption.load.letters import load_letters
from simpul.adoption.load.needs import load_needs
from simpul.adoption.load.offices import load_offices
from simpul.adoption.load.programmes import load_programmes
from simpul.adoption.load.refusal import LoadRefusedError
from simpul.adoption.load.report import LoadReport
from simpul.adoption.load.seats import load_seats
from simpul.adoption.load.tables import Loading
from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.schema.pack import Pack
from simpul.cases import actions as cases
from simpul.ground import audit
from simpul.ground.actor import acting, system
from simpul.ground.clock import day_in
from simpul.ground.locks import PACK
from simpul.places.models import District
from simpul.referrals import actions as referrals

#: The key of the lock that loads wait for, whatever the district: they share provinces.


def load_pack(path: Path, *, at: datetime, demo: bool = False) -> LoadReport:
    """Check a pack and bring the database to what it says, by the rules of reload.

    Rows are known by their codes. Gone from the file = no longer used; back again = used again; criteria that
    changed = a new dated version; what was changed in the application stays and is reported. When hours, days
    off or routes changed, open deadlines are computed anew. Another load waits until this one has ended.

    Args:
        path: the folder of the pack.
        at: the moment of the load.
        demo: whether the district is a demonstration, with the figures of `demo/`. A district that began as
            one stays one.

    Raises:
        LoadRefusedError: the pack has mistakes, a figure lies below what is committed, or a real district is
            to be made a demonstration. Nothing was written.
    """
    pack = _checked(path, demo=demo)
    by = system(pack.district.code, label=_("Paket kabupaten/kota"))
    with acting(by):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PACK])
        marked = District.objects.filter(pk=pack.district.code).values_list("is_demo", flat=True).first()
        if demo and marked is False:
            raise LoadRefusedError(
                [_("%(name)s sudah berjalan sungguhan dan tidak dapat dijadikan contoh.") % _named(pack)]
            )
        if marked and not demo:
            pack, demo = _checked(path, demo=True), True
        today = day_in(ZoneInfo(pack.district.time_zone), at)
        report = LoadReport(pack.district.code, pack.district.full_name or pack.district.name)
        loading = Loading(pack, by=by, at=at, today=today, report=report)
        _load(loading, demo=demo)
    return report


def _named(pack: Pack) -> dict[str, str]:
    return {"name": pack.district.full_name or pack.district.name}


def _checked(path: Path, *, demo: bool) -> Pack:
    found = check_pack(path, demo=demo)
    if found.mistakes:
        raise LoadRefusedError([str(mistake) for mistake in found.mistakes])
    if found.pack is None:
        raise LoadRefusedError(
            [_("Ini paket nasional. Muat paket kabupaten/kota yang memakainya (`extends: indonesia`).")]
        )
    return found.pack


def _load(loading: Loading, *, demo: bool) -> None:
    loading.recall()
    load_district(loading, demo=demo)
    load_places(loading)
    rungs = load_rungs(loading)
    offices = load_offices(loading)
    load_reasons(loading)
    needs = load_needs(loading, rungs=rungs, offices=offices)
    load_programmes(loading, rungs=rungs, offices=offices, needs=needs)
    load_funds(loading, offices=offices)
    load_letters(loading)
    load_seats(loading, offices=offices)
    if loading.refused:
        raise LoadRefusedError(loading.refused)
    loading.keep_memory()
    if loading.retimed:
        _recompute(loading)
    if not loading.report.unchanged:
        _sign(loading)


def _recompute(loading: Loading) -> None:
    by, district = loading.by, loading.district
    loading.report.needs_recomputed = cases.recompute_deadlines(by=by, district=district)
    loading.report.referrals_recomputed = referrals.recompute_deadlines(by=by, district=district)


def _sign(loading: Loading) -> None:
    District.objects.filter(pk=loading.district).update(
        pack_digest=_digest(loading.pack), loaded_at=loading.at
    )
    kinds = [kind for kind, counts in loading.report.counts.items() if counts.written]
    audit.record("adoption.load", by=loading.by, kind="district", key=loading.district, fields=kinds)


def _digest(pack: Pack) -> str:
    """What two packs are told apart by, whatever folder they lie in."""

    def told(value: Any) -> Any:
        if isinstance(value, BaseModel):
            return value.model_dump(mode="json")
        if isinstance(value, Path):
            return value.read_text(encoding="utf-8")
        if isinstance(value, dict):
            return {key: told(each) for key, each in value.items()}
        return sorted(value) if isinstance(value, frozenset) else [told(each) for each in value]

    parts = {each.name: told(getattr(pack, each.name)) for each in fields(pack) if each.name != "root"}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
