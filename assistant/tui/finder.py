"""Finding one's way in the script: sections to go to, words to look for, and what each step says."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.interview.finding import Deed, Part, Place, matching, state_words
from assistant.language import _
from assistant.tui.dialogs import CLOSE
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Dialog
from assistant.tui.listing import Listing
from assistant.tui.plain import joined, words
from assistant.tui.progress import SIGNS, section_line

Chosen = tuple[Deed, str]
"""What is to be done, and with which step."""

_SECTION: Final = "section "
_STEP: Final = "step "


class Reading(Dialog[Deed | None]):
    """One step to read, and what may be done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [CLOSE]

    def __init__(self, place: Place) -> None:
        super().__init__()
        translate(self)
        self._place = place

    def compose(self) -> ComposeResult:
        """What is said, what is for the pharmacist alone, the answer, the choices."""
        place = self._place
        with VerticalScroll(classes="dialog", can_focus=False) as box:
            box.border_title = words(f"{place.section_title} · {place.title}").markup
            yield Static(words(state_words()[place.state], "dim"), classes="sentence")
            yield Static(words(f"«\u00a0{place.say}\u00a0»", "bold"), classes="sentence")
            if place.guide:
                guide = Static(words(place.guide), classes="guide")
                guide.border_title = words(_("For you alone, not to be read aloud")).markup
                yield guide
            if place.explain:
                sentence = _("To explain where it is not acquired: {text}").format(text=place.explain)
                yield Static(words(sentence), classes="sentence")
            if place.answer:
                yield Static(words(f"→ {place.answer}", "bold"), classes="sentence")
            yield Listing(
                *(Option(words(_deeds()[deed]), id=deed) for deed in place.deeds),
                Option(words(_("Close")), id="close"),
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the text, whatever has the keys."""
        self.query_one(OptionList).focus(scroll_visible=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it, or close."""
        self.dismiss(next((deed for deed in self._place.deeds if deed == event.option_id), None))

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss(None)


class Finder(Dialog[Chosen | None]):
    """A field and a list: sections while nothing is typed, else the steps that match."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CLOSE,
        binding("f7", "close", N_("Close"), N_("Close"), name="finder.close", show=False, priority=True),
    ]

    def __init__(self, places: list[Place], parts: list[Part]) -> None:
        super().__init__()
        translate(self)
        self._places = places
        self._parts = parts
        self._ahead: Part | None = None
        """A section to come that is looked at."""

    def compose(self) -> ComposeResult:
        """The field above what it finds."""
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("Search the script, or go to a section")).markup
            yield Input(placeholder=_("words of a question, an explanation or an answer"), compact=True)
            yield Listing()
            yield Static(classes="told")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the sections, at the present one."""
        self._fill()
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        event.stop()
        self._ahead = None
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field has the keys."""
        moves: dict[str, Callable[[], None]] = {
            "down": self._list.action_cursor_down,
            "up": self._list.action_cursor_up,
            "pagedown": self._list.action_page_down,
            "pageup": self._list.action_page_up,
        }
        if event.key in moves:
            event.stop()
            event.prevent_default()
            moves[event.key]()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is highlighted."""
        event.stop()
        self._list.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to a section that was reached, look at one to come, or read a step."""
        name = event.option_id or ""
        if name.startswith(_SECTION):
            part = next(part for part in self._parts if part.section == name.removeprefix(_SECTION))
            if part.first is not None:
                self.dismiss(("return", part.first))
            else:
                self._ahead = part
                self._fill()
        elif name:
            place = next(place for place in self._places if place.step == name.removeprefix(_STEP))
            self.app.push_screen(Reading(place), lambda deed: self._decided(deed, place.step))

    def _decided(self, deed: Deed | None, step: str) -> None:
        if deed is not None:
            self.dismiss((deed, step))

    def action_close(self) -> None:
        """Leave a section that is looked at, or close."""
        if self._ahead is not None:
            self._ahead = None
            self._fill()
        else:
            self.dismiss(None)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _fill(self) -> None:
        typed = self.query_one(Input).value
        found = matching(self._places, typed)
        if self._ahead is not None:
            found = [place for place in self._places if place.section == self._ahead.section]
        self._list.clear_options()
        if typed.strip() or self._ahead is not None:
            self._list.add_options(Option(_line(place), id=_STEP + place.step) for place in found)
            self._list.highlighted = 0 if found else None
        else:
            self._list.add_options(
                Option(words(section_line(part)), id=_SECTION + part.section) for part in self._parts
            )
            self._list.highlighted = next((n for n, p in enumerate(self._parts) if p.state == "current"), 0)
        told = self.query_one(".told", Static)
        told.update(words(self._told(typed, len(found)), "dim"))
        told.display = bool(told.content)

    def _told(self, typed: str, count: int) -> str:
        if self._ahead is not None:
            return _("This section comes later: its questions can be read, and are asked in their turn.")
        if typed.strip():
            return "" if count else _("Nothing in this script matches. Try fewer letters or another word.")
        return _("Enter: to the first question of a section that was reached. Every answer stays.")


def _line(place: Place) -> Content:
    title = f"{SIGNS[place.state]} {place.title} · {state_words()[place.state]}"
    answer = f" → {place.answer}" if place.answer else ""
    return joined(words(title + answer), words(f"  {place.say}", "dim"))


def _deeds() -> dict[Deed, str]:
    return {
        "correct": _("Correct the answer"),
        "return": _("Ask it again"),
        "ask": _("Ask it now"),
    }
