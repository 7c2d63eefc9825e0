"""A TinyDB database over a journal.

TinyDB hands its storage the whole database at every insert, gives out ids again that were used before, and
remembers answers to queries that another process made stale. Here an insert is one record, an id is a number
in sequence, and no query is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, cast

from tinydb import TinyDB
from tinydb.table import Document, Table

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.appending import JournalWriter
from assistant.store.failure import refusal
from assistant.store.journal import Journal
from assistant.store.lock import Lock
from assistant.store.seal import Seal
from assistant.store.storage import Additions, JournalStorage, Rows, copy, refuse


class JournalDocument(Document):
    """A document with parts of its own: what a caller does to it changes nothing kept."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(copy(value), doc_id)


class JournalTable(Table):
    """A table that only grows; the id of a document is its number in the table, from 1."""

    document_class = JournalDocument

    def __init__(self, storage: JournalStorage, name: str, **_options: object) -> None:
        # TinyDB's options are a cache, which goes stale, and writing an empty table, which adds nothing.
        super().__init__(storage, name, cache_size=0)
        self._journal = storage

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a document in a commit of its own; its id."""
        return self.insert_multiple((document,))[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add the documents in one commit, all of them or none; their ids."""
        first = len(self._read_table()) + 1
        rows = []
        for number, document in enumerate(documents, first):
            if not isinstance(document, Mapping):
                raise StoreError(_("Only an object with named values can be kept. Nothing was saved."))
            if isinstance(document, Document) and document.doc_id != number:
                refuse(self.name)
            rows.append(dict(document))
        if rows:
            self._journal.commit({self.name: rows})
        return list(range(first, first + len(rows)))

    def _read_table(self) -> Rows:
        return self._journal.tables.get(self.name, {})

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        refuse(self.name)

    def _never(self, *_arguments: Any, **_options: Any) -> NoReturn:
        refuse(self.name)

    update = update_multiple = upsert = remove = truncate = _never


class Database(TinyDB):
    """The documents of one journal, by table.

    With a lock it writes, and makes the journal if there is none; without, it reads. One thread uses it.
    """

    table_class: type[Table] = JournalTable
    default_table_name = "events"

    def __init__(self, path: Path, seal: Seal, lock: Lock | None = None) -> None:
        """Open the journal at `path`.

        Args:
            path: the journal.
            seal: what its records are sealed with.
            lock: the lock of this journal, already held; given back by `close`, or if opening fails.

        Raises:
            StoreError: see `Journal.read` and `JournalWriter`.
        """
        self.lock = lock
        journal: Journal | None = None
        try:
            journal = _open(path, lock, seal)
            super().__init__(journal, storage=JournalStorage)
        except BaseException:
            if journal:
                journal.close()
            if lock:
                lock.release()
            raise

    @property
    def journal(self) -> Journal:
        """The journal underneath, for its `path`, `length`, `head`, `count` and `format`."""
        return self._kept.journal

    @property
    def dropped_bytes(self) -> int:
        """Bytes of a torn last record that were cut off when this was opened to write."""
        return self.journal.dropped_bytes if isinstance(self.journal, JournalWriter) else 0

    @property
    def aside(self) -> Path | None:
        """Where they are kept."""
        return self.journal.aside if isinstance(self.journal, JournalWriter) else None

    def add(self, additions: Additions) -> None:
        """Append documents to several tables in one commit, all of them or none.

        Raises:
            StoreError: nothing was saved; it may be tried again.
        """
        self._kept.commit(additions)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Copies of the documents of a table, in the order they were kept."""
        return [copy(row) for row in self._kept.tables.get(name, {}).values()]

    def each(self, name: str) -> Iterator[Mapping[str, Any]]:
        """The documents of a table themselves, to be read and not to be kept."""
        yield from self._kept.tables.get(name, {}).values()

    def refresh(self) -> bool:
        """Take in what another process appended since; whether there was anything."""
        return self._kept.refresh()

    def drop_tables(self) -> NoReturn:
        refuse("*")

    def drop_table(self, name: str) -> NoReturn:
        refuse(name)

    def close(self) -> None:
        """Give back the file and the lock; may be called again."""
        super().close()
        if self.lock:
            self.lock.release()

    @property
    def _kept(self) -> JournalStorage:
        return cast(JournalStorage, self.storage)


def _open(path: Path, lock: Lock | None, seal: Seal) -> Journal:
    if lock is None:
        return Journal(path, seal)
    if not lock.holds(path):
        raise StoreError(_("{path} is not held: take its lock first.").format(path=shorten(str(path), 200)))
    try:
        there = path.exists()
    except OSError as error:
        raise refusal(error, path) from error
    return JournalWriter(path, seal) if there else JournalWriter.create(path, seal)
