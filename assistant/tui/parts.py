"""The parts of a dossier on screen. Each is told what to show and says what was chosen in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from assistant.dossier.curve import Curve, curve_words
from assistant.dossier.notions import Notion
from assistant.dossier.summary import TranscriptLine
from assistant.language import _
from assistant.tui.held import transcript_words
from assistant.tui.inrplot import InrPlot
from assistant.tui.nextsteps import NextStep
from assistant.tui.part import Chosen, Part, Row
from assistant.tui.plain import joined, words


class Overview(Part):
    """What to do next, then how things stand."""

    name_ = "overview"

    class Step(Message):
        """One of the next steps was chosen."""

        def __init__(self, step: NextStep) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__(id="overview", classes="part")
        self._steps: Sequence[NextStep] = ()

    def compose(self) -> ComposeResult:
        """The steps and the rest below them."""
        yield Static(words(_("To do now"), "bold"), classes="head")
        yield Chosen(name="next")
        yield Static(words(_("Nothing is waiting.")), id="calm")
        with VerticalScroll(id="page"):
            for name in ("last", "year", "treatment"):
                yield Static(id=name, classes="block")

    @property
    def entry(self) -> Widget:
        """The steps; what is below them where there is none."""
        return self.query_one("#next" if self._steps else "#page")

    def show(self, steps: Sequence[NextStep], last: Content, treatment: Content) -> None:
        """The dossier as it is now."""
        self._steps = steps
        self.query_one(Chosen).fill([(str(n), words(step.sentence)) for n, step in enumerate(steps)])
        self.query_one(Chosen).display = bool(steps)
        self.query_one("#calm").display = not steps
        self._put("#last", last)
        self._put("#treatment", treatment)

    def show_year(self, year: Content) -> None:
        """Where the year stands."""
        self._put("#year", year)

    def _put(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        part.update(content)
        part.display = bool(content.plain)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the step."""
        event.stop()
        self.post_message(self.Step(self._steps[event.option_index]))


class InrPart(Part):
    """The curve, the time in range, and the values as text."""

    name_ = "inr"

    def __init__(self) -> None:
        super().__init__(id="inr", classes="part")

    def compose(self) -> ComposeResult:
        """Sentences, drawing, values."""
        yield Static(id="range")
        yield InrPlot()
        with VerticalScroll(id="values"):
            yield Static(id="listed")
        yield Static(words(_("v: values as text · p: the last 12 months or everything"), "dim"), id="ways")

    @property
    def entry(self) -> Widget:
        """The values, which can be moved through; the part itself while they are not in sight."""
        values = self.query_one("#values")
        return values if values.display else self

    def show(self, curve: Curve, sentences: Sequence[str]) -> None:
        """The INR as they are known now."""
        self.query_one("#range", Static).update(joined(*map(words, sentences)))
        self.query_one(InrPlot).show(curve)
        self.query_one("#listed", Static).update(joined(*map(words, curve_words(curve))))

    def toggle_values(self) -> None:
        """Show the values as text instead of the drawing, or the drawing again."""
        self.toggle_class("-values")


class HeldPart(Part):
    """Interviews and acts."""

    name_ = "held"

    class Opened(Message):
        """An interview was chosen."""

        def __init__(self, line: TranscriptLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self) -> None:
        super().__init__(id="held", classes="part")
        self._lines: Sequence[TranscriptLine] = ()

    def compose(self) -> ComposeResult:
        """The interviews held here, the acts that may count."""
        yield Static(words(_("Interviews (Enter opens one)"), "bold"), classes="head")
        yield Chosen(name="transcripts")
        yield Static(words(_("None yet: i, o or a begins one.")), id="none_held")
        with VerticalScroll(id="acts_page"):
            yield Static(id="acts")

    @property
    def entry(self) -> Widget:
        """The interviews; the acts where there is none."""
        return self.query_one("#transcripts" if self._lines else "#acts_page")

    @property
    def chosen(self) -> TranscriptLine | None:
        """The interview of the cursor; None where there is none."""
        at = self.query_one(Chosen).highlighted
        return None if at is None or not self._lines else self._lines[at]

    def show(self, lines: Sequence[TranscriptLine], acts: Sequence[str]) -> None:
        """The latest first."""
        self._lines = lines
        self.query_one(Chosen).fill([(line.id, words(transcript_words(line))) for line in lines])
        self.query_one(Chosen).display = bool(lines)
        self.query_one("#none_held").display = not lines
        known = [words(act) for act in acts] or [words(_("none yet"))]
        self.query_one("#acts", Static).update(joined(words(_("Acts"), "bold"), *known))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read an interview, or go on with it."""
        event.stop()
        self.post_message(self.Opened(self._lines[event.option_index]))


class FactsPart(Part):
    """Every fact; Enter corrects one."""

    name_ = "facts"

    class Opened(Message):
        """A fact was chosen."""

        def __init__(self, fact: str) -> None:
            super().__init__()
            self.fact = fact

    def __init__(self) -> None:
        super().__init__(id="facts", classes="part")

    def compose(self) -> ComposeResult:
        """One list."""
        yield Static(words(_("Facts (Enter: history and correction)"), "bold"), classes="head")
        yield Chosen(name="known")

    def show(self, rows: Sequence[Row]) -> None:
        """The facts with their headings."""
        self.query_one("#known", Chosen).fill(rows)

    def highlight(self, fact: str) -> None:
        """Go to one fact."""
        listed = self.query_one("#known", Chosen)
        listed.highlighted = listed.get_option_index(fact)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Correct it."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Opened(event.option_id))


class NotionsPart(Part):
    """What was not acquired so far."""

    name_ = "notions"

    def __init__(self) -> None:
        super().__init__(id="notions", classes="part")

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(words(_("Notions to go over again"), "bold"), classes="head")
        with VerticalScroll():
            yield Static(id="again")

    def show(self, again: Sequence[Notion], rated: int) -> None:
        """The notions, the gravest first."""
        if again:
            shown = joined(*(words(f"- {notion.sentence}") for notion in again))
        elif rated:
            shown = words(_("Every notion rated so far is acquired."))
        else:
            shown = words(_("No notion is rated yet: the AVK interview rates them."))
        self.query_one("#again", Static).update(shown)
