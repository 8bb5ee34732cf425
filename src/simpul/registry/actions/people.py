"""Taking a person in, with or without numbers; recording a death."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.errors import InputError, StaleError, StateError
from simpul.ground.events import publish
from simpul.ground.names import agree, normalise
from simpul.offices.queries import check_still_seated
from simpul.places.queries import local_day, villages_of
from simpul.registry.actions.doubts import ask_steward, check_may_try_numbers, note_elsewhere
from simpul.registry.actions.households import lock_household
from simpul.registry.actions.numbers import holder_outside, lock_number, record_number, write_number
from simpul.registry.actions.sharing import share
from simpul.registry.adapters import number_index
from simpul.registry.errors import NumberHeldError
from simpul.registry.events import PersonDied
from simpul.registry.models import Family, House, IdentityNumber, Membership, NumberKind, Person
from simpul.registry.permissions import check_can_record_death, check_can_take_in
from simpul.registry.queries import holder_of
from simpul.registry.queries import person as seen_person
from simpul.registry.rules import checked_person, with_clean_numbers
from simpul.registry.types import NewPerson

SOURCE = "loket"

UNNAMED = "Pelapor (nama dirahasiakan)"
MET_AT_DESK = "Pengaduan"


def add_person(*, by: Actor, new: NewPerson, at: datetime) -> Person:
    """Add a person as told at the desk.

    Somebody of this district whose NIK is known already but who lies outside the actor's sight is not added
    twice where the names agree: that person is opened to the actor's office and answered, and a data steward
    is asked to look. With another name nobody is opened: the person is added without the number, and a
    steward finds out whose card it is. A birth year would prove nothing, since the NIK holds it.

    Raises:
        InputError: what `rules.checked_person` and `checked_number` refuse, `village_unknown`, `nik_held`
            with the visible person who holds it, or `numbers_elsewhere`.
    """
    check_can_take_in(by)
    new = checked_person(with_clean_numbers(new), today=local_day(by.district, at))
    with acting(by):
        check_still_seated(by, at=at)
        _check_village(new.village_code, by)
        for number in filter(None, sorted({new.nik, new.kk})):
            lock_number(number)
        known = _held_elsewhere(new.nik, by=by) if new.nik else None
        if known is not None and _is_meant(known, new, by=by):
            return _link(known, by=by, at=at)
        person = _write(new, by)
        _write_numbers(new if known is None else replace(new, nik=""), person, by=by, at=at)
        if known is not None:
            ask_steward(by=by, person_id=known, doubt="name_differs", at=at)
            note_elsewhere(by=by, person_id=person.pk, kind=NumberKind.NIK, at=at)
        audit.record("registry.add_person", by=by, kind="person", key=person.pk)
        return person


def add_unnamed(*, by: Actor, village_code: str, scope_code: str) -> Person:
    """Somebody whose name nobody is to learn: a label, in the sight of an area above the village.

    Args:
        by: who acts, with the area `scope_code` in view.
        village_code: the village it is about.
        scope_code: whose seats see the row.
    """
    with acting(by):
        person = Person.objects.create(
            district_code=by.district,
            scope_code=scope_code,
            village_code=village_code,
            name=UNNAMED,
            name_key=normalise(UNNAMED),
            is_label=True,
            met_at=MET_AT_DESK,
        )
        audit.record("registry.add_person", by=by, kind="person", key=person.pk)
        return person


def record_death(
    *, by: Actor, person: Person, died_on: date, at: datetime, version: int | None = None
) -> Person:
    """Record the day somebody died; who listens closes what is open and finds the heirs.

    Raises:
        InputError: `died_in_future`, `died_before_birth`.
        StateError: `died_already`; StaleError: `stale`.
        NotVisibleError: the actor does not see the person.
    """
    check_can_record_death(by)
    with acting(by):
        check_still_seated(by, at=at)
        seen_person(person.pk, by=by)
        lock_household(by=by, person=person.pk)
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if version is not None and locked.version != version:
            raise StaleError("stale")
        if locked.died_on is not None:
            raise StateError("died_already")
        if died_on > local_day(by.district, at):
            raise InputError("died_in_future", field="died_on")
        if locked.birth_date is not None and died_on < locked.birth_date:
            raise InputError("died_before_birth", field="died_on")
        locked.died_on = died_on
        locked.version += 1
        locked.save(update_fields=["died_on", "version"])
        audit.record("registry.record_death", by=by, kind="person", key=person.pk, fields=["died_on"])
        publish(PersonDied(person.pk, at))
        return locked


def _check_village(code: str, by: Actor) -> None:
    if code and code not in {area.code for area in villages_of(by.district)}:
        raise InputError("village_unknown", field="village_code")


def _held_elsewhere(nik: str, *, by: Actor) -> UUID | None:
    """The key of the person of this district who holds a NIK outside the actor's sight."""
    visible = holder_of(nik, kind=NumberKind.NIK, by=by)
    if visible is not None:
        raise NumberHeldError(NumberKind.NIK, person=visible.pk)
    check_may_try_numbers(by=by, field="nik")
    key, _family = holder_outside(nik, kind=NumberKind.NIK, by=by)
    return key


def _is_meant(key: UUID, new: NewPerson, *, by: Actor) -> bool:
    """Whether the name on the card before the officer can be that of the person who holds its number."""
    with elevated(by):
        held = Person.objects.only("name", "is_label").get(pk=key)
    return not (held.is_label or new.is_label) and agree(new.name, held.name)


def _link(key: UUID, *, by: Actor, at: datetime) -> Person:
    lock_household(by=by, person=key)
    with elevated(by):
        for office in by.offices:
            share(Person, [key], office)
    ask_steward(by=by, person_id=key, doubt="other_desk", at=at)
    audit.record("registry.link_person", by=by, kind="person", key=key, fields=["shared_with"])
    return seen_person(key, by=by)


def _write(new: NewPerson, by: Actor) -> Person:
    scope = new.village_code or (by.areas[0] if by.areas else by.district)
    person = Person(
        district_code=by.district,
        scope_code=scope,
        shared_with=[] if by.covers(scope) else list(by.offices),
        name=new.name,
        name_key=normalise(new.name),
        is_label=new.is_label,
        met_at=new.met_at,
        sex=new.sex,
        birth_date=new.birth_date,
        birth_year=new.birth_year,
        birth_precision=new.birth_precision,
        village_code=new.village_code,
    )
    person.save(force_insert=True)
    return person


def _write_numbers(new: NewPerson, person: Person, *, by: Actor, at: datetime) -> None:
    if new.nik:
        write_number(person, NumberKind.NIK, new.nik, by=by, source=SOURCE, at=at)
    if new.kk or new.hamlet or new.rt or new.rw or new.local_card is not None:
        _join_family(new, person, by=by, at=at)
    if new.phone:
        record_number(by=by, person=person, kind=NumberKind.PHONE, number=new.phone, source=SOURCE, at=at)


def _join_family(new: NewPerson, person: Person, *, by: Actor, at: datetime) -> None:
    """Into the family that holds the KK, if it is in sight; else into one of their own."""
    held = (
        IdentityNumber.objects.filter(
            kind=NumberKind.KK, index=number_index(new.kk), valid_until=None
        ).first()
        if new.kk
        else None
    )
    if held is not None and held.family is not None:
        with elevated(by):
            headed = Membership.objects.filter(family=held.family, until=None, relation="head").exists()
        relation = "other" if headed and new.relation == "head" else new.relation
        Membership.objects.create(person=person, family=held.family, relation=relation)
        return
    family = _new_family(new, person)
    Membership.objects.create(person=person, family=family, relation=new.relation)
    if not new.kk:
        return
    check_may_try_numbers(by=by, field="kk")
    if any(holder_outside(new.kk, kind=NumberKind.KK, by=by)):
        note_elsewhere(by=by, person_id=person.pk, kind=NumberKind.KK, at=at)
    else:
        write_number(family, NumberKind.KK, new.kk, by=by, source=SOURCE, at=at)


def _new_family(new: NewPerson, person: Person) -> Family:
    guard = {
        "district_code": person.district_code,
        "scope_code": person.scope_code,
        "shared_with": person.shared_with,
        "village_code": person.village_code,
    }
    house = None
    if new.hamlet or new.rt or new.rw:
        house = House.objects.create(**guard, hamlet=new.hamlet, rt=new.rt, rw=new.rw)
    return Family.objects.create(**guard, house=house, local_card=new.local_card)
