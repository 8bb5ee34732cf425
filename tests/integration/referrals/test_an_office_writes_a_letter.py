"""An office writes a letter about a need by itself: a recommendation, a certificate, a power of attorney."""

from __future__ import annotations

import pytest
from django.urls import reverse

from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.ground.identifiers import uuid7
from simpul.letters import queries as letter_queries
from simpul.letters.models import Letter
from simpul.offices.models import Seat
from simpul.referrals import actions, queries
from simpul.referrals.types import LetterWish
from simpul.registry import actions as registry
from tests.factories import TODAY
from tests.integration.letters.conftest import make_template
from tests.integration.referrals.conftest import ANSWERED, NIK

SOURCE = (
    '// field purpose: Keperluan\n#import "/simpul.typ": *\n#data.body.at("purpose", default: "")\n#closing()'
)
CHAIN = [{"role": "village_head", "act": "sign"}]


@pytest.fixture(autouse=True)
def template(cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: ANSWERED)
    return make_template(
        cast.place, code="sktm", title="Surat pengantar", chain=CHAIN, source=SOURCE, copies=[]
    )


@pytest.fixture
def write(cast, at_desk):
    """Write the letter: `write("back", body={"purpose": "Rumah sakit"})`."""

    def written(who="back", *, need=None, subject="Surat pengantar", recipient="RSUD Contoh", **body):
        return actions.write_letter(
            by=getattr(cast, who),
            need=(need or at_desk()).pk,
            wish=LetterWish(template_code="sktm", body=body),
            subject=subject,
            recipient=recipient,
            at=ANSWERED,
        )

    return written


def test_the_village_writes_and_its_head_signs(cast, write):
    letter = write(purpose="Keringanan biaya")
    with acting(cast.back):
        said = letter_queries.words_of(letter)
        assert letter.steps.get().seat_id == cast.seats["head"].pk
    assert (letter.about_kind, letter.office_id) == ("need", cast.place.post("73.88.01.2001").pk)
    assert said["body"] == {"purpose": "Keringanan biaya"}
    assert said["need"] == {"service": "Kekurangan makan", "asked": "Anak saya sakit gula"}
    assert said["person"]["nik_masked"] == "•••• 0012"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"purpose": f"NIK {NIK}"}, "number_in_text"),
        ({"subject": " "}, "text_missing"),
        ({"recipient": "x" * 201}, "text_long"),
    ],
)
def test_what_cannot_be_written_is_said(write, values, code):
    with pytest.raises(InputError, match=code):
        write(**values)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("facilitator", NotAllowedError),
        ("head", NotAllowedError),
        ("camat", NotAllowedError),
        ("partner", NotAllowedError),
        ("agency", NotVisibleError),
        ("neighbour_back", NotVisibleError),
        ("foreign_back", NotVisibleError),
    ],
)
def test_who_may_not_write_about_a_need(write, who, error):
    with pytest.raises(error):
        write(who)


def test_a_seat_that_ended_writes_nothing(cast, write, at_desk):
    need = at_desk()
    Seat.objects.filter(pk=cast.seats["back"].pk).update(ended_on=TODAY, ended_reason="Mutasi")
    with pytest.raises(NotAllowedError, match="seat_ended"):
        write(need=need)


def test_no_letter_is_written_about_the_dead(cast, write, at_desk, villager):
    need = at_desk()
    registry.record_death(by=cast.back, person=villager, died_on=TODAY, at=ANSWERED)
    with pytest.raises(StateError, match="person_died"):
        write(need=need)


def test_the_form_asks_what_the_template_names(cast, at_desk):
    form = queries.writing_form(at_desk().pk, "sktm", by=cast.back, today=TODAY)
    assert form.fields == (("purpose", "Keperluan"),)
    assert [seat.title for hand in form.hands for seat in hand.seats] == ["Kades"]


def test_a_template_of_others_is_not_found(cast, at_desk):
    with pytest.raises(NotVisibleError):
        queries.writing_form(at_desk().pk, "unknown", by=cast.back, today=TODAY)


def test_what_was_tried_goes_along_with_a_referral_unless_a_partner_reads_it(cast, send):
    wish = LetterWish(template_code="sktm", hands={0: cast.seats["head"].pk})
    bodies = []
    for office in ("dinsos", "partner"):
        referral = send(office, letter=wish)
        with acting(cast.desk):
            said = letter_queries.words_of(Letter.objects.get(pk=referral.letter))
        bodies.append(said["body"]["tried"])
    assert bodies == ["Dapur umum desa sudah tutup", ""]


def test_the_pages(cast, client, at_desk):
    need = at_desk()
    cast.sign_in(client, "back")
    assert "Surat pengantar" in client.get(reverse("letters:choose", args=[need.pk])).content.decode()
    address = reverse("letters:write", args=[need.pk, "sktm"])
    assert "Keperluan" in client.get(address).content.decode()
    typed = {"command_id": uuid7(), "subject": "Surat pengantar", "body_purpose": "Berobat"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Berobat" in refused.content.decode()
    answer = client.post(address, typed | {"recipient": "RSUD Contoh"})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
