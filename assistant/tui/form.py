"""A patient's facts as a form: each field is checked as it is left, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from assistant.dossier.duplicates import Duplicate
from assistant.dossier.intake import usual_target
from assistant.dossier.shown import group_title, typed_facts
from assistant.dossier.typedform import ESSENTIAL, Checked, checked
from assistant.language import _
from assistant.notation import write_number
from assistant.script.knowledge import facts
from assistant.tui.dialogs import Confirm
from assistant.tui.field import Field, Save, doubt_words, fault_words
from assistant.tui.held import known_already
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, function_key, translate
from assistant.tui.layer import Layer
from assistant.tui.page import Page
from assistant.tui.plain import safe, show_words, words

_WHO: Final = {"family_name", "given_name", "birth_date", "nir"}
_MOST_ALIKE: Final = 5

Alike = Callable[[Mapping[str, Any]], Sequence[Duplicate]]
"""The dossiers that these facts may be about."""


class PatientForm(Layer[bool | str]):
    """A new patient, or the facts of one.

    Dismissed with whether they were kept, or with the ref of the dossier to open in place of a new one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("ctrl+s", "save", N_("Save"), N_("Keep these facts"), name="form.save", priority=True),
        # Before the field itself: what is typed on at once, as a scanner does, must find the next field.
        binding(
            "enter",
            "advance",
            N_("Next field"),
            N_("Go to the next field"),
            name="form.enter",
            show=False,
            priority=True,
        ),
        function_key("f5", "suggest", N_("Usual range"), N_("Write the usual range in"), name="form.suggest"),
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

    def __init__(
        self,
        title: str,
        today: date,
        save: Save,
        known: Mapping[str, Any] | None = None,
        alike: Alike | None = None,
    ) -> None:
        """A form.

        Args:
            title: what it is for.
            today: the local day.
            save: keeps the facts that were changed.
            known: the facts of a patient; None for a new one, who is asked for the essential ones.
            alike: finds dossiers that a new one may repeat.
        """
        super().__init__()
        translate(self)
        self._title = title
        self._today = today
        self._save = save
        self._facts = dict(known or {})
        self._known = typed_facts(self._facts)
        self._alike = alike
        self._tried = False
        """Whether it was to be saved: only then is a needed field that is empty a fault."""
        self._doubted: set[str] = set()
        every = [field for field in facts().values() if field.answer.kind != "readings"]
        self._asked = [f for f in every if known is not None or f.id in ESSENTIAL]

    def compose(self) -> ComposeResult:
        """The fields under their headings, in the order of the facts."""
        yield Static(words(self._title, "bold"), id="progress")
        note = _("* is needed. Enter or ↓: next field · Ctrl+S: save")
        yield Static(words(note, "dim"), classes="own")
        with Page():
            for group, fields in groupby(self._asked, key=lambda field: field.group):
                yield Static(words(group_title(group), "bold underline"), classes="heading")
                for field in fields:
                    yield Field(field, self._known.get(field.id, ""))
        yield Static(id="alike")
        yield Static(id="general")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first field."""
        show_words(self, "#alike", "")
        show_words(self, "#general", "")
        self._advise(self._check())
        self.query(Input).first().focus()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Check the field that is left."""
        left = next(a for a in event.input.ancestors if isinstance(a, Field))
        found = self._check()
        for field in self.query(Field):
            if field is left or field.fact.id not in self._wrong(found):
                self._tell(field, found)
        self._advise(found)
        if left.fact.id in _WHO:
            known = [one.sentence for one in self._repeated(found)[:1]]
            said = _("perhaps known already: {patient}").format(patient=known[0]) if known else ""
            show_words(self, "#alike", doubt_words(said))

    def action_advance(self) -> None:
        """Go to the next field; save from the last."""
        fields = list(self.query(Input))
        at = next((n for n, field in enumerate(fields) if field is self.focused), len(fields) - 1)
        if at == len(fields) - 1:
            self.action_save()
        else:
            self.set_focus(fields[at + 1])

    def _check(self) -> Checked:
        return checked(self._facts, self._changed(), self._today)

    def _tell(self, field: Field, found: Checked) -> None:
        doubt = found.doubts.get(field.fact.id, "")
        if doubt:
            self._doubted.add(doubt)
        field.tell(self._wrong(found).get(field.fact.id, ""), doubt, self._hint(field, found))

    def _wrong(self, found: Checked) -> Mapping[str, str]:
        return {**found.missing, **found.faults} if self._tried else found.faults

    def _hint(self, field: Field, found: Checked) -> str:
        usual = usual_target(found.after) if field.fact.id == "inr_low" else None
        if usual is None:
            return ""
        low, high = map(write_number, usual)
        return _("F5 writes {low} to {high}, usual for this reason. Check it on the prescription.").format(
            low=low, high=high
        )

    def _advise(self, found: Checked) -> None:
        """Offer the usual range where it may be suggested."""
        for field in self.query(Field):
            if field.fact.id == "inr_low" and field.fact.id not in found.faults:
                self._tell(field, found)
        self.refresh_bindings()

    def _changed(self) -> dict[str, str]:
        return {
            f.fact.id: f.typed for f in self.query(Field) if f.typed != safe(self._known.get(f.fact.id, ""))
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The usual range is offered only where it may be suggested."""
        return action != "suggest" or (self.is_mounted and usual_target(self._check().after) is not None)

    def action_suggest(self) -> None:
        """Write the usual range in, to be checked."""
        usual = usual_target(self._check().after)
        if usual is not None:
            for name, value in zip(("inr_low", "inr_high"), usual, strict=True):
                next(f for f in self.query(Field) if f.fact.id == name).input.value = write_number(value)
            self._advise(self._check())

    def action_save(self) -> None:
        """Keep the facts, or say what is wrong with each; what is doubtful is kept when it is saved again."""
        found = self._check()
        self._tried = True
        wrong = self._wrong(found)
        unseen = [doubt for doubt in found.doubts.values() if doubt not in self._doubted]
        fields = list(self.query(Field))
        for field in fields:
            self._tell(field, found)
        if wrong:
            show_words(self, "#general", _("Nothing is kept yet: mend the fields marked, then save again."))
            next(f for f in fields if f.fact.id in wrong).input.focus()
        elif unseen:
            show_words(
                self, "#general", doubt_words(_("nothing is kept yet. Save again to keep it all the same."))
            )
            next(f for f in fields if f.fact.id in found.doubts).input.focus()
        elif alike := self._repeated(found):
            self._ask(alike, found)
        else:
            self._keep(found)

    def _keep(self, found: Checked) -> None:
        fault = self._save(found.values)
        if fault is None:
            self.dismiss(True)
        else:
            show_words(self, "#general", fault_words(fault))

    def _repeated(self, found: Checked) -> Sequence[Duplicate]:
        return self._alike(found.after)[:_MOST_ALIKE] if self._alike is not None else ()

    def _ask(self, alike: Sequence[Duplicate], found: Checked) -> None:
        """Show who may be the same person before a second dossier is made."""

        def chosen(what: str | None) -> None:
            if what == "save":
                self._keep(found)
            elif what is not None and what.startswith("open "):
                self.dismiss(what.removeprefix("open "))

        self.app.push_screen(known_already(alike), chosen)

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
