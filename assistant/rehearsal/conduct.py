"""What every rehearsal is scored by, as data: `scripts/rehearsal/conduct.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from assistant.bilingual import Text
from assistant.rehearsal.case import Names, Weight
from assistant.script.closed import Closed, Id
from assistant.script.loader import load
from assistant.script.steps import Level, Step
from assistant.settings import shipped

OrderRule = Literal["consent_first", "urgent_first"]


class Rule(Closed):
    """What comes before what."""

    weight: Weight
    title: Text
    consequence: Text
    source: str


class Conduct(Closed):
    """`conduct.yaml`."""

    points: dict[Weight, Annotated[int, Field(ge=1, le=100)]]
    """What each thing done right is worth."""
    steps: dict[Id, Weight]
    unasked: dict[Id, str]
    """Step to the answer that may be recorded without asking, where it is true."""
    open: tuple[Id, ...]
    """Steps that the pharmacist decides on with the patient: that something is written counts, not what."""
    alone: tuple[str, ...]
    """What says enough of an emergency, or of a call, where it stands alone."""
    acts: dict[Level, Names]
    alerts: dict[Level, Weight]
    order: dict[OrderRule, Rule]
    consequences: dict[Id, Text]
    sources: dict[str, Text]
    """A reference as data files have it, and what it is called to people."""

    def cited(self, source: str) -> str:
        """The sources that a data file names, as people know them; what is not known stands as it is."""
        found = []
        for name, title in sorted(self.sources.items(), key=lambda pair: -len(pair[0])):
            if name in source:
                found.append((source.index(name), str(title)))
                source = source.replace(name, "\0" * len(name))
        titles = list(dict.fromkeys(title for _place, title in sorted(found)))
        return " ; ".join(titles) if titles else source

    def due_unasked(self, step: str, truth: object) -> bool:
        """Whether a step may be recorded without asking."""
        return step in self.unasked and self.unasked[step] == truth

    def weight_of(self, step: Step) -> Weight:
        """What a step weighs: with a mandate it is important, unless something else is said."""
        return self.steps.get(step.id, "important" if step.mandates else "bonus")

    def consequence_of(self, alert: str) -> Text:
        """What may follow where an alert is missed."""
        return self.consequences.get(alert, self.consequences["other"])


@cache
def conduct() -> Conduct:
    """What is expected in every rehearsal.

    Raises:
        ScriptError: the file has faults.
    """
    return load(shipped() / "rehearsal" / "conduct.yaml", Conduct)
