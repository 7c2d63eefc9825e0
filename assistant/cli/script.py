"""`assistant script check`: every fault of script files. Needs no store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from assistant.cli.output import NO, Outcome
from assistant.cli.parser import nested
from assistant.errors import NotFoundError, ScriptError
from assistant.language import _


def describe() -> str:
    """What the command does."""
    return _("Check script files: every fault at once, each with its place.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="check")
    check = nested(commands, "check", _("check files"))
    check.add_argument("files", nargs="+", metavar="FILE", help=_("script files"))


def run(given: Namespace) -> Outcome:
    """Check each file."""
    from assistant.script.library import load_script

    results: list[dict[str, Any]] = []
    lines: list[str] = []
    for name in given.files:
        try:
            script = load_script(Path(name))
        except ScriptError as error:
            faults = error.details["faults"]
            results.append({"file": name, "valid": False, "faults": faults})
            lines.append(error.message)
        except NotFoundError as error:
            results.append(
                {
                    "file": name,
                    "valid": False,
                    "faults": [{"file": name, "line": 1, "column": 1, "message": error.message}],
                }
            )
            lines.append(f"{name}:1:1: {error.message}")
        else:
            steps = sum(1 for _pair in script.steps())
            results.append(
                {"file": name, "valid": True, "faults": [], "id": script.id, "version": script.version}
            )
            lines.append(
                _("{file}: {id} version {version}, {steps} steps, no fault").format(
                    file=name, id=script.id, version=script.version, steps=steps
                )
            )
    wrong = any(not result["valid"] for result in results)
    return Outcome(results, lines, NO if wrong else 0)
