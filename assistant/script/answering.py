"""What every kind of answer does: read what was typed, write it for people, write it to be typed again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.errors import InputError
from assistant.language import _
from assistant.script.closed import Closed
from assistant.script.options import Option


class ImplausibleError(InputError):
    """A value that is possible but unlikely: it is taken when given once more."""

    kind = "implausible"


class Answer(Closed):
    """A kind of answer, as a script declares it."""

    optional: bool = False
    """Whether the question may be left empty."""

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """The value typed.

        Args:
            typed: the text as typed.
            today: the local day, for “aujourd'hui” and for bounds.
            confirmed: whether an unlikely value was given once before.

        Raises:
            ImplausibleError: the value is unlikely and not confirmed.
            InputError: the text cannot be taken; says what would be.
        """
        if not typed.strip():
            return self._left_empty()
        return self._read(typed, today, confirmed)

    def write(self, value: Any) -> str:
        """The value as people read it."""
        return "—" if value is None else self._write(value)

    def typed(self, value: Any) -> str:
        """The value as it could be typed again."""
        return "" if value is None else self._typed(value)

    def choices_offered(self) -> Sequence[Option]:
        """The options to choose from; none where the answer is typed."""
        return ()

    def _nothing_typed(self) -> str:
        return _("Nothing was typed. An answer is needed here.")

    def _left_empty(self) -> Any:
        if self.optional:
            return None
        raise InputError(self._nothing_typed())

    @abstractmethod
    def _read(self, typed: str, today: date, confirmed: bool) -> Any: ...

    def _write(self, value: Any) -> str:
        return str(value)

    def _typed(self, value: Any) -> str:
        return str(value)
