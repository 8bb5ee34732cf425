"""Rules about offices, roles, seats and letters: who sits where, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.reader import Draft
from simpul.adoption.pack.schema.offices import RUNG_OF
from simpul.offices.models import OfficeKind
from simpul.offices.rules import ROLES
from simpul.offices.types import Right, RoleCode

_HANDS = {"initial": Right.LETTER_INITIAL, "sign": Right.LETTER_SIGN}
_DECREE = ("decree_number", "decree_date")


def review_people(draft: Draft) -> Iterator[Mistake]:
    """Judge offices, roles.yaml, seats.csv and letters.yaml."""
    offices = {office.text("code"): office for office in draft.list("offices.yaml", "offices")}
    yield from _offices(draft, offices)
    roles = {role.text("code"): role for role in draft.list("roles.yaml", "roles")}
    if roles:
        place = draft.files["roles.yaml"].at("roles").place
        yield from (mistake("role_missing", place, value=code) for code in RoleCode if code not in roles)
    for seat in draft.rows.get("seats.csv", []):
        yield from _seat(seat, roles, offices)
    for letter in draft.list("letters.yaml", "letters"):
        yield from _letter(letter, draft)


def _offices(draft: Draft, offices: dict[str, Node]) -> Iterator[Mistake]:
    for code, office in offices.items():
        if office.text("parent") == code and code:
            yield mistake("own_parent", office.at("parent").place)
    yield from _rungs(draft, offices)
    desks = [code for code, office in offices.items() if office.text("kind") == OfficeKind.DISTRICT_DESK]
    if offices and not desks:
        yield mistake("desk_count", draft.files["offices.yaml"].at("offices").place, count=0)
    for surplus in desks[1:]:
        yield mistake("desk_count", offices[surplus].at("kind").place, count=len(desks))
    desk = draft.district.text("desk")
    if desk in offices and desk not in desks:
        yield mistake("desk_kind", draft.district.at("desk").place, value=desk)


def _rungs(draft: Draft, offices: dict[str, Node]) -> Iterator[Mistake]:
    rungs = draft.list("ladder.yaml", "rungs")
    kinds = {rung.text("kind") for rung in rungs}
    for office in offices.values():
        kind = office.text("kind")
        if rungs and kind in RUNG_OF and not office.text("rung") and RUNG_OF[kind] not in kinds:
            known = tuple(rung.text("code") for rung in rungs)
            yield mistake("no_rung_for_kind", office.at("kind").place, kind=kind, known=known)


def _seat(seat: Node, roles: dict[str, Node], offices: dict[str, Node]) -> Iterator[Mistake]:
    missing = [key for key in _DECREE if not seat.text(key)]
    if len(missing) == 1:
        yield mistake("decree_pair", seat.place, key=missing[0])
    role, office = roles.get(seat.text("role")), offices.get(seat.text("office"))
    if role is None or office is None or not role.list("offices"):
        return
    kinds = {str(kind.value) for kind in role.list("offices")}
    if office.text("kind") not in kinds:
        values = {"value": seat.text("role"), "kind": office.text("kind")}
        yield mistake("seat_kind", seat.place, known=kinds, **values)


def _letter(letter: Node, draft: Draft) -> Iterator[Mistake]:
    template = letter.text("template")
    if template and template not in draft.templates:
        yield mistake(
            "no_template", letter.at("template").place, value=template, known=tuple(draft.templates)
        )
    acts = [signer.text("act") for signer in letter.list("signers")]
    if acts and (acts[-1] != "sign" or acts.count("sign") != 1):
        yield mistake("signers", letter.at("signers").place)
    seen: set[str] = set()
    for signer in letter.list("signers"):
        role, act = signer.text("role"), signer.text("act")
        if role in seen:
            yield mistake("signer_twice", signer.at("role").place, value=role)
        seen.add(role)
        if role in ROLES and act in _HANDS and _HANDS[act] not in ROLES[RoleCode(role)].rights:
            able = {str(code) for code, each in ROLES.items() if _HANDS[act] in each.rights}
            yield mistake("signer_right", signer.at("role").place, value=role, known=able)
