"""Reading the command line: global options stand before or after the command."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from itertools import zip_longest
from types import ModuleType
from typing import Any, Final, NoReturn

from assistant.cli.usage import speak
from assistant.errors import InputError
from assistant.language import LANGUAGES, Language, _, named
from assistant.notation import shorten

COMMANDS: Final = (
    "init",
    "patients",
    "interview",
    "play",
    "inr",
    "ttr",
    "import",
    "year",
    "declare",
    "script",
    "transcripts",
    "print",
    "review",
    "rehearse",
    "debrief",
    "cases",
    "users",
    "doctor",
    "backup",
    "restore",
    "demo",
    "settings",
)
"""Each is a module of this package, but for those of `MODULES`."""
MODULES: Final = {"import": "importing", "print": "printing"}
"""Commands whose name is a word of the language."""


class UsageError(InputError):
    """Words of the command line that cannot be taken."""

    kind = "usage"


class Parser(ArgumentParser):
    """A parser that raises instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            _("{message}. Try `{program} --help`.").format(message=shorten(message, 400), program=self.prog)
        )


def global_options() -> ArgumentParser:
    """The options every command takes, before or after its name."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group(_("everywhere"))
    group.add_argument("--store", metavar="DIR", help=_("folder of the store (or ASSISTANT_STORE)"))
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=_("file whose first line is the passphrase (or ASSISTANT_PASSPHRASE)"),
    )
    group.add_argument("--lang", choices=LANGUAGES, help=_("language: fr (default) or en"))
    group.add_argument("--json", action="store_true", help=_("print facts as JSON"))
    return parser


def nested(commands: Any, name: str, purpose: str) -> ArgumentParser:
    """A command below a command, with the global options."""
    parser: ArgumentParser = commands.add_parser(
        name, help=purpose, description=purpose, parents=[global_options()], allow_abbrev=False
    )
    return parser


def read(words: Sequence[str]) -> tuple[Namespace, ModuleType | None]:
    """The options given and the module of the command; None for the terminal interface.

    Raises:
        UsageError: the words cannot be taken.
        SystemExit: help was asked for and printed.
    """
    speak()
    index = _command_at(words)
    head = Parser(
        prog="assistant",
        description=_("Guided AVK interviews for community pharmacies. Without a command: the screens."),
        parents=[global_options()],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_overview(),
        allow_abbrev=False,
    )
    head.add_argument("--version", action="store_true", help=_("print the version"))
    head.add_argument("--speak", action="store_true", help=_("read each question aloud"))
    options = head.parse_args(list(words[:index]))
    if index == len(words):
        return options, None
    name = words[index]
    if name not in COMMANDS:
        raise UsageError(
            _("There is no command “{name}”. Commands: {known}.").format(
                name=shorten(name), known=", ".join(COMMANDS)
            )
        )
    module = import_module("assistant.cli." + MODULES.get(name, name))
    parser = Parser(
        prog=f"assistant {name}",
        description=str(module.describe()),
        parents=[global_options()],
        allow_abbrev=False,
    )
    module.options(parser)
    return parser.parse_args(list(words[index + 1 :]), options), module


def language_of(words: Sequence[str]) -> Language | None:
    """The language asked for, looked for before anything is said."""
    for word, following in zip_longest(words, words[1:]):
        chosen = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and (language := named(chosen)):
            return language
    return None


def _command_at(words: Sequence[str]) -> int:
    """Where the command stands: the first word that is no option and no value of one."""
    index = 0
    while index < len(words) and words[index].startswith("-"):
        index += 2 if words[index] in ("--store", "--lang", "--passphrase-file") else 1
    return min(index, len(words))


def _overview() -> str:
    rows = [
        ("init", _("make a store")),
        ("patients list|add|show", _("the patients")),
        ("interview REF", _("hold an interview")),
        ("play SCRIPT --answers FILE", _("play a script on a file of answers")),
        ("inr VALUE --target LOW-HIGH", _("class and action level of an INR")),
        ("ttr FILE.csv --target LOW-HIGH", _("time in the therapeutic range")),
        ("import FILE.csv", _("take in patients and acts")),
        ("year", _("where each patient stands this year")),
        ("declare list|tick|untick", _("what to enter in Espace pro, ticked once it is")),
        ("script check FILE…", _("check scripts")),
        ("transcripts list|show|…", _("the interviews held: read, verify, amend")),
        ("print KIND REF", _("a document on paper: sheet, form, letter, page, file")),
        ("review queue|show|…", _("read again: which ones and why, remarks, decisions")),
        ("rehearse list|CASE", _("practise on a simulated patient")),
        ("debrief ID", _("what a rehearsal missed, and what went well")),
        ("cases list|check|new", _("the simulated patients, and one's own")),
        ("users list|add|…", _("who may open the store")),
        ("doctor", _("check every dossier and mend what can be")),
        ("backup FILE", _("an encrypted copy of everything")),
        ("restore FILE", _("put such a copy into an empty store")),
        ("demo", _("the screens with invented patients; nothing is kept")),
        ("settings show|set", _("the pharmacy, the language, the colours, the rules")),
    ]
    return "\n".join([_("commands:"), *(f"  {left:<32}{right}" for left, right in rows)])
