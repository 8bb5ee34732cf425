"""Who may give, extend and end seats."""

from __future__ import annotations

from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError, NotVisibleError
from simpul.offices.models import Office, Seat
from simpul.offices.rules import role_of
from simpul.offices.types import Right, RoleCode

#: Roles that a village head may fill; everything else is the administrator's or the desk manager's.
OF_THE_VILLAGE = frozenset(
    {
        RoleCode.FACILITATOR,
        RoleCode.WELFARE_POST_FRONT,
        RoleCode.WELFARE_POST_BACK,
        RoleCode.WELFARE_POST_COORDINATOR,
        RoleCode.VILLAGE_TREASURER,
        RoleCode.VILLAGE_OPERATOR,
    }
)


def check_can_fill(actor: Actor, office: Office, role: str) -> None:
    """Raise unless the actor may put somebody into this role in this office.

    A village head fills the posts of the village; the desk manager those of villages and sub-districts;
    the administrator every seat. Nobody changes their own.

    Raises:
        NotVisibleError: the office belongs to another district.
        NotAllowedError: the actor's seat does not reach it.
    """
    if office.district_id != actor.district:
        raise NotVisibleError("no_such_office")
    if not can_fill(actor, office, role):
        raise NotAllowedError("not_allowed")


def can_fill(actor: Actor, office: Office, role: str) -> bool:
    """Whether the actor may put somebody into this role in this office."""
    if office.district_id != actor.district or not (actor.may(Right.SEATS) or actor.role == "system"):
        return False
    if actor.role in {"system", RoleCode.ADMINISTRATOR}:
        return True
    if actor.role == RoleCode.VILLAGE_HEAD:
        return actor.covers(office.area_code) and role in OF_THE_VILLAGE
    return actor.covers(office.area_code) and role_of(role).sight == "area"


def check_can_change(actor: Actor, seat: Seat) -> None:
    """Raise unless the actor may extend or end this seat. Nobody changes the own seat."""
    check_can_fill(actor, seat.office, seat.role)
    if seat.pk == actor.seat:
        raise NotAllowedError("own_seat")
