"""Every version of a script that a transcript was held under, kept beside the transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from assistant.errors import AssistantError, FrozenError, NotFoundError, StoreError
from assistant.language import _
from assistant.notation import shorten
from assistant.script.library import find_script, parse_script
from assistant.script.published import answer_kinds, changed_kinds, kind_words
from assistant.script.steps import Script
from assistant.store import system, whole
from assistant.store.failure import refusal
from assistant.store.seal import Seal

BROUGHT: Final = "brought"
"""Kind of a script that came with interviews from elsewhere."""


class Versions:
    """The scripts kept in one folder, by content hash."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self._folder = folder
        self._seal = seal
        self._known: dict[str, Script] = {}
        self._used: set[str] = set()
        self._brought: dict[tuple[str, str], bytes] = {}

    def keep(self, script: Script) -> None:
        """Keep a script before a transcript is held under it.

        Raises:
            FrozenError: another text of this version was used, or an answer changed its kind.
            StoreError: it could not be written.
        """
        if script.digest not in self._used:
            if self._text("script", script.digest) is None:
                self._look_back(script)
            self._used.add(script.digest)
        self._known[script.digest] = script
        self.keep_text("script", script.digest, script.text)

    def of_id(self, name: str) -> list[Script]:
        """Every version used here of the script of this id, the lowest first; what does not open is out."""
        found = []
        for path in sorted(self._folder.glob("*.script")):
            with suppress(AssistantError):
                script = self.get(f"//{path.stem}")
                found += [script] if script.id == name else []
        return sorted(found, key=lambda one: one.version)

    def _look_back(self, script: Script) -> None:
        """Refuse what would change the meaning of interviews held before."""
        for kept in self.of_id(script.id):
            if kept.version == script.version:
                raise FrozenError(
                    _(
                        "The script “{id}” is not what it was when version {version} was used here. A "
                        "version that was used is never changed: raise “version” in its file."
                    ).format(id=script.id, version=script.version)
                )
            for step, old, new in changed_kinds(answer_kinds(kept), script):
                raise FrozenError(kind_words(step, old, new))

    def keep_text(self, kind: str, digest: str, text: bytes) -> None:
        """Keep the text that has this content hash.

        Raises:
            StoreError: it could not be written.
        """
        path = self._path(digest, kind)
        try:
            if whole.get(path, kind, self._seal) != text:
                system.make_folder(self._folder)
                whole.put(path, kind, text, self._seal)
        except OSError as error:
            raise refusal(error, path) from error

    @contextmanager
    def bringing(self) -> Iterator[None]:
        """Texts that `bring` gives are known within, and forgotten after: an archive may yet be refused."""
        try:
            yield
        finally:
            for _kind, digest in self._brought:
                self._known.pop(digest, None)
            self._brought.clear()

    def bring(self, kind: str, digest: str, text: bytes) -> None:
        """Know the text that has this content hash, for as long as what is brought is looked at."""
        self._brought[kind, digest] = text

    def keep_brought(self) -> None:
        """Keep what was brought. A script among it was not used here: it stands in no other's way.

        Raises:
            StoreError: it could not be written.
        """
        for (kind, digest), text in self._brought.items():
            if self._text(kind, digest) is None:
                self.keep_text(BROUGHT if kind == "script" else kind, digest, text)

    def kept_text(self, kind: str, digest: str) -> bytes | None:
        """The text of this content hash; None where it is missing or does not open."""
        if (kind, digest) in self._brought:
            return self._brought[kind, digest]
        text = self._text(kind, digest)
        return self._text(BROUGHT, digest) if text is None and kind == "script" else text

    def _text(self, kind: str, digest: str) -> bytes | None:
        return whole.get(self._path(digest, kind), kind, self._seal)

    def get(self, ref: str) -> Script:
        """The script an event names: `id/version/hash`.

        Raises:
            StoreError: it is not there any more, or not as it was.
        """
        digest = ref.rpartition("/")[2]
        if digest not in self._known:
            path = self._path(digest)
            text = self.kept_text("script", digest)
            script = None if text is None else parse_script(text, str(path))
            if script is None or script.digest != digest:
                raise StoreError(
                    _(
                        "{path} is not the script it was: it is missing or changed. Put it back from a copy."
                    ).format(path=shorten(str(path), 200))
                )
            self._known[digest] = script
        return self._known[digest]

    def todays(self, ref: str) -> Script:
        """The script of the same id as it is now; the version kept, where there is none any more."""
        name = ref.split("/")[0]
        try:
            script = find_script(name)
        except NotFoundError:
            return self.get(ref)
        return script if script.id == name else self.get(ref)

    def _path(self, digest: str, kind: str = "script") -> Path:
        return self._folder / f"{digest}.{kind}"
