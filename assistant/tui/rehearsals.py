"""The cases to practise on, how earlier attempts went, and which case to take next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from assistant.errors import AssistantError
from assistant.language import _
from assistant.rehearsal.case import Case
from assistant.rehearsal.practised import Mode
from assistant.rehearsal.progress import Tried
from assistant.store.store import Store
from assistant.tui.beginning import BeginRehearsal
from assistant.tui.caselist import CaseList, Known, known
from assistant.tui.dialogs import Pick
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import rehearsal_mark
from assistant.tui.panes import WIDE
from assistant.tui.plain import show_words, words
from assistant.tui.rehearsalkeys import CASES
from assistant.tui.rehearsalwords import apart, tried_words, weakest_words
from assistant.tui.scores import Scores

PROPOSED = ""  # instead of a case: the one proposed


class RehearsalsScreen(Layer[None]):
    """The list of cases; asks for one to be begun, taken up again, or debriefed."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = CASES
    HELP = N_("The arrows choose a patient, Enter begins. Nothing practised here counts for the year.")

    class Asked(Message):
        """Something is to be done here."""

        def __init__(self, screen: RehearsalsScreen) -> None:
            super().__init__()
            self.screen = screen

    class Begin(Asked):
        """Begin a rehearsal."""

        def __init__(self, screen: RehearsalsScreen, case: Case, mode: Mode, seed: int) -> None:
            super().__init__(screen)
            self.case, self.mode, self.seed = case, mode, seed

    class Resume(Asked):
        """Go on with a rehearsal."""

        def __init__(self, screen: RehearsalsScreen, transcript: str) -> None:
            super().__init__(screen)
            self.transcript = transcript

    class Debriefed(Resume):
        """Show what a rehearsal came to."""

    class Review(Asked):
        """Show the rehearsals to read again."""

    def __init__(self, store: Store, then: str | None = None) -> None:
        """The cases.

        Args:
            store: what is practised on.
            then: the case to go to; the one proposed if not given.
        """
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._store = store
        self._known: Known | None = None
        self._all = False
        self._mode: Mode = "guided"
        self._then = then

    def compose(self) -> ComposeResult:
        """The banner, the cases, the one under the cursor, the scores."""
        yield Static(Content.assemble(rehearsal_mark(), words(apart(), "bold")), id="progress")
        with Horizontal(id="practice"):
            yield CaseList()
            with Vertical(id="how"):
                yield Scores()
                yield Static(id="weakest")
        yield Static(id="notice", classes="own")
        yield KeyLine("rehearsals.all", "rehearsals.review", "rehearsals.next")

    def on_mount(self) -> None:
        """Read what there is."""
        self.tell("")
        self.read_again(self._then)

    def read_again(self, then: str | None = None) -> None:
        """Read what there is, out of the way of the keys.

        Args:
            then: the case to go to, if it is not the one under the cursor.
        """
        self._then = then
        self.run_worker(self._read, thread=True, exclusive=True, name="cases")

    def _read(self) -> None:
        try:
            found = known(self._store)
        except AssistantError as error:
            self.app.call_from_thread(self.tell, error.message)
        else:
            self.app.call_from_thread(self._show, found)

    def tell(self, sentence: str) -> None:
        """A sentence under everything; nothing when it is empty."""
        if self.is_attached:  # it may have been left meanwhile
            show_words(self, "#notice", sentence, "bold")

    def _show(self, found: Known) -> None:
        if not self.is_attached:
            return
        first, case = self._known is None, self._case
        self._known = found
        wanted = self._then if self._then is not None or case is None else case.id
        self._list.show(found, wanted or found.progress.next)
        self.add_class("-known")
        self.query_one("#weakest", Static).update(weakest_words(found.progress))
        if first:
            self._list.entry.focus()
        self._follow()

    def on_resize(self) -> None:
        """Fit the keys to what is in sight."""
        self.refresh_bindings()

    @property
    def _case(self) -> Case | None:
        return None if self._known is None else self._list.case

    @property
    def _list(self) -> CaseList:
        return self.query_one(CaseList)

    @property
    def _tried(self) -> list[Tried]:
        """The attempts at the case under the cursor, the oldest first."""
        attempts = () if self._known is None else self._known.progress.attempts
        return [] if self._case is None else [one for one in attempts if one.case == self._case.id]

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the case under the cursor."""
        self._follow()

    def _follow(self) -> None:
        case, found = self._case, self._known
        if case is None or found is None:
            return
        self._list.follow()
        shown = (_("All cases"), found.progress.attempts) if self._all else (str(case.title), self._tried)
        self.query_one(Scores).show(*shown)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the case under the cursor."""
        case, found, narrow = self._case, self._known, self.app.size.width < WIDE
        if case is None or found is None:
            return action == "close"
        return {
            "resume": case.id in found.unfinished,
            "debrief": bool(self._tried),
            "review": found.held,
            "plot": narrow,
            "next": found.progress.next not in (None, case.id),
            "all": not narrow or self.has_class("-scores"),
        }.get(action, True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin."""
        event.stop()
        self.action_begin()

    def action_begin(self) -> None:
        """Ask how, then begin."""
        case, found = self._case, self._known
        if case is None or found is None:
            return

        def begin(chosen: tuple[Mode, int] | None) -> None:
            if chosen is not None:
                self._mode, seed = chosen
                self.post_message(self.Begin(self, case, self._mode, seed))

        seed = found.progress.count(case.id) + 1
        self.tell("")
        self.app.push_screen(BeginRehearsal(str(case.title), case.minutes, seed, self._mode), begin)

    def action_resume(self) -> None:
        """Go on with the unfinished one."""
        if self._case is not None and self._known is not None:
            self.post_message(self.Resume(self, self._known.unfinished[self._case.id]))

    def action_debrief(self) -> None:
        """The debrief of one attempt: the last, or another."""

        def chosen(name: str | None) -> None:
            if name is not None:
                self.post_message(self.Debriefed(self, name))

        choices = [(one.transcript, tried_words(one)) for one in reversed(self._tried)]
        if len(choices) == 1:
            chosen(choices[0][0])
        else:
            self.app.push_screen(Pick(_("Which attempt?"), choices, chosen=choices[0][0]), chosen)

    def action_review(self) -> None:
        """Go to the rehearsals to read again."""
        self.post_message(self.Review(self))

    def propose(self) -> None:
        """Go to the case proposed, as soon as it is known."""
        self.read_again(PROPOSED)

    def action_next(self) -> None:
        """Go to the case proposed."""
        if self._known is not None and self._known.progress.next is not None:
            self._list.go(self._known.progress.next)

    def action_plot(self) -> None:
        """Show the scores instead of the cases, or the cases again."""
        self.toggle_class("-scores")
        self.refresh_bindings()

    def action_all(self) -> None:
        """The scores of all cases, or of the one under the cursor."""
        self._all = not self._all
        self._follow()

    def action_close(self) -> None:
        """Return to the list of patients; first to the cases."""
        if self.has_class("-scores") and self.app.size.width < WIDE:
            self.action_plot()
        else:
            self.dismiss(None)
