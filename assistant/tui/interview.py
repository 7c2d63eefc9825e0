"""The interview screen: conducting an interview, with its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from assistant.tui.aloud import Asked
from assistant.tui.asking import KEYS, confirm_stop, find, note_on, pick_skipped
from assistant.tui.attempt import attempt
from assistant.tui.card import QuestionCard
from assistant.tui.conducting import Conducting
from assistant.tui.finder import Chosen
from assistant.tui.patientcard import PatientDialog


class InterviewScreen(Conducting):
    """What the keys do beside answering."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    @property
    def works(self) -> dict[str, bool]:
        """Whether the actions that do not always work do now; found out once the question is painted."""
        if self._works is None:
            session = self.session
            self._works = {
                "back": session.can_go_back or self._correcting is not None,
                "correct": bool(session.answered),
                "skipped": bool(session.skipped),
            }
        return self._works

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that work now are shown."""
        return self.works.get(action, True)

    async def action_back(self) -> None:
        """Return to the question before, or leave a correction."""
        if self._correcting is not None:
            self._half.left(self._correcting)
            self._correcting = None
            await self._advance()
        else:
            await self._do(self.session.back)

    def action_note(self) -> None:
        """Write a note beside the question on screen."""
        asked = self.query_one(QuestionCard).question
        if asked is not None:
            self.app.push_screen(note_on(self.session, asked, self._half), lambda _kept: self._look())

    def action_pause(self) -> None:
        """Leave, to go on later."""
        fault = attempt(self.session.pause)
        if fault is None:
            self._leave(finished=False)
        else:
            self._refuse(fault)

    def action_skipped(self) -> None:
        """Choose a skipped question to ask."""
        self.app.push_screen(pick_skipped(self.session), self._opened)

    async def _opened(self, step: str | None) -> None:
        if step is not None:
            await self._do(lambda: self.session.open(step))

    def action_find(self) -> None:
        """Search the script, or go to a section."""
        self.app.push_screen(find(self.session), self._found)

    async def _found(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        deed, step = chosen
        if deed == "correct":
            await self._picked(step)
        else:
            if self._correcting is not None:
                self._half.left(self._correcting)
            self._correcting = None
            await self._opened(step)

    def action_read(self) -> None:
        """Read aloud what is to be said, or stop reading."""
        asked = self.query_one(QuestionCard).question
        if asked is not None:
            self.post_message(Asked(asked.say, wanted=True))

    def action_card(self) -> None:
        """Show the patient where there is no room beside."""
        self.app.push_screen(PatientDialog(self.session))

    def action_stop(self) -> None:
        """Stop, once confirmed."""
        self.app.push_screen(confirm_stop(), self._stopping)

    async def _stopping(self, sure: bool | None) -> None:
        if sure:
            await self._do(self.session.stop)
