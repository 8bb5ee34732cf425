"""The catalogue: programmes, their criteria in dated versions, and the places of the year."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from simpul.adoption.load.plan import Plan, Values, Write
from simpul.adoption.load.tables import Loading, Table, key_of, plain, write_rows
from simpul.adoption.pack.schema.programmes import Programme as Written
from simpul.offices.models import NeedCategory, Office, Rung
from simpul.programmes.models import CriteriaVersion, Programme, Quota

_COLUMNS = (
    "name", "unit", "rung_id", "owner_id", "valid_from", "valid_until", "source", "legal_basis", "benefit",
    "amount", "documents", "warning", "period", "fund_code", "waiting_list",
)  # fmt: skip
_CATEGORIES, _CRITERIA = "categories", "criteria"


def load_programmes(
    loading: Loading,
    *,
    rungs: Mapping[str, Rung],
    offices: Mapping[str, Office],
    needs: Mapping[str, NeedCategory],
) -> None:
    """Bring the catalogue to what the pack says. Criteria that changed become a new version from today."""
    known = {row.code: row for row in Programme.objects.filter(district=loading.district)}
    written = {each.code: each for each in loading.pack.programmes.programmes}
    places = f"quota_{loading.today.year}"
    wanted = {
        code: _wanted(each, rungs=rungs, offices=offices) | {places: each.quota}
        for code, each in written.items()
    }
    rows, found = write_rows(
        loading,
        Table("programme", Programme.objects, _COLUMNS, ("retired_at", loading.at)),
        known=known,
        wanted=wanted,
        make=lambda code: Programme(district_id=loading.district, code=code),
        beside=_beside(loading, places),
    )
    _write_categories(rows, found, needs)
    _write_criteria(loading, rows, found, written)
    _write_quotas(loading, rows, found, places)


def _wanted(each: Written, *, rungs: Mapping[str, Rung], offices: Mapping[str, Office]) -> dict[str, Any]:
    return {
        "name": each.name,
        "unit": each.unit,
        "rung_id": str(rungs[each.rung].pk),
        "owner_id": key_of(offices, each.owner),
        "valid_from": plain(each.valid_from),
        "valid_until": plain(each.valid_to),
        "source": each.source,
        "legal_basis": each.legal_basis or "",
        "benefit": each.benefit,
        "amount": each.amount,
        "documents": list(each.documents),
        "warning": each.warn or "",
        "period": each.period or "",
        "fund_code": each.fund or "",
        "waiting_list": each.waiting_list,
        _CATEGORIES: sorted(each.categories),
        _CRITERIA: digest(_criteria(each)),
    }


def _criteria(each: Written) -> list[dict[str, str]]:
    return [criterion.model_dump(mode="json") for criterion in each.criteria]


def digest(criteria: list[dict[str, str]]) -> str:
    """What two texts of criteria are told apart by."""
    return hashlib.sha256(json.dumps(criteria, sort_keys=True).encode()).hexdigest()


def _beside(loading: Loading, places: str) -> dict[str, Values]:
    """Categories, newest criteria and places of the year as they are, by programme."""
    newest = CriteriaVersion.objects.filter(programme=OuterRef("pk")).order_by("-number").values("digest")[:1]
    quota = Quota.objects.filter(programme=OuterRef("pk"), year=loading.today.year).values("places")[:1]
    rows = Programme.objects.filter(district=loading.district).prefetch_related("categories")
    return {
        row.code: {
            _CATEGORIES: sorted(each.code for each in row.categories.all()),
            _CRITERIA: row.newest,
            places: row.places,
        }
        for row in rows.annotate(newest=Subquery(newest), places=Subquery(quota))
    }


def _changed(found: Plan, field: str) -> list[Write]:
    return [write for write in [*found.added, *found.changed] if field in write.fields]


def _write_categories(rows: Mapping[str, Programme], found: Plan, needs: Mapping[str, NeedCategory]) -> None:
    for write in _changed(found, _CATEGORIES):
        rows[write.code].categories.set([needs[code] for code in write.values[_CATEGORIES]])


def _write_criteria(
    loading: Loading, rows: Mapping[str, Programme], found: Plan, written: Mapping[str, Written]
) -> None:
    writes = _changed(found, _CRITERIA)
    numbers = dict(
        CriteriaVersion.objects.filter(programme__in=[rows[write.code] for write in writes])
        .values_list("programme")
        .annotate(Max("number"))
    )
    versions = []
    for write in writes:
        programme = rows[write.code]
        number = numbers.get(programme.pk, 0) + 1
        versions.append(
            CriteriaVersion(
                programme=programme,
                number=number,
                valid_from=loading.today if number > 1 else written[write.code].valid_from,
                criteria=_criteria(written[write.code]),
                digest=write.values[_CRITERIA],
            )
        )
    CriteriaVersion.objects.bulk_create(versions)


def _write_quotas(loading: Loading, rows: Mapping[str, Programme], found: Plan, places: str) -> None:
    year = loading.today.year
    writes = _changed(found, places)
    held = {
        quota.programme_id: quota
        for quota in Quota.objects.select_for_update().filter(
            programme__in=[rows[write.code] for write in writes], year=year
        )
    }
    quotas = []
    for write in writes:
        programme, wanted = rows[write.code], write.values[places]
        quota = held.get(programme.pk) or Quota(programme=programme, year=year)
        quota.places = wanted
        if wanted is not None and wanted < quota.taken:
            values = {"code": write.code, "places": wanted, "taken": quota.taken, "year": year}
            loading.refused.append(
                _(
                    "Kuota %(year)s program %(code)s ditulis %(places)s, padahal %(taken)s tempat sudah "
                    "terpakai. Tulis paling sedikit %(taken)s."
                )
                % values
            )
        elif wanted is not None or programme.pk in held:
            quotas.append(quota)
    Quota.objects.bulk_create(
        quotas, update_conflicts=True, unique_fields=["programme", "year"], update_fields=["places"]
    )
