"""What was declared to the caisse: entered on its site, and ticked here by somebody; played from events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from assistant.dossier.dossier import Dossier
    from assistant.dossier.fact import FactEvent
    from assistant.dossier.patient import Adhesion

What = Literal["adhesion", "interview", "observance", "evaluation", "thematic"]
"""The adhesion, or an act by its kind."""
WHATS: Final[tuple[What, ...]] = get_args(What)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One thing that stands declared."""

    what: What
    day: date
    """The day of what is declared: the signature of the form, or the act."""
    transcript: str | None
    """Id of the interview that the act is, where it was held here."""
    on: date | None
    """The day it was entered; None where only a file says that it was, before some day."""
    by: str
    """Who ticked it, or recorded the fact that says so."""
    sweeping: bool = False
    """Whether it is one of “every act until a day”, so that nobody looked at this act alone."""

    def to_json(self) -> dict[str, Any]:
        """The declaration as a JSON object."""
        return {
            "what": self.what,
            "day": self.day.isoformat(),
            "transcript": self.transcript,
            "on": None if self.on is None else self.on.isoformat(),
            "by": self.by,
            "sweeping": self.sweeping,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Declaration:
        """The declaration that `to_json` wrote."""
        on = document["on"]
        return cls(
            what=document["what"],
            day=date.fromisoformat(document["day"]),
            transcript=document["transcript"],
            on=None if on is None else date.fromisoformat(on),
            by=document["by"],
            sweeping=document["sweeping"],
        )


def matching(
    standing: Collection[Declaration], what: What, day: date, transcript: str | None
) -> Declaration | None:
    """The declaration of this; an interview held here is the same under whichever name it was declared."""
    if not standing:  # most patients, before anything is ticked
        return None
    found = [
        one
        for one in standing
        if (one.what, one.day) == (what, day) or (transcript is not None and one.transcript == transcript)
    ]
    return min(found, key=lambda one: one.what != what, default=None)


def with_declaration(adhesion: Adhesion | None, standing: Collection[Declaration]) -> Adhesion | None:
    """The adhesion with the day on which it was declared, as far as that is known."""
    found = None if adhesion is None else matching(standing, "adhesion", adhesion.signed_on, None)
    return adhesion if adhesion is None or found is None else replace(adhesion, declared_on=found.on)


def declarations(dossier: Dossier) -> tuple[Declaration, ...]:
    """What stands declared, by day: what was ticked and not taken back, and what imported facts say.

    The fact `adhesion_declared` declares the adhesion signed by that day, `acts_declared_until` every act
    done until then; what was taken back after the fact was recorded is not declared by it.
    """
    standing: dict[tuple[What, date], Declaration] = {}
    taken_back: dict[tuple[What, date], int] = {}
    """Which event of the dossier took it back last: in their order, whatever the clocks said."""
    for event in dossier.events:
        if event.kind not in ("declared", "undeclared"):
            continue
        what: What | None = next((one for one in WHATS if one == event.name), None)
        if what is None:  # of a later version
            continue
        key = what, date.fromisoformat(event.value["day"])
        if event.kind == "undeclared":
            standing.pop(key, None)
            taken_back[key] = event.seq
        else:
            on = date.fromisoformat(event.value["on"])
            standing[key] = Declaration(*key, event.value["transcript"], on, event.by)
    for one, seq in _of_facts(dossier):
        key = one.what, one.day
        if key not in standing and taken_back.get(key, 0) < seq:
            standing[key] = one
    return tuple(sorted(standing.values(), key=lambda one: (one.day, WHATS.index(one.what))))


def _of_facts(dossier: Dossier) -> Iterable[tuple[Declaration, int]]:
    adhesion = dossier.adhesion
    if (known := _latest(dossier, "adhesion_declared")) and adhesion is not None:
        on = date.fromisoformat(known.value)
        if adhesion.signed_on <= on:  # otherwise it is about a form before this one
            yield Declaration("adhesion", adhesion.signed_on, None, on, known.by), known.seq
    if known := _latest(dossier, "acts_declared_until"):
        until = date.fromisoformat(known.value)
        for act in dossier.acts:
            if act.day <= until:
                transcript = None if act.origin == "import" else act.origin
                yield Declaration(act.kind, act.day, transcript, None, known.by, sweeping=True), known.seq


def _latest(dossier: Dossier, name: str) -> FactEvent | None:
    recorded = [event for event in dossier.events if event.kind == "fact" and event.name == name]
    return recorded[-1] if recorded and recorded[-1].value is not None else None
