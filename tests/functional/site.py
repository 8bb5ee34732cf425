"""Where a running site is found."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from simpul.config.embedded import Urls


@dataclass(frozen=True)
class Site:
    """A running site and its database."""

    address: str
    urls: Urls


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
