"""The commands. `main` is the program."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after the program's name; those of this process by default.

    Returns:
        0 done · 1 usage, configuration or refused input · 2 the answer is no · 3 our fault.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:  # answered before anything else is loaded
        from assistant import __version__

        sys.stdout.write(f"assistant {__version__}\n")
        return 0
    from assistant.cli.run import run

    return run(words)
