"""Reading an archive again: line by line, one dossier in memory at a time, nothing taken on trust."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

from assistant.errors import InputError
from assistant.exchange.archive import FORMAT, NAME, Counted
from assistant.exchange.archivedrows import EventRows, FactRows, ReviewRows, Rows
from assistant.language import _
from assistant.notation import shorten
from assistant.script.faults import unreadable
from assistant.script.source import parse
from assistant.store.carrying import PARTS, Carried, CarriedDossier, CarriedInterview
from assistant.store.encoding import UnreadableError, decode, encode
from assistant.store.origin import proved

_ID: Final = re.compile("[0-9a-f]{8,64}")
_FOLDER: Final = re.compile("[0-9a-f]{32}")
_TEXT: Final = re.compile("[^/]+/[0-9]+/([0-9a-f]{16})")
_LONGEST: Final = 1 << 26
"""Bytes of a line."""
_NO_ROWS: Final = (LookupError, TypeError, ValueError, AttributeError, UnreadableError)

Keep = Callable[[str, str, bytes], None]
"""Takes a text that interviews were held under: `script` or `case`, its content hash, the text."""


class ArchiveReader:
    """One archive, read from its first line to its last."""

    def __init__(self, path: Path) -> None:
        """Open an archive.

        Raises:
            NotFoundError: the file cannot be read.
            InputError: it is no archive, or of a newer format.
        """
        self._name = shorten(str(path), 200)
        self._line = 0
        self._held = b""
        """The next line, where it was looked at already."""
        self._digest = sha256()
        self._texts: set[str] = set()
        self._ids: set[str] = set()
        self.counts = Counted()
        """What was read so far."""
        try:
            self._file: BinaryIO = path.open("rb")
        except (OSError, ValueError) as error:
            raise unreadable(str(path), error) from error
        try:
            self.head = self._first()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> ArchiveReader:
        return self

    def __exit__(self, *_what: object) -> None:
        self._file.close()

    @property
    def total(self) -> int:
        """How many dossiers it says it holds."""
        return int(self.head["dossiers"])

    def dossiers(self, keep: Keep) -> Iterator[CarriedDossier]:
        """Its dossiers; the last one was read whole, and the file with it, when this ends.

        Args:
            keep: is given the texts of scripts and cases before what was held under them.

        Raises:
            InputError: a line is damaged or was changed, or lines are missing.
        """
        refs: set[str] = set()
        kind, value, _signed = self._next()
        while kind == "dossier":
            found = self._dossier(value, keep)
            if found.ref in refs:
                self._damaged()
            refs.add(found.ref)
            self.counts.dossiers += 1
            yield found
            kind, value, _signed = self._next()
        if kind != "end":
            self._damaged()
        said = self.counts.to_json() | {"lines": self._line - 1, "sha256": self._digest.hexdigest()}
        if value != said or self.counts.dossiers != self.total or self._file.read(1):
            raise InputError(
                _("{path} is not as it was written: it was changed. Nothing was imported.").format(
                    path=self._name
                )
            )

    def _first(self) -> Mapping[str, Any]:
        no_archive = InputError(
            _("{path} is no archive of this program, such as `transcripts export --jsonl` writes.").format(
                path=self._name
            )
        )
        try:
            kind, value, _signed = self._next()
            if kind != "archive" or value["name"] != NAME:
                raise no_archive
            newer = int(value["format"]) > FORMAT
        except (InputError, *_NO_ROWS):
            raise no_archive from None
        if newer:
            raise InputError(
                _("{path} was written by a newer version of this program. Install it to import it.").format(
                    path=self._name
                ),
                {"format": value["format"]},
            )
        wanted = {"store": str, "rehearsal": bool, "at": str, "by": str, "dossiers": int}
        if any(not isinstance(value.get(name), kind) for name, kind in wanted.items()):
            self._damaged()
        found: Mapping[str, Any] = value
        return found

    def _dossier(self, about: Any, keep: Keep) -> CarriedDossier:
        try:
            ref, folder, interviews = about["ref"], about["folder"], int(about["interviews"])
            if not (isinstance(ref, str) and _FOLDER.fullmatch(folder)):
                self._damaged()
            facts = FactRows(ref)
            found = CarriedDossier(ref, folder, self._carried(about, "fact", facts))
            for _number in range(interviews):
                name, one = self._interview(keep)
                found.interviews[name] = one
        except _NO_ROWS:
            self._damaged()
        self.counts.transcripts += len(found.interviews)
        return found

    def _interview(self, keep: Keep) -> tuple[str, CarriedInterview]:
        kind, about, _signed = self._next()
        while kind in ("script", "case"):
            self._text(kind, about, keep)
            kind, about, _signed = self._next()
        name = about["id"]
        if kind != "interview" or not _ID.fullmatch(name) or name in self._ids:
            self._damaged()
        self._ids.add(name)
        events = self._carried(about, "event", EventRows(self._texts))
        self.counts.events += len(events.rows)
        self._held = self._raw()
        if not self._held.startswith(b'{"reviewed":'):
            return name, CarriedInterview(events)
        _kind, about, _signed = self._next()
        return name, CarriedInterview(events, self._carried(about, "review", ReviewRows(len(events.rows))))

    def _carried(self, about: Mapping[str, Any], kind: str, rows: Rows) -> Carried:
        found = Carried(head=str(about["head"]), origins=rows.origins(about.get("origins", [])))
        if not _FOLDER.match(found.head):
            self._damaged()
        for place in range(int(about["rows"])):
            said, row, signed = self._next()
            if said != kind:
                self._damaged()
            rows.take(row, place)
            if signed is not None:
                found.signed[place] = self._signature(signed, row)
            found.rows.append(encode(row))
        rows.end()
        return found

    def _signature(self, signed: Any, row: Mapping[str, Any]) -> Mapping[str, str]:
        if set(signed) != set(PARTS) or not proved(signed, row):
            raise InputError(
                _(
                    "{path}, line {line}: the signature is not of what stands there, so it was changed. "
                    "Nothing was imported."
                ).format(path=self._name, line=self._line),
                {"line": self._line},
            )
        return {name: signed[name] for name in PARTS}

    def _text(self, kind: str, about: Any, keep: Keep) -> None:
        match, text = _TEXT.fullmatch(about["ref"]), about["text"].encode()
        if match is None or parse(text, Path(about["ref"])).digest != match[1]:
            self._damaged()
        self._texts.add(about["ref"])
        keep(kind, match[1], text)

    def _raw(self) -> bytes:
        held, self._held = self._held, b""
        return held or self._file.readline(_LONGEST)

    def _next(self) -> tuple[str, Any, Any]:
        """The kind and the value of the next line, and the signature beside it."""
        raw = self._raw()
        if not raw.endswith(b"\n"):
            raise InputError(
                _("{path} ends too early: it was cut short. Nothing was imported; export it again.").format(
                    path=self._name
                ),
                {"line": self._line},
            )
        self._line += 1
        if not raw.startswith(b'{"end":'):  # which tells of all the others
            self._digest.update(raw)
        try:
            value = decode(raw)
            kind = next(iter(value))
            if set(value) - {kind, "signed"}:
                self._damaged()
            return kind, value[kind], value.get("signed")
        except (*_NO_ROWS, StopIteration):
            self._damaged()

    def _damaged(self) -> NoReturn:
        raise InputError(
            _("{path}, line {line}, is damaged: it is not what was written. Nothing was imported.").format(
                path=self._name, line=self._line
            ),
            {"line": self._line},
        )
