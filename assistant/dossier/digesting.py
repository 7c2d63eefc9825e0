"""Making the digest of a transcript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from assistant.dossier.digest import Digest
from assistant.dossier.review import Review
from assistant.interview.event import ANSWERED
from assistant.interview.standing import Standing
from assistant.interview.synthesis import Synthesis
from assistant.interview.transcript import Transcript
from assistant.script.knowledge import rereading
from assistant.script.steps import Rate


def digest(standing: Standing, review: Review) -> Digest:
    """The digest of one transcript."""
    transcript, synthesis = standing.transcript, Synthesis(standing)
    events = transcript.events
    ended = transcript.ended_at or events[-1].at
    answered = [event for event in events if event.kind == "answered"]
    gaps = list(_gaps(standing, ended))
    between = sorted((b.at - a.at).total_seconds() for a, b in pairwise(answered))
    marked = transcript.rehearsal
    weak = tuple(_weak(standing))
    state = review.state(len(events))
    return Digest(
        by=holder(transcript),
        ended_at=ended.isoformat(timespec="milliseconds"),
        seconds=round(sum(gaps)),
        usual_minutes=sum(section.minutes for section in standing.script.sections),
        answers=len(answered),
        median_seconds=round(between[len(between) // 2], 1) if between else 0.0,
        longest_gap=round(max(gaps, default=0)),
        alerts=tuple(
            (one.alert.id, one.alert.level, one.acknowledged.done if one.acknowledged else "")
            for one in synthesis.alerts
        ),
        overdue=synthesis.computed.get("inr.overdue") is True,
        score=synthesis.score,
        observance=synthesis.observance,
        weak=weak,
        unexplained=tuple(name for name in weak if not _explained(standing, name)),
        late=tuple(_late(standing)),
        amended=sum(event.kind == "amended" for event in events),
        unsigned=transcript.over and not transcript.signed,
        rehearsal=None if marked is None else str(marked["case"]).split("/")[0],
        state=state,
        reopened=state == "to_read" and review.decision is not None,
        open_remarks=len(review.open_remarks),
        readers=tuple(review.readers),
    )


def holder(transcript: Transcript) -> str:
    """Who held an interview: the last to answer."""
    answered = [event.by for event in transcript.events if event.kind == "answered"]
    return answered[-1] if answered else transcript.events[0].by


def _gaps(standing: Standing, ended: datetime) -> Iterator[float]:
    """Seconds between events up to the end, but for those in which it was paused."""
    before = None
    for event in standing.transcript.events:
        if event.at > ended:
            return
        if before is not None and before.kind != "paused" and event.kind != "resumed":
            yield (event.at - before.at).total_seconds()
        before = event


def _weak(standing: Standing) -> Iterator[str]:
    for name, value in standing.walk.course.counting.items():
        if value != "acquired" and isinstance(standing.located(name)[1], Rate):
            yield name


def _explained(standing: Standing, notion: str) -> bool:
    """Whether a notion was explained: said so in a rehearsal, or its words stood long enough on screen."""
    events = standing.transcript.events
    if standing.transcript.rehearsal is not None:
        return any(e.kind == "spoke" and e.step == notion and e.value["intent"] == "explain" for e in events)
    # What is to be explained is shown with each rating that asks for it, a corrected one too.
    stood = [
        (following.at - event.at).total_seconds()
        for event, following in pairwise(events)
        if event.kind in ANSWERED and event.step == notion and event.value != "acquired"
    ]
    return not stood or max(stood) >= rereading().explained_seconds


def _late(standing: Standing) -> Iterator[str]:
    for name, given in standing.transcript.history.items():
        before = [one for one in given if one.value != given[-1].value]
        if before and (given[-1].at - given[0].at).total_seconds() >= rereading().late_seconds:
            yield name
