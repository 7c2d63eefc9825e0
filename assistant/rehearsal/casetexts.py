"""What a case says, looked through whole: braces, and words that would give away what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel

from assistant.bilingual import Text
from assistant.language import LANGUAGES, _
from assistant.rehearsal.case import Case
from assistant.rehearsal.casereferences import Found
from assistant.rehearsal.naming import named
from assistant.rehearsal.truths import Truths
from assistant.script.faults import Path_

_BRACES: Final = re.compile(r"\{([^{}]*)\}")
FILLS: Final = ("value", "points")


def brace_faults(case: Case) -> Iterator[Found]:
    """Choices that are not closed, empty, or unlike in the two languages; names that nothing fills."""
    for path, text in _texts(case, ()):
        for language in LANGUAGES:
            words = text.text_in(language)
            inside = _BRACES.findall(words)
            rest = _BRACES.sub("", words)
            if "{" in rest or "}" in rest:
                yield path, _("A brace is opened and not closed, or the other way round.")
            for one in inside:
                if "|" in one and not all(part.strip() for part in one.split("|")):
                    yield path, _("A choice is empty: “{choice}”.").format(choice=one)
                elif "|" not in one and one not in FILLS:
                    yield (
                        path,
                        _("“{name}” is not filled in by anything. Known: {known}.").format(
                            name=one, known=", ".join(FILLS)
                        ),
                    )


def telling_faults(truths: Truths) -> Iterator[Found]:
    """Words that give a hidden fact away where it is not asked for: read first, or said."""
    case, language = truths.case, truths.language
    for index, hidden in enumerate(case.hidden):
        names = hidden.named.text_in(language)
        for path, text in ((("situation",), case.situation), (("title",), case.title)):
            if named(names, text.text_in(language)):
                yield path, _("This gives “{fact}” away before anything is asked.").format(fact=hidden.id)
        for step in truths.steps:
            if step in (hidden.step, *hidden.asked, *hidden.again, *hidden.volunteered):
                continue
            if any(named(names, text.text_in(language)) for text in _said_first(truths, step)):
                yield (
                    ("hidden", index),
                    _("“{fact}” comes out at “{step}”, which does not ask for it.").format(
                        fact=hidden.id, step=step
                    ),
                )


def order_faults(case: Case) -> Iterator[Found]:
    """What stands twice, or in another order than it should."""
    days = [one.days_ago for one in case.inr]
    if days != sorted(set(days), reverse=True):
        yield ("inr",), _("The booklet stands oldest first, a day once.")
    ids = {"hidden": [one.id for one in case.hidden], "traps": [one.id for one in case.traps]}
    for name, found in ids.items():
        for index, one in enumerate(found):
            if one in found[:index]:
                yield (name, index, "id"), _("“{id}” stands here twice.").format(id=one)


def _said_first(truths: Truths, step: str) -> list[Text]:
    """Everything that may be said when a step is asked once, whatever the seed."""
    truth = truths.of(step)
    if truth.first is not None:
        return [truth.first[1]]
    if truth.clear is not None:
        return [truth.clear]
    usually = truths.usually(step)
    return [*usually.says.values(), *usually.points.values(), *filter(None, (usually.unsure,))]


def _texts(value: Any, path: Path_) -> Iterator[tuple[Path_, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, inner in value:
            yield from _texts(inner, (*path, name))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
