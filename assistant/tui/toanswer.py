"""The lines under the patients: what a supervisor returned or asks about, what is to be declared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from assistant.language import _, ngettext
from assistant.tui.plain import joined, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.dossier.summary import TranscriptLine
    from assistant.store.vault.access import Access
    from assistant.year.worklist import Worklist


class ToAnswer(Static):
    """What waits; not in sight while nothing does."""

    def __init__(self) -> None:
        super().__init__(id="waiting", classes="own")
        self.first: str | None = None
        """The transcript to answer first."""
        self.display = False

    def look(self, access: Access | None, work: Worklist) -> bool:
        """Say what waits, to who may answer, and by which key the first is opened; then what to declare.

        Args:
            access: who works with the dossiers.
            work: the patients.

        Returns:
            Whether there is any transcript of a patient.
        """
        held = [one for line in work.lines for one in line.summary.transcripts]
        ours = access is not None and not access.rehearsal
        waiting = to_answer(held) if ours and access is not None and access.may_write else []
        self.first = waiting[0].id if waiting else None
        said = [one for one in (_words(waiting), _undeclared(work)) if one.plain] if ours else []
        self.update(joined(*said))
        self.display = bool(said)
        return ours and bool(held)


def _undeclared(work: Worklist) -> Content:
    if not work.undeclared:
        return Content("")
    from assistant.year.undeclared import undeclared_words

    left = undeclared_words(work.undeclared)
    return words("! " + _("{what} (d lists them)").format(what=left), "bold")


def to_answer(lines: Iterable[TranscriptLine]) -> list[TranscriptLine]:
    """Those that were returned or are asked about: what does not count comes first, then the oldest."""
    found = [one for one in lines if state_of(one) in ("returned", "queried")]
    return sorted(found, key=lambda one: (state_of(one) != "returned", one.started_at))


def state_of(line: TranscriptLine) -> str:
    """Where the review of a transcript stands; without making its whole digest."""
    return "" if line.kept is None else str(line.kept["state"])


def _words(waiting: Sequence[TranscriptLine]) -> Content:
    if not waiting:
        return Content("")
    returned = sum(state_of(one) == "returned" for one in waiting)
    asked = len(waiting) - returned
    parts = []
    if returned:
        sentence = ngettext(
            "{count} interview returned by the supervisor: to be answered, it does not count meanwhile",
            "{count} interviews returned by the supervisor: to be answered, they do not count meanwhile",
            returned,
        )
        parts.append(sentence.format(count=returned))
    if asked:
        sentence = ngettext(
            "{count} interview the supervisor asks about",
            "{count} interviews the supervisor asks about",
            asked,
        )
        parts.append(sentence.format(count=asked))
    return words("! " + _("{what} (r opens the first)").format(what=" · ".join(parts)), "bold")
