"""Interviews as a table: a row each, a column for every step that any version of a script ever asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.exchange.recorded import JOINED, Held, Steps, cell
from assistant.exchange.sheet import Cell, Sheet
from assistant.interview.event import ANSWERED, Event
from assistant.language import _

COLUMNS = (
    "transcript",
    "patient_ref",
    "family_name",
    "given_name",
    "birth_date",
    "script",
    "version",
    "versions",
    "started_at",
    "ended_at",
    "status",
    "signed",
    "review",
    "by",
    "rehearsal",
)
"""What stands before the answers; `notes` stands behind them."""


def interviews(found: Iterable[Held], steps: Steps, *, words: bool = False) -> Sheet:
    """The table.

    Args:
        found: the interviews.
        steps: of the versions they were held under.
        words: whether questions are named, and answers written, as people read them.
    """
    rows = [_row(one, steps, words) for one in found]
    columns: dict[str, str] = {}
    for ref in steps.met:  # the latest version orders the columns; what only older ones asked comes after
        script = ref.split("/")[0]
        for name, (_section, step) in steps.of(ref).items():
            if step.kind != "tell":
                columns.setdefault(f"{script}.{name}", str(step.title))
    grouped = sorted(columns, key=lambda name: name.split(".")[0])
    for row in rows:
        grouped += [name for name in row if "." in name and name not in columns and name not in grouped]
    headings = [f"{name} {columns[name]}" if words and name in columns else name for name in grouped]
    every = (*COLUMNS, *grouped, "notes")
    body = tuple(tuple(row.get(name) for name in every) for row in rows)
    return Sheet(_("Interviews"), (*COLUMNS, *headings, "notes"), body)


def _row(one: Held, steps: Steps, words: bool) -> dict[str, Cell]:
    interview, patient = one.interview, one.dossier.patient
    standing = interview.standing
    transcript = standing.transcript
    script, version, _hash = transcript.script.split("/")
    row: dict[str, Cell] = {
        "transcript": interview.id,
        "patient_ref": patient.ref,
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "birth_date": patient.birth_date,
        "script": script,
        "version": int(version),
        "versions": JOINED.join(sorted({"/".join(ref.split("/")[:2]) for ref in transcript.scripts})),
        "started_at": transcript.started_at,
        "ended_at": transcript.ended_at,
        "status": transcript.stopped_as or transcript.status,
        "signed": "yes" if transcript.signed else "no",
        "review": interview.review.state(len(transcript.events)),
        "by": JOINED.join(dict.fromkeys(event.by for event in transcript.events)),
        "rehearsal": None if transcript.rehearsal is None else str(transcript.rehearsal["case"]),
        "notes": "\n".join(note.text for note in transcript.notes) or None,
    }
    for ref in transcript.scripts:
        steps.of(ref)
    given: dict[str, tuple[Event, Any]] = {
        event.step: (event, event.value)
        for event in transcript.events
        if event.kind in ANSWERED and event.step is not None
    }
    counting, present = standing.walk.course.counting, steps.of(transcript.script)
    for name, (event, value) in given.items():
        step = steps.asked(event)
        # An answer on a branch no longer taken does not count; one to a step that is gone stays readable.
        if (step is None or step.kind != "tell") and (name in counting or name not in present):
            row[f"{event.script.split('/')[0]}.{name}"] = cell(step, value, words=words)
    return row
