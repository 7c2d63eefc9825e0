"""An alert: what to say, what to do, and what was done. An emergency covers the whole screen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from assistant.avk.reference import Reference
from assistant.interview.alerts import Raised
from assistant.language import _, labelled
from assistant.tui.dialogs import Attempt, Typed
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Dialog
from assistant.tui.plain import joined, words


class Done(Vertical):
    """What was done: typed, or one of the usual phrases."""

    def __init__(self, phrases: list[str], text: str = "") -> None:
        super().__init__()
        self._phrases = phrases
        self._text = text
        self._at = -1

    def compose(self) -> ComposeResult:
        """The field, and the phrases under it."""
        yield Input(
            self._text,
            placeholder=_("type it, or choose below with the arrows"),
            select_on_focus=False,
            compact=True,
        )
        yield Static(self._listed())

    def on_key(self, event: events.Key) -> None:
        """Fill in the next phrase, or the one before."""
        if event.key in ("down", "up"):
            event.stop()
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._phrases)
            field = self.query_one(Input)
            field.value = self._phrases[self._at]
            field.cursor_position = len(field.value)
            self.query_one(Static).update(self._listed())

    def _listed(self) -> Content:
        marks = ("›" if n == self._at else " " for n in range(len(self._phrases)))
        lines = [words(f"{mark} {phrase}") for mark, phrase in zip(marks, self._phrases, strict=True)]
        return joined(*lines, words(_("↓ ↑: a usual phrase · Enter: confirm"), "dim"))


class AlertScreen(Dialog[bool]):
    """Waits for what was done; True once it is said, False to correct an answer first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "f4",
            "correct",
            N_("Correct an answer"),
            N_("The alert rests on a wrong answer"),
            name="alert.correct",
        )
    ]

    def __init__(
        self,
        raised: Raised,
        attempt: Attempt,
        reference: Reference | None = None,
        text: str = "",
        typed: Typed | None = None,
        *,
        final: bool = False,
    ) -> None:
        """One alert.

        Args:
            raised: the alert.
            attempt: says what was done.
            reference: what the doctor will weigh.
            text: what is half typed.
            typed: is told what is half typed.
            final: whether nothing can be taken back.
        """
        super().__init__(classes=f"alert -{raised.alert.level}")
        translate(self)
        self._raised = raised
        self._attempt = attempt
        self._reference = reference
        self._text = text
        self._typed = typed
        self._final = final
        self._phrases = _phrases(raised.alert.level)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is corrected where nothing is taken back."""
        return action != "correct" or not self._final

    def compose(self) -> ComposeResult:
        """From what is said to what was done."""
        alert = self._raised.alert
        with VerticalScroll(classes="dialog", can_focus=False) as box:
            box.border_title = words(_titles()[alert.level]).markup
            yield Static(words(_("Say: « {words} »").format(words=alert.say), "bold"), classes="spoken")
            yield Static(words(_("Do now: {deed}").format(deed=alert.do)), classes="todo")
            for note in self._raised.notes:
                yield Static(words(note), classes="weighed")
            yield Static(words(_("What was done?"), "bold"))
            yield Done(self._phrases, self._text)
            yield Static(classes="fault")
            if self._reference is not None:
                yield Static(_weighed(self._reference), classes="weighed")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with what to say, whatever has the keys."""
        self.query_one(Input).focus(scroll_visible=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is half typed."""
        event.stop()
        if self._typed is not None and event.value != self._text:
            self._text = event.value
            self._typed(self._text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say what was done."""
        fault = self._attempt(event.value)
        if fault is None:
            self.dismiss(True)
            return
        sentence = self.query_one(".fault", Static)
        sentence.update(words(f"! {fault}"))
        sentence.scroll_visible(animate=False)

    def action_correct(self) -> None:
        """Correct the answer that raised it."""
        self.dismiss(False)


def _titles() -> dict[str, str]:
    return {
        "note": _("To note"),
        "advise": _("Alert: see the doctor"),
        "call": _("Alert: call the prescriber today"),
        "emergency": _("EMERGENCY: call 15"),
    }


def _phrases(level: str) -> list[str]:
    usual = {
        "emergency": [
            _("15 called, patient not left alone"),
            _("Patient refuses the call, told to call 15, prescriber called"),
        ],
        "call": [
            _("Prescriber called and reached"),
            _("Prescriber not reached, 15 called"),
            _("Patient refuses the call, and was told to call the doctor today"),
        ],
        "advise": [
            _("Patient told, will see the doctor"),
            _("Prescriber called and reached"),
            _("Already known to the doctor"),
        ],
    }
    return usual.get(
        level, [_("Patient told"), _("Already known to the doctor"), _("To be checked at the next talk")]
    )


def _weighed(row: Reference) -> Content:
    then = "" if row.then is None else f" {row.then}"
    return joined(
        words(f"{row.heading} · {row.source}", "dim"),
        words(labelled(row.label, f"{row.text}{then}")),
    )
