"""Only the doors that are meant are there: no sign-up, no address of one's own making, a second factor."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from bs4 import BeautifulSoup
from django.urls import get_resolver, reverse
from django.utils import timezone

from simpul.ground.actor import acting, system
from simpul.offices import actions
from simpul.offices.models import Seat
from simpul.offices.types import RoleCode
from tests.factories import DISTRICT, VILLAGE

PASSWORD = "kelapa muda di pantai"
OPEN = {
    "akun/login/",
    "akun/logout/",
    "akun/reauthenticate/",
    "akun/password/change/",
    "akun/2fa/",
    "akun/2fa/authenticate/",
    "akun/2fa/reauthenticate/",
    "akun/2fa/totp/activate/",
    "akun/2fa/totp/deactivate/",
    "akun/2fa/recovery-codes/",
    "akun/2fa/recovery-codes/generate/",
    "akun/2fa/recovery-codes/download/",
    "akun/2fa/webauthn/",
    "akun/2fa/webauthn/add/",
    "akun/2fa/webauthn/reauthenticate/",
    "akun/2fa/webauthn/keys/<int:pk>/remove/",
    "akun/2fa/webauthn/keys/<int:pk>/edit/",
    "akun/2fa/webauthn/login/",
}
SHUT = (
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/abc:def/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "login/code/",
    "login/code/confirm/",
    "inactive/",
    "signup/passkey/",
    "phone/change/",
    "social/login/cancelled/",
    "sessions/",
)


def mounted(patterns, before=""):
    for each in patterns:
        route = f"{before}{each.pattern}"
        if hasattr(each, "url_patterns"):
            yield from mounted(each.url_patterns, route)
        else:
            yield route


def empty_seat(cast, role=RoleCode.WELFARE_POST_FRONT):
    return actions.appoint(
        by=cast.administrator,
        office=cast.place.post(VILLAGE),
        role=role,
        title="Petugas depan",
        starts_on=dt.date(2026, 1, 1),
    )


def invited(cast, email, seat=None):
    seat = seat or empty_seat(cast)
    token = actions.invite(by=cast.administrator, seat=seat, email=email, name="X", at=timezone.now())
    return seat, reverse("accounts:invitation", args=[token])


def holder_of(seat):
    with acting(system(DISTRICT)):
        return Seat.objects.get(pk=seat.pk).officer


def text_of(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def filled(answer, **more):
    """What the page's own form would send."""
    form = BeautifulSoup(answer.content, "html.parser").select_one("main form")
    return {field["name"]: field.get("value", "") for field in form.select("input[name]")} | more


def test_nothing_else_of_the_sign_in_library_is_mounted():
    assert {route for route in mounted(get_resolver().url_patterns) if route.startswith("akun/")} == OPEN


@pytest.mark.parametrize("address", SHUT)
def test_the_other_pages_are_not_there(cast, client, address):
    assert client.get(f"/akun/{address}").status_code == 404
    cast.sign_in(client, "back")
    assert client.get(f"/akun/{address}").status_code == 404
    assert client.post(f"/akun/{address}", {"email": "x@contoh.test", "action_add": ""}).status_code == 404


def test_an_address_added_to_an_account_gives_no_seat(cast, client):
    """Whatever stands in the library's own table, only the officer's own address counts."""
    thief = cast.seats["back"].officer
    EmailAddress.objects.create(user=thief, email="kadis@contoh.test", verified=False, primary=False)
    seat, address = invited(cast, "kadis@contoh.test")
    cast.sign_in(client, "back")
    page = client.get(address)
    client.post(address, filled(page, password=PASSWORD, again=PASSWORD))
    assert holder_of(seat) not in {None, thief}


def test_a_new_officer_takes_the_seat_with_a_password(cast, client):
    seat, address = invited(cast, "baru@contoh.test")
    answer = client.post(address, filled(client.get(address), password=PASSWORD, again=PASSWORD))
    assert answer["Location"] == reverse("account_login")
    client.post(reverse("account_login"), {"login": "baru@contoh.test", "password": PASSWORD})
    assert client.get(reverse("seats"))["Location"] == reverse("home")
    assert holder_of(seat).email == "baru@contoh.test"


def test_the_invitation_of_a_known_officer_is_no_door_for_somebody_else(cast, client):
    seat, address = invited(cast, cast.seats["facilitator"].officer.email)
    for signed_in in (False, True):
        if signed_in:
            cast.sign_in(client, "back")
        page = client.get(address)
        assert "sudah punya akun" in text_of(page)
        assert not BeautifulSoup(page.content, "html.parser").select("input[type=password]")
        command = "0198c9b4-0000-7000-8000-00000000000a"
        refused = client.post(address, {"command_id": command, "password": PASSWORD, "again": PASSWORD})
        assert refused.status_code == 409
        assert holder_of(seat) is None


def test_a_known_officer_takes_a_further_seat_signed_in(cast, client):
    officer = cast.seats["facilitator"].officer
    seat, address = invited(cast, officer.email.upper())
    cast.sign_in(client, "facilitator")
    answer = client.post(address, filled(client.get(address)))
    assert answer["Location"] == reverse("seats")
    assert holder_of(seat) == officer


def test_a_closed_account_comes_back_to_the_door(cast, client):
    officer = cast.seats["facilitator"].officer
    officer.set_password(PASSWORD)
    officer.is_active = False
    officer.save()
    answer = client.post(
        reverse("account_login"), {"login": officer.email, "password": PASSWORD}, follow=True
    )
    assert answer.redirect_chain == [(reverse("account_login"), 302)]
    assert "sudah ditutup" in text_of(answer)


class TestSecondFactor:
    """A seat of the district asks for an authenticator app or a passkey, outside the demonstration."""

    @pytest.fixture
    def officer(self, cast):
        officer = cast.seats["desk"].officer
        officer.set_password(PASSWORD)
        officer.save()
        return officer

    def sign_in(self, client, officer):
        return client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})

    def activate(self, client):
        """Follow the library's own pages, as somebody does who was just sent there."""
        address = reverse("mfa_activate_totp")
        again = client.get(address)["Location"]
        client.post(again, {"password": PASSWORD})
        assert client.get(address).status_code == 200
        secret = client.session["mfa.totp.secret"]
        code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        return client.post(address, {"code": code})

    def test_a_password_alone_does_not_open_a_district_seat(self, client, officer):
        self.sign_in(client, officer)
        answer = client.get(reverse("seats"))
        assert answer["Location"] == reverse("mfa_index")
        assert "seat" not in client.session
        assert client.get(reverse("desk:home")).status_code == 302

    def test_the_setting_alone_waives_nothing(self, client, officer, settings):
        settings.DEMO = True
        self.sign_in(client, officer)
        assert client.get(reverse("seats"))["Location"] == reverse("mfa_index")

    def test_a_seat_put_into_the_session_by_itself_opens_nothing(self, cast, client, officer):
        client.force_login(officer)
        session = client.session
        session["seat"] = str(cast.seats["desk"].pk)
        session.save()
        assert client.get(reverse("desk:home")).status_code == 302

    def test_with_a_second_factor_the_seat_opens(self, client, officer):
        self.sign_in(client, officer)
        assert self.activate(client).status_code == 302
        assert Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists()
        assert client.get(reverse("seats"))["Location"] == reverse("home")
        assert client.get(reverse("desk:home")).status_code == 200

    def test_from_then_on_the_password_alone_signs_nobody_in(self, client, officer):
        Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
        assert self.sign_in(client, officer)["Location"].startswith(reverse("mfa_authenticate"))
        assert "_auth_user_id" not in client.session

    def test_recovery_codes_alone_are_no_second_factor(self, client, officer):
        Authenticator.objects.create(user=officer, type=Authenticator.Type.RECOVERY_CODES, data={})
        client.force_login(officer)
        assert client.get(reverse("seats"))["Location"] == reverse("mfa_index")

    def test_whoever_gives_the_second_factor_up_leaves_the_seat(self, cast, client):
        cast.sign_in(client, "desk")
        assert client.get(reverse("desk:home")).status_code == 200
        Authenticator.objects.all().delete()
        assert client.get(reverse("desk:home"))["Location"].startswith(reverse("seats"))

    def test_every_seat_of_the_district_asks_for_it(self, cast, client):
        """Agencies, leaders, auditors, the wall and whoever fills seats; villages and partners do not."""
        asked = set()
        for who, seat in cast.seats.items():
            client.force_login(seat.officer)
            if client.get(reverse("seats"))["Location"] == reverse("mfa_index"):
                asked.add(who)
        strong = {
            "desk_front", "desk", "manager", "steward", "agency", "agency_head", "registrar", "education",
            "regent", "secretary", "auditor", "inspector", "administrator", "counsellor", "foreigner",
        }  # fmt: skip
        assert strong <= asked
        assert not asked & {
            "facilitator",
            "front",
            "back",
            "coordinator",
            "head",
            "treasurer",
            "supervisor",
            "camat",
            "partner",
        }


def test_a_password_is_changed_by_who_has_one(cast, client):
    officer = cast.seats["facilitator"].officer
    officer.set_unusable_password()
    officer.save()
    cast.sign_in(client, "facilitator")
    assert client.get(reverse("account_change_password")).status_code == 404
    officer.set_password(PASSWORD)
    officer.save()
    cast.sign_in(client, "facilitator")
    page = client.get(reverse("account_change_password"))
    assert page.status_code == 200
    fresh = "kelapa tua di kebun"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )
    officer.refresh_from_db()
    assert officer.check_password(fresh)


@pytest.mark.django_db
def test_no_script_reads_a_cookie(client, settings):
    token = client.get("/akun/login/").cookies["csrftoken"]
    assert (token["httponly"], settings.SESSION_COOKIE_HTTPONLY) == (True, True)
