"""What is said of transcripts that are read again, and of a store that was verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.language import _, labelled, ngettext
from assistant.notation import fold, write_date
from assistant.review.words import need_words, state_words
from assistant.tui.held import script_title, started
from assistant.tui.plain import joined, words
from assistant.tui.rowlist import Head, Row

if TYPE_CHECKING:
    from assistant.people import Person
    from assistant.review.chosen import Filter
    from assistant.review.queue import Queued
    from assistant.store.journalcheck import Fault
    from assistant.store.verifying import Verified

UNREAD = "●"
"""Stands before what the person at the screen never opened."""


def queue_heads() -> tuple[Head, ...]:
    """The columns of the queue."""
    return (
        Head("", 1),
        Head(_("State"), 10),
        Head(_("Patient"), 20),
        Head(_("Day"), 10),
        Head(_("Who"), 18, least=110),
        Head(_("Script"), 25, least=150),
        Head(_("Why")),
    )


def queue_row(one: Queued, me: str) -> Row:
    """One transcript as a row; marked where somebody of this name, if one is given, never opened it."""
    line, digest = one.line, one.digest
    short = need_words()
    cells = (
        UNREAD if me and one.unread_by(me) else "",
        state_words()[digest.state],
        one.patient.name,
        started(line)[:10],
        digest.by,
        script_title(line.script),
        " · ".join(short[need] for need in one.needs),
    )
    return Row(line.id, cells, strong=bool({"emergency", "backdated"} & set(one.needs)))


def folded(one: Queued) -> str:
    """What the words of the filter are looked for in."""
    line, digest = one.line, one.digest
    short = need_words()
    parts = (
        state_words()[digest.state],
        one.patient.name,
        one.patient.ref,
        digest.by,
        script_title(line.script),
        line.script,
        started(line),
        *(short[need] for need in one.needs),
    )
    return fold(" ".join(parts))


def queued_told(one: Queued) -> Content:
    """The transcript under the cursor: whose, when, by whom, and why it is to be read."""
    line, digest = one.line, one.digest
    parts = [script_title(line.script), started(line), digest.by, state_words()[digest.state]]
    if digest.open_remarks:
        parts.append(remarks_words(digest.open_remarks))
    head = Content.assemble(words(one.patient.name, "bold"), words(" · " + " · ".join(parts)))
    return joined(head, *(words(f"- {sentence}") for sentence in one.why))


def remarks_words(count: int) -> str:
    """How many remarks wait to be settled."""
    return ngettext("{count} open remark", "{count} open remarks", count).format(count=count)


def filter_told(chosen: Filter) -> str:
    """What is asked for, in a few words; nothing where it is nothing in particular."""
    parts = []
    if chosen.person:
        parts.append(chosen.person)
    if chosen.script:
        parts.append(script_title(chosen.script))
    if chosen.state:
        parts.append(state_words().get(chosen.state, chosen.state))
    if chosen.since is not None:
        parts.append(_("from {day}").format(day=write_date(chosen.since)))
    if chosen.until is not None:
        parts.append(_("until {day}").format(day=write_date(chosen.until)))
    if chosen.everything:
        parts.append(_("also what needs no reading"))
    return " · ".join(parts)


def nothing_told(me: Person, *, narrowed: bool) -> str:
    """Why no transcript is shown."""
    if me.role == "student":
        return _("Nobody has read a rehearsal of yours yet.")
    if narrowed:
        return _("Nothing matches. f chooses otherwise.")
    return _("Nothing needs to be read again. f also shows what needs no reading.")


def verified_told(found: Verified, refs: Mapping[str, str], cannot: Iterable[str]) -> Content:
    """What a verification came to."""
    count = ngettext("{count} interview checked.", "{count} interviews checked.", found.checked)
    said = [words(count.format(count=found.checked))]
    if found.faults:
        said.append(words(_("ALTERED."), "bold"))
        said += [words(f"! {_fault(fault, refs)}") for fault in found.faults]
    else:
        said.append(words(_("Nothing was altered."), "bold"))
    if found.torn:
        torn = _("A record cut short at the end of {count} is no fault: it was never acknowledged.")
        said.append(words(torn.format(count=found.torn)))
    if found.aside:
        kept = _("Cut off the end of a journal because it did not open, and kept: {files}.")
        said.append(words(kept.format(files=", ".join(found.aside))))
    return joined(
        *said, words(" "), words(_("What this cannot prove:"), "bold"), *(words(f"- {one}") for one in cannot)
    )


def _fault(fault: Fault, refs: Mapping[str, str]) -> str:
    where = [refs.get(fault.dossier, fault.dossier), fault.transcript]
    if fault.record is not None:
        where.append(_("record {number}").format(number=fault.record))
    place = " · ".join(part for part in where if part)
    return labelled(place, fault.message) if place else fault.message
