"""Giving an office sight of a person: by referral, by assignment, or because they came to its desk."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value

from simpul.ground import audit
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.errors import NotAllowedError, NotVisibleError
from simpul.ground.models import Guarded
from simpul.offices.models import Office
from simpul.registry.models import Family, House, Person


def open_to_office(*, by: Actor, person: Person, office: Office, whole_family: bool) -> None:
    """Let an office of the same district see a person, with the whole family and house if asked.

    Doing it twice changes nothing. An office outside government sees the person alone.

    Raises:
        NotVisibleError: the actor does not see the person, or the office is of another district.
        NotAllowedError: `person_only`, a family is not opened to an office outside government.
    """
    if office.district_id != by.district:
        raise NotVisibleError("no_such_office")
    if office.outside_government and whole_family:
        raise NotAllowedError("person_only")
    with acting(by):
        if not Person.objects.filter(pk=person.pk).exists():
            raise NotVisibleError("no_such_person")
        with elevated(by):
            share(Person, [person.pk], office.pk)
            if whole_family:
                _share_family(person.pk, office.pk)
        audit.record(
            "registry.open_to_office",
            by=by,
            kind="person",
            key=person.pk,
            label=office.code,
            fields=["shared_with"],
        )


def share(model: type[Guarded], keys: Iterable[UUID], office: UUID) -> None:
    """Append an office to `shared_with` of rows that do not hold it yet; the caller is elevated."""
    appended = Func(
        F("shared_with"),
        Value(office, output_field=models.UUIDField()),
        function="array_append",
        output_field=ArrayField(models.UUIDField()),
    )
    rows = model._default_manager.filter(pk__in=list(keys)).exclude(shared_with__contains=[office])  # noqa: SLF001  of any guarded model
    rows.update(shared_with=appended)


def _share_family(person: UUID, office: UUID) -> None:
    family = Family.objects.filter(memberships__person=person, memberships__until=None).first()
    if family is None:
        return
    share(Family, [family.pk], office)
    members = Person.objects.filter(memberships__family=family, memberships__until=None)
    share(Person, members.values_list("pk", flat=True), office)
    if family.house_id:
        share(House, [family.house_id], office)
