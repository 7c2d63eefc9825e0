"""Which transcripts are asked for: by person, role, patient, script, state and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.dossier.digest import Digest
from assistant.dossier.patient import Patient
from assistant.dossier.summary import TranscriptLine
from assistant.notation import fold
from assistant.store.dossiers import Dossiers


@dataclass(frozen=True, slots=True)
class Facts:
    """What a filter looks at."""

    by: str
    """Who held it."""
    ref: str
    name: str
    """Name of the patient."""
    script: str
    state: str
    started_at: str
    """ISO 8601, local."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; an empty text asks for nothing in particular."""

    person: str = ""
    """A part of the name of who held it; accents and case are ignored."""
    role: str = ""
    """Id of their role."""
    patient: str = ""
    """The ref, or a part of the name."""
    script: str = ""
    state: str = ""
    """Of the review."""
    since: date | None = None
    """First local day."""
    until: date | None = None
    """Last local day."""
    everything: bool = False
    """Also what needs no reading: without a need, approved, not over."""

    @property
    def narrow(self) -> bool:
        """Whether it leaves anything out."""
        return self not in (Filter(), Filter(everything=True))

    def takes(self, of: Facts, roles: Mapping[str, str]) -> bool:
        """Whether a transcript is asked for.

        Args:
            of: the transcript.
            roles: name of each person to the id of their role.
        """
        day = of.started_at[:10]
        return (
            (not self.person or fold(self.person) in fold(of.by))
            and (not self.role or roles.get(of.by) == self.role)
            and (not self.patient or self.patient == of.ref or fold(self.patient) in fold(of.name))
            and (not self.script or self.script == of.script)
            and (not self.state or self.state == of.state)
            and (self.since is None or day >= self.since.isoformat())
            and (self.until is None or day <= self.until.isoformat())
        )


def facts_of(line: TranscriptLine, patient: Patient, digest: Digest) -> Facts:
    """What a filter looks at in one transcript."""
    return Facts(digest.by, patient.ref, patient.name, line.script, digest.state, line.started_at)


def roles_of(dossiers: Dossiers) -> dict[str, str]:
    """Everybody who ever opened the store, by name, with their role; the last one where it changed."""
    return {row.name: row.role for row in dossiers.access.register.rows}
