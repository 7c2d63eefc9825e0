"""What stands beside a transcript: the same patient's previous interview, or the debrief of a rehearsal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

from assistant.errors import AssistantError
from assistant.language import _, ngettext
from assistant.review.beside import DIFFERENT, Beside, beside, previous
from assistant.tui.plain import safe, words

if TYPE_CHECKING:
    from assistant.store.reviews import Reviewing
    from assistant.store.store import Store


class BesidePane(VerticalScroll):
    """Read beside the conversation."""

    def __init__(self) -> None:
        super().__init__(id="beside")

    def show(self, parts: Iterable[VisualType]) -> None:
        """Show these, one below the other."""
        self.remove_children()
        self.mount(*(Static(part, classes="block") for part in parts))


def beside_parts(store: Store, reviewing: Reviewing) -> Sequence[VisualType]:
    """What is to be read beside a transcript; a sentence where there is nothing."""
    try:
        if reviewing.interview.standing.transcript.rehearsal is not None:
            return _debrief(store, reviewing.id)
        return _compared(store, reviewing)
    except AssistantError as error:
        return [words(error.message, "bold")]


def _debrief(store: Store, transcript: str) -> Sequence[VisualType]:
    # Loaded only where a rehearsal is read.
    from assistant.rehearsal.attempts import read
    from assistant.rehearsal.debrief import debrief
    from assistant.tui.debriefwords import blocks, headline

    said = debrief(read(store, transcript))
    return [headline(said), *(shown for _name, shown in blocks(said))]


def _compared(store: Store, reviewing: Reviewing) -> Sequence[VisualType]:
    before = previous(store.dossier(reviewing.ref), reviewing.id)
    if before is None:
        return [words(_("There is no earlier interview of this kind with this patient."), "dim")]
    began = before.standing.transcript.events[0]
    title = _("Before, on {day} by {name}").format(day=began.at.strftime("%d/%m/%Y"), name=began.by)
    rows = beside(reviewing.interview.standing, before.standing)
    count = sum(row.different for row in rows)
    changed = ngettext("{count} answer differs", "{count} answers differ", count).format(count=count)
    head = Content.assemble(words(title, "bold"), words(f" · {DIFFERENT} {changed}"))
    return [head, _table(rows)]


def _table(rows: Iterable[Beside]) -> Table:
    table = Table(box=None, expand=True, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("", width=1)
    for head in (_("Question"), _("Then"), _("Now")):
        table.add_column(Text(head, "bold underline"), ratio=3)
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            table.add_row("", Text(safe(section), "underline"))
        style = "bold" if row.different else ""
        table.add_row(row.sign, *(Text(safe(cell) or "—", style) for cell in (row.title, row.then, row.now)))
    return table
