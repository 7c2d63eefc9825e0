"""What there is to practise on as a list, with how each case went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.language import _
from assistant.rehearsal.attempts import unfinished
from assistant.rehearsal.case import Case
from assistant.rehearsal.library import cases
from assistant.rehearsal.progress import Progress, progress
from assistant.store.store import Store
from assistant.tui.listing import Listing
from assistant.tui.plain import words
from assistant.tui.rehearsalwords import case_row, case_told, rows_head


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to practise on, and what was practised."""

    cases: Sequence[Case]
    progress: Progress
    unfinished: Mapping[str, str]
    """Case to the rehearsal that can be taken up again."""
    held: bool = False
    """Whether anybody has practised here."""


def known(store: Store) -> Known:
    """What there is to practise on, for whoever has opened the store.

    Raises:
        AssistantError: it cannot be read.
    """
    found = list(cases())
    left = {case.id: name for case in found if (name := unfinished(store, case.id)) is not None}
    held = any(one.transcripts for one in store.summaries())
    return Known(found, progress(store, store.person.name), left, held)


class CaseList(Vertical):
    """The cases, and what is said of the one under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="cases")
        self._known: Known | None = None

    def compose(self) -> ComposeResult:
        """The columns, the cases, the situation of one."""
        yield Static(words(_("Reading the cases…")), id="cases_head", classes="own")
        yield Listing(name="choices")
        with VerticalScroll(id="case", can_focus=False):
            yield Static(id="told")

    @property
    def entry(self) -> OptionList:
        """What has the focus."""
        return self.query_one(OptionList)

    @property
    def case(self) -> Case | None:
        """The case under the cursor."""
        at = self.entry.highlighted
        return None if self._known is None or at is None else self._known.cases[at]

    def show(self, found: Known, case: str | None) -> None:
        """Show these, with the cursor on a case; on the first where it is not there."""
        self._known = found
        self._fill()
        self.go(case)

    def go(self, case: str | None) -> None:
        """Put the cursor on a case."""
        names = [] if self._known is None else [one.id for one in self._known.cases]
        self.entry.highlighted = names.index(case) if case in names else 0

    def on_resize(self) -> None:
        """Fit the columns."""
        self._fill()

    def _fill(self) -> None:
        if self._known is None:
            return
        width, at, left = self.app.size.width, self.entry.highlighted, self._known.unfinished
        self.query_one("#cases_head", Static).update(rows_head(width))
        self.entry.clear_options()
        for case in self._known.cases:
            row = case_row(case, self._known.progress, width, left=case.id in left)
            self.entry.add_option(Option(row, id=case.id))
        self.entry.highlighted = at

    def follow(self) -> None:
        """Say more of the case under the cursor."""
        case, found = self.case, self._known
        if case is not None and found is not None:
            told = case_told(case, found.progress, left=case.id in found.unfinished)
            self.query_one("#told", Static).update(told)
            self.query_one("#case").scroll_home(animate=False)
