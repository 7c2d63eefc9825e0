"""A passphrase to be tried: the field, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.language import _, ngettext
from assistant.tui.keys import N_, function_key, translate
from assistant.tui.plain import show_words, words

Try = Callable[[str], Message]
"""Tries a passphrase, in a thread; the message of what it opened."""


class Passphrase(Vertical):
    """One field. A try takes its time in a thread: the screen stays alive, what it gives is posted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        function_key(
            "f2",
            "forgotten",
            N_("Forgotten"),
            N_("What to do about a forgotten passphrase"),
            name="passphrase.forgotten",
        ),
    ]

    def __init__(self, attempt: Try, *, whose: str = "", fault: str = "") -> None:
        super().__init__()
        translate(self)
        self._attempt = attempt
        self._whose = whose
        self._fault = fault
        self._waits = 0
        self._timer: Timer | None = None
        self.trying = False
        """Whether a passphrase is being tried."""

    def compose(self) -> ComposeResult:
        """Whose it is, the field, what came of it."""
        yield Static(_asked(self._whose), id="who", classes="own")
        placeholder = _("type it, then press Enter")
        yield Input(password=True, compact=True, select_on_focus=False, placeholder=placeholder)
        yield Static(id="state", classes="own")
        yield Static(classes="fault")
        yield Static(id="forgotten", classes="own")

    def on_mount(self) -> None:
        """Ready to be typed."""
        self.tell(fault=self._fault)
        self.query_one("#forgotten").display = False
        self.query_one(Input).focus()

    def ask(self, name: str) -> None:
        """Whose passphrase is asked for."""
        self.query_one("#who", Static).update(_asked(name))

    def empty(self) -> None:
        """Nothing typed, nothing to say."""
        self.query_one(Input).value = ""
        self.tell()

    def give_up(self, fault: str) -> None:
        """Nothing can be opened here, whatever is typed."""
        self.query_one(Input).disabled = True
        self.tell(fault=fault)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said of the last try no longer holds; a wait does."""
        if event.value and not self._waits:
            self.tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed."""
        if event.value and not self.trying:
            self.trying = True
            self.tell(_("Opening…"))
            self.run_worker(self._submit(event.value), name="unlock")

    async def _submit(self, passphrase: str) -> None:
        try:
            opened = await asyncio.to_thread(self._attempt, passphrase)
        except AssistantError as error:
            self._refuse(error)
        else:
            self.empty()
            self.post_message(opened)
        finally:
            self.trying = False

    def _refuse(self, error: AssistantError) -> None:
        wait = error.details.get("wait")
        if not isinstance(wait, int):
            self.query_one(Input).value = ""
            self.tell(fault=error.message)
            return
        self.tell(fault=_waiting(wait))  # what was typed was not even tried: it stays
        self._waits = wait
        self._timer = self.set_interval(1, self._count_down)

    def _count_down(self) -> None:
        self._waits -= 1
        if self._waits > 0:
            self.query_one(".fault", Static).update(words(f"! {_waiting(self._waits)}"))
        else:
            self.tell(_("The wait is over: Enter tries again."))

    def tell(self, sentence: str = "", *, fault: str = "") -> None:
        """Say how it stands."""
        if self._timer is not None:
            self._timer.stop()
        self._timer, self._waits = None, 0
        for selector, text in (("#state", sentence), (".fault", f"! {fault}" if fault else "")):
            show_words(self, selector, text)

    def action_forgotten(self) -> None:
        """Say what a forgotten passphrase means, or take that away again."""
        told = self.query_one("#forgotten", Static)
        told.update(words(_forgotten()))
        told.display = not told.display
        if told.display:
            self.call_after_refresh(told.scroll_visible, animate=False)


def _asked(name: str) -> Content:
    # Nobody's, until the people are read.
    return words(_("Passphrase of {name}").format(name=name) if name else _("Passphrase"), "bold")


def _waiting(seconds: int) -> str:
    return ngettext(
        "Too many wrong passphrases. Try again in {count} second.",
        "Too many wrong passphrases. Try again in {count} seconds.",
        seconds,
    ).format(count=seconds)


def _forgotten() -> str:
    replaced = _(
        "A forgotten passphrase is replaced with the recovery key, which was shown once when the store was "
        "made. Leave with Ctrl+Q, then: assistant users passphrase NAME --recovery"
    )
    neither = _("Without it and without a passphrase nobody can read the dossiers, nor can we.")
    return f"{replaced}\n\n{neither}"
