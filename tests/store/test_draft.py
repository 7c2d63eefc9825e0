"""A half-typed answer is kept, or the caller knows that it is not."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.store.draft import Draft
from assistant.store.seal import PLAIN

if TYPE_CHECKING:
    from tests.store.conftest import Disk


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path / "a.draft", PLAIN)


@pytest.mark.parametrize("text", ["", "la moitié d'une phr", "[/red]\x1b[2J\0", "\ud800", "\u202e" * 10_000])
def test_it_is_read_as_it_was_typed(draft: Draft, text: str) -> None:
    assert draft.read() is None
    assert draft.keep("missed_dose", "before")
    assert draft.keep("missed_dose", text)
    assert Draft(draft.path, PLAIN).read() == ("missed_dose", text)
    assert draft.clear()
    assert draft.read() is None
    assert draft.clear()
    assert list(draft.path.parent.iterdir()) == []


def test_a_refusal_is_told_and_the_text_before_stays(draft: Draft, disk: Disk) -> None:
    assert draft.keep("missed_dose", "before")
    for code in (errno.ENOSPC, errno.EACCES, errno.EIO):
        for call in ("open_new", "write", "sync", "rename"):
            disk.fail_on(call, error=OSError(code, "refused"))
            assert draft.keep("missed_dose", "after") is False
            assert draft.read() == ("missed_dose", "before")
    disk.fail_on("remove", error=OSError(errno.EACCES, "refused"))
    assert draft.clear() is False
    disk.fail_on("read_from", error=OSError(errno.EIO, "refused"))
    assert draft.read() is None


def test_what_an_interrupted_keeping_left_is_cleared_too(draft: Draft) -> None:
    beside = draft.path.with_name("a.draft.new")
    beside.write_bytes(b"half")
    assert draft.clear()
    assert not beside.exists()


def test_cut_or_flipped_at_every_byte_it_is_no_draft(draft: Draft) -> None:
    draft.keep("missed_dose", "half-typed")
    data = draft.path.read_bytes()
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1
        for damaged in (data[:place], bytes(flipped)):
            draft.path.write_bytes(damaged)
            assert draft.read() is None


def test_the_draft_of_another_transcript_is_not_taken(draft: Draft) -> None:
    draft.keep("missed_dose", "half-typed")
    other = draft.path.with_name("b.draft")
    draft.path.rename(other)
    assert Draft(other, PLAIN).read() is None
