"""What TinyDB keeps its tables in: a journal, to which each commit adds one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from tinydb.storages import Storage

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.appending import JournalWriter
from assistant.store.encoding import UnreadableError, decode, encode, same
from assistant.store.journal import Journal
from assistant.store.upcasting import marked, upcast

Rows = dict[str, Any]
"""The documents of a table by id; TinyDB wants the ids as text."""
Additions = Mapping[str, list[dict[str, Any]]]
"""The documents that a commit adds to each table."""


class JournalStorage(Storage):
    """Tables in a journal; a record is `{table: [document, …], …}`, and adds to each table."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.tables: dict[str, Rows] = {}
        """What the journal holds, as it was read back; not to be changed."""
        self.refresh()

    def refresh(self) -> bool:
        """Take in what was appended since; whether there was anything.

        Raises:
            StoreError: the journal cannot be read, or is damaged.
        """
        before = self.journal.head
        reading = self.journal.read()
        if reading.restarted:
            self.tables = {}
        first = self.journal.count - len(reading.payloads) + 1
        for number, payload in enumerate(reading.payloads, first):
            self._apply(self._understood(payload, number))
        return self.journal.head != before

    def commit(self, additions: Additions) -> None:
        """Append one record, and return once it is on the disk.

        Raises:
            StoreError: this was opened to read, the documents cannot be kept, or the disk refused. Nothing
                changed.
        """
        if not isinstance(self.journal, JournalWriter):
            raise StoreError(_("This was opened to be read: nothing can be added. Nothing was saved."))
        payload = encode(marked(additions, self.journal.format))
        # What is kept in memory is what was written, not the caller's objects: two of them may share a list.
        written = decode(payload)
        self.journal.append(payload)
        self._apply(upcast(written, self.journal.format))

    def read(self) -> dict[str, Rows] | None:
        """A copy of everything; None while there is nothing."""
        return copy(self.tables) or None

    def write(self, data: dict[str, Rows]) -> None:
        """Append what `data` adds to what is kept.

        Raises:
            StoreError: something kept is missing from it or differs, or an id is not the next in sequence.
        """
        additions: dict[str, list[dict[str, Any]]] = {}
        for name in self.tables.keys() - data.keys():
            refuse(name)
        for name, rows in data.items():
            kept = self.tables.get(name, {})
            given = {str(key): row for key, row in rows.items()}
            if any(key not in given or not same(given[key], row) for key, row in kept.items()):
                refuse(name)
            added = [str(number) for number in range(len(kept) + 1, len(given) + 1)]
            if set(added) != given.keys() - kept.keys():
                refuse(name)
            if added:
                additions[name] = [given[key] for key in added]
        if additions:
            self.commit(additions)

    def close(self) -> None:
        """Give the journal back."""
        self.journal.close()

    def _apply(self, additions: Additions) -> None:
        for table, rows in additions.items():
            kept = self.tables.setdefault(table, {})
            for row in rows:
                kept[str(len(kept) + 1)] = row

    def _understood(self, payload: bytes, number: int) -> Additions:
        try:
            additions = decode(payload)
            if isinstance(additions, dict):
                tables = upcast(additions, self.journal.format)
                if all(map(_is_rows, tables.values())):
                    return tables
        except (UnreadableError, TypeError, ValueError, LookupError):
            pass
        name = shorten(str(self.journal.path), 200)
        raise StoreError(
            _("{path} cannot be read: record {number} does not hold documents. Restore a copy.").format(
                path=name, number=number
            ),
            {"path": name, "record": number},
        )


def refuse(table: str) -> NoReturn:
    """Say that what is kept is not changed."""
    raise StoreError(
        _("Nothing kept is changed or removed: add a correction instead. Nothing was saved."),
        {"table": table},
    )


def copy(value: Any) -> Any:
    """The JSON value with lists and objects of its own."""
    if isinstance(value, dict):
        return {key: copy(part) if isinstance(part, dict | list) else part for key, part in value.items()}
    if isinstance(value, list):
        return [copy(part) if isinstance(part, dict | list) else part for part in value]
    return value


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)
