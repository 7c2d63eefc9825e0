"""Searching the words of every transcript: a line, and what was found with the line it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.language import _, ngettext
from assistant.review.chosen import Filter
from assistant.review.search import Hit, Search
from assistant.store.store import Store
from assistant.tui.held import script_title
from assistant.tui.keys import N_, binding, translate
from assistant.tui.plain import words
from assistant.tui.rowlist import Head, Row, RowList


class Searching(Vertical):
    """Where words are looked for; says which transcript was chosen, and the event they stand in."""

    class Opened(Message):
        """Something found was chosen."""

        def __init__(self, transcript: str, event: int) -> None:
            super().__init__()
            self.transcript = transcript
            self.event = event

    def __init__(self, store: Store, chosen: Callable[[], Filter]) -> None:
        """A search.

        Args:
            store: where.
            chosen: gives which transcripts are asked for.
        """
        super().__init__(id="searching")
        self._store = store
        self._chosen = chosen
        self._search: Search | None = None
        self._hits: Sequence[Hit] = ()

    def compose(self) -> ComposeResult:
        """The line, how many were found, what was found."""
        yield Words()
        yield Static(id="found", classes="own")
        heads = (
            Head(_("Patient"), 20),
            Head(_("Day"), 10),
            Head(_("Script"), 25, least=110),
            Head(_("What was said")),
        )
        yield RowList(heads, name="hits")

    def begin(self) -> None:
        """Let words be typed."""
        self._tell(_("Words of answers, notes and remarks; Enter searches."))
        self.query_one("#hits").display = bool(self._hits)
        self.screen.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Nothing is searched before Enter."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search, out of the way of the keys."""
        event.stop()
        if event.value.strip():
            self._tell(_("Searching…"))
            typed, chosen = event.value, self._chosen()
            self.run_worker(lambda: self._find(typed, chosen), thread=True, exclusive=True, name="search")

    def _find(self, typed: str, chosen: Filter) -> None:
        self._search = self._search or Search(self._store)
        try:
            hits = self._search.find(typed, chosen)
        except AssistantError as error:
            self.app.call_from_thread(self._tell, error.message)
        else:
            self.app.call_from_thread(self._show, hits)

    def _show(self, hits: Sequence[Hit]) -> None:
        if not self.is_attached:  # the screen was left meanwhile
            return
        self._hits = hits
        listed = self.query_one(RowList)
        listed.show([_row(number, hit) for number, hit in enumerate(hits)])
        listed.display = bool(hits)
        count = ngettext("Found in {count} transcript.", "Found in {count} transcripts.", len(hits))
        self._tell(count.format(count=len(hits)) if hits else _("No transcript holds all these words."))
        if hits and self.query_one(Input).has_focus:
            self.screen.set_focus(listed)

    def _tell(self, sentence: str) -> None:
        if self.is_attached:
            self.query_one("#found", Static).update(words(sentence))

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Read what was found."""
        message.stop()
        hit = self._hits[int(message.name)]
        self.post_message(self.Opened(hit.transcript, hit.event))


class Words(Input):
    """Where words are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("enter", "submit", N_("Search"), N_("Search these words"), name="words.search"),
        binding(
            "down", "screen.hits", N_("Found"), N_("Go to what was found"), name="words.found", show=False
        ),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder=_("words"), id="words", classes="narrowing", compact=True)
        translate(self)

    def help_words(self) -> str:
        """What is expected here."""
        return _(
            "Words, or parts of them; accents and capitals are ignored. Every one has to be in a transcript."
        )


def _row(number: int, hit: Hit) -> Row:
    day = hit.started_at
    cells = (hit.patient, f"{day[8:10]}/{day[5:7]}/{day[:4]}", script_title(hit.script), hit.text)
    return Row(str(number), cells)
