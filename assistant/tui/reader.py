"""An interview to read again, as it was held."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.interview.conversation import conversation
from assistant.interview.standing import Standing
from assistant.language import _
from assistant.tui.conversation import Conversation
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import rehearsal_mark
from assistant.tui.pathscreen import PathScreen
from assistant.tui.plain import words


class Reader(Layer[None]):
    """Nothing can be changed here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("x", "export", N_("Export"), N_("Export it to a file, as a page"), name="reader.export"),
        binding(
            "p", "path", N_("Path"), N_("What was asked and what was skipped, and why"), name="reader.path"
        ),
        binding("escape,enter", "close", N_("Close"), N_("Return to the patient"), name="reader.close"),
    ]

    def __init__(
        self, standing: Standing, name: str, patient: str = "", export: Callable[[], None] | None = None
    ) -> None:
        """An interview to read.

        Args:
            standing: the interview.
            name: whose it is.
            patient: what a simulated patient is called; empty where it is none.
            export: asks where its page is to be written; None where this is not done from here.
        """
        super().__init__()
        translate(self)
        self._standing = standing
        self._name = name
        self._patient = patient
        self._export = export

    def compose(self) -> ComposeResult:
        """The whole conversation."""
        title = _("To read: {script} · {name}").format(script=self._standing.script.title, name=self._name)
        mark = Content("") if self._standing.transcript.rehearsal is None else rehearsal_mark()
        yield Static(Content.assemble(mark, words(title, "bold")), id="progress")
        yield Conversation(follow=False, patient=self._patient, numbered=bool(self._patient))
        yield KeyLine()

    def on_mount(self) -> None:
        """Show it from its beginning."""
        chat = self.query_one(Conversation)
        chat.head(str(self._standing.script.title))
        chat.add(conversation(self._standing))
        chat.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Export where that is possible."""
        return action != "export" or self._export is not None

    def action_export(self) -> None:
        """Write it to a file, as a page."""
        if self._export is not None:
            self._export()

    def action_path(self) -> None:
        """Show the way taken through the script."""
        self.app.push_screen(PathScreen(self._standing, self._name or ""))

    def action_close(self) -> None:
        """Return to the patient."""
        self.dismiss(None)
