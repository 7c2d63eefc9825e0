"""TinyDB over a journal: each of its traps."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document, Table

from assistant.errors import StoreError
from assistant.store.database import Database
from assistant.store.journal import Journal
from assistant.store.lock import Lock
from assistant.store.seal import PLAIN
from assistant.store.storage import JournalStorage

Locked = Callable[[Path], Lock]
ANSWER = {"seq": 1, "kind": "answered", "step": "bleeding", "value": "no", "heard": ["nose", "gums"]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journal"


@pytest.fixture
def database(path: Path, locked: Locked) -> Iterator[Database]:
    with Database(path, PLAIN, locked(path)) as opened:
        yield opened


def records(path: Path) -> list[Any]:
    return [json.loads(payload) for payload in Journal(path, PLAIN).read().payloads]


def test_an_insert_is_one_record_of_one_document(database: Database, path: Path) -> None:
    table = database.table("events")
    lengths = [database.journal.length]
    for _number in range(200):
        table.insert(ANSWER)
        lengths.append(database.journal.length)
    assert {later - before for before, later in itertools.pairwise(lengths)} == {lengths[1] - lengths[0]}
    assert lengths[1] - lengths[0] < len(json.dumps(ANSWER)) + 50
    assert records(path) == [{"events": [ANSWER]}] * 200


def test_many_documents_are_one_commit(database: Database, path: Path) -> None:
    assert database.table("facts").insert_multiple([{"a": 1}, {"a": 2}]) == [1, 2]
    assert database.table("facts").insert_multiple(iter([])) == []
    database.add({"facts": [{"a": 3}], "acts": [{"b": 1}]})
    assert records(path) == [{"facts": [{"a": 1}, {"a": 2}]}, {"facts": [{"a": 3}], "acts": [{"b": 1}]}]
    assert Database(path, PLAIN).rows("facts") == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert database.tables() == {"facts", "acts"}


def test_many_documents_are_all_kept_or_none(database: Database, path: Path) -> None:
    with pytest.raises(StoreError, match="Only texts"):
        database.table("facts").insert_multiple([{"a": 1}, {"a": object()}])
    with pytest.raises(StoreError, match="named values"):
        database.table("facts").insert_multiple([{"a": 1}, 3])  # type: ignore[list-item]
    assert records(path) == []
    assert database.rows("facts") == []


def test_what_the_caller_does_to_its_objects_changes_nothing(database: Database, path: Path) -> None:
    shared = ["nose"]
    one, two = {"heard": shared}, {"heard": shared}
    table = database.table("events")
    table.insert_multiple([one, two])
    shared.append("gums")
    one["heard"] = []
    table.all()[0]["heard"].append("x")
    next(iter(table))["heard"].append("x")
    table.search(where("heard").exists())[0]["heard"].append("x")
    database.rows("events")[0]["heard"].append("x")
    for reader in (database, Database(path, PLAIN)):
        assert reader.rows("events") == [{"heard": ["nose"]}, {"heard": ["nose"]}]
    database.table("events").insert({"key": (1, 2)})
    assert database.rows("events")[2] == Database(path, PLAIN).rows("events")[2] == {"key": [1, 2]}


def test_an_id_is_a_number_in_sequence(database: Database, path: Path) -> None:
    assert [database.table("events").insert({}) for _number in range(3)] == [1, 2, 3]
    assert database.table("facts").insert({}) == 1
    assert Table(database.storage, "events").insert({}) == 4  # TinyDB's own table, with a counter of its own
    assert database.table("events").insert({}) == 5
    assert [document.doc_id for document in Database(path, PLAIN).table("events")] == [1, 2, 3, 4, 5]
    with pytest.raises(StoreError, match="Nothing kept is changed"):
        database.table("events").insert(Document({"a": 1}, 2))
    with pytest.raises(StoreError, match="Nothing kept is changed"):
        database.table("events").insert(Document({"a": 1}, 9))
    assert database.table("events").insert(Document({"a": 1}, 6)) == 6


def test_no_answer_to_a_query_is_stale(database: Database, path: Path) -> None:
    reader = Database(path, PLAIN)
    query = where("step") == "bleeding"
    assert reader.table("events").search(query) == []
    database.table("events", cache_size=50).insert(ANSWER)
    assert reader.refresh() is True
    assert reader.table("events").search(query) == [ANSWER]
    assert reader.table("events").count(query) == 1
    assert reader.refresh() is False
    assert len(reader.table("events")) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.update({"step": "x"}),
        lambda table: table.update({"step": "x"}, doc_ids=[1]),
        lambda table: table.update_multiple([({"step": "x"}, where("step").exists())]),
        lambda table: table.upsert({"step": "x"}, where("step") == "bleeding"),
        lambda table: table.remove(where("step") == "bleeding"),
        lambda table: table.remove(doc_ids=[1]),
        lambda table: table.truncate(),
    ],
    ids=["update", "update ids", "update_multiple", "upsert", "remove", "remove ids", "truncate"],
)
def test_nothing_kept_is_changed(database: Database, path: Path, change: Callable[[Table], object]) -> None:
    database.table("events").insert(ANSWER)
    data = path.read_bytes()
    # The second is TinyDB's own table, which hands the storage the whole database.
    for table in (database.table("events"), Table(database.storage, "events")):
        with pytest.raises(StoreError, match="Nothing kept is changed or removed"):
            change(table)
        assert database.rows("events") == [ANSWER]
    assert path.read_bytes() == data


def test_no_table_is_dropped(database: Database, path: Path) -> None:
    database.table("events").insert(ANSWER)
    data = path.read_bytes()
    drops: list[Callable[[], object]] = [
        database.drop_tables,
        lambda: database.drop_table("events"),
        lambda: database.storage.write({}),
        lambda: database.storage.write({"facts": {}}),
    ]
    for drop in drops:
        with pytest.raises(StoreError, match="Nothing kept is changed or removed"):
            drop()
    assert database.rows("events") == [ANSWER]
    assert path.read_bytes() == data


def test_a_whole_database_adds_exactly_what_is_new(database: Database, path: Path) -> None:
    database.table("events").insert(ANSWER)
    whole = database.storage.read()
    assert whole is not None
    database.storage.write(whole)
    assert len(records(path)) == 1
    whole["events"]["2"] = {"seq": 2}
    whole["facts"] = {"1": {"a": 1}, "2": {"a": 2}}
    whole["empty"] = {}
    database.storage.write(whole)
    assert records(path)[1:] == [{"events": [{"seq": 2}], "facts": [{"a": 1}, {"a": 2}]}]
    assert database.storage.read() == {"events": {"1": ANSWER, "2": {"seq": 2}}, "facts": whole["facts"]}
    for key in ("1", "4", "-3", "x"):
        with pytest.raises(StoreError, match="Nothing kept"):
            database.storage.write({**whole, "events": {**whole["events"], key: {"seq": 3}}})
    assert len(records(path)) == 2


@pytest.mark.parametrize(("before", "after"), [(1, True), (1, 1.0), (0, False), ("1", 1), (None, "")])
def test_values_that_python_finds_equal_are_not_the_same(database: Database, before: Any, after: Any) -> None:
    database.table("events").insert({"value": before})
    with pytest.raises(StoreError, match="Nothing kept"):
        database.storage.write({"events": {"1": {"value": after}}})


def test_a_reader_adds_nothing(database: Database, path: Path) -> None:
    database.table("events").insert(ANSWER)
    data = path.read_bytes()
    with Database(path, PLAIN) as reader, pytest.raises(StoreError, match="opened to be read"):
        reader.table("events").insert(ANSWER)
    assert path.read_bytes() == data


def test_writing_needs_the_lock_of_that_journal(tmp_path: Path, path: Path, locked: Locked) -> None:
    other = locked(tmp_path / "b.journal")
    with pytest.raises(StoreError, match="take its lock first"):
        Database(path, PLAIN, other)
    assert not other.held
    with pytest.raises(StoreError, match="take its lock first"):
        Database(path, PLAIN, other)
    assert not path.exists()


def test_closing_gives_the_lock_back(path: Path, locked: Locked) -> None:
    lock = locked(path)
    database = Database(path, PLAIN, lock)
    database.close()
    database.close()
    assert not lock.held
    with pytest.raises(StoreError, match="closed"):
        database.table("events").insert(ANSWER)


def test_a_torn_record_is_dropped_and_told(path: Path, locked: Locked) -> None:
    with Database(path, PLAIN, locked(path)) as database:
        database.table("events").insert_multiple([ANSWER])
        length = database.journal.length
        database.table("events").insert({"seq": 2})
        assert database.dropped_bytes == 0
    path.write_bytes(path.read_bytes()[:-3])
    assert Database(path, PLAIN).dropped_bytes == 0
    with Database(path, PLAIN, locked(path)) as database:
        assert database.rows("events") == [ANSWER]
        assert database.journal.length == length
        assert database.dropped_bytes > 0


def test_a_storage_is_what_tinydb_expects(database: Database) -> None:
    assert isinstance(database.storage, JournalStorage)
    assert database.storage.read() is None
    assert len(database) == 0
    database.insert(ANSWER)  # the default table
    assert len(database.table("events")) == 1
