"""A patient's facts as a form: each field is checked as it is left, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.dossier.intake import missing_facts, read_facts
from assistant.dossier.shown import typed_facts
from assistant.language import _
from assistant.script.knowledge import FactField, facts
from assistant.tui.dialogs import Confirm
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.plain import safe, words

ESSENTIAL: Final = (
    "family_name",
    "given_name",
    "birth_date",
    "sex",
    "nir",
    "regime",
    "medicine",
    "treatment_start",
    "expected_months",
    "inr_low",
    "inr_high",
    "adhesion_date",
)
"""What a new dossier is asked for; the interview asks for the rest."""

Save = Callable[[Mapping[str, Any]], str | None]
"""Keeps the facts; the sentence that says why it cannot, or None when it is done."""


class Field(Vertical):
    """One fact: its label, its text, what is wrong with it."""

    def __init__(self, field: FactField, text: str) -> None:
        super().__init__()
        self.fact = field
        self._text = text

    def compose(self) -> ComposeResult:
        """A row, and a sentence under it where something is wrong."""
        needed = " *" if self.fact.required else ""
        with Horizontal():
            yield Static(words(f"{self.fact.label}{needed}"), classes="label")
            yield Input(
                safe(self._text), placeholder=_expected(self.fact), compact=True, select_on_focus=False
            )
        yield Static(classes="fault")

    @property
    def typed(self) -> str:
        """The text as typed."""
        return self.query_one(Input).value

    def tell(self, sentence: str) -> None:
        """Say what is wrong; nothing when it is empty."""
        fault = self.query_one(".fault", Static)
        fault.update(words(f"! {sentence}"))
        fault.display = bool(sentence)


class PatientForm(Screen[bool]):
    """A new patient, or the facts of one; dismissed with whether they were kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("ctrl+s", "save", N_("Save"), N_("Keep these facts"), name="form.save", priority=True),
        binding("escape", "leave", N_("Leave"), N_("Leave without keeping anything"), name="form.leave"),
        binding(
            "down",
            "app.focus_next",
            N_("Next field"),
            N_("Go to the next field"),
            name="form.next",
            show=False,
        ),
        binding(
            "up",
            "app.focus_previous",
            N_("Field before"),
            N_("Go to the field before"),
            name="form.before",
            show=False,
        ),
    ]

    def __init__(self, title: str, today: date, save: Save, known: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        translate(self)
        self._title = title
        self._today = today
        self._save = save
        self._known = typed_facts(known or {})
        every = [field for field in facts().values() if field.answer.kind != "readings"]
        self._asked = [f for f in every if known is not None or f.id in ESSENTIAL]

    def compose(self) -> ComposeResult:
        """The fields, in the order of the facts."""
        yield Static(words(self._title, "bold"), id="progress")
        note = _("* is needed. Enter or ↓: next field · Ctrl+S: save")
        yield Static(words(note, "dim"), classes="own")
        with VerticalScroll(id="page", can_focus=False):
            for field in self._asked:
                yield Field(field, self._known.get(field.id, ""))
        yield Static(id="general", classes="fault")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first field."""
        for field in self.query(Field):
            field.tell("")
        self._general("")
        self.query(Input).first().focus()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Check the field that is left."""
        left = next(a for a in event.input.ancestors if isinstance(a, Field))
        self._check(left)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field; save from the last."""
        fields = list(self.query(Input))
        if event.input is fields[-1]:
            self.action_save()
        else:
            fields[fields.index(event.input) + 1].focus()

    def _check(self, left: Field) -> None:
        changed = self._changed()
        wrong = read_facts(changed, self._today)[1]
        for field in self.query(Field):
            if field is left or field.fact.id not in wrong:
                field.tell(wrong.get(field.fact.id, ""))

    def _changed(self) -> dict[str, str]:
        return {
            f.fact.id: f.typed for f in self.query(Field) if f.typed != safe(self._known.get(f.fact.id, ""))
        }

    def action_save(self) -> None:
        """Keep the facts, or say what is wrong with each."""
        changed = self._changed()
        values, wrong = read_facts(changed, self._today)
        kept = [name for name in self._known if name not in changed]
        wrong |= missing_facts({**dict.fromkeys(kept), **values}, wrong)
        for field in self.query(Field):
            field.tell(wrong.get(field.fact.id, ""))
        if wrong:
            self._general(_("Nothing is kept yet: mend the fields marked, then save again."))
            next(f for f in self.query(Field) if f.fact.id in wrong).query_one(Input).focus()
            return
        emptied = {name: None for name, text in changed.items() if not text.strip() and name in self._known}
        fault = self._save({**emptied, **values})
        if fault is None:
            self.dismiss(True)
        else:
            self._general(fault)

    def _general(self, sentence: str) -> None:
        line = self.query_one("#general", Static)
        line.update(words(f"! {sentence}"))
        line.display = bool(sentence)

    def action_leave(self) -> None:
        """Leave; asks first when something was typed."""
        if not self._changed():
            self.dismiss(False)
            return
        confirm = Confirm(_("What was typed is not kept."), _("Leave without keeping"), _("Go on typing"))
        self.app.push_screen(confirm, self._leaving)

    def _leaving(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(False)


def _expected(field: FactField) -> str:
    options = [str(option.label).split(" (")[0] for option in field.answer.choices_offered()]
    if options:
        return ", ".join(options)
    return _("DD/MM/YYYY") if field.answer.kind == "date" else ""
