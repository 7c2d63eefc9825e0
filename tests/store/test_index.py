"""The index is a cache: right whatever became of it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import StoreError
from assistant.store.index import Index, scan
from assistant.store.seal import PLAIN

if TYPE_CHECKING:
    from tests.store.conftest import Disk


class Builder:
    """Makes rows, and tells which."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, folder: Path) -> Any:
        self.made.append(folder.name)
        return {"name": folder.name, "bytes": sum(file.stat().st_size for file in folder.glob("*.journal"))}

    def take(self) -> list[str]:
        """The folders whose rows were made since the last time."""
        made, self.made = sorted(self.made), []
        return made


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    folder = tmp_path / "dossiers"
    for name in ("aa", "bb", "cc"):
        (folder / name).mkdir(parents=True)
        (folder / name / "facts.journal").write_bytes(b"12")
        (folder / name / "facts.lock").write_bytes(b"")
    (folder / "stray file").write_bytes(b"")
    return folder


def test_only_what_changed_is_made_again(dossiers: Path) -> None:
    build, path = Builder(), dossiers.parent / "index"

    def look() -> dict[str, Any]:
        rows = Index(path, "1", PLAIN).rows(dossiers, build)
        fresh = Index(dossiers.parent / "another", "1", PLAIN).rows(dossiers, Builder())
        (dossiers.parent / "another").unlink(missing_ok=True)
        assert rows == fresh
        return rows

    assert look()["bb"] == {"name": "bb", "bytes": 2}
    assert build.take() == ["aa", "bb", "cc"]
    look()
    assert build.take() == []
    (dossiers / "bb" / "facts.journal").write_bytes(b"123")
    assert look()["bb"]["bytes"] == 3
    assert build.take() == ["bb"]
    (dossiers / "cc" / "new.journal").write_bytes(b"1")
    (dossiers / "cc" / "new.draft").write_bytes(b"1")
    (dossiers / "dd").mkdir()
    assert look()["dd"]["bytes"] == 0
    assert build.take() == ["cc", "dd"]
    (dossiers / "cc" / "new.draft").write_bytes(b"12")
    (dossiers / "cc" / "new.journal").rename(dossiers / "cc" / "old.journal")
    look()
    assert build.take() == ["cc"]
    for file in (dossiers / "aa").iterdir():
        file.unlink()
    (dossiers / "aa").rmdir()
    assert sorted(look()) == ["bb", "cc", "dd"]
    assert build.take() == []
    assert b"aa" not in path.read_bytes(), "an erased dossier leaves the index too"


@pytest.mark.parametrize("garbage", [b"", b"\0" * 100, b"{}", b"entretien-avk index 1 plain\n{}"])
def test_any_garbage_is_made_again(dossiers: Path, garbage: bytes) -> None:
    build, path = Builder(), dossiers.parent / "index"
    path.write_bytes(garbage)
    assert len(Index(path, "1", PLAIN).rows(dossiers, build)) == 3
    assert Index(path, "1", PLAIN).rows(dossiers, build)["aa"] == {"name": "aa", "bytes": 2}
    assert build.take() == ["aa", "bb", "cc"]


def test_cut_or_flipped_at_every_byte(dossiers: Path) -> None:
    path = dossiers.parent / "index"
    rows = Index(path, "1", PLAIN).rows(dossiers, Builder())
    data = path.read_bytes()
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1
        for damaged in (data[:place], bytes(flipped)):
            path.write_bytes(damaged)
            build = Builder()
            assert Index(path, "1", PLAIN).rows(dossiers, build) == rows
            assert build.take() == ["aa", "bb", "cc"]
            assert path.read_bytes() == data


def test_rows_of_another_shape_are_made_again(dossiers: Path) -> None:
    build, path = Builder(), dossiers.parent / "index"
    for shape in ("1", "2", "2"):
        Index(path, shape, PLAIN).rows(dossiers, build)
    assert build.take() == ["aa", "aa", "bb", "bb", "cc", "cc"]


def test_a_row_is_the_same_made_or_kept(dossiers: Path) -> None:
    index = Index(dossiers.parent / "index", "1", PLAIN)
    made = index.rows(dossiers, lambda folder: (folder.name, {1: "\ud800"}))
    assert made == index.rows(dossiers, Builder())
    assert made["aa"] == ["aa", {"1": "\ud800"}]


def test_a_cache_that_cannot_be_written_is_no_error(dossiers: Path, disk: Disk) -> None:
    index = Index(dossiers.parent / "index", "1", PLAIN)
    for call in ("open_new", "write", "rename", "open_read", "read_from"):
        disk.fail_on(call, error=OSError(errno.ENOSPC, "full"))
        assert len(index.rows(dossiers, Builder())) == 3
    assert len(Index(dossiers / "aa" / "facts.journal" / "index", "1", PLAIN).rows(dossiers, Builder())) == 3


def test_progress_is_told(dossiers: Path) -> None:
    told: list[tuple[int, int]] = []
    index = Index(dossiers.parent / "index", "1", PLAIN)
    index.rows(dossiers, Builder(), lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    told.clear()
    index.rows(dossiers, Builder(), lambda done, of: told.append((done, of)))
    assert told == []


def test_what_was_made_before_a_failure_is_kept(dossiers: Path) -> None:
    index, build = Index(dossiers.parent / "index", "1", PLAIN), Builder()

    def failing(folder: Path) -> Any:
        if len(build.made) == 2:
            raise StoreError("damaged")
        return build(folder)

    with pytest.raises(StoreError, match="damaged"):
        index.rows(dossiers, failing)
    assert len(build.take()) == 2
    index.rows(dossiers, build)
    assert len(build.take()) == 1


def test_a_store_without_dossiers_has_no_rows(tmp_path: Path) -> None:
    assert Index(tmp_path / "index", "1", PLAIN).rows(tmp_path / "dossiers", Builder()) == {}
    assert scan(tmp_path / "dossiers") == {}


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    (tmp_path / "dossiers").write_bytes(b"")
    with pytest.raises(StoreError, match="cannot be used"):
        scan(tmp_path / "dossiers")


def test_one_row_is_looked_up_alone(dossiers: Path) -> None:
    path, build = dossiers.parent / "index", Builder()
    Index(path, "1", PLAIN).rows(dossiers, Builder())
    index = Index(path, "1", PLAIN)
    assert index.row(dossiers / "bb", build) == {"name": "bb", "bytes": 2}
    assert build.take() == [], "it was in the file"
    (dossiers / "bb" / "facts.journal").write_bytes(b"123")
    (dossiers / "aa" / "facts.journal").write_bytes(b"1234")
    for _time in range(2):
        assert index.row(dossiers / "bb", build) == {"name": "bb", "bytes": 3}
    assert build.take() == ["bb"]
    assert index.rows(dossiers, build)["bb"]["bytes"] == 3
    assert build.take() == ["aa"]
    assert Index(path, "1", PLAIN).rows(dossiers, build)["bb"]["bytes"] == 3
    assert build.take() == [], "what was made for one row was written with the others"
    assert index.row(dossiers / "zz", build) is None


def test_what_is_kept_goes_with_its_file(dossiers: Path) -> None:
    path, build = dossiers.parent / "index", Builder()
    index = Index(path, "1", PLAIN)
    index.rows(dossiers, Builder())
    index.rows(dossiers, build)
    assert build.take() == []
    path.unlink()
    index.rows(dossiers, build)
    assert build.take() == ["aa", "bb", "cc"]


def test_what_was_known_last_is_there_unless_the_number_differs(dossiers: Path) -> None:
    path = dossiers.parent / "index"
    index = Index(path, "1", PLAIN)
    assert index.remembered(dossiers) == {}
    rows = index.rows(dossiers, Builder())
    (dossiers / "bb" / "facts.journal").write_bytes(b"123")
    assert Index(path, "1", PLAIN).remembered(dossiers) == rows, "it is not looked into"
    (dossiers / "dd").mkdir()
    assert Index(path, "1", PLAIN).remembered(dossiers) == {}
    assert Index(path, "1", PLAIN).remembered(dossiers.parent / "none") == {}
