"""Editions: a partition each, filled before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.registry.models import Edition, FamilyFacts, PersonFacts
from simpul.registry.permissions import check_can_publish_edition


def open_edition(*, by: Actor, code: str, name: str, source: str, as_of: date) -> Edition:
    """Make an edition with its empty partition. Readers do not see it before it is published.

    Raises:
        InputError: `edition_there`, the district has one with this code.
    """
    check_can_publish_edition(by)
    with acting(by), transaction.atomic():
        if Edition.objects.filter(district_id=by.district, code=code).exists():
            raise InputError("edition_there", field="code", edition=code)
        edition = Edition.objects.create(
            district_id=by.district, code=code, name=name, source=source, as_of=as_of
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT simpul_open_edition(%s)", [edition.pk])
        audit.record("registry.open_edition", by=by, kind="edition", key=edition.pk, label=code)
        return edition


def add_facts(
    *, by: Actor, edition: Edition, families: Sequence[FamilyFacts] = (), persons: Sequence[PersonFacts] = ()
) -> None:
    """Put rows of facts into an edition that is not published yet. Their edition is set here.

    Raises:
        StateError: `edition_published`.
    """
    check_can_publish_edition(by)
    with acting(by):
        _locked(edition, by)
        for family in families:
            family.edition = edition
        for person in persons:
            person.edition = edition
        FamilyFacts.objects.bulk_create(families, batch_size=1000)
        PersonFacts.objects.bulk_create(persons, batch_size=1000)
        audit.record(
            "registry.add_facts",
            by=by,
            kind="edition",
            key=edition.pk,
            label=f"{len(families)}+{len(persons)}",
        )


def publish_edition(*, by: Actor, edition: Edition, at: datetime) -> Edition:
    """Let readers see an edition from now on.

    Raises:
        StateError: `edition_published`.
    """
    check_can_publish_edition(by)
    with acting(by):
        locked = _locked(edition, by)
        locked.published_at = at
        locked.save(update_fields=["published_at"])
        audit.record("registry.publish_edition", by=by, kind="edition", key=edition.pk, label=edition.code)
        return locked


def _locked(edition: Edition, by: Actor) -> Edition:
    found = Edition.objects.select_for_update().filter(pk=edition.pk, district_id=by.district).first()
    if found is None:
        raise NotVisibleError("no_such_edition")
    if found.published_at is not None:
        raise StateError("edition_published")
    return found
