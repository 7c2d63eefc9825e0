"""Where documents go: whole or not at all, private, and nothing stays of what was only looked at."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from assistant.documents import delivering
from assistant.errors import InputError, StoreError
from assistant.store import system


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The programs of the system are looked for here; what they are given stays here too."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return folder


def program(folder: Path, name: str, does: str) -> None:
    """A program of the system."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    file.chmod(0o700)


def test_a_file_is_private_and_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "fiche.pdf"
    delivering.save(b"%PDF one", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(InputError, match=r"fiche\.pdf"):
        delivering.save(b"%PDF two", path)
    assert path.read_bytes() == b"%PDF one"
    dangling = tmp_path / "link.pdf"
    dangling.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError):
        delivering.save(b"x", dangling)
    assert list(tmp_path.glob("elsewhere")) == []


def test_no_half_file_where_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(system, "write", full)
    with pytest.raises(StoreError, match=r"plein|full"):
        delivering.save(b"%PDF", tmp_path / "fiche.pdf")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no such folder"):
        delivering.save(b"%PDF", tmp_path / "no such folder" / "fiche.pdf")


def test_the_viewer_is_given_the_file(programs: Path, tmp_path: Path) -> None:
    program(programs, "xdg-open", f'cp "$1" "{tmp_path}/seen"')
    file = tmp_path / "a b'c.pdf"
    delivering.save(b"%PDF", file)
    delivering.view(file)
    assert (tmp_path / "seen").read_bytes() == b"%PDF"
    program(programs, "xdg-open", "exit 3")
    with pytest.raises(InputError, match="--out"):
        delivering.view(file)


def test_the_printer_is_given_the_pages_and_no_file(programs: Path, tmp_path: Path) -> None:
    program(programs, "lp", f'cat > "{tmp_path}/paper"; echo "$@" > "{tmp_path}/words"')
    delivering.send(b"%PDF", "fiche")
    assert (tmp_path / "paper").read_bytes() == b"%PDF"
    assert (tmp_path / "words").read_text(encoding="utf-8") == "-t fiche\n"
    program(programs, "lp", "echo lp: no default destination >&2; exit 1")
    with pytest.raises(InputError, match="--out"):
        delivering.send(b"%PDF", "fiche")


def test_without_programs_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert delivering.viewer() is None
    assert delivering.printer() is None
    with pytest.raises(InputError, match="--out"):
        delivering.view(tmp_path / "x.pdf")
    with pytest.raises(InputError, match="--out"):
        delivering.send(b"x", "x")


def test_what_was_looked_at_goes_and_what_a_killed_program_left_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / (delivering.PREFIX + "dead")
    left.mkdir()
    (left / delivering.LOCK).touch()
    (left / "fiche.pdf").write_bytes(b"%PDF")
    with delivering.desk("Anne") as folder:
        assert not left.exists()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        delivering.save(b"%PDF", folder / "fiche.pdf")
    assert list(tmp_path.iterdir()) == []
