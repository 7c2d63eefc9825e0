"""What can be done on every screen: help, the palette, settings, colours, language, locking, leaving."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, ClassVar, Final

from textual.binding import ActiveBinding, Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from assistant.dossier.summary import Summary
from assistant.errors import InputError
from assistant.language import LANGUAGES, Language, _, current, named, use
from assistant.notation import fold, write_date
from assistant.settings import read_settings
from assistant.tui.command import Command
from assistant.tui.entering import Entering
from assistant.tui.home import HomeScreen
from assistant.tui.keyline import keys_of, working
from assistant.tui.keys import N_, binding, function_key, translate
from assistant.tui.plain import words
from assistant.tui.themes import theme_words

MOST: Final = 20
"""Patients the palette shows at once."""
MOVES: Final = {"app.focus_next", "app.focus_previous"}
"""Keys that move, and do nothing worth a line of the palette."""


class Everywhere(Entering):
    """An interface with help, a palette and settings one key away."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        function_key(
            "f1", "help", N_("Help"), N_("Help: what is expected here, and the keys"), name="app.help"
        ),
        Binding("question_mark", "help", show=False),
        function_key(
            "ctrl+p", "palette", N_("Commands"), N_("Everything that can be done here"), name="app.palette"
        ),
        binding(
            "comma",
            "settings",
            N_("Settings"),
            N_("Settings: the pharmacy, language, colours and rules"),
            name="app.settings",
        ),
        binding(
            "ctrl+l", "lock", N_("Lock"), N_("Lock the screen"), name="app.lock", show=False, priority=True
        ),
        binding(
            "ctrl+q", "quit", N_("Quit"), N_("Leave the program"), name="app.quit", show=False, priority=True
        ),
    ]

    class Changed(Message):
        """What the list of patients says has to be said anew."""

    _language_due: Language | None = None
    summaries: Sequence[Summary] = ()
    """The patients, as far as they are read."""
    _named: tuple[Sequence[Summary], list[tuple[Summary, str]]] = ((), [])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing where a cover hides the screens; settings only from the list of patients."""
        if action in ("help", "palette", "settings") and self.covered:
            return False
        match action:
            case "help":
                return type(self.screen).__name__ != "Help"
            case "palette":
                return not self.screen.is_modal
            case "settings":
                return isinstance(self.screen, HomeScreen) and self.opened is not None
            case "declare":
                return self.opened is not None and not self.opened.access.rehearsal
            case "lock":
                return self.opened is not None and self._doorstep.locks
        return True

    def get_key_display(self, binding: Binding) -> str:
        """The key as it is written on keyboards."""
        first = binding.key.split(",")[0]
        names = {
            "escape": _("Esc"),
            "question_mark": "?",
            "comma": ",",
            "slash": "/",
            "enter": _("Enter"),
            "space": _("Space"),
            "tab": "Tab",
            "up": "↑",
            "down": "↓",
            "home": _("Home"),
            "end": _("End"),
            "pageup": _("PgUp"),
            "pagedown": _("PgDn"),
            "left": "←",
            "right": "→",
        }
        if first.startswith("ctrl+"):
            return "^" + first.removeprefix("ctrl+").upper()
        return names.get(first, first.upper() if len(first) in (2, 3) else first)

    def action_help(self) -> None:
        """Say what is expected here, and the keys."""
        from assistant.tui.help import help_of

        self.push_screen(help_of(self.screen, self.get_key_display))

    def action_palette(self) -> None:
        """Offer everything that can be done here."""
        from assistant.tui.palette import Palette

        here = list(self._of_screen())
        done = {one.label for one in here}
        commands = [*here, *(one for one in self._of_everywhere() if one.label not in done)]
        asked = self.screen

        def do(chosen: Command | None) -> None:
            if chosen is not None:
                self.call_later(self._run, chosen, asked)  # once the palette is gone

        found = self._patients_named if isinstance(asked, HomeScreen) else lambda _typed: []
        self.push_screen(Palette(commands, found), do)

    async def _run(self, chosen: Command, asked: Screen[Any]) -> None:
        if self.screen is not asked:  # left by a key typed ahead
            return
        done = chosen.run()
        if inspect.isawaitable(done):
            await done

    def _of_screen(self) -> Iterator[Command]:
        ours = {one.id for one in (b for found in self._bindings.key_to_bindings.values() for b in found)}
        actives = {active.binding.id: active for active in working(self.screen)}
        for key in keys_of(self.screen):
            if key.id not in ours and key.action not in MOVES:
                yield self._command(actives[key.id], key)

    def _command(self, active: ActiveBinding, key: Binding) -> Command:
        run = partial(self.run_action, key.action, active.node)
        return Command(key.tooltip or key.description, run, self.get_key_display(key))

    def _of_everywhere(self) -> Iterator[Command]:
        for key in keys_of(self.screen):
            if key.id in ("app.settings", "app.help", "app.lock", "app.quit"):
                yield Command(
                    key.tooltip, partial(self.run_action, key.action, self), self.get_key_display(key)
                )
        for name, label in theme_words().items():
            yield Command(_("Colours: {name}").format(name=label), partial(self.choose, {"theme": name}))
        names: Mapping[Language, str] = {"fr": "Français", "en": "English"}
        for language in LANGUAGES:
            if language != current():
                label = _("Language: {name}").format(name=names[language])
                yield Command(label, partial(self.choose, {"language": language}))

    def _patients_named(self, typed: str) -> list[Command]:
        wanted = fold(typed).split()
        fits = (one for one, name in self._folded() if all(word in name for word in wanted))
        return [self._opening(one) for one in islice(fits, MOST)]

    def _folded(self) -> list[tuple[Summary, str]]:
        """The patients with their names as they are compared: made once, not at each key."""
        if self._named[0] is not self.summaries:
            self._named = (self.summaries, [(one, fold(one.patient.name)) for one in self.summaries])
        return self._named[1]

    def _opening(self, one: Summary) -> Command:
        born = write_date(one.patient.birth_date)
        label = _("Open {name}, born on {day}").format(name=one.patient.name, day=born)
        return Command(label, lambda: self.post_message(HomeScreen.Opened(one.patient.ref)))

    def action_settings(self) -> None:
        """Show the settings."""
        from assistant.tui.settingsscreen import SettingsScreen

        self.push_screen(SettingsScreen(self.settings), self._settled)

    def _settled(self, changes: Mapping[str, object] | None) -> None:
        if changes is None:
            self.colour(self.settings.theme)  # what was only looked at
        else:
            self.call_later(self.take, changes)

    async def choose(self, changes: Mapping[str, object]) -> None:
        """Set something from here, and keep it."""
        from assistant.settings.writing import write_settings

        try:
            write_settings(changes)
        except InputError as error:
            self.say(error.message)
        else:
            await self.take(changes)

    async def take(self, changes: Mapping[str, object]) -> None:
        """Do from now on as the file of settings says, where this was changed in it."""
        self.settings = read_settings()
        self.colour(self.settings.theme)
        self.idle_after(self.settings.lock_minutes)
        language = named(str(changes.get("language")))
        if language is not None and language != current():
            await self.speak(language)
        elif self.opened is not None:
            self.post_message(self.Changed())

    async def speak(self, language: Language) -> None:
        """Change the language: at once, or as soon as nothing is open above the list."""
        base = self.screen
        if base is not self.screen_stack[0] and not isinstance(base, HomeScreen):
            self._language_due = language
            self.say(_("The language changes once you are back at the list of patients."))
            return
        self._language_due = None
        use(language)
        self._bindings = type(self)._merge_bindings()
        translate(self)
        if not base._result_callbacks:  # the first screen has none, and switching takes one away
            base._push_result_callback(self, None)
        await self.switch_screen(self.like(base))
        if self.opened is not None:
            self.post_message(self.Changed())

    def on_mount(self) -> None:
        """Follow which screen is in sight."""
        self.screen_change_signal.subscribe(self, self._seen)

    def _seen(self, screen: Screen[Any]) -> None:
        if self._language_due is not None and isinstance(screen, HomeScreen):
            self.call_later(self.speak, self._language_due)

    def say(self, sentence: str) -> None:
        """Say something that has to be read before going on."""
        from assistant.tui.dialogs import Told

        self.push_screen(Told(_("To know"), words(sentence)))
