"""Let wapiti attack a running demonstration, signed in as three seats (`make demo`, then `make crawl`).

Wapiti lives in an environment of its own, `.crawl`: its packages are none of ours. What it finds is printed,
and the exit code is 1. It fills in every form it finds: begin the demonstration anew afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".crawl"
LOCK = ROOT / "requirements" / "crawl.txt"
DOOR = "/masuk/contoh/"
SEATS = ("Fasilitator", "Petugas Perangkat Daerah", "Bupati")
#: What would end the visit or change its seat; and files that are not ours to attack.
NOT_TO = ("/akun/logout/*", "/masuk/*", "/tugas/*", "/static/*")
#: Whole numbers of seconds for one seat: for reading pages, and for each kind of attack.
READING, ATTACKING = 300, 120
#: With fewer pages than this it was not signed in, and its finding nothing would say nothing.
FEWEST = 20
#: A demonstration speaks plain HTTP on this machine alone; these two belong to a server with TLS, where
#: `simpul doctor` looks for them.
NEED_TLS = ("Strict-Transport-Security", "Secure flag is not set")


def main(address: str) -> int:
    """0 nothing found, 1 something found; prints each finding with its seat."""
    program = install()
    found = [line for seat in SEATS for line in attack(program, address, seat, enter(address, seat))]
    print("\n".join(found) or f"wapiti: tidak ada temuan ({len(SEATS)} tempat duduk)")
    return 1 if found else 0


def install() -> Path:
    """Wapiti's program in its own environment, put there where it is not yet."""
    program = HOME / "bin" / "wapiti"
    if not program.exists():
        venv.create(HOME, with_pip=True)
        asked = ["install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        subprocess.run([str(HOME / "bin" / "python"), "-m", "pip", *asked], check=True)
    return program


def enter(address: str, seat: str) -> str:
    """Take a seat at the demonstration's door; the cookies that say so, as a header has them."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    button = _page(opener, address + DOOR).find(
        lambda tag: tag.name == "button" and seat in tag.get_text(" ", strip=True)
    )
    if button is None or (form := button.find_parent("form")) is None:
        sys.exit(f"Tidak ada kursi “{seat}” di {address}{DOOR}")
    fields = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
    fields[button["name"]] = button["value"]
    opener.open(address + DOOR, urlencode(fields).encode()).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def attack(program: Path, address: str, seat: str, cookies: str) -> list[str]:
    """What wapiti finds for one seat, a line each: kind, way in, what it says."""
    report = HOME / f"{SEATS.index(seat)}.json"
    report.unlink(missing_ok=True)
    asked = [
        *(
            "-u",
            f"{address}/",
            "-C",
            cookies,
            "--scope",
            "domain",
            "--flush-session",
            "--store-session",
            str(HOME),
        ),
        *("--max-scan-time", str(READING), "--max-attack-time", str(ATTACKING), "--max-files-per-dir", "12"),
        # A form's token is not attacked: what comes without it is refused before it is read.
        *("--skip", "csrfmiddlewaretoken"),
        *("-v", "0", "--no-bugreport", "-f", "json", "-o", str(report)),
        *(part for path in NOT_TO for part in ("-x", f"{address}{path}")),
    ]
    subprocess.run([str(program), *asked], check=True, stdout=subprocess.DEVNULL)
    return [
        f"{seat}: {finding}" for finding in findings(seat, json.loads(report.read_text(encoding="utf-8")))
    ]


def findings(seat: str, told: dict[str, Any]) -> list[str]:
    """The lines of one report of wapiti; what only a server with TLS can have is left out.

    Raises:
        SystemExit: it saw so little that it cannot have been signed in.
    """
    visited = told["infos"]["crawled_pages_nbr"]
    print(f"{seat}: {visited} halaman dijelajahi", flush=True)
    if visited < FEWEST:
        sys.exit(f"Hanya {visited} halaman terbuka bagi “{seat}”: tidak masuk?")
    return [
        f"{kind}: {each['method']} {each['path']} {each['info']}"
        for kinds in (told["vulnerabilities"], told["anomalies"])
        for kind, all_of_it in kinds.items()
        for each in all_of_it
        if not any(words in each["info"] for words in NEED_TLS)
    ]


def _page(opener: OpenerDirector, address: str) -> BeautifulSoup:
    with opener.open(address) as answer:
        return BeautifulSoup(answer.read(), "html.parser")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
