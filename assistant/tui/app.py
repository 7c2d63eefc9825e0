"""The terminal interface. Until its first paint it loads neither schemas, machine, databases nor ciphers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on

from assistant.dossier.summary import Summary
from assistant.settings import Settings
from assistant.tui.aloud import Aloud, Asked, Unheard, Voice
from assistant.tui.doorstep import Doorstep
from assistant.tui.home import HomeScreen
from assistant.tui.keys import translate
from assistant.tui.papers import Paper
from assistant.tui.wanted import Wanted
from assistant.tui.wrapping import keep_together

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.tui.practice import Practice
    from assistant.tui.rehearsals import RehearsalsScreen
    from assistant.tui.reviewqueue import QueueScreen
    from assistant.tui.yearscreen import OutlookOf, YearScreen
    from assistant.year.report import YearReport


class AssistantApp(Paper):
    """The patients, and everything reached from them, once the store is open."""

    CSS_PATH = Path(__file__).parent / "assistant.tcss"

    def __init__(
        self,
        doorstep: Doorstep,
        *,
        store: Store | None = None,
        year_of: Callable[[list[Summary]], YearReport] | None = None,
        visit: tuple[str, Sequence[str]] | None = None,
        resume: bool = False,
        settings: Settings | None = None,
        speak: bool = False,
        voice: Voice | None = None,
        practice: Practice | None = None,
        outlook_of: OutlookOf | None = None,
    ) -> None:
        """An interface to one store.

        Args:
            doorstep: the way into the store.
            store: the dossiers, where they are open already.
            year_of: where the year of some dossiers stands; left out, nothing is said of it.
            visit: the ref of a patient and the scripts to begin with at once.
            resume: whether to go on with that patient's unfinished interview instead.
            settings: what the pharmacy has set; the usual settings if not given.
            speak: whether every question is read aloud as it comes.
            voice: what reads aloud; the machine's own where none is given.
            practice: a rehearsal to hold at once.
            outlook_of: the year of all dossiers with what is to come; left out, there is no such screen.
        """
        keep_together()
        super().__init__(doorstep, store, settings or Settings(), year_of)
        self.animation_level = "none"  # what moves by itself holds up who types
        translate(self)
        self._aloud = Aloud(voice, self.post_message, always=speak)
        self._visit = visit
        self._resume = resume
        self._practice = practice
        self.outlook_of = outlook_of
        self.practised: Store | None = None
        """What is practised on, once it is open."""

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
        if self.practised is not None:
            self.practised.close()

    def on_entered(self) -> None:
        """Read the dossiers, and begin what was asked for."""
        self.greet()
        if self._visit is not None:
            from assistant.tui.visits import visit

            visit(self, *self._visit, resume=self._resume)
        elif self._practice is not None:
            from assistant.tui.practising import practise

            practise(self, self._practice)
        elif self.store.access.rehearsal:  # who only practises begins there
            self.on_home_screen_practise()
        elif self.store.access.person.role == "supervisor":  # so does who reads again
            self.on_home_screen_review(HomeScreen.Review())
        self.read_again()

    @property
    def fault(self) -> Exception | None:
        """What ended the program, where it was a fault of ours."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual prints a traceback with the local values, which are a patient's: the caller says it instead.
        self._close_messages_no_wait()

    def open_patient(self, ref: str) -> None:
        """The screen of a patient."""
        from assistant.tui.visits import open_patient

        open_patient(self, ref)

    def action_declare(self) -> None:
        """Show what is to be declared, of all patients or of the one on screen."""
        from assistant.tui.declaring import open_sheet

        open_sheet(self)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """Open a patient."""
        if self.screen is self.home:  # a second press of the key is not a second screen
            self.open_patient(message.ref)

    def on_year_screen_opened(self, message: YearScreen.Opened) -> None:
        """Open a patient; the way back leads to the year again."""
        if self.screen is message.screen:
            self.open_patient(message.ref)

    def on_home_screen_new(self) -> None:
        """Add a patient."""
        from assistant.tui.visits import add_patient

        if self.screen is self.home:
            add_patient(self)

    def on_home_screen_practise(self) -> None:
        """Show the cases to practise on."""
        from assistant.tui.practising import open_rehearsals

        if self.screen is self.home:
            open_rehearsals(self)

    def on_home_screen_review(self, message: HomeScreen.Review) -> None:
        """Show the transcripts to read again, or one of them."""
        from assistant.tui import reviewing

        if self.screen is not self.home:
            return
        if message.transcript is None:
            reviewing.open_queue(self, self.store)
        else:
            reviewing.open_reading(self, self.store, message.transcript)

    def on_rehearsals_screen_review(self, message: RehearsalsScreen.Review) -> None:
        """Show the rehearsals to read again."""
        from assistant.tui import practising, reviewing

        if self.screen is message.screen:
            reviewing.open_queue(self, practising.practised(self))

    def on_queue_screen_read(self, message: QueueScreen.Read) -> None:
        """Open a transcript to read it again."""
        from assistant.tui.reviewing import open_reading

        if self.screen is message.screen:
            open_reading(self, message.screen.store, message.transcript, message.event)

    def on_queue_screen_show(self, message: QueueScreen.Show) -> None:
        """Show what is known of all transcripts, or who did what."""
        from assistant.tui.reviewing import show

        if self.screen is message.screen:
            show(self, message.screen, message.what)

    def on_rehearsals_screen_begin(self, message: RehearsalsScreen.Begin) -> None:
        """Begin a rehearsal."""
        from assistant.tui.practising import hold

        if self.screen is message.screen:
            hold(self, message.screen, message.case, message.mode, message.seed)

    def on_rehearsals_screen_resume(self, message: RehearsalsScreen.Resume) -> None:
        """Go on with a rehearsal."""
        from assistant.tui.practising import go_on

        if self.screen is message.screen:
            go_on(self, message.screen, message.transcript)

    def on_rehearsals_screen_debriefed(self, message: RehearsalsScreen.Debriefed) -> None:
        """Show what a rehearsal came to."""
        from assistant.tui.practising import debriefed

        if self.screen is message.screen:
            debriefed(self, message.screen, message.transcript)

    @on(Wanted)
    def _answer(self, message: Wanted) -> None:
        if self.screen is message.screen:  # a second press of a key is not a second screen
            message.answer(self)
