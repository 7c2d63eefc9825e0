"""Conducting an interview: asks, keeps what is answered, and shows what follows from it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from assistant.interview.conversation import Line, conversation
from assistant.interview.question import Question
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.language import _
from assistant.store.store import Store
from assistant.tui.aloud import Asked
from assistant.tui.asking import RARE, confirm_refusal, open_alert, pick_answered
from assistant.tui.attempt import attempt
from assistant.tui.beside import Beside, load_drawing
from assistant.tui.card import QuestionCard
from assistant.tui.conversation import Conversation
from assistant.tui.given import Given, Guard, Typing
from assistant.tui.halftyped import HalfTyped
from assistant.tui.inrplot import InrPlot
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import translate
from assistant.tui.layer import Layer
from assistant.tui.panes import TALL, WIDE, WIDEST
from assistant.tui.review import Review

PAINTED = 0.1
"""Seconds after which a question is painted, and the next key is still to come."""

TICK = 10.0
"""Seconds between two looks at the clock, which shows minutes."""


class Conducting(Layer[bool]):
    """One sitting. Dismissed with whether anything was finished: False when it is only paused."""

    def __init__(self, store: Store, sitting: Sitting) -> None:
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (WIDEST, "-widest")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]
        self._store = store
        self.sitting = sitting
        self._half = HalfTyped(self, store.draft(self.session.name))
        self._guard = Guard()
        self._beside = Beside(self, store.access)
        self._seen = 0
        self._explaining: Question | None = None
        self._correcting: str | None = None
        self._works: dict[str, bool] | None = None
        self.unsaid: str | None = None
        """Why the next script could not begin."""

    @property
    def session(self) -> Session:
        """The session under way."""
        return self.sitting.session

    def compose(self) -> ComposeResult:
        """Progress, conversation and question; on their sides the steps and the patient, with room."""
        yield Static(id="progress")
        yield Static(id="steps")
        yield Conversation()
        yield QuestionCard()
        with VerticalScroll(id="side", can_focus=False):
            yield InrPlot()
            yield Static(id="facts")
        yield KeyLine(*RARE)

    async def on_mount(self) -> None:
        """Begin, or take up again."""
        self.set_interval(TICK, lambda: self._beside.tick(self.sitting), name="clock")
        await self._take_up()
        if self.app.size.width >= WIDE:
            self.run_worker(load_drawing, thread=True, name="drawing")

    def on_unmount(self) -> None:
        """Keep what is half typed, however the screen ends."""
        self._half.keep()

    async def _take_up(self) -> None:
        session = self.session
        self._seen, self._explaining, self._correcting = 0, None, None
        self._half = HalfTyped(self, self._store.draft(session.name))
        if self._half.restored in session.answered:
            self._correcting = self._half.restored
        chat = self.query_one(Conversation)
        self._head(chat)
        for misfit in session.misfits:
            chat.tell(
                _("The script has changed: the answer to “{step}” no longer fits and is asked again.").format(
                    step=misfit.step
                )
            )
        await self._advance()

    def _head(self, chat: Conversation) -> None:
        script = self.session.script
        chat.head(str(script.title), str(script.notice or ""))

    async def _advance(self) -> None:
        """Show what follows from the events."""
        session, card = self.session, self.query_one(QuestionCard)
        self._look()
        if session.transcript.over:
            self._leave(finished=True)
        elif self._correcting is not None:
            asked = session.question_of(self._correcting)
            self._asked(card.ask(asked, self._typed_at(asked.step), correcting=True))
        elif session.open_alerts:
            self.app.push_screen(open_alert(session, self._half), self._answered_for)
        elif self._explaining is not None:
            self._asked(card.explain(self._explaining))
        elif session.question is not None:
            self._asked(card.ask(session.question, self._typed_at(session.question.step)))
        elif session.refused:
            await self._refusing()
        else:
            review = Review(session, self._finish, final=not session.can_go_back)
            self.app.push_screen(review, self._reviewed)
        self.refresh_bindings()
        self.call_after_refresh(self._guard.open)
        # While the question is read, rather than between a key and its question.
        self.set_timer(PAINTED, lambda: gc.collect(1))

    async def _refusing(self) -> None:
        self.app.push_screen(confirm_refusal(), self._refused)

    def _asked(self, said: str) -> None:
        self.post_message(Asked(said))

    def _look(self) -> None:
        """Take in the events since the last look."""
        session = self.session
        if self._seen < len(session.transcript.events):
            self._tell(conversation(session, after=self._seen))
            self._seen = len(session.transcript.events)
            self._explaining = session.explaining or self._explaining
        self._beside.tick(self.sitting)
        self.call_after_refresh(self._beside.fill, session)  # once the question is painted, which comes first
        self._works = None

    def _tell(self, lines: Sequence[Line]) -> None:
        self.query_one(Conversation).add(lines)

    def on_resize(self) -> None:
        """Fill the sides once there is room for them."""
        if self._seen:
            self._look()

    @on(Given)
    async def _take(self, given: Given) -> None:
        given.stop()
        asked = self.query_one(QuestionCard).question
        if not self._guard.lets(given) or asked is None or given.step != asked.step:
            return
        explaining = self._explaining is not None and self._correcting is None
        fault = self._explained() if explaining else attempt(lambda: self._keep_answer(given))
        if fault is not None:
            self._refuse(fault)
            return
        if not explaining:
            self._correcting = None
            self._half.given(given.step)
        self._guard.close()
        await self._advance()

    def _refuse(self, fault: str) -> None:
        self.query_one(QuestionCard).refuse(fault)

    def _explained(self) -> str | None:
        self._explaining = None
        return None

    def _keep_answer(self, given: Given) -> None:
        if self._correcting is not None:
            self.session.correct(given.step, given.typed, given.heard)
        elif given.step == self.session.position:
            self.session.answer(given.typed, given.heard)

    @on(Typing)
    def _typing(self, typing: Typing) -> None:
        typing.stop()
        self._half.typed(typing.step, typing.text)
        self.query_one(QuestionCard).hide_fault()

    def _typed_at(self, step: str) -> str | None:
        return self._half.at(step)

    async def _do(self, what: Callable[[], object]) -> None:
        fault = attempt(what)
        if fault is None:
            self._explaining = None
            await self._advance()
        else:
            self._refuse(fault)

    async def _answered_for(self, said: bool | None) -> None:
        if said:
            await self._advance()
        else:
            self.action_correct()

    async def _refused(self, sure: bool | None) -> None:
        await self._do(self.sitting.finish if sure else self.session.back)

    def _finish(self) -> str | None:
        """Finish the script under way; a next one that cannot begin is said after the end."""
        finished = self.session
        fault = attempt(self.sitting.finish)
        if not finished.transcript.over:
            return fault
        self._half.forget()
        if finished is not self.session:
            self._store.release(finished.name)
        self.unsaid = fault
        return None

    async def _reviewed(self, chosen: str | None) -> None:
        if chosen is None:
            await self._do(self.session.back)
        elif chosen:
            self._correcting = chosen
            await self._advance()
        elif self.session.transcript.over:
            self._leave(finished=True)
        else:
            await self._take_up()

    def _leave(self, *, finished: bool) -> None:
        self._store.release(self.session.name)
        self.leave(finished)

    def action_correct(self) -> None:
        """Choose the answer to correct."""
        self.app.push_screen(pick_answered(self.session), self._picked)

    async def _picked(self, step: str | None) -> None:
        if step is not None or self.session.open_alerts:
            self._correcting = step or self._correcting
            await self._advance()
