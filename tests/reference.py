"""`python -m tests.reference`: docs/cli.md, made from the parsers that answer `--help`."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from assistant import language
from assistant.cli.parser import COMMANDS, Parser, read

PAGE: Final = Path(__file__).parents[1] / "docs" / "cli.md"
EVERYWHERE: Final = ("store", "passphrase_file", "lang", "json")

HEAD: Final = """\
# Commands

Made by `python -m tests.reference` from what `--help` prints; do not edit it by hand.

## What every command has in common

Data goes to standard output, words about it to standard error. With `--json`, standard output holds one JSON
document on one line, whatever happens:

```json
{"ok": true, "result": {}}
{"ok": false, "error": {"kind": "input", "message": "What happened and what to do.", "details": {}}}
```

`kind` is one of `usage` (the command line), `input` and `implausible` (what was given), `not_found` (a
patient, transcript, script or file), `script` (a data file has faults; `details.faults` lists them with
`file`, `line`, `column`, `message`), `state` (not possible where the interview stands), `store` (the
disk, or a damaged store), `held` (another process holds the transcript; `details` says who and since
when), `locked` (no passphrase, a wrong one, or too many: then `details.wait` says how many seconds),
`rights` (this person's role does not do that), `frozen` (a script that was used was changed without raising
its version, or an answer changed its kind), `interrupted` and `internal`.

| Exit code | Meaning |
| --- | --- |
| 0 | done |
| 1 | usage, configuration or refused input: `ok` is false |
| 2 | the answer is no: a script with faults, an incomplete play. `ok` is true and `result` says why |
| 3 | our fault: please report it |

`interview --jsonl` speaks the protocol of [jsonl.md](jsonl.md) instead of the envelope; where it could not
even begin, the error envelope is printed with `--json`, and one sentence on standard error otherwise.
"""


class _AskedError(Exception):
    """Help was asked for; holds the parser that would print it."""

    def __init__(self, parser: ArgumentParser) -> None:
        super().__init__()
        self.parser = parser


def parser_of(*words: str) -> ArgumentParser:
    """The parser that prints the help of a command."""

    def caught(self: ArgumentParser, file: Any = None) -> None:
        raise _AskedError(self)

    with patch.object(Parser, "print_help", caught):
        try:
            read([*words, "--help"])
        except _AskedError as asked:
            return asked.parser
    raise AssertionError(f"{words} has no help")


def below(parser: ArgumentParser) -> list[str]:
    """Names of the commands below one."""
    found = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return [name for action in found for name in action.choices]


def commands() -> Iterator[tuple[tuple[str, ...], ArgumentParser]]:
    """Every command with its parser, the program itself first; of groups, the commands below."""
    yield (), parser_of()
    for name in COMMANDS:
        names = below(parser_of(name))
        for lower in names or [""]:
            words = (name, lower) if lower else (name,)
            yield words, parser_of(*words)


def options(parser: ArgumentParser) -> Iterator[argparse.Action]:
    """Its own arguments, without those of every command and `--help`."""
    for action in parser._actions:
        if action.dest not in (*EVERYWHERE, "help"):
            yield action


def page() -> str:
    """The whole page, in English."""
    before = language.current()
    language.use("en")
    try:
        parts = [HEAD, *(_section(words, parser) for words, parser in commands())]
    finally:
        language.use(before)
    return "\n".join(parts)


def _section(words: tuple[str, ...], parser: ArgumentParser) -> str:
    own = list(options(parser)) if words else [a for a in parser._actions if a.dest != "help"]
    heading = " ".join(["assistant", *words])
    place = [_shown(action) for action in own if not action.option_strings]
    purpose = (parser.description or "").strip()
    lines = [
        f"## `{' '.join([heading, *place])}`",
        "",
        purpose[:1].upper() + purpose[1:].rstrip(".") + ".",
        "",
    ]
    if own:
        lines += ["| Argument | Meaning |", "| --- | --- |", *map(_row, own), ""]
    return "\n".join(lines)


def _row(action: argparse.Action) -> str:
    names = ", ".join(action.option_strings)
    value = "" if action.nargs == 0 or not names else " " + _value(action)
    needed = " (needed)" if action.required and names else ""
    text = (action.help or "").replace("%%", "%").replace("|", "\\|")
    name = f"{names}{value}" if names else _shown(action)
    return f"| `{name}` | {text}{needed} |".replace("avk|observance|both` |", "avk\\|observance\\|both` |")


def _value(action: argparse.Action) -> str:
    return str(action.metavar or "{" + ",".join(map(str, action.choices or ())) + "}")


def _shown(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return name + " …" if action.nargs == "+" else name


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
