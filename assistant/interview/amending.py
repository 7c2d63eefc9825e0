"""An interview that is over and signed: it is amended with a reason, never rewritten."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import InputError
from assistant.interview.event import Event
from assistant.interview.recording import Recording
from assistant.interview.standing import StateError
from assistant.language import _
from assistant.script.answers import clean
from assistant.script.steps import Ask


class Amending(Recording):
    """What may still be done to an interview that is over; each event is signed by who does it."""

    def amend(self, name: str, typed: str, reason: str, heard: Sequence[str] = ()) -> Event:
        """Answer a step again; what was answered before stays in the history.

        Raises:
            InputError: the text cannot be taken, or no reason is given.
            StateError: the interview is not over, there is no such step, or it is a question of consent.
        """
        self._over()
        step = self.located(name)[1]
        if isinstance(step, Ask) and step.stop is not None:
            raise StateError(
                _("“{step}” is the patient's consent: it is withdrawn, not amended.").format(step=name)
            )
        if step.kind == "tell":
            raise StateError(_("“{step}” is said, not asked: there is nothing to amend.").format(step=name))
        value, points = self._read(name, typed, heard)
        return self._add("amended", name, value, points, _reason(reason))

    def unsign(self, reason: str) -> Event:
        """Withdraw the signature: the interview no longer counts until it is signed again.

        Raises:
            InputError: no reason is given.
            StateError: the interview is not over, or its signature is withdrawn already.
        """
        self._over()
        if not self.transcript.signed:
            raise StateError(_("The signature of this interview is withdrawn already."))
        return self._add("unsigned", reason=_reason(reason))

    def sign(self) -> Event:
        """Sign again.

        Raises:
            StateError: the interview is not over, or is signed.
        """
        self._over()
        if self.transcript.signed:
            raise StateError(_("This interview is signed already."))
        return self._add("signed")

    def _over(self) -> None:
        if not self.transcript.over:
            raise StateError(_("This interview is not over: answer or correct it there."))


def _reason(typed: str) -> str:
    if not (words := clean(typed)):
        raise InputError(_("Give the reason in a few words: it is kept with the change."))
    return words
