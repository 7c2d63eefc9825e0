"""The debrief of a rehearsal: what was missed comes first, every point is explained."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.interview.conversation import conversation
from assistant.rehearsal.attempts import Attempt
from assistant.rehearsal.debrief import debrief
from assistant.store.store import Store
from assistant.tui.conversation import Conversation
from assistant.tui.debriefwords import blocks, headline
from assistant.tui.documentkeys import DocumentsWanted, documents_key
from assistant.tui.hanging import Hanging
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import rehearsal_mark
from assistant.tui.panes import WIDE
from assistant.tui.reader import Reader


class Account(VerticalScroll):
    """The debrief, to read."""


class DebriefScreen(Layer[bool]):
    """Dismissed with whether the next case is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("t", "transcript", N_("Transcript"), N_("What was said, line by line"), name="debrief.read"),
        binding("n", "next", N_("Next case"), N_("Go to the case proposed next"), name="debrief.next"),
        documents_key("debrief"),
        binding("escape", "close", N_("Cases"), N_("Return to the cases"), name="debrief.close"),
    ]
    HELP = N_("Numbers of lines are those of the transcript.")

    def __init__(self, attempt: Attempt, store: Store) -> None:
        """The debrief of one rehearsal.

        Args:
            attempt: the rehearsal.
            store: where it is kept.
        """
        super().__init__()
        translate(self)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._attempt = attempt
        self._debrief = debrief(attempt)
        self._store = store
        self._read = False

    def compose(self) -> ComposeResult:
        """What was missed, the score, what went well, the answers, every point; the transcript beside."""
        said = self._debrief
        yield Static(Content.assemble(rehearsal_mark(), headline(said)), id="progress")
        with Horizontal(id="debrief"):
            with Account(id="account"):
                for name, shown in blocks(said):
                    if isinstance(shown, Content):
                        yield Hanging(shown, id=name, classes="block")
                    else:  # a table wraps its own cells
                        yield Static(shown, id=name, classes="block")
            yield Conversation(follow=False, patient=self._called, numbered=True)
        yield KeyLine()

    @property
    def _called(self) -> str:
        return self._attempt.case.patient.given_name

    def on_mount(self) -> None:
        """From the beginning."""
        self.query_one(Account).focus()

    def action_transcript(self) -> None:
        """Show the transcript beside, or hide it; in its own screen where there is no room."""
        standing = self._attempt.interview.standing
        if self.app.size.width < WIDE:
            self.app.push_screen(Reader(standing, str(self._attempt.case.title), self._called))
            return
        chat = self.query_one(Conversation)
        if not self._read:
            self._read = True
            chat.add(conversation(standing))
        beside = not self.has_class("-beside")
        self.set_class(beside, "-beside")
        (chat if beside else self.query_one(Account)).focus()

    def action_documents(self) -> None:
        """Print the debrief."""
        self.post_message(DocumentsWanted(self, self._attempt.id, kind="debrief", store=self._store))

    def action_next(self) -> None:
        """Go to the case proposed next."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Return to the cases."""
        self.dismiss(False)
