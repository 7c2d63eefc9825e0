"""Where a student speaks: a line above the answer, on the card of a question."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from assistant.language import _
from assistant.tui.card import QuestionCard
from assistant.tui.given import Spoken, Typing
from assistant.tui.keys import figure
from assistant.tui.options import Options
from assistant.tui.plain import safe


def place_of(step: str) -> str:
    """Where half a sentence about a step is kept."""
    return f"say {step}"


class SpeakLine(Input):
    """Enter asks the question as it is written, or says what is typed."""

    def __init__(self) -> None:
        super().__init__(select_on_focus=False, compact=True, id="speak")
        self._step = ""
        self._options: Options | None = None
        self._asked = False

    def put(self, step: str, text: str, options: Options | None, *, explaining: bool) -> None:
        """Take another question.

        Args:
            step: its id.
            text: what is half typed.
            options: where it is answered by a figure, which may be typed here.
            explaining: whether its notion is to be explained.
        """
        self._step, self._options, self._asked = step, options, False
        if options is not None:
            options.spoken_to = True
        self.placeholder = (
            _("Enter: explain as written, or type your own words")
            if explaining
            else _("Enter: ask as written, or type your own words")
        )
        with self.prevent(Input.Changed):
            self.value = safe(text)
        self.cursor_position = len(self.value)

    def asked(self) -> None:
        """The question was asked: a figure answers it from here, and letters go on talking."""
        self._asked = True
        if self._options is not None:
            self.placeholder = _("A figure records the answer; or go on talking")

    def on_key(self, event: events.Key) -> None:
        """A figure on the empty line answers; letters are words: talking never records anything."""
        if self._options is None or self.value:
            return
        if figure(event.character) or (event.key == "enter" and self._asked):
            self._options.take(event)

    def help_words(self) -> str:
        """What is expected here."""
        return _(
            "You speak to the patient here: Enter alone asks the question as it is written, or explains; "
            "or type your own words. Then record below what you heard."
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say it."""
        event.stop()
        self.post_message(Spoken(self.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is half typed."""
        event.stop()
        self.post_message(Typing(place_of(self._step), self.value))


class RehearsalCard(QuestionCard):
    """One question at a time: asked in the line first, then recorded below."""

    def under_words(self) -> ComposeResult:
        """The line to speak in."""
        yield SpeakLine()

    @property
    def speak(self) -> SpeakLine:
        """The line to speak in."""
        return self.query_one(SpeakLine)

    @property
    def speaks(self) -> bool:
        """Whether there is something to say: what is only told is said by going on."""
        return bool(self.speak.display)

    def turn(self, said: str, *, explaining: bool, recording: bool) -> None:
        """Begin with what the student says; what is only told is said by going on.

        Args:
            said: what is half typed of it.
            explaining: whether a notion is to be explained.
            recording: whether to begin with the answer instead.
        """
        asked = self.question
        speaks = asked is not None and (explaining or asked.kind != "tell")
        self.speak.display = speaks
        if asked is not None and speaks:
            options = self.field if isinstance(self.field, Options) and not explaining else None
            self.speak.put(asked.step, said, options, explaining=explaining)
        if speaks and not recording:
            self.to_speak()

    def heard(self, *, again: bool) -> None:
        """The patient has replied: the answer is recorded now, or it is said otherwise.

        Args:
            again: whether what was said concerned another question, or none.
        """
        with self.prevent(Input.Changed):
            self.speak.value = ""
        self.hide_fault()
        if not again:
            self.speak.asked()
        if again or isinstance(self.field, Options):
            self.to_speak()
        else:
            self.to_record()

    def to_speak(self) -> None:
        """Go to the line."""
        self.speak.focus(scroll_visible=False)
        self.scroll_home(animate=False)

    def to_record(self) -> None:
        """Go to where the answer is given."""
        if self.field is not None:
            self.field.focus()
