"""What a rehearsal is of: a case, a seed, a mode, a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from assistant.language import LANGUAGES, Language

Mode = Literal["guided", "practice", "exam"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a way of practising allows: nobody asks which way it is, only this."""

    hints: bool
    """Whether the student is told what would help."""
    revised: bool
    """Whether one may go back, and record an answer again."""
    timed: bool
    """Whether it ends when the minutes of the case are over."""
    told_midway: bool
    """Whether it is debriefed before it is over."""


RULES: Final[Mapping[Mode, Rules]] = {
    "guided": Rules(hints=True, revised=True, timed=False, told_midway=True),
    "practice": Rules(hints=False, revised=True, timed=False, told_midway=True),
    "exam": Rules(hints=False, revised=False, timed=True, told_midway=False),
}


@dataclass(frozen=True, slots=True)
class Practised:
    """What a rehearsal is of, as its first event says."""

    case: str
    """Id, version and content hash."""
    seed: int
    mode: Mode
    language: Language
    """In which the patient speaks to the end."""

    @property
    def rules(self) -> Rules:
        """What its mode allows."""
        return RULES[self.mode]

    def to_json(self) -> dict[str, Any]:
        """The same as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Practised:
        """What `to_json` wrote."""
        return cls(
            str(document["case"]),
            int(document["seed"]),
            next((mode for mode in MODES if mode == document["mode"]), "practice"),
            next((language for language in LANGUAGES if language == document["language"]), "fr"),
        )
