"""`assistant play`: a script on a file of answers. Needs no store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli.opening import day_option, read_document
from assistant.cli.output import NO, Outcome
from assistant.cli.transcripts import status_words
from assistant.clock import SystemClock
from assistant.errors import InputError
from assistant.language import _, labelled


def describe() -> str:
    """What the command does."""
    return _("Play a script on a file of answers, without a store.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("script", metavar="SCRIPT", help=_("id of a script, or path of its file"))
    parser.add_argument(
        "--answers", required=True, metavar="FILE", help=_("YAML or JSON: step id to the answer as typed")
    )
    parser.add_argument("--today", metavar="DATE", help=_("day to reckon from; today if not given"))
    parser.add_argument("--confirmed", action="store_true", help=_("take unlikely values"))


def run(given: Namespace) -> Outcome:
    """Play."""
    from assistant.interview.play import play
    from assistant.script.library import find_script

    script = find_script(given.script)
    answers = read_document(given.answers)
    if not isinstance(answers, dict):
        raise InputError(
            _("{path} is not a list of answers: each line is a step id, a colon and the answer.").format(
                path=given.answers
            )
        )
    result = play(script, answers, SystemClock(), day_option(given.today), confirmed=given.confirmed)
    incomplete = result["status"] == "incomplete"
    lines = [labelled(step["step"], step["display"]) for step in result["steps"] if step["display"]]
    lines += [f"! {alert['level']} : {alert['id']}" for alert in result["alerts"]]
    lines += [f"= {name} : {value}" for name, value in result["computed"].items()]
    if result["mandates"]["missing"]:
        lines.append(_("Mandates missing: {names}").format(names=", ".join(result["mandates"]["missing"])))
    if incomplete:
        lines.append(_("Incomplete: “{step}” has no answer.").format(step=result["missing"]))
    elif "stopped_as" in result:
        lines.append(_("Stopped: {reason}").format(reason=status_words()[result["stopped_as"]]))
    else:
        lines.append(_("Completed."))
    return Outcome(result, lines, NO if incomplete else 0)
