"""What a command prints: data on standard output, words on standard error, one JSON envelope."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NO = 2
"""Exit code of an answer that is no."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found."""

    result: Any
    """Printed by `--json`."""
    lines: Sequence[str]
    """Printed otherwise."""
    code: int = 0
    notices: Sequence[str] = ()
    """Words about the result, on standard error either way."""


def warned(doubts: Sequence[str]) -> dict[str, Any]:
    """What a result says of doubts: nothing while there is none."""
    return {"warnings": list(doubts)} if doubts else {}


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Print a result."""
    if as_json:
        write_json({"ok": True, "result": outcome.result})
    else:
        for line in outcome.lines:
            sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()
    for notice in outcome.notices:
        sys.stderr.write(printable(notice) + "\n")


def print_error(kind: str, message: str, details: Mapping[str, object], *, as_json: bool) -> None:
    """Print an error: as JSON on standard output, or in words on standard error."""
    if as_json:
        write_json({"ok": False, "error": {"kind": kind, "message": message, "details": dict(details)}})
    else:
        sys.stderr.write(printable(message) + "\n")


def write_json(document: Mapping[str, Any]) -> None:
    """One JSON document on one line, at once.

    What a terminal would obey, and what some readers take for the end of a line, is escaped as JSON allows.
    """
    text = json.dumps(document, ensure_ascii=False, default=str)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def printable(text: str) -> str:
    """The text without what a terminal would obey: escape sequences, marks that turn the writing round."""
    return "".join(c if c.isprintable() or c in "\n\u00a0\u202f" else "\ufffd" for c in text)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows in columns as wide as their longest text."""
    if not rows:
        return []
    clean = [[" ".join(printable(cell).split()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*clean, strict=True)]
    return ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in clean]
