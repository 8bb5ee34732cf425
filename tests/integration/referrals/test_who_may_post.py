"""People and verbs as a table, at the address a form is sent to: what no page offers is not taken either."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from simpul.cases import actions as cases
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.ground.identifiers import uuid7
from simpul.referrals import actions
from tests.factories import MORNING
from tests.integration.cases.pages import FILLED
from tests.integration.letters.conftest import PNG
from tests.integration.referrals.conftest import ANSWERED, send_to

VILLAGE, ABOVE, DESK, HOLDER, ASKED = "back", "camat", "desk", "agency", "education"
#: The village of the case, another village, those above, who holds a need, who was asked (and answered no),
#: a partner that was asked, and lookers-on.
PEOPLE = (
    *(VILLAGE, "neighbour_back", ABOVE, "other_camat", DESK, HOLDER, ASKED, "registrar", "partner"),
    *("regent", "auditor", "inspector", "foreigner"),
)
EVERYDAY = {VILLAGE, ABOVE, DESK}

#: What is done with a need by its address: the need, what is typed, who may.
ACTS = {
    "konfirmasi": ("given", {"arrived": "ya"}, EVERYDAY),
    "upaya": ("held", FILLED["upaya"], {DESK, HOLDER}),
    "serah-terima": ("home", FILLED["serah-terima"], {VILLAGE}),
    "sampaikan": ("held", {"what": "Kartu aktif"}, {HOLDER}),
    "teruskan": ("held", FILLED["teruskan"], {DESK, HOLDER}),
    "selesaikan": ("held", FILLED["selesaikan"], {DESK, HOLDER}),
    "catatan": ("held", FILLED["catatan"], EVERYDAY | {HOLDER}),
    "kunjungan": ("asked", FILLED["kunjungan"], EVERYDAY),
    "berkas": ("asked", {"kind": "photo", "text": "Rumah"}, EVERYDAY),
    "pengurusan": ("asked", FILLED["pengurusan"], EVERYDAY),
    "surat-keterangan": ("home", FILLED["surat-keterangan"], {VILLAGE}),
    "kembalikan": ("held", {"reason": "desk_says_village"}, {DESK, HOLDER}),
    "tunggu": ("held", FILLED["tunggu"], {DESK, HOLDER}),
    "lanjutkan": ("resting", {"note": "Sudah dijawab"}, {DESK, HOLDER}),
}
#: The same for requests: which, what is typed, who may. An office answers what was asked of it, as it stands.
ANSWERS = {
    "accept": ("sent", {}, {HOLDER}),
    "decline": ("live", {"reason": "quota_full"}, {ASKED}),
    "rest": ("live", {"body": "ministry"}, {ASKED}),
    "resume": ("waiting", {}, {ASKED}),
    "deliver": ("live", {"what": "Seragam"}, {ASKED}),
    "confirm": ("done", {"arrived": "yes"}, EVERYDAY),
    "cancel": ("sent", {"note": "Sudah dibantu"}, {DESK}),
}
TAKEN = 302
#: How a refusal answers: not allowed, not there at all, or nothing to choose from.
REFUSED = (403, 404, 422)


@pytest.fixture
def scene(cast, villager, monkeypatch):
    """Needs of one person: at home, held by an agency, and out at offices of which one said no."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: ANSWERED)
    consent = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")

    def opened(*categories):
        told = tuple(NeedInput(each, "Kami perlu bantuan") for each in categories)
        opening = Opening(person=villager.pk, needs=told, consent=consent)
        return cases.take_in(by=cast.facilitator, opening=opening, at=MORNING).needs

    home, held, resting, given = (
        opened("food")[0],
        *(_on(cast, opened("health_insurance")[0], "back") for _ in range(3)),
    )
    cases.rest(by=cast.agency, need=resting, reason="ministry", at=MORNING)
    cases.deliver(by=cast.agency, need=given, what="Kartu", proof=_file(), at=MORNING)
    asked, delivered = (_at_desk(cast, opened("school_kit")[0]) for _ in range(2))
    past = send_to(cast, asked, "disdukcapil")
    actions.decline(by=cast.registrar, referral=past.pk, reason="not_entitled", at=ANSWERED)
    sent = send_to(cast, asked, "dinsos")
    live = _accepted(cast, asked, "disdik", ASKED)
    _accepted(cast, asked, "partner", "partner")
    done = _accepted(cast, delivered, "disdik", ASKED)
    actions.deliver(by=cast.education, referral=done.pk, what="Tas", proof=_file(), at=ANSWERED)
    waiting = _accepted(cast, _at_desk(cast, opened("school_kit")[0]), "disdik", ASKED)
    actions.rest(by=cast.education, referral=waiting.pk, body="ministry", at=ANSWERED)
    return SimpleNamespace(**{name: value for name, value in locals().items() if name != "cast"})


def _file():
    return SimpleUploadedFile("bukti.png", PNG)


def _on(cast, need, who):
    return cases.climb(
        by=getattr(cast, who),
        need=need,
        reason="beyond_authority",
        tried="Sudah dicoba",
        override_reason="Sudah dicek langsung",
        at=MORNING,
    )


def _at_desk(cast, need):
    return _on(cast, _on(cast, need, "back"), "camat")


def _accepted(cast, need, office, who):
    sent = send_to(cast, need, office)
    return actions.accept(by=getattr(cast, who), referral=sent.pk, at=ANSWERED)


def who_may(cast, client, address, typed):
    """Everybody sends the same form, each to an untouched district; whose was taken."""
    took = set()
    for who in PEOPLE:
        with transaction.atomic():
            cast.sign_in(client, who)
            sent = {"command_id": uuid7(), "file": _file(), "upload": _file()} | typed
            status = client.post(address, sent).status_code
            transaction.set_rollback(True)
        assert status in (TAKEN, *REFUSED), f"{who}: {status}"
        if status == TAKEN:
            took.add(who)
    return took


@pytest.mark.parametrize("slug", ACTS)
def test_what_is_done_with_a_need(cast, client, scene, slug):
    which, typed, allowed = ACTS[slug]
    need = getattr(scene, which)
    assert who_may(cast, client, reverse("services:act", args=[need.pk, slug]), typed) == allowed


@pytest.mark.parametrize("verb", ANSWERS)
def test_what_is_done_with_a_request(cast, client, scene, verb):
    which, typed, allowed = ANSWERS[verb]
    referral = getattr(scene, which)
    assert who_may(cast, client, reverse(f"inbox:{verb}", args=[referral.pk]), typed) == allowed


def test_whoever_was_asked_about_a_need_says_nothing_on_its_own_page(cast, client, scene):
    """The office that said no, the one at work and the partner have their referral, and nothing else."""
    address = reverse("services:act", args=[scene.asked.pk, "sampaikan"])
    assert who_may(cast, client, address, {"what": "Seragam"}) == set()


@pytest.mark.parametrize("name", ["services:add_need", "services:new_code"])
def test_what_is_done_with_a_service(cast, client, scene, name):
    typed = {"category": "food", "words": "Beras habis", "urgency": "3"}
    assert who_may(cast, client, reverse(name, args=[scene.home.case_id]), typed) == EVERYDAY


def test_who_asks_an_office(cast, client, scene):
    address = reverse("desk:compose", args=[scene.asked.pk, cast.place.offices["hospital"].pk])
    typed = {"service_name": "Rawat", "asked": "Periksa", "contact": "Fatma"}
    assert who_may(cast, client, address, typed) == {DESK}
