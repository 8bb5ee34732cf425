"""Complaints about a village that were recorded before their complainants were left unnamed."""

from __future__ import annotations

from simpul.cases.models import Case, Need
from simpul.cases.queries.codes import complainant_index
from simpul.cases.queries.repeats import brought
from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.registry import actions as registry
from simpul.registry.models import Person


def unname_complaints(*, by: Actor) -> int:
    """Leave the complainants of a district unnamed where nobody asked them; done again it finds nothing.

    Of such a service the person, who reported, who passed it on and who collects are taken out; the keyed
    hash stays, by which complaints are counted. One whose complainant agreed to be named keeps the name, and
    is linked to no unnamed one. The trail, letters and what was typed in other words stay as they were.

    Args:
        by: the system, acting for the district.

    Returns:
        How many services were changed.
    """
    with acting(by):
        complaints = Need.objects.filter(district_code=by.district, category__about_village=True)
        labels = Person.objects.filter(is_label=True)
        old = Case.objects.select_for_update(of=("self",)).filter(pk__in=complaints.values("case"))
        named = list(old.exclude(person__in=labels).order_by("opened_at", "id"))
        changed = {case.pk for case in named if _leave_out(case, by)}
        linked = old.exclude(parent=None).select_related("parent").order_by("opened_at", "id")
        changed |= {case.pk for case in linked if _link_anew(case)}
        for case in Case.objects.filter(pk__in=changed).order_by("id"):
            audit.record("cases.unname", by=by, kind="case", key=case.pk, label=case.ticket)
    return len(changed)


def _leave_out(case: Case, by: Actor) -> bool:
    """Take the names out, or give who agreed to be named the hash of the named."""
    unnamed = complainant_index(case.person_id, named=False)
    if case.complainant is None:
        case.complainant = unnamed
        case.person = registry.add_unnamed(by=by, village_code=case.village_code, scope_code=case.scope_code)
        for column in _NAMES:
            setattr(case, column, "")
        case.reporter_phone = None
        case.save(update_fields=["complainant", "person", "reporter_phone", *_NAMES])
        return True
    if bytes(case.complainant) == unnamed:
        case.complainant = complainant_index(case.person_id, named=True)
        case.save(update_fields=["complainant"])
        return True
    return False


_NAMES = (
    "reporter_name",
    "reporter_relation",
    "reporter_key_id",
    "collector_name",
    "collector_relation",
    "collector_proof",
    "source_name",
    "source_note",
)


def _link_anew(case: Case) -> bool:
    """Away from a complaint that is not alike, to the first that is."""
    if case.parent is None or case.parent.complainant == case.complainant:
        return False
    case.parent_id = brought(case, list(case.needs.all()))[0].began
    case.save(update_fields=["parent"])
    return True
