"""A backup restored elsewhere is the same installation; half a backup, or a place in use, is refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings

from simpul.config.backup.fingerprint import fingerprints
from simpul.config.backup.taking import backups
from simpul.config.demo_site import program
from simpul.config.embedded import Cluster, Urls
from simpul.ground import files
from simpul.ground.chain import link_all
from simpul.ground.crypto import Keyring
from simpul.registry.adapters import NUMBER
from tests.cast import Cast, make_cast
from tests.databases import Server, environment, simpul
from tests.factories import VILLAGE
from tests.verification.busy_day import NIK, busy_day

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def cast(committed_db: Urls) -> Cast:
    """A district at work, with a stored file and a chained trail."""
    cast = make_cast()
    busy_day(cast)
    store(cast)
    link_all()
    return cast


@pytest.fixture
def empty(server: Server, worker: str) -> Iterator[Urls]:
    """A database without a table."""
    name = f"{worker}_restored"
    yield server.clone(name, template="template0")
    server.drop(name)


def store(cast: Cast) -> Path:
    row = files.store(
        by=cast.front, upload=BytesIO(PDF), kind="document", name="kk.pdf", scope_code=VILLAGE, shared_with=[]
    )
    return settings.FILES / str(row.pk)


@pytest.fixture(autouse=True)
def here(committed_db: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands run in this process, on the test's database."""
    for name, value in committed_db.environment().items():
        monkeypatch.setenv(name, value)


def back_up(target: Path, *more: str) -> Path:
    call_command("backup", str(target), *more, stdout=StringIO(), stderr=StringIO())
    return backups(target)[-1]


def restore(backup: Path, urls: Urls, data: Path, *more: str) -> str:
    """Restore as another installation would: other database, other folder, the same keys."""
    out = StringIO()
    with pytest.MonkeyPatch.context() as there, override_settings(DATA=data, FILES=data / "files"):
        for name, value in urls.environment().items():
            there.setenv(name, value)
        there.setenv("SIMPUL_DATA", str(data))
        call_command("restore", str(backup), *more, stdout=out)
    return out.getvalue()


def look(urls: Urls) -> dict[str, Any]:
    with psycopg.connect(urls.owner) as connection:
        return fingerprints(connection)


def test_a_restored_backup_is_the_same_installation(
    cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path
) -> None:
    stored = store(cast)
    backup = back_up(tmp_path / "cadangan")
    before = look(committed_db)
    assert sum(rows for rows, _hash in before.values()) > 500
    said = restore(backup, empty, tmp_path / "baru")
    assert look(empty) == before
    assert "Nomor yang disegel dapat dibuka" in said
    moved = tmp_path / "baru" / "files" / stored.name
    ring = Keyring.load(settings.KEYS)
    assert ring.open(moved.read_bytes(), f"file:{stored.name}".encode()) == PDF
    with psycopg.connect(empty.owner) as connection:
        sealed = connection.execute("SELECT id, cipher FROM registry_identitynumber").fetchall()
    assert NIK in {ring.open(bytes(cipher), NUMBER.context(key)).decode() for key, cipher in sealed}
    head = json.loads((backup / "manifest.json").read_text())["body"]["head"]
    assert "utuh" in simpul("audit", "verify", "--since", head, env=environment(empty))


def test_the_app_role_works_in_what_was_restored_and_is_bound_by_its_policies(
    cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path
) -> None:
    restore(back_up(tmp_path / "cadangan"), empty, tmp_path / "baru")
    with psycopg.connect(empty.owner) as owner:
        persons = owner.execute("SELECT count(*) FROM registry_person").fetchone()
    with psycopg.connect(empty.app) as app:
        assert app.execute("SELECT count(*) FROM registry_person").fetchone() == (0,)
        app.execute(
            "SELECT set_config('simpul.district', '73.88', true), set_config('simpul.areas', '73.88%', true),"
            " set_config('simpul.reads', 'names', true)"
        )
        assert app.execute("SELECT count(*) FROM registry_person").fetchone() == persons
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM ground_auditline")


def test_a_backup_holds_no_key_and_no_number(cast: Cast, committed_db: Urls, tmp_path: Path) -> None:
    backup = back_up(tmp_path / "cadangan")
    secrets = [settings.KEYS.read_bytes(), (settings.KEYS.parent / "secret").read_bytes(), NIK.encode()]
    secrets += [key.encode() for key in json.loads(secrets[0])["ordinary"]["keys"].values()]
    for path in (path for path in backup.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert not any(secret in content for secret in secrets), path
        assert path.stat().st_mode & 0o077 == 0
    assert not [path for path in backup.rglob("*") if "keyring" in path.name]


def test_who_is_signed_in_is_not_kept(cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path) -> None:
    with psycopg.connect(committed_db.owner) as connection:
        connection.execute("INSERT INTO django_session VALUES ('curian', 'x', now() + interval '1 day')")
    restore(back_up(tmp_path / "cadangan"), empty, tmp_path / "baru")
    with psycopg.connect(empty.owner) as connection:
        assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


def test_keys_go_to_a_place_of_their_own_and_are_never_mixed_up(
    cast: Cast, committed_db: Urls, tmp_path: Path
) -> None:
    target, place = tmp_path / "cadangan", tmp_path / "kunci"
    back_up(target, "--keys-to", str(place))
    back_up(target, "--keys-to", str(place))
    assert (place / "keyring.json").read_bytes() == settings.KEYS.read_bytes()
    assert (place / "keyring.json").stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="tidak disimpan bersama cadangannya"):
        back_up(target, "--keys-to", str(target / "kunci"))
    other = tmp_path / "lain"
    Keyring.create(other / "keyring.json")
    with pytest.raises(CommandError, match="berisi kunci lain"):
        back_up(target, "--keys-to", str(other))
    assert len(backups(target)) == 2


def test_files_kept_before_are_linked_and_old_backups_go(
    cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path
) -> None:
    target = tmp_path / "cadangan"
    one = back_up(target)
    sealed_anew = store(cast)
    two = back_up(target)
    earlier = {path.name: path.stat().st_ino for path in (one / "files").iterdir()}
    assert earlier
    assert {name: (two / "files" / name).stat().st_ino for name in earlier} == earlier
    sealed_anew.write_bytes(Keyring.load(settings.KEYS).seal(PDF, f"file:{sealed_anew.name}".encode()))
    three = back_up(target, "--keep", "2")
    assert backups(target) == [two, three]
    kept = three / "files" / sealed_anew.name
    assert kept.read_bytes() == sealed_anew.read_bytes() != (two / "files" / sealed_anew.name).read_bytes()
    restore(three, empty, tmp_path / "baru")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def remove(path: Path) -> None:
    path.unlink()


def claim_fewer_tables(path: Path) -> None:
    noted = json.loads(path.read_text())
    noted["body"]["tables"].popitem()
    path.write_text(json.dumps(noted))


HARMS: tuple[tuple[str, Callable[[Path], object], str], ...] = (
    ("database.dump", cut, "terpotong: database.dump"),
    ("database.dump", change, "rusak: isi database.dump"),
    ("database.dump", remove, "terpotong: database.dump"),
    ("files.sha256", cut, "terpotong: files.sha256"),
    ("files/*", cut, "rusak: berkas"),
    ("files/*", remove, "rusak: berkas"),
    ("manifest.json", cut, "terpotong: daftar isinya"),
    ("manifest.json", remove, "bukan cadangan"),
    ("manifest.json", claim_fewer_tables, "telah diubah"),
)


def test_a_backup_cut_off_or_changed_is_refused(cast: Cast, empty: Urls, tmp_path: Path) -> None:
    sound = back_up(tmp_path / "cadangan")
    assert "utuh" in restore(sound, empty, tmp_path / "baru", "--check")
    for number, (part, harm, sentence) in enumerate(HARMS):
        backup = tmp_path / str(number)
        shutil.copytree(sound, backup)
        harm(next(backup.glob(part)))
        for more in ([], ["--check"]):
            with pytest.raises(CommandError, match=sentence):
                restore(backup, empty, tmp_path / "baru", *more)
    assert look(empty) == {}
    assert not (tmp_path / "baru" / "files").exists()


def test_nothing_is_ever_overwritten(cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path) -> None:
    backup = back_up(tmp_path / "cadangan")
    before = look(committed_db)
    with pytest.raises(CommandError, match="Basis data tujuan tidak kosong"):
        restore(backup, committed_db, tmp_path / "baru")
    assert look(committed_db) == before
    (tmp_path / "penuh" / "files").mkdir(parents=True)
    (tmp_path / "penuh" / "files" / "milik-orang").write_text("jangan")
    with pytest.raises(CommandError, match=r"Folder berkas .* tidak kosong"):
        restore(backup, empty, tmp_path / "penuh")
    assert look(empty) == {}


def test_without_the_right_keys_nothing_is_restored(
    cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path
) -> None:
    backup = back_up(tmp_path / "cadangan")
    with override_settings(KEYS=tmp_path / "kunci" / "keyring.json"):
        with pytest.raises(CommandError, match="Berkas kunci tidak ada"):
            restore(backup, empty, tmp_path / "baru")
        Keyring.create(settings.KEYS)
        with pytest.raises(CommandError, match="seharusnya"):
            restore(backup, empty, tmp_path / "baru")
    assert look(empty) == {}


def test_a_folder_of_backups_names_the_last_one(
    cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path
) -> None:
    backup = back_up(tmp_path / "cadangan")
    with pytest.raises(CommandError, match=f"Pilih satu .*{backup.name}"):
        restore(backup.parent, empty, tmp_path / "baru")


def test_people_work_on_while_a_backup_is_made(
    cast: Cast, committed_db: Urls, empty: Urls, tmp_path: Path
) -> None:
    done = threading.Event()

    def work() -> None:
        while not done.is_set():
            store(cast)
        connections.close_all()

    hand = threading.Thread(target=work)
    hand.start()
    try:
        backup = back_up(tmp_path / "cadangan")
    finally:
        done.set()
        hand.join(60)
    restore(backup, empty, tmp_path / "baru")
    with psycopg.connect(empty.owner) as connection:
        stored = {str(key) for (key,) in connection.execute("SELECT id FROM ground_storedfile")}
    assert stored == {path.name for path in (tmp_path / "baru" / "files").iterdir()}


def test_a_full_disk_leaves_no_half_backup(cast: Cast, committed_db: Urls, tmp_path: Path) -> None:
    command = f"ulimit -f 40; exec {program('simpul')} backup {tmp_path / 'cadangan'}"
    done = subprocess.run(
        ["bash", "-c", command], env=environment(committed_db), capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "cadangan").iterdir()) == [tmp_path / "cadangan" / ".lock"]


def test_a_file_whose_bytes_are_gone_is_told(cast: Cast, tmp_path: Path) -> None:
    gone = store(cast)
    gone.unlink()
    told = StringIO()
    call_command("backup", str(tmp_path / "cadangan"), stdout=StringIO(), stderr=told)
    assert f"berkas {gone.name} tercatat, tetapi isinya tidak ada" in told.getvalue()


@pytest.mark.slow
def test_the_embedded_server_of_a_demo_is_kept_and_restored_too(
    cast: Cast, committed_db: Urls, tmp_path: Path
) -> None:
    before = look(committed_db)
    backup = back_up(tmp_path / "cadangan")
    env = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    env["SIMPUL_DATA"] = str(tmp_path / "baru")
    with pytest.raises(AssertionError, match="Tidak ada basis data"):
        simpul("backup", str(tmp_path / "kedua"), env=env)
    assert "Dipulihkan" in simpul("restore", str(backup), env=env)
    assert "utuh" in simpul("audit", "verify", env=env)
    simpul("backup", str(tmp_path / "kedua"), env=env)
    cluster = Cluster(tmp_path / "baru" / "pg18")
    cluster.start()
    try:
        assert look(cluster.urls()) == before
        simpul("backup", str(tmp_path / "ketiga"), env=env)
    finally:
        cluster.stop()
