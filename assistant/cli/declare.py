"""`assistant declare`: what to enter on the caisse's site, ticked once it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli import declaring
from assistant.cli.output import Outcome
from assistant.cli.parser import nested
from assistant.language import _


def describe() -> str:
    """What the command does."""
    return _("The declaration sheet: what to enter in Espace pro, ticked once it is entered.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="list|tick|untick")
    listed = nested(commands, "list", _("what is to be entered now, and what cannot be yet"))
    listed.add_argument(
        "--year", metavar="YEAR", help=_("calendar year; this one and what is left of the last if not given")
    )
    listed.add_argument(
        "--rules",
        metavar="NAME",
        help=_("a rule set, or “current” for the one in force; the setting if not given"),
    )
    listed.add_argument("--as-of", metavar="DATE", help=_("day of the sheet; today if not given"))
    listed.add_argument("--all", action="store_true", help=_("also what is declared and what never will be"))
    listed.add_argument("--csv", metavar="FILE", help=_("write the sheet as a table to a new file"))
    tick = nested(commands, "tick", _("say that something was entered"))
    untick = nested(commands, "untick", _("take a tick away; the history keeps it"))
    for command in (tick, untick):
        command.add_argument("ref", metavar="REF", help=_("ref of the patient"))
        command.add_argument(
            "what", nargs="?", metavar="WHAT", help="adhesion, interview, observance, evaluation, thematic"
        )
        command.add_argument(
            "date", nargs="?", metavar="DATE", help=_("its day; may be left out where there is only one")
        )
    tick.add_argument("--all", action="store_true", help=_("everything that is to be entered of the patient"))
    tick.add_argument("--on", metavar="DAY", help=_("day on which it was entered; today if not given"))
    tick.add_argument(
        "--anyway", action="store_true", help=_("tick what is not to be entered, because it was all the same")
    )


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    from assistant.cli import ticking

    actions = {"list": declaring.listed, "tick": ticking.tick, "untick": ticking.untick}
    return actions[given.action](given)
