"""What a database keeps: any document that can be read again, as it was, and nothing else."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import StoreError
from assistant.store.appending import JournalWriter
from assistant.store.database import Database
from assistant.store.encoding import DEEPEST
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN

Locked = Callable[[Path], Lock]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journal"


@pytest.fixture
def database(path: Path, locked: Locked) -> Iterator[Database]:
    with Database(path, PLAIN, locked(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    "text",
    [
        "[/",
        "[red]",
        "\x1b[2J\x00\r\n",
        "\u202eright to left",
        "é" * 10_000,
        "\ud800 half",
        "\ud83d\ude00",
        "𝄞\u2028",
    ],
)
def test_hostile_text_comes_back_as_it_was(database: Database, path: Path, text: str) -> None:
    database.table("events").insert({text: [text, {"a": text}]})
    (row,) = Database(path, PLAIN).rows("events")
    assert json.dumps(row) == json.dumps({text: [text, {"a": text}]})
    assert database.rows("events") == [row]


def nested(levels: int) -> Any:
    value: Any = 1
    for _level in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, object(), {1, 2}, b"bytes", nested(DEEPEST), nested(100_000), 10**5000],
    ids=["nan", "inf", "object", "set", "bytes", "deep", "deeper", "huge number"],
)
def test_what_cannot_be_read_again_is_not_kept(database: Database, path: Path, value: Any) -> None:
    data = path.read_bytes()
    with pytest.raises(StoreError, match="Only texts, numbers"):
        database.table("events").insert({"value": value})
    circular: dict[str, Any] = {}
    circular["self"] = circular
    with pytest.raises(StoreError, match="Only texts, numbers"):
        database.table("events").insert(circular)
    assert path.read_bytes() == data
    assert database.table("events").insert({"value": nested(DEEPEST - 10)}) == 1


@pytest.mark.parametrize(
    "payload", [b"", b"{", b"\xff", b"[1]", b'{"a":1}', b'{"a":[1]}', b'"text"', b"[" * 9999]
)
def test_a_record_that_is_no_documents_is_refused_in_words(
    path: Path, locked: Locked, payload: bytes
) -> None:
    writer = JournalWriter.create(path, PLAIN)
    writer.append(b'{"a":[{}]}')
    writer.append(payload)
    writer.close()
    with pytest.raises(StoreError, match="record 2 does not hold documents"):
        Database(path, PLAIN)
    lock = locked(path)
    with pytest.raises(StoreError, match="record 2 does not hold documents"):
        Database(path, PLAIN, lock)
    assert not lock.held


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.lists(st.dictionaries(st.text(), JSON, max_size=4), max_size=3)
STEPS = st.lists(st.tuples(st.sampled_from(["events", "facts"]), DOCUMENTS, st.booleans()), max_size=8)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_holds_what_plain_lists_would(
    tmp_path_factory: pytest.TempPathFactory,
    locked: Locked,
    steps: list[tuple[str, list[dict[str, Any]], bool]],
) -> None:
    path = tmp_path_factory.mktemp("store") / "a.journal"
    model: dict[str, list[dict[str, Any]]] = {"events": [], "facts": []}
    database = Database(path, PLAIN, locked(path))
    reader = Database(path, PLAIN)
    for name, documents, again in steps:
        first = len(model[name]) + 1
        ids = database.table(name).insert_multiple(documents)
        assert ids == list(range(first, first + len(documents)))
        model[name] += documents
        if again:
            database.close()
            database = Database(path, PLAIN, locked(path))
        reader.refresh()
        for table, rows in model.items():
            assert database.rows(table) == reader.rows(table) == rows
    database.close()
