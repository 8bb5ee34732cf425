"""What was begun and not saved waits for its seat, whatever becomes of the session, and ends by itself."""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from simpul.cases import actions, queries
from simpul.cases.models import Case, IntakeDraft
from simpul.ground.actor import acting, system
from simpul.ground.errors import NotAllowedError, StateError
from simpul.ground.models import AuditLine
from simpul.registry.models import Person
from simpul.web.intake.draft import PLACE
from tests.factories import DISTRICT, MORNING, make_person
from tests.integration.registry.test_intake_pages import PERSON, begin, go

START = "/layanan-baru/"
MONTH = dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def at_work(time_machine):
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def desk(cast, client):
    cast.sign_in(client, "front")
    return client


def main_of(response):
    """The page without menu and search."""
    return response.content.decode().partition("<main")[2]


def command_in(page):
    return re.search(r'name="command_id" value="([0-9a-f-]+)"', page)[1]


def half_done(client):
    begin(client)
    go(client, "orang-baru/", **PERSON)
    go(client, "kebutuhan/food/", words="Beras habis", urgency="3")
    return client.session[PLACE]


def at_another_device(cast, who="front"):
    client = Client()
    cast.sign_in(client, who)
    return client


def save(client):
    page = client.get("/layanan-baru/ringkasan/").content.decode()
    return client.post("/layanan-baru/ringkasan/", {"command_id": command_in(page)})


def services(cast):
    with acting(cast.front):
        return Case.objects.count()


def test_a_lost_session_loses_nothing(cast, desk):
    key = half_done(desk)
    desk.session.flush()
    again = at_another_device(cast)
    page = main_of(again.get(START))
    assert "Belum selesai" in page
    assert "Sitti Contoh" in page
    assert go(again, f"lanjutkan/{key}/") == "/layanan-baru/pihak/"
    assert "Beras habis" in again.get("/layanan-baru/ringkasan/").content.decode()
    assert save(again).status_code == 302
    assert services(cast) == 1
    assert "Belum selesai" not in main_of(again.get(START))
    with acting(cast.front):
        assert not IntakeDraft.objects.exists()


def test_signing_out_loses_nothing(cast, desk):
    half_done(desk)
    desk.post(reverse("account_logout"))
    assert "Sitti Contoh" in main_of(at_another_device(cast).get(START))


def test_the_next_in_the_queue_does_not_write_over_the_last(cast, desk):
    half_done(desk)
    begin(desk)
    go(desk, "orang-baru/", **PERSON | {"name": "Rahma Contoh"})
    page = main_of(desk.get(START))
    assert page.index("Rahma Contoh") < page.index("Sitti Contoh")


def test_what_holds_no_answer_about_anybody_is_not_listed(desk):
    begin(desk)
    assert "Belum selesai" not in main_of(desk.get(START))


def test_it_is_thrown_away_twice_without_harm(cast, desk):
    key = half_done(desk)
    for _twice in range(2):
        assert go(desk, f"buang/{key}/") == START
    assert "Belum selesai" not in main_of(desk.get(START))
    assert go(desk, "", danger="none") == "/layanan-baru/keperluan/"
    with acting(cast.auditor):
        verbs = AuditLine.objects.filter(kind="draft", key=key).values_list("verb", flat=True)
        assert sorted(verbs) == ["cases.begin_draft", "cases.throw_draft"]


def test_nobody_else_finds_it_of_the_same_post_or_above(cast, desk):
    key = half_done(desk)
    for who in ("back", "coordinator", "desk", "steward", "foreigner"):
        other = at_another_device(cast, who)
        assert "Belum selesai" not in main_of(other.get(START))
        assert other.post(f"/layanan-baru/lanjutkan/{key}/").status_code == 404
        other.post(f"/layanan-baru/buang/{key}/")
        session = other.session
        session[PLACE] = key
        session.save()
        assert "Sitti" not in other.get("/layanan-baru/orang-baru/").content.decode()
        other.post(START, {"danger": "none"})
    assert "Sitti Contoh" in main_of(desk.get(START))


def test_the_database_alone_keeps_it_to_its_seat(cast, desk):
    key = half_done(desk)
    wide = system(DISTRICT)
    for by in (*(actor for who, actor in cast.actors.items() if who != "front"), wide):
        with acting(by):
            assert not IntakeDraft.objects.exists()
            assert IntakeDraft.objects.filter(pk=key).update(ends_at=MORNING) == 0
            assert IntakeDraft.objects.filter(pk=key).delete()[0] == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting(cast.back):
        IntakeDraft.objects.create(
            district_code=DISTRICT,
            seat=cast.front.seat,
            sealed=b"",
            begun_at=MORNING,
            changed_at=MORNING,
            ends_at=MORNING,
        )


def test_two_devices_save_it_once(cast, desk):
    key = half_done(desk)
    other = at_another_device(cast)
    go(other, f"lanjutkan/{key}/")
    page = other.get("/layanan-baru/ringkasan/").content.decode()
    assert save(desk).status_code == 302
    late = other.post("/layanan-baru/ringkasan/", {"command_id": command_in(page)})
    assert late.status_code == 409
    assert "sudah disimpan atau dibuang" in late.content.decode()
    assert services(cast) == 1
    with pytest.raises(StateError, match="draft_gone"):
        actions.use_draft(by=cast.front, key=uuid4())


def test_what_is_refused_at_saving_is_still_there(cast, desk):
    with acting(system(DISTRICT)):
        person = make_person("Rahmat Contoh")
    begin(desk)
    go(desk, "cari/", person=str(person.pk))
    go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
    page = desk.get("/layanan-baru/ringkasan/").content.decode()
    with acting(system(DISTRICT)):
        Person.objects.filter(pk=person.pk).update(died_on=MORNING.date())
    assert desk.post("/layanan-baru/ringkasan/", {"command_id": command_in(page)}).status_code == 422
    assert services(cast) == 0
    assert "Rahmat Contoh" in main_of(desk.get(START))


def test_it_ends_a_month_after_the_last_answer(cast, desk, at_work):
    key = half_done(desk)
    at_work.move_to(MORNING + MONTH - dt.timedelta(minutes=1), tick=False)
    cast.sign_in(desk, "front")
    assert "Sitti Contoh" in main_of(desk.get(START))
    at_work.move_to(MORNING + MONTH, tick=False)
    cast.sign_in(desk, "front")
    assert "Belum selesai" not in main_of(desk.get(START))
    assert desk.post(f"/layanan-baru/lanjutkan/{key}/").status_code == 404


def test_the_night_throws_away_what_has_ended_and_no_more(cast):
    with connection.cursor() as cursor:  # the night asks the database's own clock
        cursor.execute("SELECT now()")
        now = cursor.fetchone()[0]
    for who, at in (("front", now - MONTH - dt.timedelta(hours=1)), ("back", now)):
        actions.keep_draft(by=cast.actors[who], key=None, content=b"{}", at=at)
    assert actions.end_drafts() == 1
    assert actions.end_drafts() == 0
    with acting(cast.back):
        assert IntakeDraft.objects.count() == 1


@pytest.mark.parametrize("who", ["head", "treasurer", "agency", "regent", "counsellor"])
def test_who_takes_nobody_in_keeps_no_draft(cast, who):
    with pytest.raises(NotAllowedError):
        actions.keep_draft(by=cast.actors[who], key=None, content=b"{}", at=MORNING)


def test_what_an_older_release_kept_or_no_key_opens_is_passed_over(cast, desk):
    actions.keep_draft(by=cast.front, key=None, content=b'{"asked_long_ago": 1}', at=MORNING)
    key = half_done(desk)
    with acting(cast.front):
        IntakeDraft.objects.filter(pk=key).update(sealed=b"damaged")
    assert queries.draft(key, by=cast.front, now=MORNING) is None
    assert desk.get(START).status_code == 200
    assert "Sitti" not in desk.get("/layanan-baru/orang-baru/").content.decode()
