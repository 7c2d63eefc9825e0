"""The declaration sheet: what is to be entered on the caisse's site, ticked by hand once it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.clock import today
from assistant.errors import AssistantError, InputError
from assistant.language import _, ngettext
from assistant.notation import read_date, write_date
from assistant.store.declaring import Declarable, declare, take_back
from assistant.tui.attempt import attempt
from assistant.tui.declarationkeys import DECLARING, WRITING
from assistant.tui.declarationrows import Line, heads, kept, lines, told
from assistant.tui.fields import Line as Typed
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, translate
from assistant.tui.marks import reading_only
from assistant.tui.narrowing import Narrowed, Narrowing
from assistant.tui.plain import show_words, words
from assistant.tui.rowlist import RowList
from assistant.tui.sheet import Sheet
from assistant.year.declarewords import entry_words, what_words
from assistant.year.sheet import check_entered, pharmacy_sheet, unfit

if TYPE_CHECKING:
    from assistant.store.store import Store


class DeclarationsScreen(Narrowed):
    """Each thing to enter on a row: Space ticks it, once it is on the disk."""

    LIST = "sheet"

    AUTO_FOCUS = "#sheet"
    BINDINGS: ClassVar[list[BindingType]] = DECLARING
    HELP = N_(
        "Space ticks what you have entered in Espace pro, and takes the tick away. Enter opens the patient."
    )

    def __init__(self, store: Store, rules: str, ref: str | None = None) -> None:
        """The sheet.

        Args:
            store: the dossiers.
            rules: the rule set of the settings.
            ref: of the only patient it is about; None for all.
        """
        super().__init__()
        translate(self)
        self._store = store
        self._rules = rules
        self._ref = ref
        self._found: Sequence[Line] = ()
        self._touched: set[str] = set()
        """What was ticked here: it stays in sight, so that it can be taken back."""
        self._everything = False

    def compose(self) -> ComposeResult:
        """How much is left, a filter, the list, what is to be known of the row under the cursor."""
        yield Static(id="progress")
        yield Narrowing("narrow", _("/ to filter: a name, a NIR, an act, a day, a state"))
        yield RowList(heads(), name="sheet", opens=self._ref is None)
        yield Static(id="none", classes="own")
        yield Static(id="notice", classes="own")
        yield Static(id="why")
        yield KeyLine("sheet.narrow", "sheet.day")

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#none").display = False
        self._tell("")
        self._head(_("Reading the dossiers…"))

    def on_screen_resume(self) -> None:
        """Read again what may have changed meanwhile, out of the way of the keys."""
        self.run_worker(self._read, thread=True, exclusive=True, name="sheet")

    def _read(self) -> None:
        try:
            refs = None if self._ref is None else [self._ref]
            summaries = self._store.summaries() if refs is None else [self._store.summary(refs[0])]
            found = pharmacy_sheet(summaries, self._rules, self._today)
        except AssistantError as error:
            self.app.call_from_thread(self._tell, error.message)
        else:
            self.app.call_from_thread(self._take, lines(found), unfit(self._rules, self._today))

    def _take(self, found: Sequence[Line], wrong: str) -> None:
        if self.is_attached:  # it may have been left meanwhile
            self._found = found
            if wrong:
                self._tell(wrong)
            self.fill()

    def fill(self) -> None:
        typed = self.query_one("#narrow", Narrowing).value
        shown = kept(self._found, typed, self._touched, everything=self._everything)
        self.query_one("#sheet", RowList).show([one.row for one in shown])
        none = self.query_one("#none", Static)
        filtered = bool(typed) and bool(self._found)
        none.update(
            words(_("Nothing fits these words.") if filtered else _("Nothing is left to be entered."))
        )
        none.display = not shown
        if not shown:
            self.query_one("#why", Static).update(Content(""))
        left = sum(one.entry.state == "due" for one in self._found)
        count = ngettext("{count} to be entered", "{count} to be entered", left).format(count=left)
        shown_words = _("everything is shown") if self._everything else _("what is left is shown")
        self._head(" · ".join([_("Declarations: {count}").format(count=count), shown_words]))
        self.refresh_bindings()

    def _head(self, sentence: str) -> None:
        parts = [sentence, self._rules, reading_only(self._store.access)]
        self.query_one("#progress", Static).update(words(" · ".join(part for part in parts if part), "bold"))

    def _tell(self, sentence: str) -> None:
        if self.is_attached:
            show_words(self, "#notice", sentence, "bold")

    @property
    def _today(self) -> date:
        return today(self._store.clock)

    @property
    def _chosen(self) -> Line | None:
        name = self.query_one("#sheet", RowList).chosen
        return next((one for one in self._found if one.row.name == name), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who only reads ticks nothing; words are typed into the filter alone."""
        if action in WRITING:
            one = self._chosen if self.is_mounted else None
            if one is None or isinstance(self.focused, Narrowing) or not self._store.access.may_write:
                return False
            return action != "day" or one.entry.state in ("due", "declared")
        return action != "narrow" or (bool(self._found) and not isinstance(self.focused, Narrowing))

    def on_row_list_reached(self) -> None:
        """Say more of the row under the cursor."""
        self.refresh_bindings()
        one = self._chosen
        self.query_one("#why", Static).update(Content("") if one is None else told(one))

    def on_row_list_opened(self) -> None:
        """Open the patient, to put right what would stop the entry."""
        from assistant.tui.visits import open_patient

        if (one := self._chosen) is not None:
            open_patient(self.app, one.ref)  # type: ignore[arg-type]

    def action_left(self) -> None:
        """Show what is left, or everything."""
        self._everything = not self._everything
        self._touched.clear()
        self.fill()

    def action_tick(self) -> None:
        """Tick what was entered today, or take the tick away."""
        one = self._chosen
        if one is None:
            return
        standing = one.entry.declared
        if standing is not None:
            items = [Declarable(standing.what, standing.day, standing.transcript)]
            self._tell(self._keep([one], lambda: take_back(self._store, one.ref, items)) or "")
        elif one.entry.state == "due":
            self._tell(self._declare([one], self._today) or "")
        else:
            self._tell(entry_words(one.entry))

    def action_every(self) -> None:
        """Tick everything that is to be entered of the patient under the cursor."""
        if (one := self._chosen) is not None:
            due = [each for each in self._found if each.ref == one.ref and each.entry.state == "due"]
            nothing = _("Nothing is to be entered of this patient.")
            self._tell((self._declare(due, self._today) or "") if due else nothing)

    def action_day(self) -> None:
        """Tick with the day it was entered on, or put that day right."""
        one = self._chosen
        if one is None:
            return

        def keep(given: Mapping[str, str]) -> str | None:
            try:
                on = read_date(given["on"], self._today)
                check_entered(one.entry, on, self._today)
            except InputError as error:
                return error.message
            return self._declare([one], on, anew=True)

        what = what_words(one.entry.what, one.entry.theme).capitalize()
        asked = [Typed("on", _("Entered on"), _("A day, such as 06/03/2017."))]
        about = f"{one.about.one.patient.name} · {what} · {write_date(one.entry.day)}"
        self.app.push_screen(Sheet(_("On which day was it entered?"), asked, keep, told=about))

    def _declare(self, due: Sequence[Line], on: date, *, anew: bool = False) -> str | None:
        """Tick what is of one patient; the sentence that says why it cannot be done."""
        items = [Declarable(one.entry.what, one.entry.day, one.entry.transcript) for one in due]
        return self._keep(due, lambda: declare(self._store, due[0].ref, items, on, anew=anew))

    def _keep(self, changed: Sequence[Line], do: Callable[[], object]) -> str | None:
        """Write it to the disk, then show the patient as they stand there."""
        ref = changed[0].ref
        if fault := attempt(do):
            return fault
        self._touched |= {one.row.name for one in changed}
        return attempt(lambda: self._again(ref))

    def _again(self, ref: str) -> None:
        now = lines(pharmacy_sheet([self._store.summary(ref)], self._rules, self._today))
        at = next((at for at, one in enumerate(self._found) if one.ref == ref), len(self._found))
        others = [one for one in self._found if one.ref != ref]
        self._found = [*others[:at], *now, *others[at:]]
        self.fill()

    def action_close(self) -> None:
        """Return to where it was opened from."""
        self.dismiss(None)
