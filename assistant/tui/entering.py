"""Entering: the store is made or opened, and locked while nobody is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual import events
from textual.message import Message
from textual.screen import Screen

from assistant.errors import AssistantError
from assistant.tui.covers import CoveredApp
from assistant.tui.doorstep import Doorstep
from assistant.tui.firststart import FirstStart
from assistant.tui.home import HomeScreen
from assistant.tui.idle import Idle
from assistant.tui.unlocking import LockScreen, UnlockScreen

if TYPE_CHECKING:
    from assistant.store.store import Store

LOOK: Final = 5.0
"""Seconds between two looks at whether somebody is there."""


class Entered(Message):
    """The store is open, and the list of patients is there to be filled."""


class Entering(CoveredApp):
    """What stands between a person and the dossiers."""

    def __init__(self, doorstep: Doorstep, store: Store | None, lock_minutes: int) -> None:
        super().__init__()
        self.opened = store
        """The dossiers, once they are open: to be closed by whoever started this."""
        self._doorstep = doorstep
        self._idle = Idle(doorstep.clock, lock_minutes)
        self._lock: LockScreen | None = None

    @property
    def store(self) -> Store:
        """The dossiers."""
        assert self.opened is not None
        return self.opened

    def get_default_screen(self) -> Screen[None]:
        """The list of patients, or the way to it: that is painted sooner alone."""
        if self.opened is None and not self._doorstep.made:
            return FirstStart(self._doorstep)
        given = self.opened is not None or self._doorstep.passphrase is not None
        return HomeScreen() if given else UnlockScreen(self._doorstep)

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
        self.push_screen(RecoveryKey(message.recovery))

    def on_recovery_key_written(self) -> None:
        """Show the patients: none yet."""
        self.when_seen(self._go_home)

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Help only where the patients are in sight; locking only where something unlocks."""
        if action == "lock":
            return self._doorstep.locks
        if action == "help":
            return not self.covered and any(isinstance(one, HomeScreen) for one in self.screen_stack)
        return True
