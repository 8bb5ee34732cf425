"""A district's template, and a letter about somebody at each stage of its way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.letters import actions
from simpul.letters.models import Template
from simpul.letters.types import Draft
from tests.factories import MORNING, TODAY, VILLAGE

SOURCE = (Path(__file__).parent / "templates" / "referral.typ").read_text(encoding="utf-8")
CHAIN = [{"role": "desk_manager", "act": "initial"}, {"role": "agency_head", "act": "sign"}]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def make_template(place, **values):
    """A template in use."""
    with acting(system(place.district.code)):
        return Template.objects.create(
            **{
                "district": place.district,
                "code": "referral",
                "version": 1,
                "title": "Surat rujukan",
                "classification": "400.9",
                "source": SOURCE,
                "chain": CHAIN,
                "copies": ["Camat Hulu"],
                "valid_days": 30,
            }
            | values
        )


def words(**more):
    """What a letter is to say."""
    return Draft(
        **{
            "template_code": "referral",
            "about_kind": "referral",
            "about": uuid7(),
            "subject": "Permohonan perekaman KTP",
            "recipient": "Pimpinan Disdukcapil",
            "person": {
                "name": "Sitti Contoh",
                "nik_masked": "•••• 0012",
                "birth": "1984",
                "village": "Sukamaju Contoh",
            },
            "need": {"service": "Perekaman KTP", "asked": "Perekaman di rumah"},
            "initials": "S. C.",
            "birth_year": 1984,
            "last4": "0012",
            "scope_code": VILLAGE,
        }
        | more
    )


@pytest.fixture
def template(cast):
    return make_template(cast.place)


@pytest.fixture
def drafted(cast, template):
    """Draft a letter of the desk: `drafted(subject="…")`."""

    def draft(**more):
        return actions.draft(by=cast.desk, office=cast.place.offices["desk"], draft=words(**more), at=MORNING)

    return draft


@pytest.fixture
def numbered(cast, drafted):
    """A letter with its number: `numbered("400.9/1/DESK/2026")`, or the register's next."""

    def number(typed="", **more):
        letter = drafted(**more)
        return actions.give_number(by=cast.desk, letter=letter.pk, number=typed, dated=TODAY, at=MORNING)

    return number


@pytest.fixture
def signed(cast, numbered):
    """A letter that went through its whole chain."""

    def sign(**more):
        letter = numbered(**more)
        actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
        return actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)

    return sign


LATER = MORNING + dt.timedelta(hours=1)
