"""argparse's own sentences, so that they are in the catalogues: it says them in the language spoken now."""

from __future__ import annotations

import argparse

from assistant.language import _, ngettext


def speak() -> None:
    """Let argparse look its sentences up in our catalogues."""
    argparse._, argparse.ngettext = _, ngettext  # type: ignore[attr-defined]


def sentences() -> list[str]:
    """What argparse may say to a person, in the language spoken now."""
    return [
        _("usage: "),
        _("positional arguments"),
        _("options"),
        _("subcommands"),
        _("show this help message and exit"),
        _("argument %(argument_name)s: %(message)s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
        _("unknown parser %(parser_name)r (choices: %(choices)s)"),
        _("unrecognized arguments: %s"),
        _("ambiguous option: %(option)s could match %(matches)s"),
        _("the following arguments are required: %s"),
        _("one of the arguments %s is required"),
        _("not allowed with argument %s"),
        _("unexpected option string: %s"),
        _("ignored explicit argument %r"),
        _("expected one argument"),
        _("expected at most one argument"),
        _("expected at least one argument"),
        ngettext("expected %s argument", "expected %s arguments", 1),
        ngettext("expected %s argument", "expected %s arguments", 2),
    ]
