"""What a pharmacy may set: each value is checked as it is left; colours change at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant.errors import AssistantError, InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import Settings
from assistant.settings.places import rule_files
from assistant.settings.reading import settings_file
from assistant.settings.settings import (
    CURRENT_RULES,
    GAP,
    LOCK,
    SAMPLE,
    Pharmacist,
    check,
    labels,
    written,
)
from assistant.settings.writing import write_settings
from assistant.tui.dialogs import Confirm
from assistant.tui.fields import Choice, Choices, Line, Row
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, function_key, translate
from assistant.tui.layer import Layer
from assistant.tui.page import Page
from assistant.tui.plain import joined, show_words, words
from assistant.tui.themes import ThemedApp, theme_words

LANGUAGE_NAMES: Final = (("fr", "Français"), ("en", "English"))


class SettingsScreen(Layer[Mapping[str, object] | None]):
    """The settings, a row each; dismissed with those that were changed and kept."""

    AUTO_FOCUS = "Input"
    HELP = N_("Nothing is kept before Ctrl+S. Everything here is also a line of one file, named below.")
    BINDINGS: ClassVar[list[BindingType]] = [
        function_key("up", "app.focus_previous", N_("Before"), N_("Go to the row before"), name="set.before"),
        function_key("down", "app.focus_next", N_("Next"), N_("Go to the next row"), name="set.next"),
        binding("ctrl+s", "save", N_("Save"), N_("Keep these settings"), name="set.save", priority=True),
        binding("escape", "leave", N_("Leave"), N_("Leave without keeping anything"), name="set.leave"),
    ]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        translate(self)
        self._settings = settings

    def compose(self) -> ComposeResult:
        """A row for each setting, then where they are kept."""
        yield Static(words(_("Settings"), "bold"), id="progress")
        with Page():
            wrong = joined(*(words(f"! {fault}") for fault in self._settings.faults))
            if self._settings.faults:
                yield Static(wrong, classes="block")
            yield from self._rows()
            place = _("Kept in {path}").format(path=shorten(str(settings_file()), 200))
            yield Static(words(place, "dim"), classes="block where")
        yield Static(id="expected", classes="own")
        yield Static(id="general", classes="fault")
        yield KeyLine()

    def _rows(self) -> Iterator[Row]:
        sets = self._settings
        names = labels()
        printed = _("It stands on what is printed.")
        yield self._line("pharmacy.name", printed)
        yield self._line("pharmacy.address", printed)
        yield self._line("pharmacy.phone", printed)
        yield self._line("pharmacy.number", _("9 figures; it stands on what is printed."))
        several = _("Names, each with its RPPS number if it is known, with a semicolon between two.")
        yield self._line("pharmacists", several, hint=_("such as Anne Martin 10001234565; Paul Petit"))
        arrows = _("The arrows left and right choose.")
        yield Choices("language", names["language"], arrows, LANGUAGE_NAMES, sets.language)
        yield Choices("theme", names["theme"], arrows, tuple(theme_words().items()), sets.theme)
        rules = [(name, name) for name in (CURRENT_RULES, *sorted(rule_files()))]
        yield Choices("rules", names["rules"], arrows, rules, sets.rules)
        whole = _("A whole number from {low} to {high}.")
        yield self._line("ttr_gap_days", whole.format(low=GAP[0], high=GAP[1]))
        yield self._line("lock_minutes", whole.format(low=LOCK[0], high=LOCK[1]))
        yield self._line("review_sample", whole.format(low=SAMPLE[0], high=SAMPLE[1]))

    def _line(self, key: str, expected: str, hint: str = "") -> Line:
        return Line(key, labels()[key], expected, written(self._settings[key]), hint=hint)

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self._tell("")
        if isinstance(self.app, ThemedApp) and self.app.few_colours:
            note = _("This terminal has few colours, or none are wanted (NO_COLOR): its own are shown.")
            self.query_one("#row-theme", Row).tell(note)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what is expected in the row that is gone to."""
        self._expect(_row_of(event.widget))

    def _expect(self, row: Row) -> None:
        said = row.expected
        if row.asked == "rules":
            said = f"{_meaning(row.given)} {said}".strip()
        self.query_one("#expected", Static).update(words(said, "dim"))

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Check the row that is left."""
        row = _row_of(event.input)
        row.tell(_fault(row))

    def on_input_submitted(self) -> None:
        """Go to the next row."""
        self.focus_next()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Show the colours that are chosen."""
        row = _row_of(event.choice)
        self._expect(row)
        if row.asked == "theme" and isinstance(self.app, ThemedApp):
            self.app.colour(row.given)

    def _changes(self) -> dict[str, object]:
        """What differs from what holds, checked.

        Raises:
            InputError: something cannot be.
        """
        found = {row.asked: check(row.asked, row.given) for row in self.query(Row) if self._changed(row)}
        return {key: value for key, value in found.items() if value != self._settings[key]}

    def _changed(self, row: Row) -> bool:
        return row.given != written(self._settings[row.asked])

    def action_save(self) -> None:
        """Keep what was changed, or say why it cannot be."""
        faults = {row: _fault(row) for row in self.query(Row) if self._changed(row)}
        for row, fault in faults.items():
            row.tell(fault)
        if first := next((row for row, fault in faults.items() if fault), None):
            self._tell(_("Nothing is kept yet: mend the rows marked, then save again."))
            first.query_one(Input).focus()
            return
        try:
            changes = self._changes()
            if changes:
                write_settings(changes)
        except InputError as error:
            self._tell(error.message)
        else:
            self.dismiss(changes)

    def _tell(self, sentence: str) -> None:
        show_words(self, "#general", f"! {sentence}" if sentence else "")

    def action_leave(self) -> None:
        """Leave; asks first when something was changed."""
        if not any(self._changed(row) for row in self.query(Row)):
            self.dismiss(None)
            return
        sure = Confirm(_("What was changed is not kept."), _("Leave without keeping"), _("Go on"))
        self.app.push_screen(sure, self._leaving)

    def _leaving(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)


def _row_of(given: Widget) -> Row:
    return next(one for one in given.ancestors if isinstance(one, Row))


def _meaning(rules_id: str) -> str:
    """What a rule set means; nothing where it cannot be read: reports say why."""
    from assistant.year.library import rules

    if rules_id == CURRENT_RULES:
        return _("For each patient the rules in force: for the year, or on the first day of its period.")
    try:
        return str(rules(rules_id).meaning)
    except AssistantError:
        return ""


def _fault(row: Row) -> str:
    """What is wrong with what is given; nothing when it can be."""
    try:
        value = check(row.asked, row.given)
    except InputError as error:
        return _("It can be: {allowed}.").format(allowed=error.message)
    return _key_fault(value) if isinstance(value, tuple) else ""


def _key_fault(pharmacists: tuple[Pharmacist, ...]) -> str:
    from assistant.script.identifiers import read_rpps

    try:
        for one in pharmacists:
            if one.rpps:
                read_rpps(one.rpps)
    except InputError as error:
        return error.message
    return ""
