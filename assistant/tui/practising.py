"""What leads from one screen of rehearsals to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from assistant.errors import AssistantError
from assistant.interview.sitting import Sitting
from assistant.language import _
from assistant.rehearsal.attempts import begin, read, resume, unfinished
from assistant.rehearsal.case import Case
from assistant.rehearsal.library import find_case
from assistant.rehearsal.practised import Mode
from assistant.store.store import Store
from assistant.tui.attempt import attempt
from assistant.tui.debriefing import DebriefScreen
from assistant.tui.rehearsalmark import put_marks
from assistant.tui.rehearsals import RehearsalsScreen
from assistant.tui.rehearsalwords import left_words
from assistant.tui.rehearsing import RehearsalScreen

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp
    from assistant.tui.practice import Practice


def practised(app: AssistantApp) -> Store:
    """The store that is practised on, opened once."""
    if app.practised is None:
        app.practised = app.store.practising()
        put_marks(app)
    return app.practised


def open_rehearsals(app: AssistantApp, then: str | None = None) -> RehearsalsScreen:
    """The list of cases, at one of them if it is named."""
    screen = RehearsalsScreen(practised(app), then)
    app.push_screen(screen, lambda _closed: app.read_again() if app.store.access.rehearsal else None)
    return screen


def practise(app: AssistantApp, practice: Practice) -> None:
    """Begin a rehearsal as the command line asks, or go on with one; the list of cases lies under it."""
    try:
        case = find_case(practice.case)
        screen = open_rehearsals(app, case.id)
        if practice.resume:
            left = unfinished(practised(app), case.id)
            if left is None:
                app.say(_("No rehearsal of this case is unfinished. Begin one."))
            else:
                go_on(app, screen, left)
            return
    except AssistantError as error:
        app.say(error.message)
        return
    seed = practice.seed
    if seed is None:
        seed = 1 + len(_held(practised(app), case))
    hold(app, screen, case, cast("Mode", practice.mode), seed)


def _held(store: Store, case: Case) -> list[str]:
    try:
        return [line.id for line in store.summary(case.id).transcripts]
    except AssistantError:  # never tried
        return []


def hold(app: AssistantApp, screen: RehearsalsScreen, case: Case, mode: Mode, seed: int) -> None:
    """Begin a rehearsal."""
    _conduct(app, screen, lambda: begin(practised(app), case, seed, mode))


def go_on(app: AssistantApp, screen: RehearsalsScreen, transcript: str) -> None:
    """Take up a rehearsal again."""
    _conduct(app, screen, lambda: resume(practised(app), transcript))


def take_up(app: AssistantApp, case: str, transcript: str, *, resume: bool) -> None:
    """From a dossier that is practised on: go on with a rehearsal, or show what it came to."""
    screen = open_rehearsals(app, case)
    if resume:
        go_on(app, screen, transcript)
    else:
        debriefed(app, screen, transcript)


def _conduct(app: AssistantApp, screen: RehearsalsScreen, start: Callable[[], Sitting]) -> None:
    store = practised(app)
    try:
        sitting = start()
    except AssistantError as error:
        app.say(error.message)
        return

    def ended(finished: bool | None) -> None:
        screen.read_again()
        if finished:
            debriefed(app, screen, sitting.session.name)
        else:
            screen.tell(left_words(sitting.session))

    app.push_screen(RehearsalScreen(store, sitting), ended)
    for notice in store.notices:
        app.say(notice)
    store.notices.clear()


def debriefed(app: AssistantApp, screen: RehearsalsScreen, transcript: str) -> None:
    """Show what a rehearsal came to."""

    def closed(following: bool | None) -> None:
        if following:
            screen.propose()

    def show() -> None:
        app.push_screen(DebriefScreen(read(practised(app), transcript), practised(app)), closed)

    fault = attempt(show)
    if fault is not None:
        app.say(fault)
