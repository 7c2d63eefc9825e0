"""The rule sets there are, each with what it means, and the text in force today."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.clock import Clock, today
from assistant.errors import AssistantError
from assistant.language import _
from assistant.notation import write_date
from assistant.settings.settings import CURRENT_RULES
from assistant.tui.keys import N_
from assistant.tui.listing import Listing
from assistant.tui.plain import joined, words


class RuleChoice(Vertical):
    """A list to choose from."""

    HELP = N_("The arrows choose the rules, Enter takes them. They can be changed later, in the settings.")

    def __init__(self, chosen: str, clock: Clock) -> None:
        super().__init__()
        self._chosen = chosen
        self._clock = clock
        self._ids = [chosen]
        self._asked = False

    @property
    def chosen(self) -> str:
        """Id of the rule set chosen."""
        return self._ids[self.query_one(OptionList).highlighted or 0]

    def compose(self) -> ComposeResult:
        """The list, and what is in force."""
        yield Listing(words(self._chosen), name="rules")
        yield Static(words(_("Reading the rules…")), id="in-force", classes="own")

    def on_mount(self) -> None:
        """The one chosen alone, until they are read."""
        self.query_one(OptionList).highlighted = 0

    def read(self) -> None:
        """Read them, once: to be asked before they are in sight."""
        if not self._asked:
            self._asked = True
            self.run_worker(self._read(), name="rules")

    async def _read(self) -> None:
        note = self.query_one("#in-force", Static)
        try:
            ids, contents, in_force = await asyncio.to_thread(self._found)
        except AssistantError as error:
            note.update(words(f"! {error.message}"))
            return
        rules = self.query_one(OptionList)
        rules.clear_options()
        rules.add_options([Option(content) for content in contents])
        self._ids = ids
        rules.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        note.update(words(in_force))

    def _found(self) -> tuple[list[str], list[Content], str]:
        from assistant.year.library import legal_texts, rule_sets
        from assistant.year.validity import in_force

        sets = rule_sets()
        contents = [joined(words(str(one.title), "bold"), words(str(one.meaning))) for one in sets]
        following = _("For each patient the rules in force: for the year, or on the first day of its period.")
        contents.append(joined(words(_("The rules in force"), "bold"), words(following)))
        text = in_force(legal_texts(), today(self._clock))
        ids = [*(one.id for one in sets), CURRENT_RULES]
        if text is None:
            return ids, contents, ""
        sentence = _("In force today: “{title}”, since {day}.").format(
            title=text.title, day=write_date(text.since)
        )
        if text.id not in ids:
            sentence += " " + _("Its rules are not here yet: every report says so.")
        return ids, contents, sentence
