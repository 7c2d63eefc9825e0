"""The audit trail: who opened, reviewed, exported and signed what, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assistant.clock import today
from assistant.errors import AssistantError, InputError
from assistant.language import _, ngettext
from assistant.notation import fold, shorten
from assistant.review.trailwords import Shown, as_csv, shown
from assistant.store.leaving import let_out
from assistant.store.store import Store
from assistant.tui.attempt import attempt
from assistant.tui.fields import Line
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import marked
from assistant.tui.narrowing import Narrowing
from assistant.tui.plain import show_words, words
from assistant.tui.rowlist import Head, Row, RowList
from assistant.tui.sheet import Sheet


class TrailScreen(Layer[None]):
    """The lines of the trail, the latest first; they are written to a file as they are shown."""

    AUTO_FOCUS = "#trail"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "filter", N_("Filter"), N_("Type words of the lines to keep"), name="trail.filter"),
        binding("x", "export", N_("Export"), N_("Write these lines to a file (CSV)"), name="trail.export"),
        binding("escape", "close", N_("Back"), N_("Return to the transcripts"), name="trail.close"),
    ]

    def __init__(self, store: Store) -> None:
        """The trail of these dossiers."""
        super().__init__()
        translate(self)
        self._store = store
        self._lines: Sequence[Shown] = ()

    def compose(self) -> ComposeResult:
        """How many lines, a filter, the lines."""
        yield Static(id="progress")
        yield Narrowing("narrow", _("/ to filter: a name, a day, a patient, what was done"))
        heads = (Head(_("When"), 16), Head(_("Who"), 18), Head(_("What"), 24), Head(_("About")))
        yield RowList(heads, name="trail", opens=False)
        yield Static(id="notice", classes="own")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read it, out of the way of the keys."""
        self._tell("")
        self._head(_("Reading the audit trail…"))
        self.run_worker(self._read, thread=True, name="trail")

    def _read(self) -> None:
        try:
            lines = shown(self._store.audit.lines(), self._store.refs())
        except AssistantError as error:
            self.app.call_from_thread(self._tell, error.message)
        else:
            self.app.call_from_thread(self._take, lines)

    def _take(self, lines: Sequence[Shown]) -> None:
        if self.is_attached:  # it may have been left meanwhile
            self._lines = lines
            self._fill()

    @property
    def kept(self) -> list[Shown]:
        """The lines that hold every word typed."""
        wanted = fold(self.query_one(Narrowing).value).split()
        return (
            [one for one in self._lines if all(word in one.folded for word in wanted)]
            if wanted
            else list(self._lines)
        )

    def _fill(self) -> None:
        kept = self.kept
        rows = [
            Row(
                str(number),
                (one.entered.at.strftime("%d/%m/%Y %H:%M"), one.entered.by, one.what, one.about),
            )
            for number, one in enumerate(kept)
        ]
        self.query_one(RowList).show(rows)
        count = ngettext("Audit trail: {count} line", "Audit trail: {count} lines", len(kept))
        self._head(count.format(count=len(kept)))
        self.refresh_bindings()

    def _head(self, sentence: str) -> None:
        title = marked(self._store.access, words(sentence, "bold"))
        self.query_one("#progress", Static).update(title)

    def _tell(self, sentence: str) -> None:
        if self.is_attached:
            show_words(self, "#notice", sentence, "bold")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to filter or write where there is no line."""
        if action == "filter":
            return bool(self._lines) and not isinstance(self.focused, Narrowing)
        return action != "export" or bool(self._lines)

    def on_input_changed(self) -> None:
        """Keep what fits."""
        self._fill()

    def on_input_submitted(self) -> None:
        """Go to the list."""
        self.action_table()

    def action_filter(self) -> None:
        """Type words of the lines to keep."""
        self.set_focus(self.query_one(Narrowing))

    def action_table(self) -> None:
        """Go to the list."""
        self.set_focus(self.query_one(RowList))

    def action_clear(self) -> None:
        """Every line again."""
        self.query_one(Narrowing).value = ""
        self.action_table()

    def action_export(self) -> None:
        """Ask for a name, and write the lines as they are shown."""
        day = today(self._store.clock).isoformat()
        name = _("audit-trail-{day}.csv").format(day=day)
        line = Line("file", _("File"), _("Where the lines are written. It must not be there yet."), name)
        told = _("The lines in sight are written as a table, not encrypted. That it was done is added here.")
        self.app.push_screen(Sheet(_("Export the audit trail"), [line], self._export, told=told))

    def _export(self, given: Mapping[str, str]) -> str | None:
        fault = attempt(lambda: self._write(given["file"].strip()))
        if fault is None:
            written = _("Written: {path}").format(path=shorten(given["file"].strip(), 200))
            self._tell(written)
            self.run_worker(self._read, thread=True, name="trail")
        return fault

    def _write(self, typed: str) -> None:
        if not typed:
            raise InputError(_("Nothing was written. Type it first."))
        data = as_csv(self.kept).encode("utf-8-sig")
        let_out(self._store, Path(typed).expanduser(), [data], what="audit")

    def action_close(self) -> None:
        """Return to where it was opened from."""
        self.dismiss(None)
