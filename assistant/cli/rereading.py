"""`assistant review show`: one transcript as it happened, and what was made of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.cli.output import Outcome
from assistant.cli.plain import level_words, spoken
from assistant.cli.review import UNREAD, moment, reviewed
from assistant.cli.transcripts import status_words
from assistant.language import _, labelled

if TYPE_CHECKING:
    from assistant.dossier.dossier import Interview
    from assistant.dossier.review import Remark, Review
    from assistant.review.beside import Beside
    from assistant.review.reading import Reading, ReadLine
    from assistant.store.store import Store


def run(given: Namespace) -> Outcome:
    """Show it; that it was opened is kept."""
    from assistant.dossier.summary import line
    from assistant.review.reading import Reading
    from assistant.store.reviews import Reviewing

    with reviewed(given) as store:
        held = Reviewing(store, given.id)
        held.open()
        interview, review = held.interview, held.review
        reading = Reading(interview.standing, review)
        patient = store.summary(held.ref).patient
        beside = _beside(store, held.ref, interview) if given.beside else ({}, [])
    transcript = interview.standing.transcript
    state = review.state(len(transcript.events))
    result: dict[str, Any] = line(interview.id, held.ref, transcript).to_json()
    result |= {
        "name": patient.name,
        "state": state,
        "lines": [one.to_json() for one in reading.lines],
        "remarks": [one.to_json() for one in review.remarks.values()],
        "review": [event.to_json() for event in review.events],
        "readers": list(review.readers),
        "damaged": review.damaged or None,
        **beside[0],
    }
    words = status_words()[transcript.stopped_as or transcript.status]
    began = moment(transcript.events[0].at.isoformat())
    head = f"{interview.id}  {held.ref}  {patient.name}  {interview.standing.script.title}  {began}  {words}"
    notices = [review.damaged] if review.damaged else []
    return Outcome(result, [head, *_review(review, state), *lines(reading), *beside[1]], notices=notices)


def _review(review: Review, state: str) -> Iterator[str]:
    from assistant.review.words import exchanged, state_words

    yield labelled(_("Review"), state_words()[state])
    yield from (f"  {moment(one.at.isoformat())}  {one.by}  {exchanged(one)}" for one in review.exchange)


def lines(reading: Reading) -> Iterator[str]:
    """The conversation in words: numbers, instants, pauses, remarks where they belong."""
    for one in reading.whole:
        yield from remark_words(one)
    section = ""
    for read in reading.lines:
        if read.line.section not in ("", section):
            section = read.line.section
            yield from ("", f"[{section}]")
        yield from _line(read)


def _line(read: ReadLine) -> Iterator[str]:
    first, *rest = spoken(read.line)
    mark = UNREAD if read.unread else " "
    yield f"{mark}{read.seq:>4}  {_pause(read):>10}  {first}"
    if read.line.level:
        yield f"        !! {level_words()[read.line.level]}"
    yield from (f"    {text}" for text in rest)
    yield from (f"        + {point}" for point in read.line.heard)
    if read.line.explain:
        yield "        " + labelled(_("To explain"), read.line.explain)
    for alert in read.open:
        yield f"        !! {labelled(level_words()[alert.level], alert.do)}"
        yield "           " + _("It was never said what was done about it.")
    for remark in read.remarks:
        yield from remark_words(remark)


def _pause(read: ReadLine) -> str:
    """Seconds from the event before; in brackets where the interview was left meanwhile."""
    minutes, seconds = divmod(round(read.pause), 60)
    hours, minutes = divmod(minutes, 60)
    said = (
        f"+{hours} h {minutes:02}"
        if hours
        else f"+{minutes} min {seconds:02}"
        if minutes
        else f"+{seconds} s"
    )
    return f"({said})" if read.paused else said


def remark_words(remark: Remark) -> Iterator[str]:
    """A remark with its answers."""
    from assistant.review.words import kind_words

    settled = "  ✓" if remark.resolved else ""
    about = "" if remark.section is None else f" [{remark.section}]"
    said = labelled(remark.by, remark.text)
    yield f"     >> {remark.id}{about}  {kind_words()[remark.kind]}  {said}{settled}"
    yield from (f"          {labelled(reply.by, reply.text)}" for reply in remark.replies)


def _beside(store: Store, ref: str, interview: Interview) -> tuple[dict[str, Any], list[str]]:
    """The debrief of a rehearsal; for an interview, the same patient's previous one."""
    from assistant.review.beside import beside, previous

    if store.access.rehearsal:
        from assistant.cli import debrief
        from assistant.rehearsal.attempts import read
        from assistant.rehearsal.debrief import debrief as judged

        found = judged(read(store, interview.id))
        return {"debrief": found.to_json()}, ["", _("DEBRIEF"), *debrief.lines(found)]
    before = previous(store.dossier(ref), interview.id)
    if before is None:
        none = _("There is no earlier interview of this patient with this script.")
        return {"previous": None, "beside": []}, ["", none]
    rows = beside(interview.standing, before.standing)
    began = moment(before.began.isoformat())
    head = _("Beside {id} of {day}: ≠ differs, + was asked only now, - only then.")
    head = head.format(id=before.id, day=began)
    return {"previous": before.id, "beside": [row.to_json() for row in rows]}, ["", head, *_rows(rows)]


def _rows(rows: Sequence[Beside]) -> Iterator[str]:
    """A line for each question, since an answer may be longer than any column."""
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            yield from ("", f"[{section}]")
        said = [row.then] if row.sign == "-" else [row.then, row.now] if row.different else [row.now]
        yield f"{row.sign or ' '} {labelled(row.title, ' → '.join(one or '—' for one in said))}"
