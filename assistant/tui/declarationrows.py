"""The rows of the declaration sheet, and what is said of one of them. Without any amount."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.language import _, labelled
from assistant.notation import fold, grouped_nir, write_date
from assistant.tui.plain import joined, words
from assistant.tui.rowlist import Head, Row
from assistant.year.declarewords import entry_words, state_words, stops, what_words

if TYPE_CHECKING:
    from assistant.year.declaring import Entry, State
    from assistant.year.sheet import Declaring

MARKS: dict[State, str] = {
    "due": "[ ]",
    "declared": "[x]",
    "waiting": " · ",
    "refused": " – ",
    "stray": "[!]",
}
"""What stands before a row: what can be ticked has brackets."""
LEFT: Collection[State] = ("due", "waiting", "stray")
"""The states of what is not done with."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to enter, as it stands in the list: made once, not at each key."""

    about: Declaring
    entry: Entry
    row: Row
    folded: str
    """What the words of the filter are looked for in."""

    @property
    def ref(self) -> str:
        """Of the patient."""
        return self.about.one.patient.ref


def heads() -> list[Head]:
    """The columns."""
    return [
        Head("", 3),
        Head(_("Patient")),
        Head(_("NIR"), 21),
        Head(_("To be entered"), 21),
        Head(_("Day"), 10),
        Head(_("Code"), 4, least=100),
        Head(_("State"), 26, least=115),
    ]


def lines(found: Iterable[Declaring]) -> list[Line]:
    """A row for each entry, patient by patient: the adhesion, then the acts by day."""
    made: dict[str, list[Line]] = {}
    for about in found:
        made.setdefault(about.one.patient.ref, []).extend(_line(about, entry) for entry in about.entries)
    for group in made.values():
        group.sort(key=lambda one: (one.entry.what != "adhesion", one.entry.day))
    return [one for group in made.values() for one in group]


def kept(found: Sequence[Line], typed: str, touched: Collection[str], *, everything: bool) -> list[Line]:
    """Those to show: what is left or was ticked just now, and of these what holds every word typed."""
    wanted = fold(typed).split()
    return [
        one
        for one in found
        if (everything or one.entry.state in LEFT or one.row.name in touched)
        and all(word in one.folded for word in wanted)
    ]


def told(one: Line) -> Content:
    """Who it is about, where the entry stands and why, and what in the file would stop it."""
    patient = one.about.one.patient
    born = _("born {day}").format(day=write_date(patient.birth_date))
    who = " · ".join(part for part in (patient.ref, born, patient.regime or "") if part)
    what = labelled(what_words(one.entry.what, one.entry.theme).capitalize(), entry_words(one.entry))
    return joined(
        Content.assemble(words(patient.name, "bold"), words(f" · {who}")),
        words(what),
        *(words(f"! {sentence}") for sentence in stops(one.about)),
    )


def _line(about: Declaring, entry: Entry) -> Line:
    patient = about.one.patient
    nir = grouped_nir(patient.nir) or _("NIR missing")
    what, day, state = what_words(entry.what, entry.theme), write_date(entry.day), state_words(entry)
    cells = [MARKS[entry.state], patient.name, nir, what, day, entry.code or "", state]
    name = (
        f"{patient.ref}\n{about.until.isoformat()}\n{entry.what}\n{entry.day.isoformat()}\n{entry.transcript}"
    )
    row = Row(name, cells, strong=entry.state == "stray")
    folded = fold(" ".join([*cells, patient.ref, (patient.nir or "")]))
    return Line(about, entry, row, folded)
