"""The debrief: what was missed, where it could have been asked, why it matters, and what went well.

Derived from the transcript and the case alone: the same transcript always scores the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.standing import StateError
from assistant.language import _
from assistant.rehearsal.attempts import Attempt
from assistant.rehearsal.ending import ended, stopped_midway
from assistant.rehearsal.expected import ALERTS, Expected, expected, groups
from assistant.rehearsal.explaining import shown, true, why
from assistant.rehearsal.judging import Judge
from assistant.rehearsal.scored import Compared, Debrief, Judged, Scored, SectionScore


def debrief(attempt: Attempt) -> Debrief:
    """The debrief of a rehearsal, in the current language.

    Raises:
        StateError: it is an exam that can still be gone on with.
    """
    truths = attempt.truths
    judge = Judge(attempt.interview.standing, truths)
    over, left = ended(judge), stopped_midway(judge)
    if not attempt.practised.rules.told_midway and not over:
        raise StateError(_("This exam is not over: its score comes at the end. Go on with it, or stop it."))
    judged = [_judged(judge, item) for item in expected(truths) if judge.expects(item)]
    seconds = _seconds(judge)
    sections = []
    for name, title in groups(truths).items():
        items = tuple(one for one in judged if one.item.group == name)
        if items:
            points, of = sum(one.points for one in items), sum(one.of for one in items)
            sections.append(SectionScore(name, title, points, of, seconds.get(name, 0), items))
    early = judge.early is not None
    compared = tuple(_compared(judge))
    return Debrief(attempt, tuple(sections), compared, early, finished=over and not left, left=left)


def _judged(judge: Judge, item: Expected) -> Judged:
    parts = []
    for part in item.parts:
        done = judge.done(item, part)
        points = item.each if done else 0
        parts.append(Scored(part, done, points, item.each, why(judge, item, part, done=done)))
    whole = all(part.done for part in parts)
    could = None if whole else judge.could(item)
    return Judged(item, tuple(parts), judge.line(item), could, _at(judge, could))


def _at(judge: Judge, seq: int | None) -> str:
    if seq is None:
        return ""
    step = judge.transcript.events[seq - 1].step
    asked = None if step is None else judge.truths.steps.get(step)
    return "" if asked is None else str(asked.title)


def _compared(judge: Judge) -> Iterator[Compared]:
    for name in judge.truths.path:
        step = judge.truths.steps[name]
        # Once help is called early, what was still to be asked is neither right nor wrong.
        if step.kind != "tell" and (judge.early is None or judge.was_recorded(name)):
            yield Compared(name, str(step.title), shown(judge, name), true(judge, name), judge.right(name))


def _seconds(judge: Judge) -> dict[str, int]:
    """Section, or the alerts, to the seconds that their events took, each counted from the one before."""
    sections = {step.id: section.id for section, step in judge.truths.script.steps()}
    spent: dict[str, float] = {}
    before = None
    for event in judge.transcript.events:
        section = ALERTS if event.kind == "acknowledged" else sections.get(event.step or "")
        timed = ("answered", "corrected", "spoke", "acknowledged")
        if before is not None and section is not None and event.kind in timed:
            spent[section] = spent.get(section, 0) + (event.at - before).total_seconds()
        before = event.at
    return {name: round(seconds) for name, seconds in spent.items()}
