"""The transcripts that deserve a second look, and why; the words in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.clock import today
from assistant.errors import AssistantError
from assistant.language import _, ngettext
from assistant.review.chosen import Filter
from assistant.store.store import Store
from assistant.tui.dialogs import Told
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import translate
from assistant.tui.marks import marked
from assistant.tui.narrowing import Narrowed, Narrowing
from assistant.tui.plain import show_words, words
from assistant.tui.queued import Listed, narrowed, queued, unread, verification
from assistant.tui.queuefilter import filter_sheet
from assistant.tui.reviewingkeys import QUEUE
from assistant.tui.reviewingwords import (
    filter_told,
    nothing_told,
    queue_heads,
    queued_told,
)
from assistant.tui.rowlist import RowList
from assistant.tui.searching import Searching, Words

SUPERVISED = {"choose", "show", "verify"}
"""What a student does not do."""


class QueueScreen(Narrowed):
    """Transcripts by need of reading; asks for one to be opened, or for what is known of all."""

    LIST = "queue"

    AUTO_FOCUS = "#queue"
    BINDINGS: ClassVar[list[BindingType]] = QUEUE

    class Asked(Message):
        """Something is to be shown."""

        def __init__(self, screen: QueueScreen) -> None:
            super().__init__()
            self.screen = screen

    class Read(Asked):
        """Open a transcript."""

        def __init__(self, screen: QueueScreen, transcript: str, event: int | None = None) -> None:
            super().__init__(screen)
            self.transcript = transcript
            self.event = event
            """The line to begin at."""

    class Show(Asked):
        """Show another screen."""

        def __init__(self, screen: QueueScreen, what: Literal["overview", "trail"]) -> None:
            super().__init__(screen)
            self.what = what

    def __init__(self, store: Store, rate: int = 5) -> None:
        """The queue.

        Args:
            store: the dossiers, or those that are practised on.
            rate: percent of transcripts that are drawn by lot.
        """
        super().__init__()
        translate(self)
        self.store = store
        self.chosen = Filter()
        """What is asked for."""
        self.opened: set[str] = set()
        """What was opened from here."""
        self._rate = rate
        self._me = store.access.person
        self._found: Sequence[Listed] = ()

    def help_words(self) -> str:
        """What comes first, and what of it no source confirms."""
        from assistant.review.needs import doubts  # with the schemas, which no first paint waits for

        said = _("What needs most to be read again comes first. ● stands before what you have not opened.")
        return " ".join((said, *doubts()))

    def compose(self) -> ComposeResult:
        """How many, a filter, the list, why the one under the cursor is there; the search in their place."""
        yield Static(id="progress")
        with Vertical(id="queued"):
            yield Narrowing("narrow", _("/ to filter: a name, a patient, a state, a day, a reason"))
            yield RowList(queue_heads(), name="queue")
            yield Static(id="none", classes="own")
            yield Static(id="why")
        yield Searching(self.store, lambda: self.chosen)
        yield Static(id="notice", classes="own")
        yield KeyLine("queue.choose", "queue.trail", "queue.verify")

    def on_mount(self) -> None:
        """Read them."""
        self.query_one("#none").display = False
        self.query_one(Searching).display = False
        self.tell("")
        self._head(_("Reading the transcripts…"))
        self.read_again()

    def read_again(self) -> None:
        """Read what there is now, out of the way of the keys."""
        self.run_worker(self._read, thread=True, exclusive=True, name="queue")

    def _read(self) -> None:
        try:
            found = queued(self.store, self.chosen, self._rate)
        except AssistantError as error:
            self.app.call_from_thread(self.tell, error.message)
        else:
            self.app.call_from_thread(self._take, found)

    def _take(self, found: Sequence[Listed]) -> None:
        if self.is_attached:  # it may have been left meanwhile
            self._found = found
            self.fill()

    def fill(self) -> None:
        kept = narrowed(self._found, self.query_one("#narrow", Narrowing).value)
        listed = self.query_one("#queue", RowList)
        listed.show([one.row for one in kept])
        none = self.query_one("#none", Static)
        none.update(words(nothing_told(self._me, narrowed=bool(self._found) or self.chosen.narrow)))
        none.display = not kept
        if not kept:
            self.query_one("#why", Static).update(Content(""))
        count = ngettext("Review: {count} transcript", "Review: {count} transcripts", len(kept))
        parts = [count.format(count=len(kept)), filter_told(self.chosen)]
        self._head(" · ".join(part for part in parts if part))
        self.refresh_bindings()

    def _head(self, sentence: str) -> None:
        self.query_one("#progress", Static).update(marked(self.store.access, words(sentence, "bold")))

    def tell(self, sentence: str) -> None:
        """A sentence under the list; nothing when it is empty."""
        if self.is_attached:
            show_words(self, "#notice", sentence, "bold")

    def unread(self, after: str) -> str | None:
        """The next transcript that this person never opened; None where there is none."""
        return unread(self._found, self.opened | {after}, after, self._me.name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this person may do, and what leads to something."""
        if self._me.role == "student" and action in SUPERVISED:
            return False
        searching = self.query(Searching).first().display if self.is_mounted else False
        if action == "narrow":
            return bool(self._found) and not searching and not isinstance(self.focused, Narrowing)
        return action != "search" or not isinstance(self.focused, Words)

    def on_row_list_reached(self, message: RowList.Reached) -> None:
        """Say why it is there."""
        if message.listed.id == "queue":
            found = next((one for one in self._found if one.row.name == message.name), None)
            self.query_one("#why", Static).update(Content("") if found is None else queued_told(found.one))

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Read it."""
        self.post_message(self.Read(self, message.name))

    def on_searching_opened(self, message: Searching.Opened) -> None:
        """Read what was found, from the line it was found in."""
        self.post_message(self.Read(self, message.transcript, message.event))

    def action_hits(self) -> None:
        """Go to what was found."""
        self.set_focus(self.query_one("#hits"))

    def action_search(self) -> None:
        """Search answers and notes."""
        self._turn(searching=True)
        self.query_one(Searching).begin()

    def _turn(self, *, searching: bool) -> None:
        self.query_one("#queued").display = not searching
        self.query_one(Searching).display = searching
        self.refresh_bindings()

    def action_choose(self) -> None:
        """Choose by person, script, state and days."""

        def take(chosen: Filter) -> None:
            self.chosen = chosen
            self.read_again()

        self.app.push_screen(filter_sheet(self.chosen, today(self.store.clock), take))

    def action_show(self, what: Literal["overview", "trail"]) -> None:
        """Show what is known of all, or who opened, reviewed and exported what."""
        self.post_message(self.Show(self, what))

    def action_verify(self) -> None:
        """Verify that nothing was altered, out of the way of the keys."""
        self.tell(_("Verifying…"))
        self.run_worker(self._verify, thread=True, exclusive=True, group="verify", name="verify")

    def _verify(self) -> None:
        self.app.call_from_thread(self._verified, verification(self.store))

    def _verified(self, said: Content) -> None:
        self.tell("")
        if self.is_attached:
            self.app.push_screen(Told(_("Verification"), said))

    def action_close(self) -> None:
        """From the search to the list, then to where it was opened from."""
        if self.query_one(Searching).display:
            self._turn(searching=False)
            self.action_table()
        else:
            self.dismiss(None)
