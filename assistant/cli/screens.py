"""Starting the terminal interface."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cli.opening import local_day
from assistant.cli.unlocking import open_store

if TYPE_CHECKING:
    from assistant.dossier.summary import Summary
    from assistant.year.report import YearReport
from assistant.errors import InputError
from assistant.language import _


def show(given: Namespace) -> int:
    """Show the home screen until the person leaves; the exit code."""
    return _run(given, None)


def hold(given: Namespace, names: Sequence[str]) -> int:
    """Show one patient's interview straight away; the exit code."""
    return _run(given, (given.ref, names))


def year_of(summaries: list[Summary]) -> YearReport:
    """Where the present year of these dossiers stands today."""
    from assistant.year.library import legal_texts, rules
    from assistant.year.report import year_report

    day = local_day()
    facts = [(one.patient, one.treatment, one.adhesion, one.acts) for one in summaries]
    return year_report(facts, rules(), legal_texts(), day.year, day)


def _run(given: Namespace, visit: tuple[str, Sequence[str]] | None) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            _(
                "The screens need a terminal. Without one, use a command: `assistant --help` names them all; "
                "or `assistant interview REF --plain`."
            )
        )
    from assistant.tui.app import AssistantApp

    with open_store(given) as store:
        app = AssistantApp(store, year_of=year_of, visit=visit, resume=getattr(given, "resume", False))
        app.run()
    if app.fault is not None:
        raise app.fault
    return 0
