"""The interview screen with a simulated patient: what is said stands in a line above what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.interview.conversation import Line
from assistant.interview.event import ANSWERED
from assistant.interview.sitting import Sitting
from assistant.rehearsal.hints import hint, understood
from assistant.rehearsal.matching import Intent
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.store.store import Store
from assistant.tui.aloud import Asked
from assistant.tui.attempt import attempt
from assistant.tui.beside import Beside
from assistant.tui.conversation import Conversation
from assistant.tui.given import Spoken
from assistant.tui.inrplot import InrPlot
from assistant.tui.interview import InterviewScreen
from assistant.tui.keyline import KeyLine
from assistant.tui.rehearsalkeys import RARE_SPEAKING, SPEAKING
from assistant.tui.rehearsalwords import progress_line
from assistant.tui.speakline import RehearsalCard, place_of

SECOND: Final = 1.0
"""Seconds between two looks at the time left of an exam."""


class BesideRehearsal(Beside):
    """The line on top names the case, and the time left of an exam."""

    def _progress(self, sitting: Sitting) -> Content:
        session = sitting.session
        assert isinstance(session, Rehearsal)
        return progress_line(session, sitting)


class RehearsalScreen(InterviewScreen):
    """One rehearsal. Dismissed as an interview is."""

    BINDINGS: ClassVar[list[BindingType]] = SPEAKING

    def __init__(self, store: Store, sitting: Sitting) -> None:
        super().__init__(store, sitting)
        self._beside = BesideRehearsal(self, store.access)
        self._before = len(self.session.transcript.events)
        self._speaks = False

    @property
    def session(self) -> Rehearsal:
        """The rehearsal under way."""
        session = super().session
        assert isinstance(session, Rehearsal)
        return session

    @property
    def card(self) -> RehearsalCard:
        """The question on screen."""
        return self.query_one(RehearsalCard)

    def compose(self) -> ComposeResult:
        """As in an interview, with a line to speak in."""
        yield Static(id="progress")
        yield Static(id="steps")
        yield Conversation(patient=self.session.case.patient.given_name)
        yield RehearsalCard()
        with VerticalScroll(id="side", can_focus=False):
            yield InrPlot()
            yield Static(id="facts")
        yield KeyLine(*RARE_SPEAKING)

    async def on_mount(self) -> None:
        """Look at the time left; the interview itself begins as any other."""
        if self.session.rules.timed:
            self.set_interval(SECOND, self.look_at_time, name="exam")

    def look_at_time(self) -> None:
        """End an exam whose time is over, whatever stands above it."""
        self.session.expire()
        self._beside.tick(self.sitting)
        if self.session.transcript.over:
            self._leave(finished=True)

    def _head(self, chat: Conversation) -> None:
        chat.head(str(self.session.case.title), str(self.session.case.situation))

    def _tell(self, lines: Sequence[Line]) -> None:
        chat, session = self.query_one(Conversation), self.session
        for line in lines:
            chat.add([line])
            event = session.transcript.events[line.seq - 1]
            if event.kind == "spoke":
                chat.aside(understood(session, event))
            if line.seq > self._before:  # not what was said before a pause
                if event.kind == "spoke":
                    self._hear(line.text)
                if event.kind in (*ANSWERED, "spoke"):
                    chat.aside(hint(session, event))

    def _hear(self, words: str, *, wanted: bool = False) -> None:
        session = self.session
        language = session.practised.language
        self.post_message(Asked(words, wanted=wanted, who=session.case.patient.sex, language=language))

    def _look(self) -> None:
        super()._look()
        if self._explaining is not None and self._explaining.step in self.session.heard.explained:
            self._explaining = None

    async def _advance(self) -> None:
        await super()._advance()
        asked, correcting = self.card.question, self._correcting is not None
        if asked is not None and not self.session.transcript.over:
            said = self._half.at(place_of(asked.step)) or ""
            explaining = self._explaining is not None and not correcting
            self.card.turn(said, explaining=explaining, recording=correcting)
            self._speaks, self._works = self.card.speaks, None
            self.refresh_bindings()

    async def _refusing(self) -> None:
        if not self.session.rules.revised:  # nothing is taken back, so nothing is asked about it
            await self._do(self.sitting.finish)
        else:
            await super()._refusing()

    def _asked(self, said: str) -> None:
        """The student speaks: the program does not."""

    def _refuse(self, fault: str) -> None:
        super()._refuse(fault)
        self.look_at_time()

    def _explained(self) -> str | None:
        return attempt(lambda: self.session.press("explain"))

    async def _picked(self, step: str | None) -> None:
        if step is not None and not self.session.rules.revised:
            self._refuse(attempt(self.session.back) or "")
        else:
            await super()._picked(step)

    @property
    def works(self) -> dict[str, bool]:
        """Whether the actions that do not always work do now."""
        if self._works is None:
            topic, correcting = self.session.topic, self._correcting is not None
            asks = topic is not None and self.session.located(topic)[1].kind != "tell"
            found = {**super().works, "press": asks, "turn": self._speaks}
            found["back"] = self.session.can_go_back or correcting
            self._works = found
        return self._works

    @on(Spoken)
    async def _spoken(self, spoken: Spoken) -> None:
        spoken.stop()
        if self._guard.lets(spoken):
            await self._speak(lambda: self._say(" ".join(spoken.words.split())))

    def _say(self, words: str) -> object:
        asked = self.card.question
        if words:
            return self.session.say(words)
        if self._correcting is not None and asked is not None:
            return self.session.say(asked.say)
        return self.session.ask() if self._explaining is None else self.session.press("explain")

    async def _speak(self, do: Callable[[], object]) -> None:
        explaining = self._explaining
        fault = attempt(do)
        if fault is not None:
            self._refuse(fault)
            return
        asked = self.card.question
        if asked is not None:
            self._half.given(place_of(asked.step))
        self._look()
        about = self.session.transcript.events[-1].step
        self.card.heard(again=asked is None or about != asked.step)
        if explaining is not None and self._explaining is None:
            await self._advance()
        self.refresh_bindings()

    async def action_press(self, intent: Intent) -> None:
        """Say one of the usual things."""
        await self._speak(lambda: self.session.press(intent))

    def action_turn(self) -> None:
        """Go to the line, or back to the answer."""
        if self.card.speak.has_focus:
            self.card.to_record()
        else:
            self.card.to_speak()

    def action_read(self) -> None:
        """Hear the patient again."""
        said = [event for event in self.session.transcript.events if event.kind == "spoke"]
        if said:
            self._hear(str(said[-1].value["reply"]), wanted=True)
