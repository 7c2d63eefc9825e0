"""`assistant demo`: the same screens on invented patients, in a store that is thrown away."""

from __future__ import annotations

import asyncio
import os
import signal
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.screens import need_terminal, run_app
from assistant.cli.yearsets import outlook_of, year_of
from assistant.clock import Clock, today
from assistant.demo.clock import DAY, PresentClock
from assistant.language import _
from assistant.notation import write_date
from assistant.settings import Settings, read_settings
from assistant.tui.doorstep import Doorstep

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.tui.app import AssistantApp


def describe() -> str:
    """What the command does."""
    return _(
        "Show the screens with invented patients. No passphrase; no store is read, and nothing is kept: "
        "everything is in a temporary folder that is removed at the end."
    )


def options(parser: ArgumentParser) -> None:
    """The options of the command: none."""


def run(_given: Namespace) -> None:
    """Show them until the person leaves."""
    show()


def show() -> int:
    """Show the demonstration until the person leaves; the exit code.

    Raises:
        InputError: this is no terminal.
        StoreError: there is no room for temporary files.
    """
    need_terminal()
    from assistant.demo.place import furnish, place

    colours = read_settings().theme
    with place() as folder, settings_in(folder / "settings"):
        furnish(colours)
        app = demonstration(folder, PresentClock(), read_settings())
        with _leaving(app):
            return run_app(app)


def demonstration(folder: Path, clock: Clock, settings: Settings | None = None) -> AssistantApp:
    """The screens of the demonstration.

    Args:
        folder: where its store is made, once the first screen is painted.
        clock: its time.
        settings: what of the pharmacy's settings holds here too; the usual ones if not given.
    """
    from assistant.tui.app import AssistantApp

    return AssistantApp(
        DemoDoorstep(folder / "store", clock),
        year_of=lambda summaries: year_of(summaries, today(clock)),
        outlook_of=lambda summaries, tell: outlook_of(summaries, tell, today(clock)),
        settings=settings,
    )


class DemoDoorstep(Doorstep):
    """The way into the demonstration: nothing is asked."""

    locks = False
    made = True
    demonstration = True

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__(folder, clock, passphrase="")
        parts = _("DEMONSTRATION"), _("invented patients"), _("nothing is kept")
        self.banner = " · ".join((*parts, _("day: {day}").format(day=write_date(DAY))))

    def told_of(self, ref: str) -> str:
        """What there is to see in the dossier of one patient."""
        from assistant.demo.cases import cases

        return next((str(case.situation) for case in cases().patients if case.ref == ref), "")

    def open_given(self, progress: Callable[[int, int], None] | None = None) -> Store:
        """Make the store and play what happened."""
        from assistant.demo.building import build

        return build(self.folder, self.clock, progress)


@contextmanager
def settings_in(folder: Path) -> Iterator[None]:
    """Settings and scripts of one's own are looked for, and written, in this folder."""
    before = os.environ.get("ASSISTANT_CONFIG")
    os.environ["ASSISTANT_CONFIG"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["ASSISTANT_CONFIG"]
        else:
            os.environ["ASSISTANT_CONFIG"] = before


@contextmanager
def _leaving(app: AssistantApp) -> Iterator[None]:
    """Leave as by the key when the process is asked to end or its terminal goes: the folder is removed."""

    def leave(_number: int, _frame: Any) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # the screens are not there yet, or not any more
            raise SystemExit(1) from None
        loop.call_soon_threadsafe(app.exit)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
