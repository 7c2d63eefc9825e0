"""Who may do what in a review: the roles, whatever program asks."""

from __future__ import annotations

from assistant.errors import RightsError
from assistant.language import _
from assistant.store.store import Store


class Reviewer:
    """One person before one transcript: a supervisor remarks and decides, who holds interviews answers."""

    def __init__(self, store: Store, transcript: str) -> None:
        """A review.

        Raises:
            NotFoundError: there is no transcript of this id.
            RightsError: a student reads their own alone.
        """
        self._store = store
        self.ref, self.interview = store.interview(transcript)
        self.id = transcript
        self._folder = store.folder_of(self.ref)

    @property
    def own(self) -> bool:
        """Whether this person held the interview, or a part of it."""
        return any(e.by == self._store.person.name for e in self.interview.standing.transcript.events)

    @property
    def may_review(self) -> bool:
        """Whether this person remarks and decides here: a supervisor; on rehearsals, a pharmacist too."""
        role = self._store.person.role
        return role == "supervisor" or (self._store.access.rehearsal and role == "pharmacist")

    @property
    def may_answer(self) -> bool:
        """Whether this person answers remarks here: who holds interviews; a student, their own alone."""
        role = self._store.person.role
        return role == "pharmacist" or (self._store.access.rehearsal and role == "student" and self.own)

    def reviewing(self) -> None:
        """Go on only for who reviews here.

        Raises:
            RightsError: this person does not.
        """
        if not self.may_review:
            raise RightsError(_("Only a supervisor reviews transcripts. Ask one of them."))

    def deciding(self) -> None:
        """Go on only for who decides here.

        Raises:
            RightsError: this person does not review, or held the interview.
        """
        self.reviewing()
        if self.own:
            raise RightsError(_("Nobody decides on their own interview. Ask another supervisor."))

    def replying(self) -> None:
        """Go on only for who answers remarks here.

        Raises:
            RightsError: this person does not.
        """
        if not (self.may_answer or self.may_review):
            raise RightsError(_("A remark is answered by who held the interview. Ask them."))

    def answering(self) -> None:
        """Go on only for who answers for the transcript.

        Raises:
            RightsError: this person does not.
        """
        if not self.may_answer:
            raise RightsError(_("A transcript is answered for by a pharmacist. Ask one of them."))
