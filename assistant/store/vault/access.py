"""What one person opens one set of dossiers with."""

from __future__ import annotations

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

    def leading(self) -> None:
        """Go on only for a pharmacist.

        Raises:
            RightsError: this person is none.
        """
        if self.person.role != "pharmacist":
            raise RightsError(_("Only a pharmacist does this. Ask one of them."))
