"""Identity numbers: recorded once a district, sealed at once, shown in full only with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from simpul.ground import audit
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.errors import NotVisibleError, StateError
from simpul.ground.events import publish
from simpul.ground.free_text import refuse_number
from simpul.offices.queries import check_still_seated
from simpul.offices.types import Right
from simpul.places.queries import local_day
from simpul.registry.actions.doubts import ask_steward, check_may_try_numbers, note_elsewhere
from simpul.registry.actions.households import lock_household
from simpul.registry.adapters import number_index, number_lock, open_number, seal_number
from simpul.registry.errors import NumberHeldError
from simpul.registry.events import NumberRecorded
from simpul.registry.models import Family, IdentityNumber, Membership, NumberKind, Person
from simpul.registry.permissions import check_can_record_number, check_can_reveal
from simpul.registry.queries import family_of, holder_of, members_of, phone_families, phone_limit
from simpul.registry.queries import person as seen_person
from simpul.registry.rules import check_reason, checked_number


def record_number(
    *,
    by: Actor,
    kind: str,
    number: str,
    source: str,
    at: datetime,
    person: Person | None = None,
    family: Family | None = None,
) -> IdentityNumber | None:
    """Record a number of a person, or a KK of a family (of the person's family when a person is given).

    A new KK, card or telephone ends the one before; a NIK is for life, only a steward replaces it.

    Returns:
        The row; or None when somebody outside the actor's sight holds the number in this district: nothing is
        recorded then and a data steward is asked to look at both.

    Raises:
        InputError: the number's fault (`nik_wrong_length`…), `phone_shape`, `number_shape`, or
            `nik_held`/`kk_held` with the visible person who holds it, `numbers_elsewhere`, or
            `number_in_text` of the source.
        StateError: `nik_there`, the person has one.
        NotVisibleError: the actor does not see the person or family.
    """
    check_can_record_number(by)
    clean = checked_number(kind, number)
    refuse_number(source, field="source")
    with acting(by):
        check_still_seated(by, at=at)
        lock_number(clean)  # before the household: whoever adds a person holds it when they learn whose it is
        holder = _holder(by, person, family)
        if kind == NumberKind.KK and isinstance(holder, Person):
            return _record_kk_of(holder, clean, by=by, source=source, at=at)
        if _is_same(holder, kind, clean):
            return IdentityNumber.objects.get(**_of(holder), kind=kind, valid_until=None)
        if not _is_free(clean, kind=kind, holder=holder, by=by, at=at):
            return None
        _end_current(holder, kind, by=by, at=at)
        return _write(holder, kind, clean, by=by, source=source, at=at)


def lock_number(number: str) -> None:
    """Wait for others who are recording the same number; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number_lock(number)])


def holder_outside(number: str, *, kind: str, by: Actor) -> tuple[UUID | None, UUID | None]:
    """Keys of the person or family that holds a number in the district, seen or not; or (None, None)."""
    with elevated(by):
        found = (
            IdentityNumber.objects.filter(
                district_code=by.district, kind=kind, index=number_index(number), valid_until=None
            )
            .values_list("person_id", "family_id")
            .first()
        )
    return found or (None, None)


def write_number(
    holder: Person | Family, kind: str, number: str, *, by: Actor, source: str, at: datetime
) -> IdentityNumber:
    """Seal and store a number that was checked and locked, and tell who listens."""
    return _write(holder, kind, number, by=by, source=source, at=at)


def reveal_number(*, by: Actor, person: Person, kind: str, reason: str, at: datetime) -> str:
    """A number in full, for a reason that is recorded.

    Raises:
        NotAllowedError: the seat may not.
        InputError: `reason_short`, `number_in_text`.
        NotVisibleError: there is no such number in sight.
    """
    check_can_reveal(by)
    reason = check_reason(reason)
    with acting(by):
        check_still_seated(by, at=at)
        seen_person(person.pk, by=by)
        holder = family_of(person.pk) if kind == NumberKind.KK else person
        rows = IdentityNumber.objects.filter(kind=kind, valid_until=None)
        row = rows.filter(**_of(holder)).first() if holder else None
        if row is None:
            raise NotVisibleError("no_such_number")
        audit.record("registry.reveal", by=by, kind="person", key=person.pk, label=kind, reason=reason)
        return open_number(row.pk, row.cipher)


def _holder(by: Actor, person: Person | None, family: Family | None) -> Person | Family:
    if person is not None:
        seen_person(person.pk, by=by)
        lock_household(by=by, person=person.pk)
        return Person.objects.select_for_update().get(pk=person.pk)
    if family is not None:
        lock_household(by=by, family=family.pk)
    found = family and Family.objects.select_for_update().filter(pk=family.pk).first()
    if found is None:
        raise NotVisibleError("no_such_family")
    return found


def _record_kk_of(person: Person, kk: str, *, by: Actor, source: str, at: datetime) -> IdentityNumber | None:
    """A KK brought by a person: it is their family's; without a family they join the one that holds it."""
    family = family_of(person.pk)
    if family is None and Membership.objects.filter(person=person, until=None).exists():
        # Their family lies outside the actor's sight: whose card this is only a steward can tell.
        ask_steward(by=by, person_id=person.pk, doubt="number_elsewhere", at=at)
        return None
    if family is None:
        held = IdentityNumber.objects.filter(
            kind=NumberKind.KK, index=number_index(kk), valid_until=None
        ).first()
        if held is not None and held.family is not None:
            Membership.objects.create(person=person, family=held.family, relation="other")
            audit.record("registry.join_family", by=by, kind="person", key=person.pk, fields=["family"])
            publish(NumberRecorded(person.pk, held.family.pk, NumberKind.KK, at))
            return held
        family = Family.objects.create(
            district_code=person.district_code,
            scope_code=person.scope_code,
            shared_with=person.shared_with,
            village_code=person.village_code,
        )
        Membership.objects.create(person=person, family=family, relation="head")
    return record_number(by=by, kind=NumberKind.KK, number=kk, source=source, at=at, family=family)


def _is_same(holder: Person | Family, kind: str, number: str) -> bool:
    return IdentityNumber.objects.filter(
        **_of(holder), kind=kind, index=number_index(number), valid_until=None
    ).exists()


def _is_free(number: str, *, kind: str, holder: Person | Family, by: Actor, at: datetime) -> bool:
    """Whether nobody holds the number; telephones and cards may be shared, a NIK or KK may not."""
    if kind == NumberKind.PHONE:
        _watch_phone(number, holder, by=by, at=at)
    if kind not in {NumberKind.NIK, NumberKind.KK}:
        return True
    check_may_try_numbers(by=by, field="number")
    visible = holder_of(number, kind=kind, by=by)
    if visible is not None:
        raise NumberHeldError(kind, person=visible.pk)
    if not any(holder_outside(number, kind=kind, by=by)):
        return True
    people = [holder.pk] if isinstance(holder, Person) else [row.person_id for row in members_of(holder.pk)]
    for person in people[:1]:
        note_elsewhere(by=by, person_id=person, kind=kind, at=at)
    return False


def _watch_phone(number: str, holder: Person | Family, *, by: Actor, at: datetime) -> None:
    with elevated(by):
        families = phone_families(number) + 1
    if families > phone_limit(by.district) and isinstance(holder, Person):
        ask_steward(by=by, person_id=holder.pk, doubt="phone_shared", at=at)


def _end_current(holder: Person | Family, kind: str, *, by: Actor, at: datetime) -> None:
    current = IdentityNumber.objects.filter(**_of(holder), kind=kind, valid_until=None)
    if kind == NumberKind.OTHER or not current.exists():
        return
    if kind == NumberKind.NIK and not by.may(Right.STEWARD):
        raise StateError("nik_there")
    current.update(valid_until=local_day(by.district, at))


def _write(
    holder: Person | Family, kind: str, number: str, *, by: Actor, source: str, at: datetime
) -> IdentityNumber:
    row = IdentityNumber(
        **_of(holder), district_code=holder.district_code, kind=kind, source=source[:80], added_by=by.label
    )
    sealed = seal_number(row.pk, number)
    row.cipher, row.key_id, row.index = sealed.cipher, sealed.key_id, sealed.index
    row.save(force_insert=True)
    audit.record("registry.record_number", by=by, kind="person", key=holder.pk, label=kind, fields=[kind])
    publish(
        NumberRecorded(
            person_id=holder.pk if isinstance(holder, Person) else None,
            family_id=holder.pk if isinstance(holder, Family) else None,
            kind=kind,
            at=at,
        )
    )
    return row


def _of(holder: Person | Family) -> dict[str, object]:
    return {"person" if isinstance(holder, Person) else "family": holder}
