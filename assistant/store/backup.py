"""One encrypted, verified archive of everything, made while the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.errors import InputError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.appending import TORN
from assistant.store.archive import Archive, ArchiveWriter, Filed
from assistant.store.encoding import decode
from assistant.store.entry import VAULT, Entry
from assistant.store.failure import refusal
from assistant.store.layout import EVENTS, FACTS, JOURNAL, REVIEW
from assistant.store.seal import Seal, UnknownKeyError
from assistant.store.vault.vault import Keys

_KEPT: Final = (JOURNAL, ".draft", ".script", ".brought", ".case", REVIEW, TORN)
"""What an archive holds; locks, caches and what was half written are left."""
_LOOKS: Final = 5
"""Looks at a journal whose last record does not open, in case it is being written."""


@dataclass(slots=True)
class Counted:
    """What an archive holds."""

    dossiers: int = 0
    transcripts: int = 0
    events: int = 0
    bytes: int = 0
    missing: set[str] = field(default_factory=set)
    """Scripts (`id/version/hash`) that interviews were held under and that are not there."""


def back_up(entry: Entry, keys: Keys, target: Path) -> Counted:
    """Write an archive, read it back and verify it whole.

    Raises:
        InputError: there is a file of this name.
        StoreError: something cannot be read or written; no archive is left behind.
    """
    name = shorten(str(target), 200)
    if target.exists():
        raise InputError(
            _("{path} is there already. Nothing is overwritten; choose another name.").format(path=name)
        )
    beside = target.with_name(target.name + ".new")
    seal = keys.rings["store"]
    try:
        try:
            vault = (entry.folder / VAULT).read_bytes()
            descriptor = system.open_new(beside)
            try:
                writer = ArchiveWriter(descriptor, vault, seal)
                for filed in _files(entry.folder, keys):
                    writer.add(filed)
                writer.close()
            finally:
                system.close(descriptor)
            found = counted(Archive(beside), seal)
            system.rename(beside, target)
            system.sync_folder(target.parent)
        except OSError as error:
            raise refusal(error, target) from error
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    found.bytes = writer.length
    entry.store(keys).audit.add("backed_up", dossiers=found.dossiers, events=found.events)
    return found


def counted(archive: Archive, seal: Seal) -> Counted:
    """What an archive holds, once every frame and every journal of it was read.

    Raises:
        StoreError: it is not whole, or a journal in it is damaged.
    """
    found = Counted()
    used, there = set[str](), set[str]()
    for filed in archive.files(seal):
        place = Path(filed.path)
        if place.suffix == JOURNAL and place.parts[0] == "dossiers":
            events = [
                event for load in _played(filed, seal).payloads for event in decode(load).get(EVENTS, ())
            ]
            found.dossiers += place.stem == FACTS
            found.transcripts += place.stem != FACTS
            found.events += len(events)
            used |= {str(event["script"]) for event in events}
        elif place.parent == Path("scripts"):
            there.add(place.stem)
    found.missing = {ref for ref in used if ref.rpartition("/")[2] not in there}
    return found


def _files(folder: Path, keys: Keys) -> Iterator[Filed]:
    # The trail first: an interview signed while we read has its signature, and at worst a head to put apart.
    paths = sorted(folder.rglob("*"), key=lambda path: ("dossiers" in path.parts, path))
    for path in paths:
        if path.suffix not in _KEPT or not path.is_file():
            continue
        inside = path.relative_to(folder).as_posix()
        seal = keys.rings["rehearsal" if inside.startswith("rehearsal/") else "store"]
        with suppress(FileNotFoundError):  # erased, or given meanwhile
            yield _whole(path, inside, seal)


def _whole(path: Path, inside: str, seal: Seal) -> Filed:
    """The file, without the part of a last record that is being written."""
    for _look in range(_LOOKS):
        filed = Filed(inside, path.read_bytes())
        if path.suffix not in (JOURNAL, REVIEW):
            return filed
        played = _played(filed, seal)
        if not played.broken:
            return Filed(inside, filed.data[: played.end])
    raise _damaged(inside)  # it is whole and stays shut: nobody is writing it


def _played(filed: Filed, seal: Seal) -> frame.Played:
    header = frame.read_header(filed.data, seal, system.place_of(Path(filed.path)), filed.path)
    try:
        return frame.play(filed.data[header.length :], header.length, header.link, seal, 0)
    except (frame.DamageError, UnknownKeyError):
        raise _damaged(filed.path) from None


def _damaged(inside: str) -> StoreError:
    return StoreError(
        _("{path} is damaged: no backup was made. `assistant doctor` says what can be done.").format(
            path=inside
        )
    )
