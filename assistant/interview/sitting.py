"""Scripts done one after the other at one sitting: the interview, then the questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.interview.session import Session

Start = Callable[[], Session]
"""Begins, or takes up again, the session of one script."""


class Sitting:
    """The session under way, and the scripts that follow it."""

    def __init__(self, starts: Sequence[Start]) -> None:
        self._following = list(starts)
        self.sessions: list[Session] = []
        self._start_next()

    @property
    def session(self) -> Session:
        """The session under way, or the last one."""
        return self.sessions[-1]

    @property
    def transcripts(self) -> list[str]:
        """Ids of the transcripts, in order."""
        return [session.name for session in self.sessions]

    @property
    def more(self) -> bool:
        """Whether another script follows the present one."""
        return bool(self._following)

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to go on with: completed, refused or withdrawn, and not paused."""
        return self.session.transcript.status not in ("paused", "in_progress")

    def finish(self) -> bool:
        """Finish the present script; whether the next one has begun.

        After a refusal or a withdrawal nothing follows.
        """
        self.session.finish()
        if self.session.transcript.status != "completed" or not self._following:
            return False
        self._start_next()
        return True

    def _start_next(self) -> None:
        self.sessions.append(self._following.pop(0)())
