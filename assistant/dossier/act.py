"""Interviews and follow-ups that may count for the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from assistant.script.steps import Script

ActKind = Literal["interview", "observance", "evaluation", "thematic"]
"""The first two are acts of the texts until 2017, the last two of those since 2018 (docs/sources.md §5)."""
Theme = Literal["biology", "observance", "effects", "daily_life"]
"""Surveillance biologique, observance, effets du traitement, vie quotidienne et alimentation."""
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
"""In the order they are proposed."""


@dataclass(frozen=True, slots=True)
class Act:
    """One interview or observance follow-up that was completed."""

    kind: ActKind
    day: date
    """Local day on which it was completed."""
    origin: str
    """Id of its transcript, or `import` for an act taken from a file."""
    signed: bool = True
    """False while the signature of the interview is withdrawn."""
    returned: bool = False
    """Whether a supervisor returned it, and nobody answered for it yet."""
    counts: ActKind | None = None
    """What else it is: under a rule set that does not know its kind it counts as this one."""
    theme: Theme | None = None
    """Of a thematic interview, where it is known."""


def counts(script: Script) -> bool:
    """Whether an interview of this script is an act of the year at all."""
    return script.kind != "other"


def held(script: Script, day: date, origin: str, *, signed: bool, returned: bool = False) -> Act:
    """The act that a completed interview is, of a script that counts.

    A thematic interview is one for every rule set: it must not pass for an interview of the texts until 2017.
    """
    kind: ActKind = "observance" if script.kind == "observance" else "interview"
    since_2018 = script.counts_as
    if since_2018 is None:
        return Act(kind, day, origin, signed, returned)
    if since_2018.act == "thematic" and kind == "interview":
        kind = "thematic"
    return Act(kind, day, origin, signed, returned, counts=since_2018.act, theme=since_2018.theme)


def act_name(kind: ActKind, theme: Theme | None) -> str:
    """How a file and the store name an act: its kind; after a colon the theme of a thematic one, if known."""
    return kind if theme is None else f"{kind}:{theme}"


def imported(rows: Sequence[tuple[str, date]]) -> list[Act]:
    """The acts taken from files, of their names and days.

    A thematic act whose theme a later file tells is the same act: the bare row of that day goes.
    """
    told = Counter(day for name, day in rows if name.startswith("thematic:"))
    found = []
    for name, day in rows:
        if name == "thematic" and told[day]:
            told[day] -= 1
            continue
        kind, _colon, theme = name.partition(":")
        found.append(
            Act(
                next((known for known in get_args(ActKind) if known == kind), "observance"),
                day,
                "import",
                theme=next((known for known in THEMES if known == theme), None),
            )
        )
    return found
