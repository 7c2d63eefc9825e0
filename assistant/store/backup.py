"""One encrypted, verified archive of everything, made while the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.errors import InputError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.archive import Archive, ArchiveWriter, Filed
from assistant.store.dossiers import EVENTS, FACTS, JOURNAL
from assistant.store.encoding import decode
from assistant.store.entry import VAULT, Entry
from assistant.store.failure import refusal
from assistant.store.seal import Seal, UnknownKeyError
from assistant.store.vault.vault import Keys

_KEPT: Final = (JOURNAL, ".draft", ".script")
"""What an archive holds; locks, caches and what was half written are left."""


@dataclass(slots=True)
class Counted:
    """What an archive holds."""

    dossiers: int = 0
    transcripts: int = 0
    events: int = 0
    bytes: int = 0


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
    for filed in archive.files(seal):
        place = Path(filed.path)
        if place.suffix == JOURNAL and place.parts[0] == "dossiers":
            payloads = _played(filed, seal).payloads
            found.dossiers += place.stem == FACTS
            found.transcripts += place.stem != FACTS
            found.events += sum(len(decode(payload).get(EVENTS, ())) for payload in payloads)
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
            yield _whole(Filed(inside, path.read_bytes()), seal)


def _whole(filed: Filed, seal: Seal) -> Filed:
    """The file without a last record that is being written."""
    if not filed.path.endswith(JOURNAL):
        return filed
    return Filed(filed.path, filed.data[: _played(filed, seal).end])


def _played(filed: Filed, seal: Seal) -> frame.Played:
    header = frame.read_header(filed.data, seal, system.place_of(Path(filed.path)), filed.path)
    try:
        return frame.play(filed.data[header.length :], header.length, header.link, seal, 0)
    except (frame.DamageError, UnknownKeyError):
        raise StoreError(
            _("{path} is damaged: the backup is not whole. `assistant doctor` says what can be done.").format(
                path=filed.path
            )
        ) from None
