"""Many new dossiers at once: each appears whole, and the disk is waited for by all of them together.

One after the other, each of them waits for the disk several times; at the same time, they share the waiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from assistant.errors import StoreError
from assistant.language import _
from assistant.store import frame, system
from assistant.store.seal import Seal


def journal_of(path: Path, seal: Seal, payload: bytes) -> bytes:
    """A journal of one record as it stands on the disk, seen to open as what was sealed.

    Args:
        path: where it will be: a journal is bound to its place.
        seal: what seals it.
        payload: the record.

    Raises:
        StoreError: it is too large, or does not open.
    """
    data = frame.new_header(seal)
    header = frame.read_header(data, seal, system.place_of(path), path.name)
    sealed = seal.seal(header.link, payload)
    if len(sealed) > frame.LARGEST:
        raise StoreError(_("This is too large to be kept in one record. Nothing was saved."))
    data += frame.frame(sealed)
    found = frame.play(data[header.length :], header.length, header.link, seal, 0)
    if found.payloads != [payload] or found.tail:
        raise StoreError(_("This could not be sealed. Nothing was saved."), {"seal": seal.name})
    return data


def place(dossiers: Path, journals: Mapping[Path, bytes]) -> None:
    """Put journals into folders of their own; on return all of them are on the disk.

    A crash in between leaves some of them, whole, and folders without a journal, which are no dossiers.

    Args:
        dossiers: the folder of all dossiers.
        journals: what each journal holds, by its path; its folder is made.

    Raises:
        OSError: the disk refuses. What is not in place by then is removed again.
    """
    if not dossiers.is_dir():
        system.make_folder(dossiers)
    unplaced = {path: path.with_name(path.name + ".new") for path in journals}
    descriptors: list[int] = []
    try:
        try:
            for path, beside in unplaced.items():
                path.parent.mkdir(system.PRIVATE_FOLDER)
                descriptors.append(system.open_new(beside))
                system.write_at(descriptors[-1], 0, journals[path])
            system.sync_together(descriptors)
        finally:
            for descriptor in descriptors:
                system.close(descriptor)
        for path in journals:
            system.rename(unplaced[path], path)
            del unplaced[path]
        system.sync_folders([path.parent for path in journals])
        system.sync_folder(dossiers)
    except BaseException:
        for path in unplaced:
            with suppress(OSError):
                system.remove(path)
                path.parent.rmdir()
        raise
