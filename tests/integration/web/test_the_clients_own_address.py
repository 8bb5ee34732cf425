"""Limits count the client, not the proxy; what an untrusted peer claims to forward has no effect."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from simpul.web.client_address import client_of
from tests.cast import Cast

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # forged by whoever connects past the proxy
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # forged before the proxy
        ("10.0.0.2", "6.6.6.6, 198.51.100.1, 10.0.0.3", "198.51.100.1"),  # two proxies
        ("10.0.0.2", "10.0.0.7, 10.0.0.3", "10.0.0.7"),  # everybody inside
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "198.51.100.1, unknown", "10.0.0.2"),
        ("10.0.0.2", "198.51.100.1:4711", "198.51.100.1"),
        ("fd00::1", "[2001:db8::5]:4711", "2001:db8::5"),
        ("::ffff:10.0.0.2", "::ffff:198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", ""),  # a socket without an address is no trusted network
    ],
)
def test_the_client_is_the_first_that_no_trusted_proxy_is(peer: str, forwarded: str, client: str) -> None:
    assert client_of(peer, forwarded, PROXIES) == client


def asked(client: Client, *, peer: str, forwarded: str, times: int) -> list[int]:
    """The answers to wrong questions of a citizen, from addresses that are written `{}`."""
    answers = []
    for turn in range(times):
        places = {"REMOTE_ADDR": peer.format(turn), "HTTP_X_FORWARDED_FOR": forwarded.format(turn)}
        answers.append(
            client.post(reverse("citizen:follow"), {"ticket": "x", "code": "1"}, **places).status_code
        )
    return answers


@pytest.mark.django_db
def test_behind_a_trusted_proxy_each_client_has_its_own_limit(client: Client, settings: LazySettings) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    many = asked(client, peer="10.0.0.2", forwarded="203.0.113.{}", times=25)
    assert set(many) == {422}
    one = asked(client, peer="10.0.0.2", forwarded="203.0.113.200", times=25)
    assert one[-1] == 429
    changing = asked(client, peer="10.0.0.{}", forwarded="203.0.113.200", times=3)
    assert set(changing) == {429}, "another proxy in front of the same client gives no fresh start"


@pytest.mark.django_db
def test_a_forged_address_of_an_untrusted_peer_gives_no_fresh_start(client: Client) -> None:
    assert asked(client, peer="203.0.113.9", forwarded="198.51.100.{}", times=25)[-1] == 429


def test_signing_in_is_limited_by_the_same_address(
    cast: Cast, client: Client, settings: LazySettings
) -> None:
    """The library counts by its own means; it must see the client too, and not the forgery."""
    settings.TRUSTED_PROXIES = PROXIES

    def tries(peer: str, forwarded: str) -> int:
        answer = 0
        for turn in range(25):
            typed = {"login": f"nobody{peer[0]}{turn}@contoh.test", "password": "salah sekali"}
            places = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded.format(turn)}
            page = client.post(reverse("account_login"), typed, **places)
            answer += "banyak" in page.content.decode()
        return answer

    assert tries("203.0.113.9", "198.51.100.{}") > 0
    assert tries("10.0.0.2", "198.51.100.{}") == 0
