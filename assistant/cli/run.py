"""Running a command: language, output, errors in words, exit codes."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import Final, TextIO, cast

from assistant import __version__
from assistant.cli.output import Outcome, print_error, print_outcome, printable
from assistant.cli.parser import language_of, read
from assistant.errors import AssistantError
from assistant.language import _, named, use
from assistant.settings import read_settings

REFUSED, OUR_FAULT = 1, 3
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The disk that the output goes to has no room; what is written by the store says so itself."""


def run(words: Sequence[str]) -> int:
    """Run the command these words ask for; its exit code."""
    _speak_utf8()
    chosen = language_of(words)
    use(chosen or named(os.environ.get("ASSISTANT_LANG")) or read_settings().language)
    try:
        code = _run(words, as_json="--json" in words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has left: nothing more can be said to them.
        _let_go()
        return REFUSED
    return code


def _let_go() -> None:
    """What is still to be printed goes nowhere: it cannot be."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: Sequence[str], *, as_json: bool) -> int:
    try:
        options, module = read(words)
        outcome: Outcome | None
        if "version" in options and options.version:
            outcome = Outcome({"version": __version__}, [f"assistant {__version__}"])
        elif module is None:
            from assistant.cli.screens import show

            return show(options)
        else:
            for fault in read_settings().faults:
                sys.stderr.write(printable(fault) + "\n")
            outcome = module.run(options)
        if outcome is None:
            return 0
        print_outcome(outcome, as_json=as_json)
        return int(outcome.code)
    except AssistantError as error:
        print_error(error.kind, error.message, error.details, as_json=as_json)
        return REFUSED
    except KeyboardInterrupt:
        print_error("interrupted", _("Interrupted. What was acknowledged is kept."), {}, as_json=as_json)
        return REFUSED
    except BrokenPipeError:
        raise
    except SystemExit as asked:  # help was printed
        return int(asked.code or 0)
    except OSError as error:
        if error.errno not in FULL:
            print_error("internal", _fault(error), {}, as_json=as_json)
            return OUR_FAULT
        _let_go()
        full = _("The disk is full: what was printed is not whole. Free some space, then try again.")
        print_error("store", full, {}, as_json=False)
        return REFUSED
    except Exception as error:  # the last resort: never a traceback, never a patient's words
        print_error("internal", _fault(error), {}, as_json=as_json)
        return OUR_FAULT


def _speak_utf8() -> None:
    # A stream that was closed is None: what is read from it is at its end, what is written to it is lost.
    sys.stdin, sys.stdout, sys.stderr = (
        stream or io.StringIO() for stream in (sys.stdin, sys.stdout, sys.stderr)
    )
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if reconfigure := getattr(cast(TextIO, stream), "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")


def _fault(error: Exception) -> str:
    """Where it happened, without the message: that might quote what was typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "?" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
    return _(
        "This is our fault: {error} at {place}. What was acknowledged is kept. Please report it."
    ).format(error=type(error).__name__, place=place)
