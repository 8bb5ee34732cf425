"""A letter is drafted by its office, its words sealed, its chain named."""

from __future__ import annotations

import json

import pytest

from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotAllowedError
from simpul.letters import actions, queries
from simpul.letters.models import Letter
from tests.factories import MORNING, TODAY
from tests.integration.letters.conftest import make_template, words


def test_its_words_are_sealed_and_of_the_number_only_a_keyed_hash_stays(cast, drafted):
    letter = drafted()
    with acting(cast.desk):
        kept = json.dumps(Letter.objects.get(pk=letter.pk).values)
    assert "Sitti" not in kept
    assert "0012" not in kept
    with acting(cast.desk):
        assert queries.words_of(letter)["person"]["name"] == "Sitti Contoh"


def test_the_same_digits_hash_differently_in_two_letters(drafted):
    assert drafted().values["digits"] != drafted().values["digits"]


def test_a_person_without_a_number_has_no_digits_to_confirm(drafted):
    assert drafted(last4="").values["digits"] == ""


def test_each_hand_is_named_from_who_sits_there_today(cast, drafted):
    letter = drafted()
    with acting(cast.desk):
        steps = list(letter.steps.values_list("kind", "role", "seat__officer__name"))
    assert steps == [("initial", "desk_manager", "Mira Manajer"), ("sign", "agency_head", "Haris Kadis")]


def test_where_several_could_sign_the_writer_chooses(cast, drafted):
    make_template(cast.place, code="by_agency", chain=[{"role": "agency_officer", "act": "sign"}])
    with pytest.raises(InputError) as refused:
        drafted(template_code="by_agency")
    assert (refused.value.code, refused.value.field) == ("choose_hand", "hand_0")
    chosen = cast.seats["registrar"].pk
    letter = drafted(template_code="by_agency", hands={0: chosen})
    with acting(cast.desk):
        assert letter.steps.get().seat_id == chosen


def test_where_nobody_can_sign_it_is_said(cast, drafted):
    make_template(cast.place, code="by_nobody", chain=[{"role": "emergency_operator", "act": "sign"}])
    with pytest.raises(InputError, match="choose_hand"):
        drafted(template_code="by_nobody")


def test_leaders_who_see_no_names_are_never_asked_to_sign_one(cast, drafted):
    make_template(cast.place, code="by_sekda", chain=[{"role": "district_secretary", "act": "sign"}])
    with pytest.raises(InputError, match="choose_hand"):
        drafted(template_code="by_sekda")


def test_a_template_nobody_has_is_refused(drafted):
    with pytest.raises(InputError, match="no_such_template"):
        drafted(template_code="unknown")


def test_the_newest_version_of_a_template_is_used_and_old_letters_keep_theirs(cast, drafted, template):
    old = drafted()
    make_template(cast.place, version=2, title="Surat rujukan baru")
    assert drafted().template.version == 2
    assert old.template.version == 1


@pytest.mark.parametrize("who", ["facilitator", "agency", "partner", "hospital", "regent", "foreigner"])
def test_nobody_else_writes_letters_of_the_desk(cast, template, who):
    with pytest.raises(NotAllowedError):
        actions.draft(by=getattr(cast, who), office=cast.place.offices["desk"], draft=words(), at=MORNING)


def test_a_seat_that_ended_writes_nothing(cast, template):
    seat = cast.seats["desk"]
    seat.ended_on, seat.ended_reason = TODAY, "Mutasi"
    seat.save()
    with pytest.raises(NotAllowedError, match="seat_ended"):
        actions.draft(by=cast.desk, office=cast.place.offices["desk"], draft=words(), at=MORNING)


@pytest.mark.parametrize("who", ["stranger", "neighbour", "registrar", "partner", "regent", "foreigner"])
def test_strangers_do_not_see_it(cast, drafted, who):
    letter = drafted()
    with acting(getattr(cast, who)):
        assert not Letter.objects.filter(pk=letter.pk).exists()


def test_the_writing_office_writes_with_templates_for_its_kind(cast, template):
    make_template(cast.place, code="village", office_kind="welfare_post", title="Surat pengantar")
    desk, post = cast.place.offices["desk"], cast.place.post("73.88.01.2001")
    assert [each.code for each in queries.templates_for(desk)] == ["referral"]
    assert [each.code for each in queries.templates_for(post)] == ["village", "referral"]
