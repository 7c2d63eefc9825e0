"""Starting the terminal interface."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cli.unlocking import given_passphrase
from assistant.cli.yearsets import outlook_of, year_of
from assistant.clock import SystemClock
from assistant.errors import InputError
from assistant.language import _
from assistant.settings import read_settings, store_folder
from assistant.tui.doorstep import Doorstep
from assistant.tui.practice import Practice

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp


def show(given: Namespace) -> int:
    """Show the home screen until the person leaves; the exit code."""
    return _run(given, None)


def hold(given: Namespace, names: Sequence[str]) -> int:
    """Show one patient's interview straight away; the exit code."""
    return _run(given, (given.ref, names))


def practise(given: Namespace) -> int:
    """Show a rehearsal straight away; the exit code."""
    return _run(given, None, Practice(given.case, given.seed, given.mode, resume=given.resume))


def need_terminal() -> None:
    """Go on only where the screens can be shown.

    Raises:
        InputError: this is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            _(
                "The screens need a terminal. Without one, use a command: `assistant --help` names them all; "
                "or `assistant interview REF --plain`."
            )
        )


def run_app(app: AssistantApp) -> int:
    """Show the screens until the person leaves; the store is closed then. The exit code of what follows."""
    app.fit_terminal()
    try:
        app.run()
    finally:
        if app.opened is not None:
            app.opened.close()
    if app.fault is not None:
        raise app.fault
    return app.after() if app.after is not None else 0


def _run(given: Namespace, visit: tuple[str, Sequence[str]] | None, practice: Practice | None = None) -> int:
    need_terminal()
    doorstep = Doorstep(
        store_folder(getattr(given, "store", None)),
        SystemClock(),
        os.environ.get("ASSISTANT_USER", "").strip(),
        given_passphrase(given),
    )
    os.environ.pop("ASSISTANT_PASSPHRASE", None)  # not for whatever is started from here
    from assistant.tui.app import AssistantApp

    app = AssistantApp(
        doorstep,
        year_of=year_of,
        outlook_of=outlook_of,
        visit=visit,
        practice=practice,
        resume=getattr(given, "resume", False),
        settings=read_settings(),
        speak=getattr(given, "speak", False),
    )
    app.demo = lambda: _demo(given, visit)
    return run_app(app)


def _demo(given: Namespace, visit: tuple[str, Sequence[str]] | None) -> int:
    """The demonstration, and then back to the store that was just made."""
    from assistant.cli.demo import show as show_demo

    show_demo()
    return _run(given, visit)
