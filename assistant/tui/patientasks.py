"""What the screen of a patient asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.wanted import Wanted

if TYPE_CHECKING:
    from assistant.dossier.summary import TranscriptLine
    from assistant.tui.app import AssistantApp
    from assistant.tui.patient import PatientScreen


class Asked(Wanted):
    """Something is to be done with this dossier."""

    def __init__(self, screen: PatientScreen) -> None:
        super().__init__(screen)
        self.ref = screen.ref


class Begin(Asked):
    """Begin these scripts."""

    def __init__(self, screen: PatientScreen, *scripts: str) -> None:
        super().__init__(screen)
        self.scripts = scripts

    def answer(self, app: AssistantApp) -> None:
        """Begin the first of them."""
        from assistant.tui.visits import begin

        begin(app, self.ref, self.scripts)


class Transcript(Asked):
    """Open a transcript: go on with it, or read it."""

    def __init__(self, screen: PatientScreen, line: TranscriptLine, *, resume: bool) -> None:
        super().__init__(screen)
        self.line = line
        self.resume = resume

    def answer(self, app: AssistantApp) -> None:
        """Open it."""
        from assistant.tui.visits import open_transcript

        open_transcript(app, self.ref, self.line, resume=self.resume)


class Edit(Asked):
    """Correct the facts, all of them in a form or one of them."""

    def __init__(self, screen: PatientScreen, fact: str | None = None) -> None:
        super().__init__(screen)
        self.fact = fact

    def answer(self, app: AssistantApp) -> None:
        """Show the form, or the one field."""
        from assistant.tui.visits import correct_fact, edit_patient

        if self.fact is None:
            edit_patient(app, self.ref)
        else:
            correct_fact(app, self.ref, self.fact)
