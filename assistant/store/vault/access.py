"""What one person opens one set of dossiers with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.errors import RightsError
from assistant.language import _
from assistant.people import Person
from assistant.store.seal import Seal
from assistant.store.vault.cipher import Identity
from assistant.store.vault.register import Register


@dataclass(frozen=True, slots=True)
class Access:
    """A person, the seal of the dossiers, and what signatures are made and told with."""

    person: Person
    seal: Seal = field(repr=False)
    identity: Identity = field(repr=False)
    register: Register = field(repr=False)
    rehearsal: bool = False
    """Whether these are the dossiers that are practised on."""

    @property
    def may_write(self) -> bool:
        """Whether this person adds to dossiers: a supervisor reads; a student has those practised on."""
        return self.person.role == "pharmacist" or self.rehearsal

    def writing(self) -> None:
        """Go on only for who may write.

        Raises:
            RightsError: this person reads.
        """
        if not self.may_write:
            raise RightsError(
                _("{name} is a supervisor, who reads and never changes a dossier. Ask a pharmacist.").format(
                    name=self.person.name
                )
            )

    def looking(self, held: Iterable[str]) -> None:
        """Go on only for who may read a transcript.

        Args:
            held: the names of who held it, the first first.

        Raises:
            RightsError: a student reads their own alone.
        """
        names = list(held)
        if self.person.role == "student" and self.person.name not in names:
            raise RightsError(
                _("This is the rehearsal of {name}. A student reads their own.").format(name=names[0])
            )

    def changing(self, held: Iterable[str]) -> None:
        """Go on only for who may change a transcript.

        Args:
            held: the names of who held it, the first first.

        Raises:
            RightsError: a rehearsal is changed by whoever practised alone, reviewers included.
        """
        names = list(held)
        if self.rehearsal and self.person.name not in names:
            raise RightsError(
                _("This is the rehearsal of {name}: begin one of your own.").format(name=names[0])
            )

    def taking(self) -> None:
        """Go on only for who may take a whole dossier away.

        Raises:
            RightsError: a student practises on dossiers that others practise on too.
        """
        if self.person.role == "student":
            raise RightsError(
                _("Whole dossiers do not leave with a student: write the page of an interview.")
            )

    def leading(self) -> None:
        """Go on only for a pharmacist.

        Raises:
            RightsError: this person is none.
        """
        if self.person.role != "pharmacist":
            raise RightsError(_("Only a pharmacist does this. Ask one of them."))
