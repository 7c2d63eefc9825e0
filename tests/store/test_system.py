"""What differs between systems, and what the files of the store are open to."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.store import system
from assistant.store.database import Database
from assistant.store.draft import Draft
from assistant.store.index import Index
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

if TYPE_CHECKING:
    from tests.store.conftest import Disk

ROOT = Path(__file__).parents[2]


def test_only_the_owner_reads(tmp_path: Path, locked: Callable[[Path], Lock]) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "store" / "dossiers" / "0f"
        system.make_folder(folder)
        path = folder / "a.journal"
        with Database(path, PLAIN, locked(path)) as database:
            database.insert({"a": 1})
            Draft(folder / "a.draft", PLAIN).keep("step", "text")
            Index(tmp_path / "store" / "index", "1", PLAIN).rows(folder.parent, lambda _folder: 1)
            modes = {
                entry.relative_to(tmp_path).as_posix(): stat.S_IMODE(entry.stat().st_mode)
                for entry in (tmp_path / "store", *(tmp_path / "store").rglob("*"))
            }
    finally:
        os.umask(before)
    assert len(modes) == 8
    if os.name == "posix":  # elsewhere the folder's own access list says it
        assert modes == {name: 0o700 if (tmp_path / name).is_dir() else 0o600 for name in modes}


def test_a_new_folder_is_on_the_disk_with_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(system, "sync_folder", synced.append)
    system.make_folder(tmp_path / "store" / "dossiers" / "0f")
    assert synced == [tmp_path, tmp_path / "store", tmp_path / "store" / "dossiers"]
    system.make_folder(tmp_path / "store" / "dossiers" / "0f")
    assert (tmp_path / "store" / "dossiers" / "0f").is_dir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        system.make_folder(tmp_path / "file" / "x")


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(code: int) -> Callable[[int], None]:
        def sync(_descriptor: int) -> None:
            raise OSError(code, os.strerror(code))

        return sync

    monkeypatch.setattr(os, "fsync", refuse(errno.EINVAL))
    system.sync_folder(tmp_path)
    monkeypatch.setattr(os, "fsync", refuse(errno.EIO))
    if os.name == "posix":
        with pytest.raises(OSError, match=r"\[Errno"):
            system.sync_folder(tmp_path)
    monkeypatch.setattr(os, "name", "nt")
    system.sync_folder(tmp_path / "not even there")


def test_a_replaced_file_is_the_old_or_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index"
    system.replace(path, b"old")

    def fail(_source: Path, _target: Path) -> None:
        assert path.read_bytes() == b"old"
        raise KeyboardInterrupt

    monkeypatch.setattr(system, "rename", fail)
    with pytest.raises(KeyboardInterrupt):
        system.replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_what_was_left_beside_lends_neither_its_rights_nor_its_place(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"kept")
    (tmp_path / "one.new").write_bytes(b"left")
    (tmp_path / "one.new").chmod(0o644)
    (tmp_path / "two.new").symlink_to(elsewhere)
    for name in ("one", "two"):
        system.replace(tmp_path / name, b"new")
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        assert not (tmp_path / name).is_symlink()
    assert elsewhere.read_bytes() == b"kept"


def test_a_replaced_file_is_on_the_disk_before_its_name(tmp_path: Path, disk: Disk) -> None:
    system.replace(tmp_path / "draft", b"text")
    assert disk.calls == ["open_new", "write", "sync", "rename", "sync_folder"]
    disk.heal()
    system.replace(tmp_path / "index", b"rows", synced=False)
    assert disk.calls == ["open_new", "write", "rename"]


@pytest.mark.parametrize("absent", ["fcntl", "msvcrt"])
def test_everything_imports_without_what_one_system_lacks(absent: str) -> None:
    modules = ["system", "journal", "database", "lock", "index", "draft"]
    code = f"import sys; sys.modules[{absent!r}] = None\n"
    code += "\n".join(f"import assistant.store.{name}" for name in modules)
    code += "\nassert 'filelock' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_thrown_away_waits_for_no_disk_in_its_own_thread_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _number: synced.append(threading.current_thread().name))
    monkeypatch.setattr(sys, "platform", "linux")

    def write(path: Path) -> None:
        system.make_folder(path)
        system.replace(path / "file", b"data")

    with system.unsynced():
        write(tmp_path / "thrown away")
        other = threading.Thread(target=write, args=[tmp_path / "kept"], name="other")
        other.start()
        other.join()
    assert synced == ["other"] * 3
    write(tmp_path / "again")
    assert synced[3:] == ["MainThread"] * 3


def test_the_demonstration_alone_does_not_wait_for_the_disk() -> None:
    using = [path for path in (ROOT / "assistant").rglob("*.py") if ".unsynced(" in path.read_text("utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in using] == ["assistant/demo/building.py"]
