"""`assistant review remark|reply|resolve|decide|answer`: what a reviewer and who is reviewed write."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.review import reviewed
from assistant.language import _

if TYPE_CHECKING:
    from assistant.dossier.review import ReviewEvent
    from assistant.store.reviews import Reviewing


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    from assistant.store.reviews import Reviewing

    with reviewed(given) as store:
        held = Reviewing(store, given.id)
        event = _done(held, given)
        review = held.review
        state = review.state(len(held.interview.standing.transcript.events))
        told = _told(event, rehearsal=store.access.rehearsal)
    result = {"id": given.id, "event": event.to_json(), "state": state, "open": len(review.open_remarks)}
    return Outcome(result, [told])


def _done(held: Reviewing, given: Namespace) -> ReviewEvent:
    match given.action:
        case "remark":
            return held.remark(given.kind, given.text, given.line, given.section)
        case "reply":
            return held.reply(given.remark, given.text)
        case "resolve":
            return held.resolve(given.remark)
        case "decide":
            return held.decide(given.decision, given.reason)
        case _:
            return held.answer(given.text)


def _told(event: ReviewEvent, *, rehearsal: bool) -> str:
    remark = event.value.get("remark", "")
    match event.kind:
        case "remarked":
            return _("Remark {id} is kept.").format(id=remark)
        case "replied":
            return _("The answer to remark {id} is kept.").format(id=remark)
        case "resolved":
            return _("Remark {id} is settled.").format(id=remark)
        case "answered":
            return _("Answered: it is to be read again.")
    if event.value["state"] == "approved":
        return _("Approved and signed. What is amended later is to be read again.")
    if event.value["state"] == "queried":
        return _("Queried and signed: it waits for an answer.")
    if rehearsal:
        return _("Returned and signed: it waits for an answer.")
    return _("Returned and signed: the interview does not count for the year until it is answered.")
