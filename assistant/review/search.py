"""Full-text search over transcripts: answers, notes, deeds, reasons, words spoken, remarks.

The texts are kept in a cache of their own, sealed as the dossiers are. Each transcript is one long folded
text, a line for each text of it, so that looking for a word is one search in a string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from assistant.dossier.digesting import holder
from assistant.dossier.dossier import Dossier, Interview
from assistant.errors import AssistantError
from assistant.language import current
from assistant.notation import fold
from assistant.review.chosen import Facts, Filter, roles_of
from assistant.review.spoken import BETWEEN, texts
from assistant.store.dossiers import Dossiers
from assistant.store.index import Index, Signature, scan
from assistant.store.layout import SEARCH

SHAPE: Final = "search-2"
"""Changes whenever the rows do, so that an older cache is made again."""
MOST: Final = 500
"""Hits that anybody would read through."""
_LINE: Final = "\n"
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """A transcript that holds every word."""

    transcript: str
    ref: str
    patient: str
    """Name of the patient."""
    script: str
    started_at: str
    """ISO 8601, local."""
    event: int
    """Number of the event that holds most of the words; the first of several."""
    text: str
    """What it holds, on one line, in the language spoken now where there are two."""

    def to_json(self) -> dict[str, Any]:
        """The hit as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


class Search:
    """The words of every transcript of a store. One thread uses it."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers
        self._folder = dossiers.folder / "dossiers"
        self._rows: dict[str, _Row] | None = None
        self._seen: dict[str, Signature] = {}
        """What each dossier was when its row was made."""

    def prepare(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read what is kept, and make what is missing: `find` does it where it was not done.

        Args:
            progress: told how many of how many dossiers to read are read.
        """
        self._seen = scan(self._folder)
        index = Index(self._dossiers.folder / SEARCH, SHAPE, self._dossiers.access.seal)
        self._rows = index.rows(self._folder, self._row, progress)

    def find(self, words: str, chosen: Filter | None = None, most: int = MOST) -> list[Hit]:
        """The transcripts that hold every one of the words, the latest first; none where there is no word.

        Args:
            words: accents and case are ignored; a part of a word is enough.
            chosen: which transcripts are asked for; all of them where left out.
            most: how many at most.

        Raises:
            StoreError: the dossiers cannot be looked into.
        """
        wanted = sorted(set(fold(words).split()), key=len, reverse=True)
        if not wanted:
            return []
        roles = roles_of(self._dossiers)
        found: list[tuple[str, str, _Row, _Row]] = []
        for row in self._now():
            for kept in row["transcripts"]:
                if not all(word in kept["folded"] for word in wanted):
                    continue
                if chosen is None or chosen.takes(_facts(row, kept), roles):
                    found.append((kept["started_at"], kept["id"], row, kept))
        found.sort(key=itemgetter(0, 1), reverse=True)
        return [_hit(row, kept, wanted) for _at, _id, row, kept in found[:most]]

    def _now(self) -> Iterator[_Row]:
        """The rows as the dossiers are now.

        Once they were read, what changes stays in memory: an interview that goes on must not make every
        search write the whole cache again.
        """
        if self._rows is None:
            self.prepare()
        assert self._rows is not None
        there = scan(self._folder)
        for name in self._rows.keys() - there.keys():  # erased
            del self._rows[name]
        for name, signature in there.items():
            row = self._rows.get(name)
            # What is damaged is looked at each time: what was wrong may have been put right since.
            if row is None or self._seen.get(name) != signature or row["damaged"]:
                row = self._rows[name] = self._row(self._folder / name)
                self._seen[name] = signature
            yield row

    def _row(self, folder: Path) -> dict[str, Any]:
        try:
            dossier = self._dossiers.play(folder)
        except AssistantError:  # said wherever dossiers are listed
            return {"damaged": True, "transcripts": []}
        return _row_of(dossier)


def _row_of(dossier: Dossier) -> dict[str, Any]:
    return {
        "ref": dossier.ref,
        "name": dossier.patient.name,
        "damaged": bool(dossier.unreadable),
        "transcripts": [_kept(interview) for interview in dossier.interviews],
    }


def _kept(interview: Interview) -> dict[str, Any]:
    transcript, found = interview.standing.transcript, texts(interview)
    return {
        "id": interview.id,
        "script": transcript.script.split("/")[0],
        "started_at": transcript.events[0].at.isoformat(timespec="milliseconds"),
        "by": holder(transcript),
        "state": interview.review.state(len(transcript.events)),
        "events": [at for at, _text in found],
        "shown": _LINE.join(text for _at, text in found),
        "folded": _LINE.join(fold(text) for _at, text in found),
    }


def _facts(row: _Row, kept: _Row) -> Facts:
    return Facts(kept["by"], row["ref"], row["name"], kept["script"], kept["state"], kept["started_at"])


def _hit(row: _Row, kept: _Row, wanted: list[str]) -> Hit:
    folded: str = kept["folded"]
    if len(wanted) == 1:  # the first line that holds it, without looking at each
        line = folded.count(_LINE, 0, folded.index(wanted[0]))
    else:
        held = [sum(word in one for word in wanted) for one in folded.split(_LINE)]
        line = held.index(max(held))
    text = kept["shown"].split(_LINE, line + 1)[line]
    return Hit(
        transcript=kept["id"],
        ref=row["ref"],
        patient=row["name"],
        script=kept["script"],
        started_at=kept["started_at"],
        event=kept["events"][line],
        text=_spoken(text, wanted),
    )


def _spoken(text: str, wanted: list[str]) -> str:
    """The text in the language spoken now; in the other where only that one holds a word."""
    french, _between, english = text.partition(BETWEEN)
    if not english:
        return french
    here, there = (french, english) if current() == "fr" else (english, french)
    return here if any(word in fold(here) for word in wanted) else there
