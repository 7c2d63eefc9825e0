"""What the screen of a patient asks for; its handlers are named after that screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from assistant.dossier.summary import TranscriptLine
    from assistant.tui.patient import PatientScreen


class Asked(Message, namespace="patient_screen"):
    """Something is to be done with this dossier."""

    def __init__(self, screen: PatientScreen) -> None:
        super().__init__()
        self.screen = screen
        self.ref = screen.ref


class Begin(Asked, namespace="patient_screen"):
    """Begin these scripts."""

    def __init__(self, screen: PatientScreen, *scripts: str) -> None:
        super().__init__(screen)
        self.scripts = scripts


class Transcript(Asked, namespace="patient_screen"):
    """Open a transcript: go on with it, or read it."""

    def __init__(self, screen: PatientScreen, line: TranscriptLine, *, resume: bool) -> None:
        super().__init__(screen)
        self.line = line
        self.resume = resume


class Export(Asked, namespace="patient_screen"):
    """Write the page of a transcript to a file."""

    def __init__(self, screen: PatientScreen, line: TranscriptLine) -> None:
        super().__init__(screen)
        self.transcript = line.id


class Edit(Asked, namespace="patient_screen"):
    """Correct the facts, all of them in a form or one of them."""

    def __init__(self, screen: PatientScreen, fact: str | None = None) -> None:
        super().__init__(screen)
        self.fact = fact
