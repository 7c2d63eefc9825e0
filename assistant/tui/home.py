"""The patients: who they are, their last INR, what is unfinished, where their year stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.dossier.summary import Summary
from assistant.language import _, ngettext
from assistant.notation import fold, write_date, write_number
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.marks import marked, reading_only
from assistant.tui.plain import safe, words

if TYPE_CHECKING:
    from textual.widgets import DataTable

    from assistant.store.vault.access import Access


class HomeScreen(Screen[None]):
    """The list of patients; asks for one to be opened or made."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("n", "new", N_("New patient"), N_("Add a patient"), name="home.new"),
        binding("slash", "filter", N_("Filter"), N_("Type a part of a name"), name="home.filter"),
        binding(
            "escape", "clear", N_("All patients"), N_("Take the filter away"), name="home.clear", show=False
        ),
        binding("down", "table", N_("List"), N_("Go to the list"), name="home.table", show=False),
        binding("q", "app.quit", N_("Quit"), N_("Leave the program"), name="home.quit"),
    ]

    class Opened(Message):
        """A patient was chosen."""

        def __init__(self, ref: str) -> None:
            super().__init__()
            self.ref = ref

    class New(Message):
        """A patient is to be added."""

    def __init__(self) -> None:
        super().__init__()
        translate(self)
        self._summaries: list[Summary] = []
        self._years: Mapping[str, str] = {}
        self._known = False
        self._access: Access | None = None
        self._table: DataTable[Text] | None = None
        self._widths: list[int] = []

    def compose(self) -> ComposeResult:
        """A line on what there is, a filter, the list."""
        yield Static(words(_("Reading the dossiers…"), "bold"), id="progress")
        yield Input(placeholder=_("/ to filter: a part of a name or a birth date"), id="filter", compact=True)
        yield Static(id="empty", classes="own")
        yield Static(id="notice", classes="own")
        yield KeyLine()

    def on_mount(self) -> None:
        """Nothing to say yet."""
        self.query_one("#empty").display = False
        self.query_one("#notice").display = False

    def greet(self, access: Access) -> None:
        """Who works with these dossiers."""
        self._access = access
        self._head(_("Reading the dossiers…"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may write adds patients, once the dossiers are open."""
        return action != "new" or (self._access is not None and self._access.may_write)

    async def _lay_table(self) -> None:
        """The list comes after the first paint: its widget alone costs a fifth of it."""
        from textual.widgets import DataTable

        table: DataTable[Text] = DataTable(id="patients", cursor_type="row", cell_padding=0)
        for label, width in (
            (_("Patient"), 20),
            (_("Born"), 11),
            (_("Medicine"), 12),
            (_("Last INR"), 15),
            (_("Year"), 21),
        ):
            self._widths.append(width)
            table.add_column(label, width=width)
        self._table = table
        await self.mount(table, before="#notice")
        table.focus()

    def reading(self, done: int, total: int) -> None:
        """How far the reading is, when the index is made again."""
        self._head(_("Reading the dossiers: {done} of {total}").format(done=done, total=total))

    def _head(self, sentence: str) -> None:
        parts = [part for part in (sentence, reading_only(self._access)) if part]
        title = marked(self._access, words(" · ".join(parts), "bold"))
        self.query_one("#progress", Static).update(title)

    async def show(self, summaries: Sequence[Summary], damaged: Sequence[str]) -> None:
        """The dossiers as they are now."""
        if self._table is None:
            await self._lay_table()
        self._summaries, self._known = list(summaries), True
        self._fill()
        if damaged:
            count = ngettext(
                "{count} dossier cannot be read:", "{count} dossiers cannot be read:", len(damaged)
            )
            self.tell(f"{count.format(count=len(damaged))} {damaged[0]}")

    def show_years(self, years: Mapping[str, str]) -> None:
        """Where the year of each patient stands, in words, by ref."""
        self._years = years
        self._fill()

    def tell(self, sentence: str) -> None:
        """A sentence under the list; nothing when it is empty."""
        notice = self.query_one("#notice", Static)
        notice.update(words(sentence, "bold"))
        notice.display = bool(sentence)

    def _fill(self) -> None:
        table = self._table
        if table is None:
            return
        at = table.cursor_row
        kept = self._found()
        chosen = self._chosen()
        table.clear()
        for one in kept:
            table.add_row(
                *map(_cell, self._row(one), self._widths),
                key=one.patient.ref,
            )
        refs = [one.patient.ref for one in kept]
        if kept:
            table.move_cursor(row=refs.index(chosen) if chosen in refs else min(at, len(kept) - 1))
        count = ngettext("{count} patient", "{count} patients", len(kept)).format(count=len(kept))
        self._head(count)
        self._tell_empty(bool(kept))

    def _tell_empty(self, some: bool) -> None:
        empty = self.query_one("#empty", Static)
        if self._summaries:
            sentence = _("No patient matches. Esc shows them all.")
        elif reading_only(self._access):
            sentence = _("No patient yet. A pharmacist adds them.")
        else:
            sentence = _(
                "No patient yet. Press n to add the first one: name and birth date are enough to begin."
            )
        empty.update(words(sentence))
        empty.display = self._known and not some

    def _found(self) -> list[Summary]:
        wanted = fold(self.query_one("#filter", Input).value)
        return [
            one
            for one in self._summaries
            if wanted in fold(f"{one.patient.name} {write_date(one.patient.birth_date)} {one.patient.ref}")
        ]

    def _row(self, one: Summary) -> tuple[str, ...]:
        last = one.last_reading
        inr = "" if last is None else f"{write_number(last.value)} {write_date(last.day)}"
        year = self._years.get(one.patient.ref, "")
        unfinished = _("unfinished") if one.unfinished else ""
        return (
            one.patient.name,
            write_date(one.patient.birth_date),
            (one.treatment.medicine or "").capitalize(),
            inr,
            " · ".join(part for part in (year, unfinished) if part),
        )

    def _chosen(self) -> str | None:
        table = self._table
        if table is None or not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def on_input_changed(self) -> None:
        """Filter as it is typed."""
        if self._known:
            self._fill()

    def on_input_submitted(self) -> None:
        """Open the first one found."""
        if self._table is not None and self._table.row_count == 1:
            self._open()
        self.action_table()

    def on_data_table_row_selected(self) -> None:
        """Open the one chosen."""
        self._open()

    def _open(self) -> None:
        ref = self._chosen()
        if ref is not None:
            self.post_message(self.Opened(ref))

    def action_new(self) -> None:
        """Add a patient."""
        self.post_message(self.New())

    def action_filter(self) -> None:
        """Type a part of a name."""
        self.query_one("#filter").focus()

    def action_table(self) -> None:
        """Go to the list."""
        if self._table is not None:
            self._table.focus()

    def action_clear(self) -> None:
        """Show every patient again."""
        self.query_one("#filter", Input).value = ""
        self.action_table()


def _cell(text: str, width: int) -> Text:
    """The text, cut where it would touch the next column."""
    cell = Text(safe(text), no_wrap=True)
    cell.truncate(width - 1, overflow="ellipsis")
    return cell
