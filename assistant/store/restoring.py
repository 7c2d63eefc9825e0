"""Putting an archive into an empty store: verified whole before anything is written, the vault last."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.store import system
from assistant.store.archive import Archive
from assistant.store.backup import Counted, counted
from assistant.store.entry import VAULT
from assistant.store.failure import refusal
from assistant.store.seal import Seal

_UNDER_WAY: Final = "restoring"
"""Stands in the folder until everything is there: what a killed restore left is not a store."""


def check_empty(folder: Path) -> None:
    """Go on only with a folder that holds no store.

    Raises:
        InputError: there is something in it.
    """
    try:
        inside = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        raise refusal(error, folder) from error
    if inside and (_UNDER_WAY not in inside or VAULT in inside):
        raise InputError(
            _("{path} is not empty: an archive goes into an empty folder. Give one with --store.").format(
                path=shorten(str(folder), 200)
            )
        )


def restore(archive: Archive, seal: Seal, folder: Path) -> Counted:
    """Put every file of the archive where it was.

    Raises:
        InputError: the folder holds something.
        StoreError: the archive is not whole, or something cannot be written; no store is left behind.
    """
    check_empty(folder)
    found = counted(archive, seal)
    try:
        if not folder.is_dir():
            system.make_folder(folder)
        for left in folder.iterdir():
            if left.name != _UNDER_WAY:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        system.replace(folder / _UNDER_WAY, b"")
        for filed in archive.files(seal):
            path = folder / filed.path
            if not path.parent.is_dir():
                system.make_folder(path.parent)
            system.replace(path, filed.data)
        system.replace(folder / VAULT, archive.vault_bytes)
        system.remove(folder / _UNDER_WAY)
        system.sync_folder(folder)
    except OSError as error:
        raise refusal(error, folder) from error
    return found
