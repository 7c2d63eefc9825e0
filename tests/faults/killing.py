"""Ends the program it runs in at a chosen moment, by SIGKILL: nothing is flushed, nothing cleaned up."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from assistant.cli import jsonl
from assistant.interview.event import Event
from assistant.store import system
from assistant.store.recorder import Recorder

BOUNDARIES = ("open_new", "write", "truncate", "sync", "sync_folder", "rename", "remove", "make_folder")
"""Calls of the store's door that change what is on the disk, or wait for it."""


def arm(plan: Mapping[str, float]) -> None:
    """Wait for the moment.

    Args:
        plan: `saved`, how many answers are acknowledged first; then either `boundary`, the number of the
            moment before, after, or within a call of the door, where a write has taken the part `torn` of
            its bytes (a half by default); or `calls`, how many functions are called. With `early`, an
            answer is written only when the next one comes: a mutant that the tests must find.
    """
    if plan.get("early"):
        _write_late()
    Killer(plan).wait()


class Killer:
    """Counts, and strikes."""

    def __init__(self, plan: Mapping[str, float]) -> None:
        self._saved = plan.get("saved", 0)
        self._boundary = plan.get("boundary", 0)
        self._calls = plan.get("calls", 0)
        self._torn = plan.get("torn", 0.5)

    def wait(self) -> None:
        """Stand at the store's door, and behind what is said."""
        for name in BOUNDARIES:
            setattr(system, name, self._watched(name, getattr(system, name)))
        jsonl.write_json = self._counted(jsonl.write_json)  # type: ignore[attr-defined]
        self._count_calls()

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any) -> Any:
            self._reached()
            if name == "write":
                self._reached(lambda: call(given[0], given[1][: int(len(given[1]) * self._torn)]))
            result = call(*given)
            self._reached()
            return result

        return watched

    def _counted(self, call: Callable[..., None]) -> Callable[..., None]:
        def counted(document: Mapping[str, Any]) -> None:
            call(document)
            if document.get("event") == "saved":
                self._saved -= 1
                self._count_calls()

        return counted

    def _reached(self, first: Callable[[], object] = lambda: None) -> None:
        if self._saved <= 0:
            self._boundary -= 1
            if self._boundary == 0:
                first()
                self._strike()

    def _count_calls(self) -> None:
        if self._saved <= 0 and self._calls > 0:
            sys.setprofile(self._called)

    def _called(self, *_ignored: object) -> None:
        self._calls -= 1
        if self._calls <= 0:
            self._strike()

    def _strike(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def _write_late() -> None:
    record, waiting = Recorder.__call__, list[Event]()

    def late(self: Recorder, event: Event) -> None:
        waiting.append(event)
        if len(waiting) > 1 or event.kind == "started":
            record(self, waiting.pop(0))

    Recorder.__call__ = late  # type: ignore[method-assign]
