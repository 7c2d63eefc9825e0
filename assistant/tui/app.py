"""The terminal interface. Until its first paint it loads neither schemas, machine, databases nor ciphers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.dossier.summary import Summary
from assistant.errors import AssistantError
from assistant.language import _
from assistant.tui.aloud import Aloud, Asked, Unheard, Voice
from assistant.tui.doorstep import Doorstep
from assistant.tui.entering import Entering
from assistant.tui.home import HomeScreen
from assistant.tui.keys import N_, binding, translate
from assistant.tui.plain import words
from assistant.tui.wrapping import keep_together

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.tui.patient import PatientScreen
    from assistant.year.report import YearReport


class AssistantApp(Entering):
    """The patients, and everything reached from them, once the store is open."""

    CSS_PATH = Path(__file__).parent / "assistant.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("f1,question_mark", "help", N_("Help"), N_("What the keys do here"), name="app.help"),
        binding(
            "ctrl+l", "lock", N_("Lock"), N_("Lock the screen"), name="app.lock", show=False, priority=True
        ),
        binding(
            "ctrl+q", "quit", N_("Quit"), N_("Leave the program"), name="app.quit", show=False, priority=True
        ),
    ]

    def __init__(
        self,
        doorstep: Doorstep,
        *,
        store: Store | None = None,
        year_of: Callable[[list[Summary]], YearReport] | None = None,
        visit: tuple[str, Sequence[str]] | None = None,
        resume: bool = False,
        lock_minutes: int = 10,
        speak: bool = False,
        voice: Voice | None = None,
    ) -> None:
        """An interface to one store.

        Args:
            doorstep: the way into the store.
            store: the dossiers, where they are open already.
            year_of: where the year of some dossiers stands; left out, nothing is said of it.
            visit: the ref of a patient and the scripts to begin with at once.
            resume: whether to go on with that patient's unfinished interview instead.
            lock_minutes: minutes without a key or the mouse after which the screens lock.
            speak: whether every question is read aloud as it comes.
            voice: what reads aloud; the machine's own where none is given.
        """
        keep_together()
        super().__init__(doorstep, store, lock_minutes)
        self.animation_level = "none"  # what moves by itself holds up who types
        translate(self)
        self._aloud = Aloud(voice, self.post_message, always=speak)
        self.year_of = year_of
        self._visit = visit
        self._resume = resume
        self._reading = threading.Lock()

    async def on_event(self, event: events.Event) -> None:
        """Stop reading aloud at any key."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._aloud.hush()
        await super().on_event(event)

    def on_asked(self, message: Asked) -> None:
        """Read a question aloud where that is wanted."""
        self._aloud.take(message)

    def on_unheard(self, message: Unheard) -> None:
        """Say why nothing is heard."""
        self.say(message.sentence)

    def on_unmount(self) -> None:
        """Leave nothing that speaks behind."""
        self._aloud.hush()

    @property
    def home(self) -> HomeScreen:
        """The list of patients, under everything but the way to it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, HomeScreen))

    def get_key_display(self, binding: Binding) -> str:
        """The key as it is written on keyboards."""
        first = binding.key.split(",")[0]
        names = {
            "escape": _("Esc"),
            "question_mark": "?",
            "slash": "/",
            "enter": _("Enter"),
            "up": "↑",
            "down": "↓",
            "left": "←",
            "right": "→",
        }
        if first.startswith("ctrl+"):
            return "^" + first.removeprefix("ctrl+").upper()
        return names.get(first, first.upper() if len(first) in (2, 3) else first)

    def on_entered(self) -> None:
        """Read the dossiers, and begin what was asked for."""
        self.home.greet(self.store.access)
        if self._visit is not None:
            from assistant.tui.visits import visit

            visit(self, *self._visit, resume=self._resume)
        self.read_again()

    def read_again(self) -> None:
        """Read the list of patients, out of the way of the keys."""
        self.run_worker(self._read, thread=True, exclusive=False, name="read", exit_on_error=True)

    def _read(self) -> None:
        with self._reading:
            try:
                summaries = self.store.summaries(self.opening)
                damaged = self.store.damaged()
            except AssistantError as error:
                self.call_from_thread(self.home.tell, error.message)
                return
            self.call_from_thread(self.call_later, self.home.show, summaries, damaged)
            if self.year_of is not None:
                self._read_years(summaries)
            from assistant.tui.visits import warm_up

            warm_up()

    def _read_years(self, summaries: list[Summary]) -> None:
        from assistant.year.words import standing_words

        assert self.year_of is not None
        try:
            report = self.year_of(summaries)
        except AssistantError as error:
            self.call_from_thread(self.home.tell, error.message)
            return
        years = {status.ref: standing_words(status.status) for status in report.patients}
        self.call_from_thread(self.home.show_years, years)

    def opening(self, done: int, total: int) -> None:
        """How far the opening is; told by another thread."""
        self.call_from_thread(self.home.reading, done, total)

    @property
    def fault(self) -> Exception | None:
        """What ended the program, where it was a fault of ours."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual prints a traceback with the local values, which are a patient's: the caller says it instead.
        self._close_messages_no_wait()

    def say(self, sentence: str) -> None:
        """Say something that has to be read before going on."""
        from assistant.tui.dialogs import Told

        self.push_screen(Told(_("To know"), words(sentence)))

    def action_help(self) -> None:
        """What the keys do here."""
        from assistant.tui.dialogs import Told
        from assistant.tui.keyline import keys_of

        lines = [
            Content.assemble(words(self.get_key_display(key).ljust(8), "bold"), words(key.tooltip))
            for key in keys_of(self.screen)
        ]
        if not isinstance(self.screen, Told):
            self.push_screen(Told(_("Keys"), Content("\n").join(lines)))

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """Open a patient."""
        from assistant.tui.visits import open_patient

        if self.screen is self.home:  # a second press of the key is not a second screen
            open_patient(self, message.ref)

    def on_home_screen_new(self) -> None:
        """Add a patient."""
        from assistant.tui.visits import add_patient

        if self.screen is self.home:
            add_patient(self)

    def on_patient_screen_begin(self, message: PatientScreen.Begin) -> None:
        """Begin an interview."""
        from assistant.tui.visits import begin

        if self.screen is message.screen:
            begin(self, message.ref, message.scripts)

    def on_patient_screen_transcript(self, message: PatientScreen.Transcript) -> None:
        """Go on with an interview, or read it."""
        from assistant.tui.visits import open_transcript

        if self.screen is message.screen:
            open_transcript(self, message.ref, message.line, resume=message.resume)

    def on_patient_screen_edit(self, message: PatientScreen.Edit) -> None:
        """Correct the facts of a patient."""
        from assistant.tui.visits import correct_fact, edit_patient

        if self.screen is not message.screen:
            return
        if message.fact is None:
            edit_patient(self, message.ref)
        else:
            correct_fact(self, message.ref, message.fact)
