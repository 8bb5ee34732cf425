"""Where a running site is found."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from bench.site import free_port
from simpul.config.demo_site import Place, environment, prepare
from simpul.config.embedded import Cluster, Urls
from simpul.config.supervisor import Supervisor
from tests.databases import UNSAFE_AND_FAST
from tests.kept import ROOT, copy_kept, state_of

PACK = ROOT / "districts" / "bantaeng"


@dataclass(frozen=True)
class Site:
    """A running site, its database, and the server that may be stopped and started under it."""

    address: str
    urls: Urls
    cluster: Cluster


def copy_demo(folder: Path) -> None:
    """A data folder in which `simpul demo` has loaded pack, people and stories; made once a day and state."""
    copy_kept("demo", _state_of_demo(), folder, _make_demo_folder)


def _make_demo_folder(folder: Path) -> None:
    """Load pack, people and stories as `simpul demo` does."""
    place = Place(folder, PACK, free_port())
    cluster = Cluster(folder / "pg18", settings=UNSAFE_AND_FAST)
    cluster.start()
    try:
        urls = cluster.prepare()
        prepare(Supervisor(folder, site_environment(place, urls)), place, urls, None)
    finally:
        cluster.stop()


def _state_of_demo() -> str:
    """What the demo's rows depend on: the code below the pages, the packs, and the day."""
    source = ROOT / "src" / "simpul"
    code = [
        path for path in source.rglob("*.py") if path.relative_to(source).parts[0] not in {"web", "config"}
    ]
    data = [path for path in (ROOT / "districts").rglob("*") if path.is_file()]
    return state_of([*code, *data], timezone.localdate().isoformat())


def site_environment(place: Place, urls: Urls) -> dict[str, str]:
    """What the processes of a test's site are told; they share the keys of the tests."""
    return os.environ | environment(place, urls) | {"SIMPUL_KEYS": os.environ["SIMPUL_KEYS"]}
