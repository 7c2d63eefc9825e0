"""The words of one transcript that a search looks through, by event, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from assistant.dossier.dossier import Interview
from assistant.dossier.review import Review
from assistant.interview.event import ANSWERED, Event
from assistant.script.steps import Script, Step

BETWEEN: Final = "\t"
"""Between the French and the English of one text."""
_POINT: Final = re.compile(r"(?<=\d)\.(?=\d)")
_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")


def texts(interview: Interview) -> list[tuple[int, str]]:
    """The number of an event and one text of it, by number.

    Answers stand as people read them, in French and English where these differ, with `BETWEEN` between them.
    """
    standing = interview.standing
    steps = {step.id: step for _section, step in standing.script.steps()}
    found = [
        (event.seq, clean)
        for event in standing.transcript.events
        for text in _said(event, steps.get(event.step or ""))
        if (clean := _line(text))
    ]
    found += [
        (at, clean)
        for at, text in _reviewed(interview.review, standing.script, standing.transcript.events)
        if (clean := _line(text))
    ]
    return sorted(found, key=lambda one: one[0])


def _said(event: Event, step: Step | None) -> Iterator[str]:
    value = event.value
    if event.kind in ANSWERED:
        yield _answer(step, value)
    elif event.kind in ("noted", "stopped"):
        yield str(value)
    elif event.kind == "acknowledged":
        yield str(value["done"])
    elif event.kind == "spoke":
        yield str(value["words"] or "")
        yield str(value["reply"] or "")
    yield event.reason


def _answer(step: Step | None, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if step is None:  # held under a version of the script that had this step
        return str(value)
    if step.options:
        ids = value if isinstance(value, list) else [value]
        labels = [option.label for option in step.options if option.id in ids]
        french, english = (", ".join(label.text_in(to) for label in labels) for to in ("fr", "en"))
    else:
        try:
            written = step.write(value)
        except (ValueError, TypeError, KeyError, AttributeError):  # given under another kind of answer
            written = str(value)
        if step.kind not in ("number", "readings"):
            return written
        french, english = _POINT.sub(",", written), _COMMA.sub(".", written)
    return french if french == english else f"{french}{BETWEEN}{english}"


def _reviewed(review: Review, script: Script, events: list[Event]) -> Iterator[tuple[int, str]]:
    """What was said in the review; what is about no event in particular stands with the first."""
    firsts = firsts_of(script, events)
    for remark in review.remarks.values():
        at = remark.event or firsts.get(remark.section or "", 1)
        yield at, remark.text
        yield from ((at, reply.text) for reply in remark.replies)
    for event in review.events:
        if event.kind == "decided":
            yield 1, str(event.value["reason"])
        elif event.kind == "answered":
            yield 1, str(event.value["text"])


def firsts_of(script: Script, events: list[Event]) -> dict[str, int]:
    """Id of each section to the number of the first event in it."""
    sections = {step.id: section.id for section, step in script.steps()}
    found: dict[str, int] = {}
    for event in events:
        section = sections.get(event.step or "")
        if section is not None:
            found.setdefault(section, event.seq)
    return found


def _line(text: str) -> str:
    """The text on one line; what stands between the languages stays."""
    return BETWEEN.join(" ".join(part.split()) for part in text.split(BETWEEN)).strip()
