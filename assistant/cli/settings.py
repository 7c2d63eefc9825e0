"""`assistant settings`: what a pharmacy may set. Needs no store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from assistant.cli.output import Outcome, table
from assistant.cli.parser import nested
from assistant.errors import NotFoundError
from assistant.language import _
from assistant.settings import Settings, read_settings
from assistant.settings.reading import settings_file
from assistant.settings.settings import KEYS, checked, labels, unknown, written


def describe() -> str:
    """What the command does."""
    return _("The settings: the pharmacy, the language, the colours, the rules.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="show|set")
    nested(commands, "show", _("every setting, and what is wrong in their file"))
    change = nested(commands, "set", _("change one setting"))
    change.add_argument("key", metavar="KEY", help=_("its name, such as pharmacy.name"))
    change.add_argument("value", metavar="VALUE", help=_("its value; an empty one takes a text away"))


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    if given.action == "set":
        _set(given.key, given.value)
    settings = read_settings()
    names = labels()
    keys = KEYS if given.action == "show" else (given.key,)
    lines = table([[key, written(settings[key]), names[key]] for key in keys])
    result = {"file": str(settings_file()), "settings": _facts(settings), "faults": list(settings.faults)}
    return Outcome(result, lines)


def _set(key: str, typed: str) -> None:
    from assistant.settings.writing import write_settings

    if key not in KEYS:
        raise NotFoundError(unknown(key))
    value = checked(key, typed)
    if isinstance(value, tuple):
        from assistant.script.identifiers import read_rpps

        for one in value:
            if one.rpps:
                read_rpps(one.rpps)
    write_settings({key: value})


def _facts(settings: Settings) -> dict[str, object]:
    known = asdict(settings)
    return {key: known[key.replace(".", "_")] for key in KEYS}
