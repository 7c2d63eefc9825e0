"""What a rehearsal is of: a case, a seed, a mode, a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from assistant.language import LANGUAGES, Language

Mode = Literal["guided", "practice", "exam"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Practised:
    """What a rehearsal is of, as its first event says."""

    case: str
    """Id, version and content hash."""
    seed: int
    mode: Mode
    language: Language
    """In which the patient speaks to the end."""

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
