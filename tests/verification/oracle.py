"""Who sees what and who may do what, written from how the work goes and not from the code.

Nothing of `simpul` is imported. A thing about a person has an area whose seats watch over it, and offices it
was opened to: because they were asked, because they hold it, or because the person came to their desk. The
tests hold every query and every table against this page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HERE, THERE = "73.88", "33.88"
VILLAGE, KELURAHAN, FAR, ABROAD = "73.88.01.2001", "73.88.01.1002", "73.88.02.2001", "33.88.01.2001"
HILLS, COAST = VILLAGE[:8], FAR[:8]


@dataclass(frozen=True)
class Eyes:
    """What one seat looks after: an area, the inbox of an office, or nobody at all (leaders, auditors)."""

    district: str = HERE
    area: str = ""
    office: str = ""
    numbers: bool = False
    names: bool = True
    casework: bool = True


def _village(code: str, *, numbers: bool = True, district: str = HERE) -> Eyes:
    return Eyes(district, code, f"post_{code}", numbers)


def _above(code: str) -> Eyes:
    return Eyes(area=code, office=f"subdistrict_{code}", numbers=True)


_ONLOOKER = Eyes(names=False, casework=False)

EYES: dict[str, Eyes] = {
    **dict.fromkeys(("facilitator", "front", "back", "coordinator", "operator"), _village(VILLAGE)),
    # Money and names, no numbers: they agree and pay, they do not take in.
    **dict.fromkeys(("head", "treasurer"), _village(VILLAGE, numbers=False)),
    **dict.fromkeys(("neighbour", "neighbour_back"), _village(KELURAHAN)),
    "stranger": _village(FAR),
    **dict.fromkeys(("supervisor", "camat", "welfare_section"), _above(HILLS)),
    "other_camat": _above(COAST),
    **dict.fromkeys(("desk_front", "desk", "manager"), Eyes(area=HERE, office="desk", numbers=True)),
    "steward": Eyes(area=HERE, office="dinsos", numbers=True),
    **dict.fromkeys(("agency", "agency_head"), Eyes(office="dinsos", numbers=True)),
    # Pays for the office: who and what, no numbers.
    "purser": Eyes(office="dinsos"),
    "registrar": Eyes(office="disdukcapil", numbers=True),
    "education": Eyes(office="disdik", numbers=True),
    "hospital": Eyes(office="hospital", numbers=True),
    # Outside government: who, what kind of need, its own request; no number, no service, no deed.
    **dict.fromkeys(("partner", "partner_head", "partner_purser"), Eyes(office="partner", casework=False)),
    # Names of what was brought before them, and the trail; no numbers.
    "inspector": Eyes(office="inspectorate"),
    **dict.fromkeys(
        ("counsellor", "colleague", "regent", "secretary", "auditor", "assistant", "administrator"), _ONLOOKER
    ),
    "foreigner": Eyes(THERE, THERE, "desk", numbers=True),
    "foreign_back": _village(ABROAD, district=THERE),
}

EVERYBODY = tuple(EYES)
OF_THE_VILLAGE = frozenset(who for who, eyes in EYES.items() if eyes.area == VILLAGE)
BEHIND_THE_WALL = frozenset({"counsellor", "colleague"})

_TEAM = {"facilitator", "front", "back", "coordinator", "neighbour", "neighbour_back", "stranger"}
_POSTS = {"back", "coordinator", "neighbour_back", "foreign_back"}
_SUBDISTRICTS = {"supervisor", "camat", "welfare_section", "other_camat"}
_DESK = {"desk", "manager", "foreigner"}
_INBOXES = {"agency", "agency_head", "registrar", "education", "hospital", "inspector"}
_EVERYDAY = _TEAM | _SUBDISTRICTS | _DESK | {"desk_front", "foreign_back"}

#: Whose hands each budget has: the village's own, an agency's, a partner's. Nobody spends another's.
PURSES: dict[str, dict[str, frozenset[str]]] = {
    purse: {
        "propose": frozenset(asks),
        "agree": frozenset({head}),
        "pay": frozenset({pays}),
        "release": frozenset({*asks, head}),
        "reads": frozenset({*asks, head, pays, *reads}),
    }
    for purse, asks, head, pays, reads in (
        ("village", {"back", "coordinator"}, "head", "treasurer", {"front"}),
        ("dinsos", {"agency"}, "agency_head", "purser", set()),
        ("partner", {"partner"}, "partner_head", "partner_purser", set()),
    )
}
AUDITORS = frozenset({"auditor", "inspector"})

#: Who can do a thing at all, somewhere. What a seat does not see it cannot do either.
MAY: dict[str, frozenset[str]] = {
    verb: frozenset(people)
    for verb, people in {
        "add_person": _EVERYDAY | {"operator", "steward", "hospital"},
        "take_in": _EVERYDAY | {"operator", "steward", "hospital"},
        "number": _EVERYDAY | {"operator", "steward", "hospital"},
        "death": _EVERYDAY | {"operator", "steward"},
        "deed": _EVERYDAY | {"operator"} | _INBOXES,
        "errand": _EVERYDAY | {"operator"},
        "in_hand": _EVERYDAY | {"operator"},
        "propose": {who for purse in PURSES.values() for who in purse["propose"]},
        "agree": {who for purse in PURSES.values() for who in purse["agree"]},
        "pay": {who for purse in PURSES.values() for who in purse["pay"]},
        "release": {who for purse in PURSES.values() for who in purse["release"]},
        "climb": _EVERYDAY | _INBOXES,
        "descend": _POSTS | _SUBDISTRICTS | _DESK | _INBOXES,
        "rest": _EVERYDAY | {"operator"} | _INBOXES,
        "reorder": {"coordinator", "supervisor", "manager"},
        "close": _POSTS | _SUBDISTRICTS | _DESK | _INBOXES,
        "confirm": _EVERYDAY,
        "refer": set(_DESK),
        "answer": _INBOXES | {"partner"},
        "seats": {"manager", "administrator", "head"},
        # Whoever has a seat may tell of violence; nobody is asked for a right.
        "report": {who for who, eyes in EYES.items() if eyes.district == HERE},
        "protect": set(BEHIND_THE_WALL),
    }.items()
}


@dataclass
class Thing:
    """What can be seen: where it belongs, and to which offices it was opened."""

    district: str
    area: str
    offices: set[str] = field(default_factory=set)
    casework: bool = False

    def open_to(self, *offices: str) -> None:
        """Somebody holds it, was asked about it, or has the person before their desk."""
        self.offices.update(offices)


def sees(who: str, thing: Thing) -> bool:
    """Whether a seat sees a thing. Services and needs are read by government alone."""
    return (EYES[who].casework or not thing.casework) and knows_of(who, thing)


def knows_of(who: str, thing: Thing) -> bool:
    """Whether a seat reads of a need at least what was asked: who, what kind, where, how soon."""
    eyes = EYES[who]
    if not eyes.names or eyes.district != thing.district:
        return False
    watches = eyes.area != "" and thing.area.startswith(eyes.area)
    return watches or eyes.office in thing.offices


def reads_number(who: str, holder: Thing) -> bool:
    """Whether a seat sees a number of somebody."""
    return EYES[who].numbers and sees(who, holder)


def reads_money(who: str, purse: str, need: Thing) -> bool:
    """Whether a seat reads what was asked of a budget: its holders, whoever sees the need, auditors."""
    holds = EYES[who].district == HERE and who in PURSES[purse]["reads"]
    return holds or who in AUDITORS or sees(who, need)
