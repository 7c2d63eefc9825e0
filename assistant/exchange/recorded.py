"""Answers as cells of a table: typed where the script says what they are, whatever version it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.dossier.dossier import Dossier, Interview
from assistant.exchange.sheet import Cell
from assistant.interview.event import Event
from assistant.notation import write_number
from assistant.script.steps import Script, Step
from assistant.store.encoding import compact
from assistant.store.store import Store

JOINED = "; "


@dataclass(frozen=True, slots=True)
class Held:
    """One interview to be written, and whose it is."""

    dossier: Dossier
    interview: Interview


def held(
    store: Store,
    refs: Sequence[str],
    only: frozenset[str] = frozenset(),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Held]:
    """The interviews of some patients that can be read, patient by patient, the oldest first.

    Args:
        store: where they are.
        refs: of the patients.
        only: ids of the interviews wanted; all where there is none.
        progress: told after each patient.

    Raises:
        NotFoundError: there is no patient of a ref.
    """
    for done, ref in enumerate(refs, 1):
        dossier = store.dossier(ref)
        for interview in dossier.interviews:
            if not only or interview.id in only:
                yield Held(dossier, interview)
        if progress is not None:
            progress(done, len(refs))


class Steps:
    """The steps of every version of a script that was met."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._steps: dict[str, dict[str, tuple[str, Step]]] = {}

    def of(self, ref: str) -> Mapping[str, tuple[str, Step]]:
        """Id of a step to the title of its section and the step, in this version (`id/version/hash`)."""
        if ref not in self._steps:
            self._steps[ref] = _steps(self._store.script(ref))
        return self._steps[ref]

    @property
    def met(self) -> list[str]:
        """Every version met: by script, the latest version first."""
        return sorted(self._steps, key=lambda ref: (ref.split("/")[0], -int(ref.split("/")[1]), ref))

    def asked(self, event: Event) -> Step | None:
        """The step an event is about, as it was then."""
        return self.of(event.script).get(event.step or "", ("", None))[1]

    def section(self, event: Event) -> str:
        """The title of its section."""
        return self.of(event.script).get(event.step or "", ("", None))[0]


def _steps(script: Script) -> dict[str, tuple[str, Step]]:
    return {step.id: (str(section.title), step) for section, step in script.steps()}


def cell(step: Step | None, value: Any, *, words: bool = False) -> Cell:
    """A value recorded at a step.

    Args:
        step: as it was then.
        value: as it was recorded.
        words: whether as people read it.
    """
    if value in (None, ""):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        if step is not None and step.kind == "date":
            return date.fromisoformat(value)
        if words and step is not None:
            return str(step.write(value))
        if step is not None and step.kind == "readings":
            return JOINED.join(f"{one['date']} {write_number(one['value'])}" for one in value)
    except (LookupError, TypeError, ValueError, AttributeError):  # given under another kind of answer
        pass
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return JOINED.join(value)
    return value if isinstance(value, str) else compact(value).decode()
