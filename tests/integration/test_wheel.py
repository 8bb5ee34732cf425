"""The wheel stands alone: without checkout and Node it brings districts, browser files and English."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from bench.site import free_port
from tests.kept import ROOT

pytestmark = pytest.mark.slow
PARTS = ("setup.py", "pyproject.toml", "README.md", "LICENSE", "requirements", "src", "districts")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info")
QUIET = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with our wheel in it; what it needs is lent by the one the tests run in."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip"]
    built = [*pip, "wheel", *QUIET, "--no-build-isolation", "--wheel-dir", str(folder), str(source)]
    subprocess.run(built, check=True)
    shutil.rmtree(source)
    place = folder / "venv"
    venv.create(place)
    subprocess.run(
        [*pip, "--python", str(place / "bin" / "python"), "install", *QUIET, *map(str, folder.glob("*.whl"))],
        check=True,
    )
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place


def bare(installed: Path, home: Path, **more: str) -> dict[str, str]:
    """An environment with nothing of ours in it, and no Node to be found."""
    lent = ("LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in lent if name in os.environ}
    return kept | {"HOME": str(home), "PATH": f"{installed / 'bin'}:/usr/sbin:/sbin"} | more


def simpul(installed: Path, home: Path, *words: str, **more: str) -> str:
    done = subprocess.run(
        [str(installed / "bin" / "simpul"), *words],
        env=bare(installed, home, **more),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def asked(installed: Path, home: Path, code: str) -> str:
    """What a line of Python says in the new environment."""
    python = str(installed / "bin" / "python")
    env = bare(installed, home, DJANGO_SETTINGS_MODULE="simpul.config.settings")
    return subprocess.run(
        [python, "-c", code], env=env, cwd=home, capture_output=True, text=True, check=True
    ).stdout


def test_it_is_really_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    said = asked(
        installed, tmp_path, "from django.conf import settings as s; print(s.PACKAGE, s.DATA, s.DISTRICTS)"
    )
    package, data, districts = map(Path, said.split())
    assert installed in package.parents
    assert data == tmp_path / ".local" / "share" / "simpul"
    assert {each.name for each in districts.iterdir()} >= {"bantaeng", "brebes", "indonesia"}


def test_browser_files_and_english_are_in_it(installed: Path, tmp_path: Path) -> None:
    simpul(installed, tmp_path, "collectstatic", "--noinput", "--verbosity", "0", SIMPUL_DATA=str(tmp_path))
    collected = tmp_path / "static"
    for name in ("build/simpul.css", "build/app.js", "build/charts.js", "build/icons.svg", "web/simpul.svg"):
        assert (collected / name).stat().st_size > 0
    english = (
        "import django; django.setup(); from django.utils import translation as t;"
        " t.activate('en'); print(t.gettext('Semuanya baik.'))"
    )
    assert asked(installed, tmp_path, english) == "All is well.\n"


def test_a_district_can_be_begun_and_a_pack_checked(installed: Path, tmp_path: Path) -> None:
    simpul(installed, tmp_path, "pack", "new", "35.79", str(tmp_path / "batu"))
    simpul(installed, tmp_path, "pack", "check", str(tmp_path / "batu"))


def test_the_demonstration_begins(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "bin" / "simpul"), "demo", "--port", str(free_port())]
    with subprocess.Popen(
        command,
        env=bare(installed, tmp_path),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if "Memuat paket kabupaten" in line:
                    break
        finally:
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()  # type: ignore[union-attr]
    assert "Memuat paket kabupaten" in said, said
    assert (process.returncode, "data tersimpan" in rest) == (0, True), rest
    assert f"{os.sep}simpul{os.sep}districts{os.sep}bantaeng" in said
