"""`assistant transcripts amend|unsign|sign`: what may still be done to an interview that is over."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome
from assistant.cli.unlocking import open_store
from assistant.language import _
from assistant.script.answers import ImplausibleError

if TYPE_CHECKING:
    from assistant.interview.amending import Amending


def run(given: Namespace) -> Outcome:
    """Amend, withdraw the signature, or sign again."""
    with open_store(given) as store:
        held = store.amending(given.id)
        lines = {"amend": _amend, "unsign": _unsign, "sign": _sign}[given.action](held, given)
        # What was done before was done on other values: such an alert is open again.
        alerts = [raised for raised in held.alerts if raised.open]
        event = held.transcript.events[-1]
    result = {
        "id": given.id,
        "event": event.to_json(),
        "signed": held.transcript.signed,
        "alerts": [
            {"id": raised.alert.id, "level": raised.alert.level, "do": str(raised.alert.do)}
            for raised in alerts
        ],
    }
    notices = [_("This raises an alert: {do}").format(do=raised.alert.do) for raised in alerts]
    return Outcome(result, lines, notices=notices)


def _amend(held: Amending, given: Namespace) -> list[str]:
    try:
        event = held.amend(given.step, given.answer, given.reason, given.heard or ())
    except ImplausibleError:
        if not given.confirmed:
            raise
        event = held.amend(given.step, given.answer, given.reason, given.heard or ())
    shown = held.located(given.step)[1].write(event.value)
    said = _("Amended and signed: {step} is now {answer}. What was there stays in the history.")
    return [said.format(step=given.step, answer=shown)]


def _unsign(held: Amending, given: Namespace) -> list[str]:
    held.unsign(given.reason)
    return [_("The signature is withdrawn. The interview does not count until it is signed again.")]


def _sign(held: Amending, given: Namespace) -> list[str]:
    held.sign()
    return [_("Signed again.")]
