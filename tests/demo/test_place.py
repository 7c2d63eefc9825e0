"""Where the demonstration is while it lasts, and what is left of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from assistant.demo.place import LOCK, PREFIX, access, place
from assistant.errors import StoreError


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files are kept here."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def dead(folder: Path) -> Path:
    """What a killed demonstration leaves."""
    (folder / "store").mkdir(parents=True)
    (folder / LOCK).touch()
    (folder / "store" / "index").write_bytes(b"sealed")
    return folder


def test_its_owner_alone_reads_it_and_it_is_gone_at_the_end(temporary: Path) -> None:
    with place() as folder:
        assert folder.parent == temporary
        assert folder.name.startswith(PREFIX)
        if os.name == "posix":
            assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "store").mkdir()
        (folder / "store" / "index").write_bytes(b"sealed")
    assert list(temporary.iterdir()) == []


def test_it_is_gone_after_a_fault_too(temporary: Path) -> None:
    with pytest.raises(KeyboardInterrupt), place():
        raise KeyboardInterrupt
    assert list(temporary.iterdir()) == []


def test_what_a_killed_one_left_goes_and_one_that_lasts_stays(temporary: Path) -> None:
    left = dead(temporary / (PREFIX + "dead"))
    with place() as first:
        assert not left.exists()
        with place() as second:
            assert first.exists()
            assert second != first
        assert (first / LOCK).exists()
    assert list(temporary.iterdir()) == []


def test_what_is_not_a_demonstration_of_ours_stays(temporary: Path) -> None:
    elsewhere = dead(temporary / "elsewhere")
    other = dead(temporary / "entretien-avk")
    unknown = temporary / (PREFIX + "unknown")
    unknown.mkdir()
    link = temporary / (PREFIX + "link")
    link.symlink_to(elsewhere, target_is_directory=True)
    with place():
        pass
    assert {path.name for path in temporary.iterdir()} == {
        path.name for path in (elsewhere, other, unknown, link)
    }
    assert (elsewhere / "store" / "index").read_bytes() == b"sealed"


def test_without_room_for_temporary_files_it_says_so(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "none"))
    with pytest.raises(StoreError) as told, place():
        pass
    assert "none" in told.value.message


def test_its_keys_are_made_for_it_alone() -> None:
    first, second = access(), access()
    assert first.identity.verify != second.identity.verify
    assert first.may_write
    assert not first.rehearsal
