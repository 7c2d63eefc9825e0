"""The way an interview took through its script: what was asked, what was passed by, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from assistant.interview.pathway import SIGNS, Stretch, met_words, pathway, section_words
from assistant.interview.standing import Standing
from assistant.language import _
from assistant.tui.blocks import Block, Blocks
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import rehearsal_mark
from assistant.tui.plain import joined, words


class PathScreen(Layer[None]):
    """Nothing can be changed here."""

    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "n", "skipped(1)", N_("Skipped"), N_("Go to the next step that was skipped"), name="path.next"
        ),
        binding("escape,p", "close", N_("Back"), N_("Return to the conversation"), name="path.close"),
    ]
    HELP = N_("✓ was asked or said, – was skipped, ? waits for its answer, · comes after the end.")

    def __init__(self, standing: Standing, name: str) -> None:
        """The way of an interview.

        Args:
            standing: the interview.
            name: whose it is.
        """
        super().__init__()
        translate(self)
        self._standing = standing
        self._whose = name

    def compose(self) -> ComposeResult:
        """Section by section."""
        title = _("Path: {script} · {name}").format(script=self._standing.script.title, name=self._whose)
        mark = Content("") if self._standing.transcript.rehearsal is None else rehearsal_mark()
        yield Static(Content.assemble(mark, words(title, "bold")), id="progress")
        with Horizontal(id="reviewed"):
            yield Blocks(name="lines")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show it from its beginning."""
        self.query_one(Blocks).show(_blocks(pathway(self._standing)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what leads to something."""
        return action != "skipped" or bool(self._standing.passed)

    def action_skipped(self, by: int) -> None:
        """Go to the next step that was skipped; the first again after the last."""
        self.query_one(Blocks).step("skipped ", by)

    def action_close(self) -> None:
        """Return to the conversation."""
        self.dismiss(None)


def _blocks(stretches: Sequence[Stretch]) -> list[Block]:
    met = met_words()
    found = []
    for stretch in stretches:
        found.append(
            Block(f"section {stretch.section}", words(f"\n{section_words(stretch)}", "bold underline"))
        )
        for stop in stretch.stops:
            style = "bold" if stop.met in ("answered", "asked") else ""
            said = joined(words(stop.title, style), words(stop.reason, "dim"))
            heads = [f"{SIGNS[stop.met]} {met[stop.met]}"]
            found.append(Block(f"{stop.met} {stop.step}", said, heads))
    return found
