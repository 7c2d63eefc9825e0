"""The first start: a name and a passphrase, and a store is made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.vault.strength import weak
from assistant.tui.doorstep import Doorstep
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, function_key, translate
from assistant.tui.plain import safe, words
from assistant.tui.unlocking import quit_key

if TYPE_CHECKING:
    from assistant.store.store import Store


class FirstStart(Screen[None]):
    """Asks for a name and a passphrase; what was typed stays until the store is made."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        function_key(
            "up", "app.focus_previous", N_("Before"), N_("Go to the field before"), name="first.before"
        ),
        function_key("down", "app.focus_next", N_("Next"), N_("Go to the next field"), name="first.next"),
        binding(
            "ctrl+s", "make", N_("Make the store"), N_("Make the store"), name="first.make", priority=True
        ),
        quit_key(),
    ]

    class Made(Message):
        """The store is there and open."""

        def __init__(self, store: Store, recovery: str) -> None:
            super().__init__()
            self.store = store
            self.recovery = recovery

    def __init__(self, doorstep: Doorstep) -> None:
        super().__init__()
        translate(self)
        self._doorstep = doorstep
        self._making = False

    def compose(self) -> ComposeResult:
        """What is asked for, and what it is for."""
        given = self._doorstep.passphrase or ""
        yield Static(words(_("First start"), "bold"), id="progress")
        with VerticalScroll(id="page", can_focus=False):
            place = _("An encrypted store of dossiers will be made in {path}.")
            yield Static(words(place.format(path=shorten(str(self._doorstep.folder), 200))), classes="block")
            yield from _asked(_("Your name, written beside answers"), "name", safe(self._doorstep.called))
            yield from _asked(_("Passphrase"), "passphrase", given, password=True)
            yield from _asked(_("The same again"), "again", given, password=True)
            yield Static(id="short", classes="own")
            yield Static(id="state", classes="own")
            yield Static(classes="fault")
            yield Static(words("\n\n".join(_purposes())), classes="block", id="purposes")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first empty field."""
        self._tell()
        self._weigh()
        fields = list(self.query(Input))
        next((field for field in fields if not field.value), fields[0]).focus()

    def on_input_changed(self) -> None:
        """Say whether the passphrase is short: it is taken all the same."""
        self._weigh()
        if not self._making:
            self._tell()

    def _weigh(self) -> None:
        typed = self.query_one("#passphrase", Input).value
        self._line("#short", " ".join(weak(typed)) if typed else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; make the store from the last."""
        if event.input.id == "again":
            self.action_make()
        else:
            self.focus_next(Input)

    def action_make(self) -> None:
        """Make the store, or say why it cannot be."""
        name, passphrase, again = (field.value for field in self.query(Input))
        if self._making:
            return
        if fault := _fault(name, passphrase, again):
            self._tell(fault=fault)
            return
        self._making = True
        self._tell(_("Making the store…"))
        self.run_worker(self._make(name, passphrase), name="make")

    async def _make(self, name: str, passphrase: str) -> None:
        called = self._doorstep.called or name
        try:
            entry = await asyncio.to_thread(lambda: self._doorstep.entry)
            store, recovery = await asyncio.to_thread(entry.create, called, name, passphrase)
        except AssistantError as error:
            self._tell(fault=error.message)
        else:
            for field in self.query(Input):
                field.clear()
            self.post_message(self.Made(store, recovery))
        finally:
            self._making = False

    def _tell(self, sentence: str = "", *, fault: str = "") -> None:
        self._line("#state", sentence)
        self._line(".fault", f"! {fault}" if fault else "")

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(words(text))
        line.display = bool(text)


def _asked(label: str, name: str, text: str, *, password: bool = False) -> ComposeResult:
    with Horizontal(classes="asked"):
        yield Static(words(label), classes="label")
        yield Input(text, password=password, compact=True, select_on_focus=False, id=name)


def _fault(name: str, passphrase: str, again: str) -> str:
    if not name.strip():
        return _("Type your name: it is written beside each answer.")
    if not passphrase.strip():
        return _("The passphrase is empty. Choose several words that only you know.")
    if passphrase != again:
        return _("The two passphrases are not the same. Type them again.")
    return ""


def _purposes() -> tuple[str, ...]:
    return (
        _("The passphrase opens the dossiers each time. Several words that only you know: five or more."),
        _("Next comes a recovery key, to write on paper: it opens all when a passphrase is forgotten."),
        _("Without it and without a passphrase nobody can read the dossiers, nor can we."),
    )
