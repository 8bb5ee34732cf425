"""From a bare machine to a working checkout: `.venv`, locked packages, Node if absent, browser files.

Runs on the system's Python with nothing but its standard library. A second run looks at stamps and is done in
a moment. `bootstrap.py run` installs what the demo needs, `bootstrap.py dev` what checks and tests need too.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
OLDEST_NODE = (20, 19)
SETS = {"run": ("base", "tools"), "dev": ("base", "tools", "dev")}


def main(arguments: list[str]) -> int:
    """Bring the environment to the state of the lock files; say in a sentence what stands in the way."""
    kind = arguments[0] if arguments and arguments[0] in SETS else "run"
    try:
        use_new_python()
        make_venv()
        install_packages(kind)
        install_node()
        build_browser_files(kind)
        compile_english()
    except BootstrapError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


class BootstrapError(Exception):
    """Something this machine lacks; the message is a sentence that says what to do."""


def use_new_python() -> None:
    """Go on with a Python that is new enough, if there is one."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in NEWER_PYTHONS:
        if found := shutil.which(name):
            os.execv(found, [found, *sys.argv])  # noqa: S606  # nosec B606 - the same script, a newer Python
    version = ".".join(str(part) for part in sys.version_info[:2])
    raise BootstrapError(
        "Simpul perlu Python 3.11 atau lebih baru; di sini hanya ada " + version + ".\n"
        "Debian/Ubuntu: sudo apt install python3.11 python3.11-venv"
    )


def make_venv() -> None:
    """Make `.venv` unless a working one of this checkout and this Python stands there."""
    if works(BIN / "python"):
        return
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise BootstrapError(
            "Python di komputer ini tidak membawa modul venv.\n"
            "Debian/Ubuntu: sudo apt install python3-venv   (atau python" + version + "-venv)"
        )
    print("Menyiapkan lingkungan Python (.venv) …", flush=True)
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], "Folder .venv tidak dapat dibuat.")


def works(python: Path) -> bool:
    """Whether an environment runs, is new enough and was made for this very folder (a moved one fails)."""
    script = "import sys, pip; print(sys.version_info >= (3, 11), sys.prefix)"
    try:
        answer = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == f"True {VENV}"


def install_packages(kind: str) -> None:
    """Install the locked packages, each checked against its hash, and Simpul itself in place."""
    locks = [ROOT / "requirements" / f"{name}.txt" for name in SETS[kind]]
    wanted = fingerprint([*locks, ROOT / "pyproject.toml"])
    stamp = VENV / f"installed-{kind}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Memasang pustaka Python (sekali saja, beberapa menit) …", flush=True)
    lists = [part for lock in locks for part in ("-r", str(lock))]
    install(["--require-hashes", "--only-binary=:all:", *lists], "Pustaka Python tidak dapat dipasang.")
    install(["--no-deps", "--no-build-isolation", "-e", str(ROOT)], "Simpul tidak dapat dipasang.")
    stamp.write_text(wanted)


def install(arguments: list[str], failure: str) -> None:
    """One quiet run of the environment's pip."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    run([str(BIN / "python"), "-m", "pip", "install", *quiet, *arguments], failure)


def install_node() -> None:
    """Where no usable Node is installed, take the one that comes as a Python wheel; it only builds files."""
    if node_version() >= OLDEST_NODE:
        return
    print("Memasang Node untuk membangun berkas peramban …", flush=True)
    lock = ROOT / "requirements" / "node.txt"
    install(["--require-hashes", "--only-binary=:all:", "-r", str(lock)], "Node tidak dapat dipasang.")


def node_version() -> tuple[int, ...]:
    """The version of the Node that would be used together with its npm; (0,) when there is none."""
    search = environment()["PATH"]
    node, npm = shutil.which("node", path=search), shutil.which("npm", path=search)
    if node is None or npm is None:
        return (0,)
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return (int(found[1]), int(found[2])) if found else (0,)


def build_browser_files(kind: str) -> None:
    """Build style, icons and scripts; the builder itself skips what is fresh."""
    builder = [str(BIN / "python"), str(ROOT / "tools" / "build_browser.py")]
    if kind == "dev":
        run([*builder, "--tools"], "Alat pemeriksa kode peramban tidak dapat dipasang.")
    run(builder, "Berkas peramban tidak dapat dibangun.")


def compile_english() -> None:
    """Make the catalogue of English sentences that the site reads."""
    run([str(BIN / "python"), "-m", "tools.messages", "--compile"], "Berkas bahasa tidak dapat dibuat.")


def environment() -> dict[str, str]:
    """Our own programs first."""
    return dict(os.environ, PATH=f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}")


def run(command: list[str], failure: str) -> None:
    """Run a step, its output shown as it comes."""
    if subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode != 0:
        raise BootstrapError(failure + " Perbaiki penyebab di atas, lalu jalankan lagi perintah yang sama.")


def fingerprint(files: list[Path]) -> str:
    """What an installation depends on: place, Python and the files."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
