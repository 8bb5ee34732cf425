"""Who is asking, behind a proxy: the address that limits are counted by.

A proxy writes down whom it speaks for (`X-Forwarded-For`), and so can anybody else. Only what a trusted proxy
wrote is believed, read from its end: the first address that is no trusted proxy itself is the client.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class ClientAddressMiddleware:
    """Put the client's own address where everybody reads it, before anything counts by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        peer = request.META.get("REMOTE_ADDR", "")
        request.META["REMOTE_ADDR"] = client_of(peer, forwarded, settings.TRUSTED_PROXIES)
        return self.get_response(request)


def client_of(peer: str, forwarded: str, trusted: list[Network]) -> str:
    """The client's address, of the peer that connected and what it forwarded.

    >>> from ipaddress import ip_network
    >>> client_of("10.0.0.2", "6.6.6.6, 203.0.113.7", [ip_network("10.0.0.0/8")])
    '203.0.113.7'
    >>> client_of("203.0.113.9", "6.6.6.6", [ip_network("10.0.0.0/8")])
    '203.0.113.9'
    """
    client = _address(peer)
    if client is None:
        return peer
    for hop in reversed(forwarded.split(",")):
        if not any(client in network for network in trusted):
            break
        nearer = _address(hop)
        if nearer is None:
            break
        client = nearer
    return str(client)


def _address(text: str) -> Address | None:
    """An address as a proxy writes it: with or without a port, IPv4 within IPv6 as IPv4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
