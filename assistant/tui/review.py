"""Everything that was answered, before the interview is completed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.interview.session import Session
from assistant.interview.synthesis import Synthesis
from assistant.language import _, labelled
from assistant.tui.dialogs import Confirm
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.listing import Listing
from assistant.tui.plain import words

_COMPLETE = "complete"


class Review(Layer[str | None]):
    """Dismissed with the step to correct, with nothing (`""`) once completed, or None to go back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape,ctrl+b", "back", N_("Back"), N_("Return to the last question"), name="review.back"),
        binding("ctrl+s", "complete", N_("Complete"), N_("Complete the interview"), name="review.complete"),
    ]

    def __init__(self, session: Session, complete: Callable[[], str | None], *, final: bool = False) -> None:
        """The review.

        Args:
            session: the interview under way.
            complete: completes it; the sentence that says why it cannot, or None.
            final: whether nothing can be taken back.
        """
        super().__init__()
        translate(self)
        self._session = session
        self._complete = complete
        self._final = final

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No way back where nothing is taken back."""
        return action != "back" or not self._final

    def compose(self) -> ComposeResult:
        """Every answer by section, and the end."""
        title = _("{script}: review before completing").format(script=self._session.script.title)
        yield Static(words(title, "bold"), id="progress")
        said = _("In an exam nothing is taken back.") if self._final else _("Enter on an answer corrects it.")
        yield Static(words(said, "dim"), classes="own")
        yield Listing(*self._options(), name="answers")
        yield Static(classes="fault")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the end of the list: complete."""
        answers = self.query_one(OptionList)
        answers.highlighted = answers.option_count - 1
        answers.focus()

    def _options(self) -> list[Option]:
        options = []
        for section, rows in Synthesis(self._session).answered:
            options.append(Option(words(section, "bold"), disabled=True))
            options += [
                Option(words("  " + labelled(title, answer)), id="step " + step, disabled=self._final)
                for step, title, answer in rows
            ]
        label = _("Complete: {script}").format(script=self._session.script.title)
        options.append(Option(words(label, "bold"), id=_COMPLETE))
        return options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Correct an answer, or complete."""
        if event.option_id == _COMPLETE:
            sentence = _("Once completed, the interview can no longer be changed.")
            self.app.push_screen(
                Confirm(sentence, _("Complete"), _("Go on reviewing"), yes_first=True), self._sure
            )
        elif event.option_id is not None:
            self.dismiss(event.option_id.removeprefix("step "))

    def _sure(self, sure: bool | None) -> None:
        if sure:
            self.action_complete()

    def action_complete(self) -> None:
        """Complete, or say why it cannot be."""
        fault = self._complete()
        if fault is None:
            self.dismiss("")
        else:
            self.query_one(".fault", Static).update(words(f"! {fault}"))

    def action_back(self) -> None:
        """Return to the last question."""
        self.dismiss(None)
