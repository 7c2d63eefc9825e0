"""Entering: the store is made or opened, and locked while nobody is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.message import Message
from textual.screen import Screen

from assistant.errors import AssistantError, InputError
from assistant.settings import Settings, read_settings
from assistant.tui.covers import CoveredApp
from assistant.tui.doorstep import Doorstep
from assistant.tui.home import HomeScreen
from assistant.tui.idle import Idle
from assistant.tui.unlocking import LockScreen, UnlockScreen

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.tui.firststart import FirstStart
    from assistant.tui.ready import Ready

LOOK: Final = 5.0
"""Seconds between two looks at whether somebody is there."""


class Entered(Message):
    """The store is open, and the list of patients is there to be filled."""


class Entering(CoveredApp):
    """What stands between a person and the dossiers."""

    def __init__(self, doorstep: Doorstep, store: Store | None, settings: Settings) -> None:
        super().__init__(settings.theme)
        self.opened = store
        """The dossiers, once they are open: to be closed by whoever started this."""
        self.settings = settings
        """What the pharmacy has set."""
        self._doorstep = doorstep
        self._idle = Idle(doorstep.clock, settings.lock_minutes)
        self._lock: LockScreen | None = None
        self.demo: Callable[[], int] | None = None
        """Shows the program on made-up patients, once this interface has ended; None where it cannot."""
        self.after: Callable[[], int] | None = None
        """What is to be done once this interface has ended."""

    @property
    def store(self) -> Store:
        """The dossiers."""
        assert self.opened is not None
        return self.opened

    def get_default_screen(self) -> Screen[None]:
        """The list of patients, or the way to it: that is painted sooner alone."""
        if self.opened is None and not self._doorstep.made:
            return self._first_start()
        given = self.opened is not None or self._doorstep.passphrase is not None
        return HomeScreen() if given else UnlockScreen(self._doorstep)

    def _first_start(self, kept: Mapping[str, str] | None = None) -> Screen[None]:
        from assistant.tui.firststart import FirstStart  # its widgets cost a part of every other first paint

        return FirstStart(self._doorstep, self.settings, kept)

    def like(self, base: Screen[Any]) -> Screen[None]:
        """A screen like this one, in the language spoken now, with what was typed."""
        if kept := getattr(base, "kept", None):
            return self._first_start(kept)
        return UnlockScreen(self._doorstep) if isinstance(base, UnlockScreen) else HomeScreen()

    def idle_after(self, minutes: int) -> None:
        """Lock after so many minutes without anybody."""
        self._idle = Idle(self._doorstep.clock, minutes)

    @property
    def demonstrates(self) -> bool:
        """Whether the patients are invented: what is written says so."""
        return bool(self._doorstep.banner)

    def on_mount(self) -> None:
        """Read once the first screen is painted."""
        if self._doorstep.banner:
            from assistant.tui.banner import put_banners

            put_banners(self, self._doorstep)
        self.call_after_refresh(self._begin)
        self.set_interval(LOOK, self.lock_if_idle, name="idle")

    def _begin(self) -> None:
        if self.opened is not None:
            self._enter()
        elif isinstance(self.screen_stack[0], HomeScreen):
            self.run_worker(self._open_given(), name="unlock")

    async def _open_given(self) -> None:
        try:
            self.opened = await asyncio.to_thread(self._doorstep.open_given, self.opening)
        except AssistantError as error:
            self.push_screen(UnlockScreen(self._doorstep, error.message))
        else:
            self._enter()

    def opening(self, done: int, total: int) -> None:
        """How far the opening is, where it takes longer; told by another thread."""

    def on_unlock_screen_opened(self, message: UnlockScreen.Opened) -> None:
        """Show the patients."""
        self.opened = message.store
        self.when_seen(self._go_home)

    def on_first_start_made(self, message: FirstStart.Made) -> None:
        """Show the recovery key, this once."""
        from assistant.tui.recoverykey import RecoveryKey

        self.opened = message.store
        self._idle.touch()
        self._keep(message.chosen)
        self.push_screen(RecoveryKey(message.recovery))

    def on_recovery_key_written(self) -> None:
        """Offer something to begin with."""
        from assistant.tui.ready import Ready

        self.when_seen(lambda: self.switch_screen(Ready(demo=self.demo is not None)))

    def on_ready_chosen(self, message: Ready.Chosen) -> None:
        """Begin with it."""
        if message.what == "demo":
            self.after = self.demo
            self.exit()
        else:
            self.when_seen(self._go_home)
        if message.what == "patient":
            self.when_seen(lambda: self.screen.post_message(HomeScreen.New()))

    def _keep(self, chosen: Mapping[str, object]) -> None:
        from assistant.settings.writing import write_settings

        try:
            write_settings(chosen)
            self.settings = read_settings()
        except InputError as error:  # the store is made all the same
            self.settings = replace(self.settings, faults=(error.message,))

    async def _go_home(self) -> None:
        if isinstance(self.screen_stack[0], HomeScreen):
            await self.pop_screen()
        elif len(self.screen_stack) > 1:
            await self.switch_screen(HomeScreen())
        else:
            await self.push_screen(HomeScreen())
        self._enter()

    def _enter(self) -> None:
        self._idle.touch()
        self.post_message(Entered())

    async def on_event(self, event: events.Event) -> None:
        """Take note that somebody is there; what comes after too long an absence is for nobody."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self.lock_if_idle():
                return
            self._idle.touch()
        await super().on_event(event)

    def lock_if_idle(self) -> bool:
        """Lock once nobody has been there for too long; whether it did."""
        due = self._idle.over and self._may_lock
        if due:
            self.action_lock()
        return due

    @property
    def _may_lock(self) -> bool:
        return self._doorstep.locks and self.opened is not None and self._lock is None

    def action_lock(self) -> None:
        """Cover everything until the passphrase is given again."""
        if self._may_lock:
            self._lock = LockScreen(self._doorstep, self.store.person.name)
            self.cover(self._lock)

    async def action_quit(self) -> None:
        """Leave, but not while the only sight of the recovery key is on screen."""
        from assistant.tui.recoverykey import RecoveryKey

        if isinstance(self.screen, RecoveryKey):
            self.screen.insist()
        else:
            await super().action_quit()

    def on_lock_screen_unlocked(self) -> None:
        """Show everything as it was left."""
        if self._lock is not None:
            self._idle.touch()
            self.uncover(self._lock)
            self._lock = None
