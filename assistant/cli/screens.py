"""Starting the terminal interface."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from assistant.cli.opening import open_store


def show(given: Namespace) -> int:
    """Show the home screen until the person leaves; the exit code."""
    return _run(given, None)


def hold(given: Namespace, names: Sequence[str]) -> int:
    """Show one patient's interview straight away; the exit code."""
    return _run(given, (given.ref, names))


def _run(given: Namespace, visit: tuple[str, Sequence[str]] | None) -> int:
    from assistant.tui.app import AssistantApp

    with open_store(given) as store:
        AssistantApp(store, visit=visit, resume=getattr(given, "resume", False)).run()
    return 0
