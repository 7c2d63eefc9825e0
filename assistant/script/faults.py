"""What is wrong in a data file, where, and what is allowed: in our words, never the validator's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import NotFoundError, ScriptError
from assistant.language import _, ngettext
from assistant.notation import shorten

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path_ = tuple[int | str, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of one file."""

    path: Path
    line: int
    """From 1."""
    column: int
    """From 1."""
    message: str
    """What is wrong and what is allowed."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"

    def to_json(self) -> dict[str, object]:
        """The fault as a JSON object."""
        return {"file": str(self.path), "line": self.line, "column": self.column, "message": self.message}


def refuse(faults: Iterable[Fault]) -> ScriptError:
    """The error that names every fault of a file, in the order they stand."""
    ordered = sorted(set(faults))
    count = len(ordered)
    head = ngettext("{count} fault in this file:", "{count} faults in this file:", count).format(count=count)
    return ScriptError(
        "\n".join([head, *map(str, ordered)]), {"faults": [fault.to_json() for fault in ordered]}
    )


def unreadable(path: Path | str, error: OSError | ValueError) -> NotFoundError:
    """The error of a file that the system does not give."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return NotFoundError(
        _("The file {path} cannot be read ({reason}). Check its name and its rights.").format(
            path=shorten(str(path), 200), reason=reason
        )
    )


def _between(context: dict[str, Any]) -> str:
    return ", ".join(str(context[key]) for key in ("ge", "gt", "le", "lt", "min_length") if key in context)


_WORDS: dict[str, Callable[[str, dict[str, Any]], str]] = {
    "missing": lambda name, context: _("“{name}” is missing here.").format(name=name),
    "extra_forbidden": lambda name, context: _(
        "“{name}” is not a known key here. Allowed: {allowed}."
    ).format(name=name, allowed=", ".join(context["allowed"])),
    "step_kind": lambda name, context: _(
        "A step has “tell” (words to say), “say” and “answer” (a question) or “say” and “rate” (a notion)."
    ),
    "condition_source": lambda name, context: _(
        "A condition looks at exactly one of: answer, previous, fact, computed."
    ),
    "condition_operator": lambda name, context: _(
        "A condition has exactly one operator: exists, =, !=, >, <, >= or <=."
    ),
    "bounds_order": lambda name, context: _("“min” is above “max”. Exchange them."),
    "span_order": lambda name, context: _("“least” is above “most”. Exchange them."),
    "union_tag_invalid": lambda name, context: _("“{tag}” is not allowed here. Allowed: {allowed}.").format(
        tag=shorten(str(context.get("tag", ""))), allowed=context.get("expected_tags", "")
    ),
    "union_tag_not_found": lambda name, context: _("“kind” is missing here."),
    "operand": lambda name, context: _("One value is needed here: a word, a number, true or false."),
    "number": lambda name, context: _("A number is needed here."),
    "literal_error": lambda name, context: _("This value is not allowed. Allowed: {allowed}.").format(
        allowed=str(context.get("expected", "")).replace(" or ", ", ")
    ),
    "string_pattern_mismatch": lambda name, context: _form(str(context.get("pattern", ""))),
    "string_too_short": lambda name, context: _("The text is too short: at least {limit} characters.").format(
        limit=context.get("min_length", "")
    ),
    "string_too_long": lambda name, context: _("This text is too long: at most {limit} characters.").format(
        limit=context.get("max_length", "")
    ),
    "too_long": lambda name, context: _("The list takes at most {limit} entries.").format(
        limit=context["max_length"]
    ),
    "too_short": lambda name, context: _("The list needs at least {limit} entries.").format(
        limit=context.get("min_length", "")
    ),
    "string_type": lambda name, context: _("A text is needed here. Put a number or a date in quotes."),
    **dict.fromkeys(
        ("int_type", "int_from_float", "int_parsing", "int_parsing_size"),
        lambda name, context: _("A whole number is needed here."),
    ),
    **dict.fromkeys(
        ("float_type", "float_parsing", "finite_number", "decimal_type", "decimal_parsing"),
        lambda name, context: _("A number is needed here."),
    ),
    **dict.fromkeys(
        (
            "iso_day",
            "date_type",
            "date_parsing",
            "date_from_datetime_parsing",
            "date_from_datetime_inexact",
        ),
        lambda name, context: _("A day is needed here, in quotes, such as “2016-06-28”."),
    ),
    "instant": lambda name, context: _(
        "A day and an hour are needed here, in quotes, such as “2017-02-14 10:00”."
    ),
    "texts_order": lambda name, context: _("The texts stand in the order of their dates, the oldest first."),
    "exception_from": lambda name, context: _("“from” goes with late_adhesion and with nothing else."),
    "route_sum": lambda name, context: _("The amounts of the steps must add up to “amount_eur”."),
    "route_steps": lambda name, context: _("The steps must be the acts that “needs” counts."),
    "rules_steps": lambda name, context: _("“steps” go with payment: step and with nothing else."),
    "rules_late": lambda name, context: _("late_adhesion goes with basis: calendar_year."),
    "unknown_fact": lambda name, context: _("There is no fact “{fact}” in facts.yaml.").format(
        fact=shorten(str(context.get("fact")))
    ),
    "counts_theme": lambda name, context: _("“theme” goes with act: thematic, and that needs one."),
    "counts_other": lambda name, context: _("kind: other counts as no act: leave “counts_as” out."),
    "rules_dates": lambda name, context: _("“until” must be later than “from”."),
    "rules_act": lambda name, context: _("“{kind}” has no line in “acts”.").format(
        kind=context.get("kind", "")
    ),
    "case_manner": lambda name, context: _(
        "At most one of vague, evasive and wrong stands here, and “clear” beside it: what is said when "
        "asked again."
    ),
    "case_noticed": lambda name, context: _(
        "What shows that it was noticed is exactly one of: fact, step, explained, alert, ended."
    ),
    "case_tie": lambda name, context: _("A trap is tied to a mandate or to an alert: exactly one of them."),
    "value_error": lambda name, context: _("These values do not go together ({reason}).").format(
        reason=context.get("error", "")
    ),
    **dict.fromkeys(("bool_type", "bool_parsing"), lambda name, context: _("true or false is needed here.")),
    **dict.fromkeys(
        ("tuple_type", "list_type"),
        lambda name, context: _("A list is needed here: lines that begin with “- ”."),
    ),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type"),
        lambda name, context: _("A mapping is needed here: lines such as “key: value”."),
    ),
    "greater_than_equal": lambda name, context: _("The number is too small: at least {limit}.").format(
        limit=_between(context)
    ),
    "greater_than": lambda name, context: _("The number is too small: more than {limit}.").format(
        limit=_between(context)
    ),
    "less_than_equal": lambda name, context: _("The number is too large: at most {limit}.").format(
        limit=_between(context)
    ),
    "less_than": lambda name, context: _("The number is too large: less than {limit}.").format(
        limit=_between(context)
    ),
}


def _form(pattern: str) -> str:
    if pattern == "^[a-z][a-z0-9_]*$":
        return _("An id is a small letter, then small letters, figures or underscores.")
    if pattern == "^[a-z][a-z0-9-]*$":
        return _("An id is a small letter, then small letters, figures or hyphens.")
    if pattern == "^[A-Z0-9]{2,6}$":
        return _("A code is 2 to 6 capital letters or figures.")
    return _("A day of every year is needed here, as month-day such as “07-01”, up to day 28.")


def in_words(error: ErrorDetails, allowed: tuple[str, ...] = ()) -> str:
    """One of the validator's errors, said by us; `allowed` are the keys of the mapping it is about."""
    name = shorten(str(error["loc"][-1])) if error["loc"] else ""
    say = _WORDS.get(error["type"])
    if say is None:
        return _("“{name}” cannot be taken as it is. See docs/scripts.md for what is allowed.").format(
            name=name
        )
    return say(name, {**error.get("ctx", {}), "allowed": allowed})
