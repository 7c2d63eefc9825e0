"""The transcripts that one person is shown to be read again; and whether anything in a store was altered."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from textual.content import Content

from assistant.errors import AssistantError
from assistant.notation import fold
from assistant.review.chosen import Filter
from assistant.review.queue import Queued, queue
from assistant.store.store import Store
from assistant.tui.plain import words
from assistant.tui.reviewingwords import folded, queue_row, verified_told
from assistant.tui.rowlist import Row


@dataclass(frozen=True, slots=True)
class Listed:
    """A transcript as it stands in the list: made once, not at each key."""

    one: Queued
    row: Row
    folded: str
    """What the words of the filter are looked for in."""


def queued(store: Store, chosen: Filter, rate: int) -> Sequence[Listed]:
    """What is asked for; to a student, their own rehearsals that somebody has read.

    Args:
        store: the dossiers.
        chosen: what is asked for.
        rate: percent of transcripts that are drawn by lot.

    Raises:
        StoreError: the trail cannot be read.
    """
    me, now = store.access.person, store.clock.now()
    asked = Filter(person=me.name, everything=True) if me.role == "student" else chosen
    found = queue(store, store.audit, asked, rate, now)
    if me.role == "student":
        found = [one for one in found if one.digest.by == me.name and one.digest.readers]
    reviews = me.role == "supervisor" or (me.role == "pharmacist" and store.access.rehearsal)
    return [Listed(one, queue_row(one, me.name if reviews else ""), folded(one)) for one in found]


def narrowed(found: Sequence[Listed], typed: str) -> Sequence[Listed]:
    """Those that hold every word typed."""
    wanted = fold(typed).split()
    return [one for one in found if all(word in one.folded for word in wanted)] if wanted else found


def unread(found: Sequence[Listed], opened: Container[str], after: str, me: str) -> str | None:
    """Id of the next transcript that somebody never opened, round again at the end; None where there is none.

    Args:
        found: the transcripts.
        opened: ids of those that were opened lately.
        after: id of the one that is read now.
        me: name of the person.
    """
    ones = [listed.one for listed in found]
    names = [one.line.id for one in ones]
    at = names.index(after) + 1 if after in names else 0
    left = (one for one in (*ones[at:], *ones[:at]) if one.line.id not in opened and one.unread_by(me))
    return next((one.line.id for one in left), None)


def verification(store: Store) -> Content:
    """What a verification of the whole store comes to, in words."""
    from assistant.store.verifying import cannot_prove, verify

    try:
        return verified_told(verify(store, store.audit), store.refs(), cannot_prove())
    except AssistantError as error:
        return words(error.message, "bold")
