"""The patients: who is due, what is at risk, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from assistant.language import _
from assistant.tui.homekeys import HOME_KEYS
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import translate
from assistant.tui.marks import marked, reading_only
from assistant.tui.patientfilter import PatientFilter
from assistant.tui.pharmacyyear import PharmacyYear
from assistant.tui.plain import show_words, words
from assistant.tui.toanswer import ToAnswer

if TYPE_CHECKING:
    from assistant.store.vault.access import Access
    from assistant.tui.patientlist import PatientList
    from assistant.year.ordering import Order
    from assistant.year.worklist import WorkLine, Worklist


class HomeScreen(Screen[None]):
    """The list of patients; asks for one to be opened or made."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = HOME_KEYS

    class Opened(Message):
        """A patient was chosen."""

        def __init__(self, ref: str) -> None:
            super().__init__()
            self.ref = ref

    class New(Message):
        """A patient is to be added."""

    class Practise(Message):
        """The cases to practise on are wanted."""

    class Review(Message):
        """The transcripts to read again are wanted, or one of them."""

        def __init__(self, transcript: str | None = None) -> None:
            super().__init__()
            self.transcript = transcript

    def __init__(self) -> None:
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (160, "-wide")]
        self._work: Worklist | None = None
        self._lines: Sequence[WorkLine] = ()
        """All of them, in the order chosen."""
        self._order: Order = "urgency"
        self._turned = False
        # The pharmacist's own page: it names every patient, so it is never turned towards one.
        self.amounts = True
        self._access: Access | None = None
        self._practises = self._reviews = False
        self._list: PatientList | None = None
        self._waiting = ToAnswer()

    def compose(self) -> ComposeResult:
        """A line on what there is, the year, a filter, the list, the patient under the cursor."""
        yield Static(words(_("Reading the dossiers…"), "bold"), id="progress")
        yield PharmacyYear()
        yield PatientFilter()
        yield Static(id="empty", classes="own")
        yield self._waiting
        yield Static(id="notice", classes="own")
        yield Static(id="detail")
        yield KeyLine("home.practise", "home.sort", "home.review", "home.declare")

    def on_mount(self) -> None:
        """Nothing to say yet."""
        for name in ("#empty", "#notice", "#detail"):
            self.query_one(name).display = False

    def greet(self, access: Access, *, practises: bool) -> None:
        """Who works with these dossiers, and whether there is a place to practise in."""
        self._access = access
        self._practises = practises
        self._head(_("Reading the dossiers…"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may write adds patients, once the dossiers are open; an empty list is not sorted."""
        known = {
            "new": self._access is not None and self._access.may_write,
            "practise": self._practises,
            "answer": self._waiting.first is not None,
            "review": self._reviews,
        }
        if action in known:
            return known[action]
        if action == "filter" and isinstance(self.focused, PatientFilter):
            return False
        return action not in ("filter", "sort", "turn", "amounts", "clear") or bool(self._lines)

    def reading(self, done: int, total: int) -> None:
        """How far the reading is, when the index is made again."""
        self._head(_("Reading the dossiers: {done} of {total}").format(done=done, total=total))

    def _head(self, sentence: str) -> None:
        parts = [part for part in (sentence, reading_only(self._access)) if part]
        title = marked(self._access, words(" · ".join(parts), "bold"))
        self.query_one("#progress", Static).update(title, layout=False)

    async def show(self, work: Worklist, damaged: Sequence[str]) -> None:
        """The dossiers as they are now."""
        if self._list is None:
            # After the first paint, which it would hold up.
            from assistant.tui.patientlist import PatientList

            self._list = PatientList()
            await self.mount(self._list, before="#waiting")
        nobody_was = not self._lines
        self._work = work
        self._reviews = self._waiting.look(self._access, work)
        self._sort()
        if nobody_was and self._lines:
            self._list.focus()
        if damaged:
            from assistant.tui.homewords import damaged_words

            self.tell(damaged_words(damaged))

    def tell(self, sentence: str) -> None:
        """A sentence under the list; nothing when it is empty."""
        show_words(self, "#notice", sentence, "bold")

    def _sort(self) -> None:
        from assistant.year.ordering import ordered

        if self._work is not None:
            self._lines = ordered(self._work.lines, self._order, turned=self._turned)
            self.query_one(PatientFilter).display = bool(self._lines)
            if not self._lines:
                self.set_focus(None)  # so that the letters are keys
            self.refresh_bindings()
            self._fill()
            report = self._work.report if self._lines else None
            self.query_one(PharmacyYear).show(report, amounts=self.amounts)

    def _fill(self, *, keep: bool = True) -> None:
        """Show what the filter finds."""
        from assistant.tui.homewords import counted, nobody

        if self._list is None or self._work is None:
            return
        typed = self.query_one(PatientFilter).value
        found = self._work.found(self._lines, typed)
        self._list.show(found, self._order, turned=self._turned, amounts=self.amounts, keep=keep)
        self._list.display = bool(found)
        known = self._work.count
        self._head(counted(len(found) if typed else known, known, self._order, turned=self._turned))
        empty = self.query_one("#empty", Static)
        empty.display = not found
        empty.update(nobody(filtered=bool(self._lines), reading=bool(reading_only(self._access))))

    def on_patient_list_chosen(self, message: PatientList.Chosen) -> None:
        """Say more of the patient under the cursor."""
        from assistant.tui.homewords import detail

        line = message.line
        shown = self.query_one("#detail", Static)
        shown.update(Content("") if line is None else detail(line), layout=False)
        shown.display = line is not None

    def on_patient_list_headed(self, message: PatientList.Headed) -> None:
        """Sort by a column, or turn it round."""
        self._sort_by(message.order, turned=message.order == self._order and not self._turned)

    def on_patient_list_opened(self, message: PatientList.Opened) -> None:
        """Open the one chosen."""
        self.post_message(self.Opened(message.ref))

    def on_input_changed(self) -> None:
        """Filter as it is typed."""
        self._fill(keep=False)

    def on_input_submitted(self) -> None:
        """Open the only one found; go to the list where there are several."""
        self.action_table()
        if self._list is not None and self._list.count == 1:
            self._list.action_open()

    def _sort_by(self, order: Order, *, turned: bool = False) -> None:
        self._order, self._turned = order, turned
        self._sort()

    def action_sort(self) -> None:
        """Sort by the next thing."""
        from assistant.year.ordering import ORDERS

        self._sort_by(ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)])

    def action_turn(self) -> None:
        """Turn the order round."""
        self._sort_by(self._order, turned=not self._turned)

    def action_amounts(self) -> None:
        """Show or hide the amounts."""
        self.amounts = not self.amounts
        self._sort()

    def action_new(self) -> None:
        """Add a patient."""
        self.post_message(self.New())

    def action_review(self) -> None:
        """Go to the transcripts to read again."""
        self.post_message(self.Review())

    def action_answer(self) -> None:
        """Open the first transcript that waits for an answer."""
        self.post_message(self.Review(self._waiting.first))

    def action_practise(self) -> None:
        """Go to the cases to practise on."""
        self.post_message(self.Practise())

    def action_filter(self) -> None:
        """Type parts of a name."""
        self.set_focus(self.query_one(PatientFilter))  # at once, unlike `focus`

    def action_table(self) -> None:
        """Go to the list."""
        self.set_focus(self._list)

    def action_clear(self) -> None:
        """Show every patient again."""
        self.query_one(PatientFilter).value = ""
        self.action_table()
