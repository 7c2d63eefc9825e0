"""One fact: a field to correct it, and every value it has had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from assistant.dossier.correction import history_words, read_correction
from assistant.dossier.dossier import Known
from assistant.dossier.shown import typed_facts
from assistant.language import _
from assistant.script.knowledge import FactField
from assistant.tui.field import Save, doubt_words, expected, fault_words
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Dialog
from assistant.tui.plain import joined, safe, show_words, words


class CorrectFact(Dialog[bool]):
    """Corrects one fact; dismissed with whether something was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("enter,ctrl+s", "keep", N_("Keep"), N_("Keep this value"), name="fact.keep", priority=True),
        binding("escape", "close", N_("Close"), N_("Close without changing anything"), name="fact.close"),
    ]

    def __init__(
        self,
        field: FactField,
        history: Sequence[Known],
        facts: Mapping[str, Any],
        today: date,
        save: Save | None,
    ) -> None:
        """A dialog about one fact.

        Args:
            field: the fact.
            history: its values, oldest first.
            facts: every fact as it is, so that one that contradicts another is refused.
            today: the local day.
            save: keeps the new value; None for who only reads.
        """
        super().__init__()
        translate(self)
        self._field = field
        self._history = history
        self._facts = facts
        self._today = today
        self._save = save
        self._doubted: str | None = None

    def compose(self) -> ComposeResult:
        """The field, what is wrong with it, the values it had."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(str(self._field.label)).markup
            if self._save is not None:
                yield Static(words(self._prompt()), classes="sentence")
                if self._field.answer.choices_offered():
                    yield Static(words(expected(self._field), "dim"), classes="sentence")
                yield Input(safe(self._before), placeholder=expected(self._field), select_on_focus=False)
                yield Static(classes="fault")
                yield Static(classes="doubt")
            with VerticalScroll(id="history"):
                yield Static(joined(words(_("History"), "bold"), *map(words, self._past())))
        yield KeyLine()

    def on_mount(self) -> None:
        """Nothing is wrong yet; the field is ready."""
        if self._save is not None:
            self._tell()
            self.query_one(Input).focus()

    @property
    def _before(self) -> str:
        """The present value as it could be typed again; readings add to those there are."""
        if self._field.answer.kind == "readings":
            return ""
        present = {name: value for name, value in self._facts.items() if name == self._field.id}
        return typed_facts(present).get(self._field.id, "")

    def _prompt(self) -> str:
        if self._field.answer.kind == "readings":
            return _("Type a day and its INR. A second value for a day replaces the first.")
        if self._field.required:
            return _("Type the right value. The earlier one stays in the history.")
        return _("Type the right value, or nothing to take it away. The earlier one stays in the history.")

    def _past(self) -> list[str]:
        return history_words(self._field, self._history) or [_("never recorded")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who only reads keeps nothing."""
        return action != "keep" or self._save is not None

    def action_keep(self) -> None:
        """Keep it, or say why it cannot be; a doubtful value is kept when it is given again."""
        typed = self.query_one(Input).value
        if typed == safe(self._before):
            self.dismiss(False)
            return
        correction = read_correction(self._field, typed, self._facts, self._today)
        if correction.fault:
            self._tell(fault=correction.fault)
        elif correction.doubt and typed != self._doubted:
            self._doubted = typed
            self._tell(doubt=correction.doubt)
        elif not correction.values:
            self.dismiss(False)
        else:
            assert self._save is not None
            fault = self._save(correction.values)
            if fault is None:
                self.dismiss(True)
            else:
                self._tell(fault=fault)

    def _tell(self, fault: str = "", doubt: str = "") -> None:
        if doubt:
            doubt = _("{sentence} Enter keeps it all the same.").format(sentence=doubt)
        for selector, sentence in ((".fault", fault_words(fault)), (".doubt", doubt_words(doubt))):
            show_words(self, selector, sentence)

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
