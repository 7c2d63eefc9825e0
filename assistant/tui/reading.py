"""Reading the list of patients: the most urgent as they were last known, then all of them as they are."""

from __future__ import annotations

import gc
import inspect
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assistant.clock import today
from assistant.dossier.summary import Summary
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.tui.doorstep import Doorstep
from assistant.tui.everywhere import Everywhere
from assistant.tui.home import HomeScreen
from assistant.tui.unlocking import UnlockScreen

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.tui.yearscreen import OutlookOf
    from assistant.year.report import YearReport
    from assistant.year.worklist import Worklist

FIRST: Final = 60
"""Patients that fill any screen, to be shown before the others."""


class Reading(Everywhere):
    """What fills the list of patients, out of the way of the keys."""

    def __init__(
        self,
        doorstep: Doorstep,
        store: Store | None,
        settings: Settings,
        year_of: Callable[[list[Summary]], YearReport] | None,
    ) -> None:
        super().__init__(doorstep, store, settings)
        self.year_of = year_of
        self.outlook_of: OutlookOf | None = None
        """The year with what is to come of it; without it there is no screen of the year."""
        self._reading = threading.Lock()
        self._looked = False

    @property
    def home(self) -> HomeScreen:
        """The list of patients, under everything but the way to it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, HomeScreen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The year from the list of patients, where there are some: rehearsals never count."""
        if action != "year":
            return super().check_action(action, parameters)
        counts = bool(self.summaries) and not self.store.access.rehearsal
        return counts and self.outlook_of is not None and isinstance(self.screen, HomeScreen)

    def action_year(self) -> None:
        """Show the pharmacy's year."""
        from assistant.tui.yearscreen import YearScreen

        if self.outlook_of is not None:
            self.push_screen(YearScreen(self.store, self.outlook_of, amounts=self.home.amounts))

    def _begin(self) -> None:
        super()._begin()
        if isinstance(self.screen_stack[0], UnlockScreen):
            self.run_worker(self._prepare, thread=True, name="prepare")

    def _prepare(self) -> None:
        """Load what the list needs while the passphrase is typed."""
        from assistant.script.knowledge import medicines, thresholds

        with suppress(AssistantError):  # said when it is needed
            medicines()
            thresholds()
            if self.year_of is not None:
                self.year_of([])

    def read_again(self) -> None:
        """Read the list of patients, out of the way of the keys."""
        self.run_worker(self._read, thread=True, exclusive=False, name="read", exit_on_error=True)

    def _read(self) -> None:
        with self._reading:
            gc.disable()  # nothing of what is read is garbage: to look for some costs as much as reading
            try:
                if not self._looked and self._look():
                    return
                self.summaries, damaged = self.store.listed(self.opening)
                work = self._worklist(self.summaries)
            except AssistantError as error:
                self._tell(error.message)
                return
            finally:
                gc.enable()
            self._show(work, damaged, lambda: self._warm_up(work))

    def _look(self) -> bool:
        """Show the most urgent patients as they were last known, then read; whether any are known."""
        from assistant.script.knowledge import thresholds
        from assistant.year.worklist import foremost

        self._looked = True
        known = self.store.remembered()
        if known:
            first = foremost(known, FIRST, thresholds(), today(self.store.clock))
            work = self._worklist(first)
            if len(first) < len(known):
                work = replace(work, report=None, count=len(known), undeclared=())
            self._show(work, (), self._read)
        return bool(known)

    def _show(self, work: Worklist, damaged: Sequence[str], then: Callable[[], None]) -> None:
        """Show a list; once it is painted, which it would hold up, do what follows."""

        async def show(home: HomeScreen) -> None:
            await home.show(work, damaged)
            self.call_after_refresh(lambda: self.run_worker(then, thread=True, name="read"))

        self._at_home(show)

    def _warm_up(self, work: Worklist) -> None:
        """What the next keys need: the words that filters look into, the scripts."""
        from assistant.tui.visits import warm_up

        work.searched  # noqa: B018
        warm_up()

    def _worklist(self, summaries: list[Summary]) -> Worklist:
        from assistant.script.knowledge import medicines, thresholds
        from assistant.year.undeclared import undeclared
        from assistant.year.worklist import worklist

        report = None
        try:
            counts = self.year_of is not None and not self.store.access.rehearsal
            report = self.year_of(summaries) if counts and self.year_of is not None else None
        except AssistantError as error:
            self._tell(error.message)
        brands: dict[str, str] = {one.id: str(one.brand) for one in medicines().medicines}
        work = worklist(summaries, report, thresholds(), brands, today(self.store.clock))
        return replace(work, undeclared=undeclared(summaries, report))

    def opening(self, done: int, total: int) -> None:
        """How far the opening is; told by another thread."""
        self._at_home(lambda home: home.reading(done, total))

    def greet(self) -> None:
        """Say on the list who works here, and what is wrong in the settings."""
        self.home.greet(self.store.access, practises=self.store.practises)
        self.home.tell("\n".join(self.settings.faults))

    def on_everywhere_changed(self) -> None:
        """Say everything anew: under other settings, in another language."""
        self.greet()
        self.read_again()

    def _tell(self, sentence: str) -> None:
        self._at_home(lambda home: home.tell(sentence))

    def _at_home(self, do: Callable[[HomeScreen], object]) -> None:
        """From a thread: do it to the list there is by then; another language makes it anew."""
        self.call_from_thread(self.call_later, self._do_at_home, do)

    async def _do_at_home(self, do: Callable[[HomeScreen], object]) -> None:
        done = do(self.home)
        if inspect.isawaitable(done):
            await done
