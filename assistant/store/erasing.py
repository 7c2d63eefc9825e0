"""Removing a dossier for good, and proving that nothing of it is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.dossier.dossier import Dossier
from assistant.errors import AssistantError
from assistant.notation import fold
from assistant.store import system, whole
from assistant.store.failure import refusal
from assistant.store.journal import Journal
from assistant.store.layout import FACTS, INDEX, JOURNAL, REVIEW, SEARCH
from assistant.store.lock import Lock
from assistant.store.store import Store

_SHORTEST: Final = 4
"""Characters below which a name is a part of everything."""
_LISTS: Final = ((INDEX,), (SEARCH,))
"""Files made of all the dossiers."""
_TELLING: Final = ("family_name", "given_name", "nir", "phone", "insured_name")


@dataclass(slots=True)
class Erased:
    """What was removed, and what a search then found."""

    transcripts: int = 0
    searched: int = 0
    """Files looked through, each as it lies on disk and as it reads."""
    left: list[str] = field(default_factory=list)
    """Where something of the patient is still read."""


def erase(store: Store, ref: str) -> Erased:
    """Remove a dossier, leave a line about it without health data, and search for what is left.

    Raises:
        NotFoundError: there is none of this ref.
        HeldError: another process writes in it.
        RightsError: only a pharmacist does this.
        StoreError: the disk refused; what is left can be erased again.
    """
    store.access.leading()
    folder = store.folder_of(ref)
    canaries = _canaries(store, ref)
    journals = sorted(folder.glob("*" + JOURNAL), key=lambda path: (path.stem == FACTS, path))
    # Who reviews must not put a review back while it goes; each has a lock of its own.
    reviews = [folder / f"r{path.stem}{REVIEW}" for path in journals if path.stem != FACTS]
    found = Erased(transcripts=len(journals) - 1)
    with ExitStack() as held:
        for path in (*journals, *reviews):
            held.enter_context(Lock(path, store.person.name, store.clock, store.access.seal))
        store.audit.add("erased", dossier=folder.name, transcripts=found.transcripts)
        try:
            for name in (INDEX, SEARCH):
                if (store.folder / name).exists():
                    system.remove(store.folder / name)
            # The facts last: until they are gone the dossier is found by its ref, and can be erased again.
            for path in sorted(folder.iterdir(), key=lambda path: (path.stem == FACTS, path)):
                if path.suffix != ".lock" and path not in journals:
                    system.remove(path)
            for path in journals:
                system.remove(path)
            system.sync_folder(folder)
        except OSError as error:
            raise refusal(error, folder) from error
    try:
        for path in folder.iterdir():
            system.remove(path)
        folder.rmdir()
        system.sync_folder(folder.parent)
    except OSError as error:
        raise refusal(error, folder) from error
    store.forget()
    store.summaries()
    found.searched, found.left = _search(store, canaries)
    return found


def _canaries(store: Store, ref: str) -> list[str]:
    """What would give the patient away, folded."""
    try:
        return _telling(store.dossier(ref))
    except AssistantError:  # a damaged dossier is erased too
        return [fold(ref)]


def _telling(dossier: Dossier) -> list[str]:
    """Every word that ever named the patient, or somebody of the family, folded."""
    known = [dossier.ref, *(one.value for name in _TELLING for one in dossier.history(name))]
    return sorted({fold(str(text)) for text in known if text})


def _search(store: Store, canaries: list[str]) -> tuple[int, list[str]]:
    others = _Others(store)
    left = []
    searched = 0
    for path in sorted(store.folder.rglob("*")):
        if not path.is_file():
            continue
        searched += 1
        name = path.relative_to(store.folder).as_posix()
        parts = (path.read_bytes(), *_readable(store, path))
        texts = [fold(part.decode("utf-8", "replace")) for part in parts]
        found = [canary for canary in canaries if _said(canary, name, texts)]
        if any(not others.have(canary, path) for canary in found):
            left.append(name)
    return searched, left


def _said(canary: str, name: str, texts: list[str]) -> bool:
    """Whether a word is read in a file; a short one only as a whole value, for it is a part of anything."""
    if len(canary) < _SHORTEST:
        return any(f'"{canary}"' in text for text in texts[1:])
    return canary in fold(name) or any(canary in text for text in texts)


class _Others:
    """The patients who stay: a word that names one of them as well gives nobody away in their dossier."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._refs = store.refs()
        self._known: dict[str, list[str]] = {}

    def have(self, canary: str, path: Path) -> bool:
        """Whether the word is theirs in this file: in their own dossier, or in the list made of all."""
        inside = path.relative_to(self._store.folder).parts
        folders = [inside[1]] if inside[0] == "dossiers" else self._refs if inside in _LISTS else []
        return any(canary in word for folder in folders for word in self._words(folder))

    def _words(self, folder: str) -> list[str]:
        if folder not in self._known:
            try:
                self._known[folder] = _telling(self._store.dossier(self._refs[folder]))
            except (AssistantError, KeyError):  # it cannot be read: whatever is found there is told
                self._known[folder] = []
        return self._known[folder]


def _readable(store: Store, path: Path) -> Iterator[bytes]:
    """What a file says to who has the keys."""
    seal = store.access.seal
    if path.suffix in (JOURNAL, REVIEW):
        try:
            yield from Journal(path, seal).read().payloads
        except AssistantError:  # damaged, or a rehearsal: nothing is read in it
            return
    for kind in ("draft", "index", "holder"):
        if (data := whole.get(path, kind, seal)) is not None:
            yield data
