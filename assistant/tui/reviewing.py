"""What leads from one screen of reviewing to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistant.errors import AssistantError
from assistant.store.store import Store
from assistant.tui.overviewscreen import OverviewScreen
from assistant.tui.reviewqueue import QueueScreen
from assistant.tui.trailscreen import TrailScreen
from assistant.tui.transcriptreading import ReadingScreen

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp


def open_queue(app: AssistantApp, store: Store) -> None:
    """The transcripts of these dossiers to be read again."""
    app.push_screen(QueueScreen(store, app.settings.review_sample), lambda _closed: app.read_again())


def open_reading(app: AssistantApp, store: Store, transcript: str, event: int | None = None) -> None:
    """A transcript to be read; what changed is shown where it was opened from.

    Args:
        app: the interface.
        store: where it is.
        transcript: its id.
        event: the line to begin at.
    """
    try:
        screen = ReadingScreen(store, transcript, event, queued=_queue_of(app) is not None)
    except AssistantError as error:
        app.say(error.message)
        return
    queue = _queue_of(app)
    if queue is not None:
        queue.opened.add(transcript)
    app.push_screen(screen, lambda _closed: _left(app, store))


def follow(app: AssistantApp, screen: ReadingScreen) -> None:
    """The next transcript of the queue that was not read, in the place of this one."""
    queue = _queue_of(app)
    following = None if queue is None else queue.unread(screen.transcript)
    if queue is None or following is None:
        screen.nothing_follows()
        return
    screen.dismiss(None)
    app.call_later(open_reading, app, queue.store, following)


def show(app: AssistantApp, screen: QueueScreen, what: Literal["overview", "trail"]) -> None:
    """What is known of all transcripts, or who did what."""
    if what == "overview":
        app.push_screen(OverviewScreen(screen.store, screen.chosen))
    else:
        app.push_screen(TrailScreen(screen.store))


def _queue_of(app: AssistantApp) -> QueueScreen | None:
    return next((one for one in reversed(app.screen_stack) if isinstance(one, QueueScreen)), None)


def _left(app: AssistantApp, store: Store) -> None:
    from assistant.tui.patient import PatientScreen
    from assistant.tui.visits import refresh

    queue = _queue_of(app)
    if queue is not None:
        queue.read_again()
    if store is app.store:
        for one in app.screen_stack:
            if isinstance(one, PatientScreen):
                refresh(app, one.ref)
                return
        app.read_again()
