"""Options to choose from, and which of them was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from assistant.bilingual import Text
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import fold, shorten
from assistant.script.closed import Closed, Id


class Option(Closed):
    """One option; answered by its id, its label in either language or another name for it."""

    id: Id
    label: Text
    also: tuple[str, ...] = ()
    """Other words it is known by."""
    danger: bool = False
    """Whether choosing it is a sign of an emergency."""


YES: Final = Option(id="yes", label=Text(fr="Oui", en="Yes"), also=("o", "y", "vrai", "true"))
NO: Final = Option(id="no", label=Text(fr="Non", en="No"), also=("n", "faux", "false"))
UNKNOWN: Final = Option(
    id="unknown", label=Text(fr="Ne sait pas", en="Does not know"), also=("?", "nsp", "ne sais pas", "dk")
)

ACQUIRED: Final = Option(id="acquired", label=Text(fr="Acquis", en="Acquired"), also=("a",))
PARTIAL: Final = Option(
    id="partial", label=Text(fr="Partiellement acquis", en="Partly acquired"), also=("p", "pa")
)
NOT_ACQUIRED: Final = Option(
    id="not_acquired", label=Text(fr="Non acquis", en="Not acquired"), also=("n", "na")
)
RATINGS: Final = (ACQUIRED, PARTIAL, NOT_ACQUIRED)
"""How well a notion of knowledge is known (docs/sources.md §2)."""


def spellings(options: Iterable[Option]) -> dict[str, str]:
    """Everything that may be typed, folded, with the id it stands for."""
    return {
        fold(name): option.id
        for option in options
        for name in (*option.also, option.label.en, option.label.fr, option.id)
    }


def match(typed: str, options: Sequence[Option]) -> str:
    """The id of the option typed: its id, label, another name, or its number in the list from 1.

    Raises:
        InputError: when it is none of them; names them all.
    """
    text = fold(typed)
    known = spellings(options)
    if text in known:
        return known[text]
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= len(options):
        return options[int(text[:9]) - 1].id
    if not text:
        raise InputError(_("Choose one of: {options}.").format(options=labels(options)))
    raise InputError(
        _("“{typed}” is not one of the answers. Choose one of: {options}.").format(
            typed=shorten(typed), options=labels(options)
        )
    )


def labels(options: Iterable[Option], ids: Iterable[str] | None = None) -> str:
    """The labels in the current language, of all the options or of those named."""
    wanted = None if ids is None else set(ids)
    return ", ".join(str(option.label) for option in options if wanted is None or option.id in wanted)
