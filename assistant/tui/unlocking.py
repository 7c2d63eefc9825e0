"""The two doors: opening the store, and coming back after an absence."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from assistant.errors import AssistantError
from assistant.language import _
from assistant.people import role_words
from assistant.tui.covers import Cover
from assistant.tui.doorstep import Doorstep, Known
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, function_key, translate
from assistant.tui.listing import Listing
from assistant.tui.page import Page
from assistant.tui.passphrase import Passphrase
from assistant.tui.plain import words

if TYPE_CHECKING:
    from textual.widgets import OptionList

    from assistant.store.store import Store


def quit_key() -> Binding:
    """Leaving the program, in sight where there is nowhere else to go."""
    return binding("ctrl+q", "app.quit", N_("Quit"), N_("Leave the program"), name="door.quit", priority=True)


class UnlockScreen(Screen[None]):
    """Opens the store: who, and their passphrase."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        function_key("up", "before", N_("Before"), N_("Choose the person before"), name="unlock.before"),
        function_key("down", "next", N_("Next"), N_("Choose the next person"), name="unlock.next"),
        quit_key(),
    ]

    class Opened(Message):
        """The dossiers are open."""

        def __init__(self, store: Store) -> None:
            super().__init__()
            self.store = store

    def __init__(self, doorstep: Doorstep, fault: str = "") -> None:
        super().__init__()
        translate(self)
        self._doorstep = doorstep
        self._people: list[Known] = []
        self._at = 0
        self._list: OptionList | None = None
        self._passphrase = Passphrase(self._try, fault=fault)

    def compose(self) -> ComposeResult:
        """A passphrase; whose is read once this is painted."""
        yield Static(words(_("The dossiers are closed"), "bold"), id="progress")
        with Page():
            yield self._passphrase
        yield KeyLine()

    def on_mount(self) -> None:
        """Read who may open it once this is painted."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        self.run_worker(self._read(), name="people")

    async def _read(self) -> None:
        try:
            self._people, self._at = await asyncio.to_thread(self._doorstep.people)
        except AssistantError as error:
            self._passphrase.give_up(error.message)
            return
        if len(self._people) > 1:
            await self._lay_list()
        self._passphrase.ask(self._people[self._at].name)
        self.refresh_bindings()

    async def _lay_list(self) -> None:

        roles = role_words()
        lines = [f"{one.name} · {roles[one.role]}" for one in self._people]
        self._list = Listing(*(words(line) for line in lines), name="people")
        self._list.can_focus = False
        self._list.highlighted = self._at
        await self.query_one("#page").mount(self._list, before=0)

    def _try(self, passphrase: str) -> Message:
        # A passphrase may be typed faster than the people are read.
        people, at = (self._people, self._at) if self._people else self._doorstep.people()
        return self.Opened(self._doorstep.entry.unlock(people[at].user, passphrase))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choose only where there is a choice."""
        return len(self._people) > 1 if action in ("before", "next") else True

    def action_before(self) -> None:
        """Choose the person before."""
        self._choose(self._at - 1)

    def action_next(self) -> None:
        """Choose the next person."""
        self._choose(self._at + 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose with the mouse."""
        self._choose(event.option_index)

    def _choose(self, at: int) -> None:
        if self._list is not None and not self._passphrase.trying:
            self._at = at % len(self._people)
            self._list.highlighted = self._at
            self._passphrase.empty()
            self._passphrase.ask(self._people[self._at].name)


class LockScreen(Cover):
    """Covers everything until the person who was there gives their passphrase again."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [quit_key()]

    class Unlocked(Message):
        """They are back."""

    def __init__(self, doorstep: Doorstep, name: str) -> None:
        super().__init__()
        translate(self)
        self._doorstep = doorstep
        self._person = name

    def compose(self) -> ComposeResult:
        """Nothing of a patient."""
        yield Static(words(_("The screen is locked"), "bold"), id="progress")
        with Page():
            sentence = _("Everything is as it was left, half-typed text included.")
            yield Static(words(sentence), classes="block")
            yield Passphrase(self._try, whose=self._person)
        yield KeyLine()

    def _try(self, passphrase: str) -> Message:
        self._doorstep.entry.keys(self._person, passphrase)
        return self.Unlocked()
