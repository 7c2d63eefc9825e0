"""Old documents are read in today's shape; their bytes stay as they are, and a newer format is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StoreError
from assistant.store import frame, upcasting
from assistant.store.database import Database
from assistant.store.journal import Journal
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

Locked = Callable[[Path], Lock]


def newer(patch: pytest.MonkeyPatch) -> None:
    """A version of this program whose events call `value` an `answer`."""

    def step(table: str, document: dict[str, Any]) -> dict[str, Any]:
        changed = {**document, "answer": document["value"]} if table == "events" else dict(document)
        changed.pop("value", None)
        return changed

    patch.setattr(frame, "FORMAT", 2)
    patch.setitem(upcasting.STEPS, 1, step)


def test_an_old_journal_is_read_in_the_new_shape_and_stays_as_it_is(
    tmp_path: Path, locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.journal"
    with Database(path, PLAIN, locked(path)) as database:
        database.table("events").insert({"seq": 1, "value": "yes"})
        database.add({"other": [{"value": 3}], "events": [{"seq": 2, "value": "no"}]})
    before = path.read_bytes()
    newer(monkeypatch)
    old = Database(path, PLAIN)
    assert old.rows("events") == [{"seq": 1, "answer": "yes"}, {"seq": 2, "answer": "no"}]
    assert old.rows("other") == [{}]
    assert path.read_bytes() == before
    with Database(path, PLAIN, locked(path)) as database:
        assert path.read_bytes() == before
        database.table("events").insert({"seq": 3, "answer": "maybe"})
        assert database.rows("events")[-1] == {"seq": 3, "answer": "maybe"}
    assert path.read_bytes()[: len(before)] == before
    assert [row["answer"] for row in Database(path, PLAIN).rows("events")] == ["yes", "no", "maybe"]
    assert Journal(path, PLAIN).read().payloads[0] == b'{"events":[{"seq":1,"value":"yes"}]}'


def test_a_new_journal_is_of_the_new_format_and_refused_by_the_old_program(
    tmp_path: Path, locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.journal"
    with monkeypatch.context() as patch:
        newer(patch)
        with Database(path, PLAIN, locked(path)) as database:
            database.table("events").insert({"seq": 1, "answer": "yes"})
        assert Database(path, PLAIN).rows("events") == [{"seq": 1, "answer": "yes"}]
    with pytest.raises(StoreError, match="newer version"):
        Database(path, PLAIN)


def test_today_there_is_nothing_to_change() -> None:
    assert upcasting.STEPS == {}
    rows = {"events": [{"seq": 1}]}
    assert upcasting.marked(rows, frame.FORMAT) == rows
    assert upcasting.upcast(rows, frame.FORMAT) == rows
