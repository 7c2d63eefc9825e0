"""The pharmacy's year: where each patient stands and will stand, what is at risk, month by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.dossier.summary import Summary
from assistant.errors import AssistantError
from assistant.language import _
from assistant.notation import fold
from assistant.script.knowledge import foreseeing
from assistant.store.store import Store
from assistant.tui import yearlistwords
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, translate
from assistant.tui.monthspane import MonthsPane
from assistant.tui.narrowing import Narrowed, Narrowing
from assistant.tui.panes import WIDE, WIDEST
from assistant.tui.plain import show_words, words
from assistant.tui.rowlist import RowList
from assistant.tui.telling import NobodyWaitsError, telling
from assistant.tui.yearkeys import YEAR_KEYS
from assistant.year.months import Month, by_month
from assistant.year.outlook import Outlook, Tell
from assistant.year.prospects import ORDERS, Order, Prospect, ordered, prospects

OutlookOf = Callable[[Sequence[Summary], Tell], Outlook]
"""The year of some dossiers; tells how far it is."""


class YearScreen(Narrowed):
    """Patients by what is at risk; asks for one to be opened."""

    LIST = "years"

    AUTO_FOCUS = "#years"
    BINDINGS: ClassVar[list[BindingType]] = YEAR_KEYS
    HELP = N_(
        "What loses most by waiting comes first. What is to be expected rests on the days between each "
        "patient's acts and on the appointments set. It is for the pharmacist alone: m hides the details."
    )

    class Opened(Message):
        """A patient is to be opened."""

        def __init__(self, screen: YearScreen, ref: str) -> None:
            super().__init__()
            self.screen = screen
            self.ref = ref

    def __init__(self, store: Store, outlook_of: OutlookOf, *, amounts: bool) -> None:
        """The year.

        Args:
            store: the dossiers.
            outlook_of: works it out.
            amounts: whether amounts may be seen at first.
        """
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (WIDEST, "-widest")]
        self._store = store
        self._outlook_of = outlook_of
        self._amounts = amounts
        self._found: Outlook | None = None
        self._lines: Sequence[Prospect] = ()
        self._order: Order = "risk"
        self._turned = self._work = False

    def compose(self) -> ComposeResult:
        """Sums, a filter, the patients with the one under the cursor; the months beside them."""
        yield Static(id="progress")
        yield Static(id="sums")
        with Horizontal(id="yearly"):
            with Vertical(id="yearlist"):
                yield Narrowing("narrow", _("/ to filter: name, birth date or ref"))
                yield RowList(yearlistwords.heads(amounts=self._amounts), name="years")
                yield Static(id="none", classes="own")
                with VerticalScroll(id="told", can_focus=False):
                    yield Static()
            yield MonthsPane()
        yield Static(id="notice", classes="own")
        yield KeyLine("year.sort", "year.narrow", "year.amounts")

    def on_mount(self) -> None:
        """Nothing to say yet."""
        for name in ("#none", "#notice", "#narrow", "#told"):
            self.query_one(name).display = False
        self._head(_("Reading the dossiers…"))

    def on_screen_resume(self) -> None:
        """Work it out, at first and whenever something may have changed."""
        self.run_worker(self._read, thread=True, exclusive=True, name="year")

    def _read(self) -> None:
        call = self.app.call_from_thread

        def say(sentence: str) -> Tell:
            return telling(lambda said: call(self._head, said), sentence)

        try:
            summaries = self._store.summaries(say(_("Reading the dossiers: {done} of {total}")))
            if self._found is not None and list(self._found.summaries) == summaries:
                return
            found = self._outlook_of(summaries, say(_("Working out the year: {done} of {total}")))
            call(self._take, found, prospects(found, foreseeing().work_weeks))
            tell = say(_("Going through the months: {done} of {total}"))
            call(self._draw, by_month(found.summaries, found.report, found.sets, found.forecasts, tell))
        except AssistantError as error:
            call(self.tell, error.message)
        except NobodyWaitsError:
            return

    def _take(self, found: Outlook, lines: Sequence[Prospect]) -> None:
        if self.is_attached:  # it may have been left meanwhile
            self._found, self._lines = found, lines
            self.query_one("#narrow").display = bool(lines)
            self.query_one(MonthsPane).behind(found)
            self.fill()

    def _draw(self, months: Sequence[Month]) -> None:
        if self.is_attached:
            self.query_one(MonthsPane).draw(months, amounts=self._amounts)
            self.fill()

    def fill(self) -> None:
        """Show the patients that the filter and the key leave, in their order."""
        if self._found is None:
            return
        typed = fold(self.query_one("#narrow", Narrowing).value).split()
        kept = [one for one in self._lines if (one.urgent or not self._work) and one.holds(typed)]
        kept = ordered(kept, self._order, turned=self._turned)
        listed = self.query_one("#years", RowList)
        listed.head(yearlistwords.heads(amounts=self._amounts))
        listed.show([yearlistwords.row(one, amounts=self._amounts) for one in kept])
        none = self.query_one("#none", Static)
        none.update(words(_("Nobody here. w shows every patient, Esc takes the filter away.")))
        none.display = not kept
        self.query_one("#told").display = bool(kept)
        self.query_one("#sums", Static).update(yearlistwords.totals(self._found, amounts=self._amounts))
        self._head(
            yearlistwords.counted(self._found, len(kept), self._order, turned=self._turned, work=self._work)
        )
        self.refresh_bindings()

    def _head(self, sentence: str) -> None:
        if self.is_attached:
            self.query_one("#progress", Static).update(words(sentence, "bold"), layout=False)

    def tell(self, sentence: str) -> None:
        """A sentence under the list."""
        if self.is_attached:
            show_words(self, "#notice", sentence, "bold")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what leads to something: nothing of a list where there is none or it is out of sight."""
        if action == "page":
            return self.app.size.width < WIDE
        if action == "narrow" and isinstance(self.focused, Narrowing):
            return False
        listed = bool(self._lines) and not self.has_class("-turned")
        return action not in ("narrow", "sort", "turn", "work") or listed

    def on_resize(self) -> None:
        """Fit the keys to what is in sight."""
        self.refresh_bindings()

    def on_row_list_reached(self, message: RowList.Reached) -> None:
        """Say more of the patient under the cursor."""
        line = next((one for one in self._lines if one.ref == message.name), None)
        said = Content("") if line is None else yearlistwords.told(line, amounts=self._amounts)
        pane = self.query_one("#told", VerticalScroll)
        pane.query_one(Static).update(said)
        pane.scroll_home(animate=False)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Open the patient."""
        self.post_message(self.Opened(self, message.name))

    def action_work(self) -> None:
        """Only what falls into the coming weeks, or every patient."""
        self._work = not self._work
        self.fill()

    def action_sort(self) -> None:
        """Sort by the next thing."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.fill()

    def action_turn(self) -> None:
        """Turn the order round."""
        self._turned = not self._turned
        self.fill()

    def action_amounts(self) -> None:
        """Show or hide the amounts, everywhere on this screen."""
        self._amounts = not self._amounts
        self.query_one(MonthsPane).reveal(amounts=self._amounts)
        self.fill()

    def action_page(self) -> None:
        """Show the months, or the patients."""
        self.toggle_class("-turned")
        self.query_one("#behind" if self.has_class("-turned") else "#years").focus()
        self.refresh_bindings()

    def action_close(self) -> None:
        """From the months to the patients, then to the list."""
        if self.has_class("-turned") and self.app.size.width < WIDE:
            self.action_page()
        else:
            self.dismiss(None)
