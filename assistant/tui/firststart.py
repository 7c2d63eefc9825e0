"""The first start, a step at a time: the pharmacy, a name, a passphrase, the rules, where data go."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.errors import AssistantError
from assistant.language import _
from assistant.settings import Pharmacist, Settings
from assistant.settings.settings import check
from assistant.store.vault.strength import weak
from assistant.tui.doorstep import Doorstep
from assistant.tui.fields import Line
from assistant.tui.firststeps import STEPS, fault_of, steps_of
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, function_key, translate
from assistant.tui.page import Page
from assistant.tui.plain import show_words, words
from assistant.tui.rulechoice import RuleChoice
from assistant.tui.unlocking import quit_key

if TYPE_CHECKING:
    from assistant.store.store import Store


class FirstStart(Screen[None]):
    """Asks for one thing after the other; what was typed stays until the store is made."""

    AUTO_FOCUS = ""
    HELP = N_("Enter goes on, Esc goes back a step. Nothing is made before the last step.")
    BINDINGS: ClassVar[list[BindingType]] = [
        function_key("up", "before", N_("Before"), N_("Go to the field before"), name="first.before"),
        function_key("down", "next", N_("Next"), N_("Go to the next field"), name="first.next"),
        function_key("ctrl+s", "go_on", N_("Go on"), N_("Go on to the next step"), name="first.on"),
        binding("escape", "back", N_("Back"), N_("Go back to the step before"), name="first.back"),
        quit_key(),
    ]

    class Made(Message):
        """The store is there and open."""

        def __init__(self, store: Store, recovery: str, chosen: Mapping[str, object]) -> None:
            super().__init__()
            self.store = store
            self.recovery = recovery
            self.chosen = chosen
            """Settings, by key."""

    def __init__(self, doorstep: Doorstep, settings: Settings, kept: Mapping[str, str] | None = None) -> None:
        """The first start.

        Args:
            doorstep: where the store will be.
            settings: those there are already.
            kept: what was typed on the screen before this one.
        """
        super().__init__()
        translate(self)
        given = doorstep.passphrase or ""
        usual = {
            "pharmacy": settings.pharmacy_name,
            "name": doorstep.called,
            "passphrase": given,
            "again": given,
            "rules": settings.rules,
            "step": "0",
        }
        self._doorstep = doorstep
        self._settings = settings
        self._kept = usual | dict(kept or {})
        self._step = int(self._kept["step"])
        self._making = False

    @property
    def kept(self) -> dict[str, str]:
        """What is typed and chosen so far."""
        typed = {line.asked: line.given for line in self.query(Line)}
        return {**typed, "rules": self.query_one(RuleChoice).chosen, "step": str(self._step)}

    def compose(self) -> ComposeResult:
        """Every step; one of them is in sight."""
        yield Static(id="progress")
        with Page():
            yield from steps_of(self._kept, self._doorstep)
        yield Static(id="state", classes="own")
        yield Static(classes="fault")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first step, or where it was left."""
        self._show()

    def _show(self) -> None:
        name = STEPS[self._step]
        for step in self.query(".step"):
            step.display = step.id == name
        if self._step >= STEPS.index("secret"):  # reading takes longer than a key
            self.query_one(RuleChoice).read()
        title = _("First start · {step} of {steps}").format(step=self._step + 1, steps=len(STEPS))
        self.query_one("#progress", Static).update(words(title, "bold"))
        self._tell()
        self._weigh()
        inside = [one for one in self.query_one(f"#{name}").query("*") if one.focusable]
        empty = (one for one in inside if isinstance(one, Input) and not one.value)
        next(empty, inside[0]).focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back only where there is a step before; up and down only where there are two fields."""
        if action in ("before", "next"):
            return STEPS[self._step] == "secret"
        return self._step > 0 and not self._making if action == "back" else True

    def on_input_changed(self) -> None:
        """Say whether the passphrase is short: it is taken all the same."""
        self._weigh()
        if not self._making:
            self._tell()

    def _weigh(self) -> None:
        typed = self.query_one("#row-passphrase", Line).given
        show_words(self, "#short", " ".join(weak(typed)) if typed else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, or to the other field of this step."""
        if event.input is self.query_one("#row-passphrase Input"):
            self.focus_next(Input)
        else:
            self.action_go_on()

    def on_option_list_option_selected(self) -> None:
        """Go on with what is chosen."""
        self.action_go_on()

    def action_before(self) -> None:
        """Go to the field before."""
        self.focus_previous(Input)

    def action_next(self) -> None:
        """Go to the next field."""
        self.focus_next(Input)

    def action_back(self) -> None:
        """Go back a step."""
        self._step -= 1
        self._show()

    def action_go_on(self) -> None:
        """Go on to the next step, or say why not; from the last, make the store."""
        if self._making:
            return
        kept = self.kept
        if fault := fault_of(STEPS[self._step], kept):
            self._tell(fault=fault)
        elif self._step + 1 < len(STEPS):
            self._step += 1
            self._show()
        else:
            self._making = True
            self._tell(_("Making the store…"))
            self.run_worker(self._make(kept), name="make")

    async def _make(self, kept: Mapping[str, str]) -> None:
        name = kept["name"]
        called = self._doorstep.called or name
        try:
            entry = await asyncio.to_thread(lambda: self._doorstep.entry)
            store, recovery = await asyncio.to_thread(entry.create, called, name, kept["passphrase"])
        except AssistantError as error:
            self._tell(fault=error.message)
        else:
            for field in self.query(Input):
                field.clear()
            self.post_message(self.Made(store, recovery, self._chosen(kept)))
        finally:
            self._making = False

    def _chosen(self, kept: Mapping[str, str]) -> dict[str, object]:
        chosen = {
            "pharmacy.name": check("pharmacy.name", kept["pharmacy"]),
            "rules": kept["rules"],
            "language": self._settings.language,
        }
        if not self._settings.pharmacists:
            chosen["pharmacists"] = (Pharmacist(kept["name"].strip()),)
        return chosen

    def _tell(self, sentence: str = "", *, fault: str = "") -> None:
        show_words(self, "#state", sentence)
        line = self.query(".fault").last(Static)
        line.update(words(f"! {fault}"))
        line.display = bool(fault)
