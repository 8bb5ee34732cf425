"""Roles: what each may do, where it holds, and which classes of data it may read.

Read them as a table: `tests/unit/offices/test_roles.py` holds people and rights against it. Districts
give roles their titles and their people; they do not change what a role may do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simpul.offices.types import Right, RoleCode

Sight = Literal["area", "office", "none"]


@dataclass(frozen=True)
class Role:
    """What a seat of this role may do and see.

    `sight` says which persons: those of the seat's area, those opened to its office, or none at all.
    `reads` are classes of data: names, casework (services, needs and all that is done about them: government
    alone), identity (numbers), health, money, audit, decrees (scans of those on which
    seats stand: for who appoints).
    """

    code: RoleCode
    rights: frozenset[Right]
    reads: frozenset[str]
    sight: Sight
    strong_sign_in: bool = False


_EVERYDAY = frozenset({Right.TAKE_IN, Right.ACT, Right.CLIMB, Right.CONFIRM, Right.BOARD})
_POST = _EVERYDAY | {Right.CLOSE, Right.PROPOSE_SPENDING, Right.LETTER_DRAFT, Right.UNMASK, Right.DESCEND}
_DESK = _EVERYDAY | {Right.CLOSE, Right.DESCEND, Right.REFER, Right.LETTER_DRAFT, Right.UNMASK}
_SUBDISTRICT = frozenset(
    {Right.TAKE_IN, Right.ACT, Right.CLOSE, Right.CLIMB, Right.DESCEND, Right.CONFIRM, Right.BOARD}
)
_OFFICE = frozenset({Right.ANSWER, Right.BOARD, Right.LETTER_DRAFT})
_NAMES = frozenset({"names"})
_CASES = _NAMES | {"casework"}
_CARE = _CASES | {"identity", "health"}
_MONEY = frozenset({"money"})
_DECREES = frozenset({"decrees"})
_NOTHING: frozenset[str] = frozenset()


def _role(
    code: RoleCode,
    rights: frozenset[Right],
    reads: frozenset[str],
    sight: Sight,
    strong: bool = False,  # noqa: FBT001, FBT002
) -> Role:
    return Role(code, rights, reads, sight, strong)


ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        _role(RoleCode.FACILITATOR, _EVERYDAY, _CARE, "area"),
        _role(RoleCode.COMPANION, frozenset({Right.TAKE_IN, Right.ACT, Right.CONFIRM}), _CARE, "area"),
        _role(RoleCode.WELFARE_POST_FRONT, _EVERYDAY, _CARE | _MONEY, "area"),
        _role(RoleCode.WELFARE_POST_BACK, _POST, _CARE | _MONEY, "area"),
        _role(
            RoleCode.WELFARE_POST_COORDINATOR,
            _POST | {Right.REORDER, Right.LETTER_INITIAL},
            _CARE | _MONEY,
            "area",
        ),
        _role(
            RoleCode.VILLAGE_HEAD,
            frozenset({Right.BOARD, Right.AGREE_SPENDING, Right.LETTER_SIGN, Right.OVERVIEW, Right.SEATS}),
            _CASES | _MONEY | _DECREES,
            "area",
        ),
        _role(RoleCode.VILLAGE_TREASURER, frozenset({Right.BOARD, Right.PAY}), _CASES | _MONEY, "area"),
        _role(RoleCode.VILLAGE_OPERATOR, frozenset({Right.BOARD, Right.TAKE_IN, Right.ACT}), _CARE, "area"),
        _role(RoleCode.VILLAGE_COUNCIL, frozenset({Right.OVERVIEW}), _MONEY, "none"),
        _role(RoleCode.SUBDISTRICT_SUPERVISOR, _SUBDISTRICT | {Right.REORDER}, _CARE | _MONEY, "area"),
        _role(
            RoleCode.SUBDISTRICT_HEAD,
            _SUBDISTRICT | {Right.LETTER_SIGN, Right.OVERVIEW},
            _CARE | _MONEY,
            "area",
        ),
        _role(RoleCode.SUBDISTRICT_WELFARE, _SUBDISTRICT | {Right.LETTER_INITIAL}, _CARE | _MONEY, "area"),
        _role(RoleCode.DESK_FRONT, _EVERYDAY, _CARE, "area", strong=True),
        _role(RoleCode.DESK_BACK, _DESK | {Right.PROPOSE_SPENDING}, _CARE | _MONEY, "area", strong=True),
        _role(
            RoleCode.DESK_MANAGER,
            _DESK
            | {
                Right.REORDER,
                Right.LETTER_INITIAL,
                Right.LETTER_SIGN,
                Right.OVERVIEW,
                Right.SEATS,
                Right.AGREE_SPENDING,
            },
            _CARE | _MONEY | _DECREES,
            "area",
            strong=True,
        ),
        _role(
            RoleCode.DATA_STEWARD,
            frozenset({Right.TAKE_IN, Right.STEWARD, Right.UNMASK, Right.BOARD}),
            _CARE,
            "area",
            strong=True,
        ),
        _role(
            RoleCode.AGENCY_OFFICER,
            _OFFICE | {Right.PROPOSE_SPENDING},
            _CARE | _MONEY,
            "office",
            strong=True,
        ),
        _role(
            RoleCode.AGENCY_HEAD,
            _OFFICE | {Right.LETTER_INITIAL, Right.LETTER_SIGN, Right.OVERVIEW, Right.AGREE_SPENDING},
            _CARE | _MONEY,
            "office",
            strong=True,
        ),
        _role(
            RoleCode.AGENCY_TREASURER,
            frozenset({Right.BOARD, Right.PAY}),
            _CASES | _MONEY,
            "office",
            strong=True,
        ),
        _role(RoleCode.RESPONSE_TEAM, _OFFICE, _CARE, "office", strong=True),
        _role(RoleCode.INSURANCE_BRANCH, _OFFICE, _CASES | {"identity"}, "office", strong=True),
        # Patients come from the whole district; the desk sees those who came to it, and nobody else.
        _role(RoleCode.HOSPITAL_DESK, _OFFICE | {Right.TAKE_IN}, _CARE, "office", strong=True),
        _role(
            RoleCode.PARTNER_OFFICER,
            frozenset({Right.ANSWER, Right.PROPOSE_SPENDING}),
            _NAMES | _MONEY,
            "office",
        ),
        # They read of a request what the partner's officer reads: for whom the money is.
        _role(RoleCode.PARTNER_HEAD, frozenset({Right.AGREE_SPENDING}), _NAMES | _MONEY, "office"),
        _role(RoleCode.PARTNER_TREASURER, frozenset({Right.PAY}), _NAMES | _MONEY, "office"),
        _role(RoleCode.COUNSELLOR, frozenset({Right.PROTECT}), _NOTHING, "none", strong=True),
        _role(RoleCode.EMERGENCY_OPERATOR, _OFFICE, _CASES, "office", strong=True),
        _role(RoleCode.REGENT, frozenset({Right.OVERVIEW}), _MONEY, "none", strong=True),
        _role(
            RoleCode.DISTRICT_SECRETARY,
            frozenset({Right.OVERVIEW, Right.LETTER_SIGN}),
            _MONEY,
            "none",
            strong=True,
        ),
        # The meeting decides of families whose need was sent on to it, and sees nobody else.
        _role(
            RoleCode.COORDINATION_MEMBER,
            frozenset({Right.OVERVIEW, Right.BOARD, Right.ANSWER}),
            _CASES | _MONEY,
            "office",
            strong=True,
        ),
        _role(
            RoleCode.AUDITOR,
            frozenset({Right.OVERVIEW, Right.AUDIT}),
            frozenset({"money", "audit"}),
            "none",
            strong=True,
        ),
        _role(
            RoleCode.INSPECTOR,
            _OFFICE | {Right.OVERVIEW, Right.AUDIT},
            _CASES | {"money", "audit"},
            "office",
            strong=True,
        ),
        _role(RoleCode.TECHNICAL_ASSISTANT, frozenset({Right.OVERVIEW}), _NOTHING, "none"),
        _role(RoleCode.ADMINISTRATOR, frozenset({Right.SEATS}), _DECREES | {"audit"}, "none", strong=True),
    )
}


def role_of(code: str) -> Role:
    """The role of a seat.

    Raises:
        KeyError: the code is no role; the pack check refuses such a seat before it is stored.
    """
    return ROLES[RoleCode(code)]
