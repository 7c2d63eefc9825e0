"""What a proof found, with its place, its weight and its example; and what silences it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from assistant.bilingual import Text
from assistant.language import _
from assistant.proof.broken import Broken
from assistant.proof.example import Example
from assistant.script.faults import Fault
from assistant.script.held import FindingId, Silence
from assistant.script.source import Source

Severity = Literal["error", "warning"]
WARNINGS: Final[frozenset[FindingId]] = frozenset({"needless-silence"})
"""Findings with which a script may be used."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise that does not hold."""

    id: FindingId
    at: str
    """Id of the step, alert or mandate it is about; of the script, where it is about all of it."""
    fault: Fault
    """Its place and its words."""
    example: Example | None = None
    """The shortest way on which it breaks; None where it is said of all ways."""
    reason: Text | None = None
    """Why it is meant to be so, where the script silences it."""

    @property
    def severity(self) -> Severity:
        """Whether the script may be used with it."""
        return "warning" if self.id in WARNINGS else "error"

    @property
    def counts(self) -> bool:
        """Whether it keeps the script from being used."""
        return self.severity == "error" and self.reason is None

    def to_json(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        found = {"finding": self.id, "at": self.at, "severity": self.severity, **self.fault.to_json()}
        if self.reason is not None:
            found["silenced"] = str(self.reason)
        return found


def placed(source: Source, broken: Broken) -> Finding:
    """A broken promise with its place in the file."""
    fault = Fault(source.path, *source.place(broken.path), broken.message)
    return Finding(broken.finding, broken.at, fault, broken.example)


def silenced(source: Source, findings: list[Finding], silences: tuple[Silence, ...]) -> list[Finding]:
    """The findings in the order they stand, with reasons, and the silences that meet none."""
    found = [replace(finding, reason=_reason(finding, silences)) for finding in findings]
    for index, silence in enumerate(silences):
        if not any(_meets(silence, finding) for finding in findings):
            place = source.place(("silence", index))
            words = _("There is no finding “{finding}” here: take the silence out.")
            fault = Fault(source.path, *place, words.format(finding=silence.finding))
            found.append(Finding("needless-silence", silence.at or "", fault))
    # Whatever the language: two of one place stand in the order of their names, not of their words.
    return sorted(found, key=lambda one: (one.fault.line, one.fault.column, one.id, one.at))


def _meets(silence: Silence, finding: Finding) -> bool:
    return silence.finding == finding.id and silence.at in (None, finding.at)


def _reason(finding: Finding, silences: tuple[Silence, ...]) -> Text | None:
    return next((silence.reason for silence in silences if _meets(silence, finding)), None)
