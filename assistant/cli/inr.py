"""`assistant inr`: class and action level of one INR. Needs no store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli.opening import day_option, target_argument, target_option
from assistant.cli.output import Outcome
from assistant.language import _, labelled
from assistant.notation import read_date, read_number, write_number


def describe() -> str:
    """What the command does."""
    return _("Class and action level of an INR: never a diagnosis, never a dose.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("value", metavar="VALUE", help=_("the INR, such as 2,5"))
    target_argument(parser)
    parser.add_argument("--bleeding", action="store_true", help=_("there is a bleeding now"))
    parser.add_argument("--last", metavar="DATE", help=_("date of the INR"))
    parser.add_argument("--today", metavar="DATE", help=_("day to reckon from; today if not given"))
    parser.add_argument("--confirmed", action="store_true", help=_("take a value outside 0.5-20"))


def run(given: Namespace) -> Outcome:
    """Assess the value."""
    from assistant.avk.inr import assess, unconfirmed
    from assistant.script.knowledge import thresholds

    day = day_option(given.today)
    target = target_option(given.target)
    assessment = assess(
        read_number(given.value),
        target,
        today=day,
        thresholds=thresholds(),
        last=None if given.last is None else read_date(given.last, day),
        bleeding=given.bleeding,
        confirmed=given.confirmed,
    )
    result = assessment.to_json()
    lines = [
        labelled(f"INR {write_number(assessment.value)}", class_words()[result["class"]]),
        _("Action: {action}").format(action=action_words()[result["action"]]),
    ]
    if result["high_bleeding_risk"]:
        lines.append(_("High bleeding risk (above 5)"))
    if result["overdue"]:
        lines.append(_("INR control overdue"))
    lines += [f"[?] {note}" for note in unconfirmed(assessment.value, target, thresholds())]
    if row := result["reference"]:
        lines += [labelled(row["heading"], row["text"]), *([row["then"]] if row["then"] else [])]
    return Outcome(result, lines)


def class_words() -> dict[str, str]:
    """The INR classes in words."""
    return {"below": _("below the range"), "in_range": _("in range"), "above": _("above the range")}


def action_words() -> dict[str, str]:
    """The action levels in words."""
    return {
        "note": _("note it"),
        "advise": _("advise to see the doctor"),
        "call": _("call the prescriber today, with the patient's agreement; not reached: call 15"),
        "emergency": _("emergency: call 15"),
    }
