"""What transcripts come to, as tables and bars. People stand by name: nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.visual import VisualType

from assistant.language import _, ngettext
from assistant.people import role_words
from assistant.review.overview import Held, Overview
from assistant.review.words import class_words, level_words, state_words, step_words
from assistant.tui.plain import joined, safe, words

BAR = 20
"""Cells of a full bar."""
MOST = 10
"""Notions shown."""
BANDS = ((0.0, 0.5), (0.5, 0.65), (0.65, 0.8), (0.8, 1.01))
"""Of the time in range, from and below."""


def head(said: Overview, asked: str) -> Content:
    """How many transcripts of how many patients, and what was asked for."""
    held = ngettext("{count} interview", "{count} interviews", said.interviews).format(count=said.interviews)
    patients = ngettext("{count} patient", "{count} patients", said.patients).format(count=said.patients)
    parts = [_("Overview"), held, patients, asked]
    return words(" · ".join(part for part in parts if part), "bold")


def left(said: Overview) -> Iterator[VisualType]:
    """Who held what, and when."""
    yield _heading(_("By person"))
    yield _held(said.people, _("Person"))
    yield _heading(_("By month"))
    yield _held(said.periods[::-1], _("Month"))


def right(said: Overview) -> Iterator[VisualType]:
    """What patients do not know, what was done, how the patients fare."""
    yield joined(_heading(_("Notions most often not acquired")), *_weak(said))
    levels = level_words()
    rows = [(levels[one.level], one.answered, one.raised) for one in said.alerts]
    yield joined(_heading(_("Alerts: answered, of how many raised")), *_bars(rows))
    yield joined(_heading(_("Time in range of the patients")), *_ttr(said))
    classes, states = class_words(), state_words()
    total = sum(said.observance.values())
    rows = [(classes[name], count, total) for name, count in said.observance.items()]
    yield joined(_heading(_("Observance, by the last score of each patient")), *_bars(rows))
    rows = [(states[name], count, said.interviews) for name, count in said.states.items()]
    yield joined(_heading(_("Where the reviews stand")), *_bars(rows))


def months(said: Overview) -> Sequence[tuple[str, int]]:
    """Each month in a few characters, with its interviews."""
    return [(_month(one.name), one.interviews) for one in said.periods]


def _heading(text: str) -> Content:
    return words(text, "bold underline")


def _month(name: str) -> str:
    return f"{name[5:7]}/{name[:4]}"


def _held(rows: Iterable[Held], first: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    table.add_column(Text(first, "bold"), ratio=1)
    names = (_("Held"), _("Finished"), _("Min"), _("Alerts"), _("To read"), _("To answer"))
    for name in names:
        table.add_column(Text(name, "bold"), justify="right")
    known: dict[str, str] = {str(role): label for role, label in role_words().items()}
    for one in rows:
        name = f"{one.name} ({known[one.role]})" if one.role in known else one.name
        cells = (
            str(one.interviews),
            str(one.completed),
            str(one.minutes),
            f"{one.answered}/{one.alerts}" if one.alerts else "—",
            str(one.to_read),
            str(one.to_answer),
        )
        shown = name if one.role or not name[:4].isdecimal() else _month(name)
        table.add_row(Text(safe(shown)), *cells)
    return table


def _weak(said: Overview) -> Iterator[Content]:
    if not said.weak:
        yield words(_("None so far."))
    for one in said.weak[:MOST]:
        yield words(
            _bar(one.patients, one.of) + f" {one.patients}/{one.of}  {step_words(one.script, one.step)}"
        )
        if one.unexplained:
            count = ngettext(
                "not explained to {count} patient", "not explained to {count} patients", one.unexplained
            )
            yield words(" " * (BAR + 1) + count.format(count=one.unexplained), "bold")


def _ttr(said: Overview) -> Iterator[Content]:
    if said.ttr is None:
        yield words(_("It is known of no patient yet."))
        return
    of = len(said.ttrs)
    count = ngettext("known of {count} patient", "known of {count} patients", of).format(count=of)
    mean = _("Mean: {value}% ({count})").format(value=round(100 * said.ttr), count=count)
    yield words(mean, "bold")
    for low, high in BANDS:
        held = sum(low <= one < high for one in said.ttrs)
        band = _("{low} to {high}%").format(low=round(100 * low), high=min(100, round(100 * high)))
        yield words(f"{_bar(held, of)} {held:>3}  {band}")


def _bars(rows: Sequence[tuple[str, int, int]]) -> Iterator[Content]:
    for label, count, of in rows:
        yield words(f"{_bar(count, of)} {count:>3}/{of:<3} {label}")


def _bar(count: int, of: int) -> str:
    full = BAR * count // of if of else 0
    return "█" * full + "·" * (BAR - full)
