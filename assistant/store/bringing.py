"""Dossiers brought from elsewhere: made beside, looked at, and put in place together or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from assistant.dossier.summary import summary
from assistant.errors import AssistantError, InputError, StoreError
from assistant.interview.conversation import conversation
from assistant.language import _
from assistant.notation import shorten
from assistant.store import frame, system
from assistant.store.carrying import ORIGIN, Carried, CarriedDossier
from assistant.store.encoding import compact, decode
from assistant.store.failure import refusal
from assistant.store.layout import EVENTS, FACTS, JOURNAL, REFS, REVIEW, REVIEWS
from assistant.store.lock import Lock
from assistant.store.origin import BROUGHT, brought
from assistant.store.seal import link
from assistant.store.store import Store

PLACE: Final = "arriving"
"""The folder in which they are made."""
_PATIENCE: Final = 5.0


class Bringing:
    """One import; `with` gives up whatever was not put in place."""

    def __init__(self, store: Store, source: str) -> None:
        """Into a store.

        Args:
            store: where to.
            source: name of the store they come from.

        Raises:
            RightsError: this person reads.
            HeldError: another import is under way.
        """
        store.access.writing()
        self._store = store
        self._source = source
        self._at = store.clock.now().isoformat(timespec="milliseconds")
        self._place = store.folder / PLACE
        self._lock = Lock(self._place, store.person.name, store.clock, store.access.seal)
        self._made: dict[str, Path] = {}
        self._heads: list[dict[str, Any]] = []

    def __enter__(self) -> Bringing:
        if not self._store.folder.is_dir():
            system.make_folder(self._store.folder)
        self._lock.acquire()
        self._clear()  # what an import that was killed left
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()
        self._lock.release()

    def add(self, dossier: CarriedDossier) -> None:
        """Make one dossier beside the others, and see that it can be read.

        Raises:
            InputError: what it says cannot be read as a dossier.
            StoreError: the disk refused.
        """
        folder = self._place / secrets.token_hex(16)
        try:
            system.make_folder(folder)
            self._write(folder / (FACTS + JOURNAL), FACTS, dossier.facts, dossier)
            for name, one in dossier.interviews.items():
                self._write(folder / (name + JOURNAL), EVENTS, one.events, dossier)
                if one.review is not None:
                    self._write(folder / f"r{name}{REVIEW}", REVIEWS, one.review, dossier)
        except OSError as error:
            raise refusal(error, folder) from error
        self._look(folder, dossier.ref)
        self._made[dossier.ref] = folder

    def settle(self) -> None:
        """Put all of them in place, and keep their heads apart.

        Raises:
            InputError: a ref was taken meanwhile; none is put in place.
            StoreError: the disk refused; none is.
        """
        store = self._store
        moved: list[tuple[Path, Path]] = []
        lock = Lock(store.folder / REFS, store.person.name, store.clock, store.access.seal)
        lock.acquire(_PATIENCE)
        with lock:
            store.forget()
            taken = {one.patient.ref for one in store.summaries()} & self._made.keys()
            if taken:
                raise InputError(
                    _("The ref “{ref}” is taken by another patient. Choose another.").format(
                        ref=shorten(min(taken))
                    )
                )
            dossiers = store.folder / "dossiers"
            try:
                system.make_folder(dossiers)
                for folder in self._made.values():
                    system.rename(folder, dossiers / folder.name)
                    moved.append((folder, dossiers / folder.name))
                system.sync_folder(dossiers)
            except BaseException as error:
                for folder, there in reversed(moved):
                    with suppress(OSError):
                        system.rename(there, folder)
                if isinstance(error, OSError):
                    raise refusal(error, dossiers) from error
                raise
            self._made.clear()
        store.forget()
        with suppress(StoreError):  # they are kept: `doctor` puts apart what could not be
            store.audit.add_all("imported", [*self._heads, {"what": "archive", "dossiers": len(moved)}])

    def _write(self, path: Path, table: str, one: Carried, dossier: CarriedDossier) -> None:
        seal = self._store.access.seal
        data = frame.new_header(seal)
        start = frame.read_header(data, seal, system.place_of(path), path.name).link
        rows = [decode(row) for row in one.rows]
        here = {"store": self._source, "dossier": dossier.folder, "head": one.head, "rows": len(rows)}
        origins = [*one.origins, here | {BROUGHT: self._store.person.name, "at": self._at}]
        payload = (
            compact({table: rows, ORIGIN: origins})
            if table == FACTS
            else brought(self._store.access, start, table, rows, origins, one.signed)
        )
        sealed = seal.seal(start, payload)
        if len(sealed) > frame.LARGEST:
            raise StoreError(_("This is too large to be kept in one record. Nothing was saved."))
        system.replace(path, data + frame.frame(sealed))
        about: Mapping[str, Any] = {"dossier": path.parent.name, "transcript": path.stem}
        self._heads.append({**about, "records": 1, "head": link(start, payload).hex()})

    def _look(self, folder: Path, ref: str) -> None:
        """Play it as any other dossier: what cannot be read is not taken in."""
        try:
            dossier = self._store.play(folder)
            fault = next(iter(dossier.unreadable.values()), "")
            if not fault:
                summary(dossier)
            for interview in dossier.interviews:
                conversation(interview.standing)
        except AssistantError as error:
            fault = error.message
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            fault = _("It says something that no interview of this program says.")
        if fault:
            raise InputError(
                _("The dossier of “{ref}” cannot be read, and nothing was imported. {reason}").format(
                    ref=shorten(ref), reason=fault
                )
            )

    def _clear(self) -> None:
        with suppress(OSError):
            for folder in list(self._place.iterdir()):
                for path in list(folder.iterdir()):
                    system.remove(path)
                folder.rmdir()
            self._place.rmdir()
