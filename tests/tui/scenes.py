"""Every kind of screen, one scene each: what is tested of all of them goes through this table.

A new screen is a line of `SCENES`: how its interface is made, and the way there from the first screen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.widgets import Input

from assistant.store.declaring import Declarable, take_back
from assistant.store.reviews import Reviewing
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
from assistant.tui.practice import Practice
from tests.opening import PASSPHRASE
from tests.opening import opened as opened_by
from tests.tui.conftest import Place, app_of, year_of, year_under
from tests.tui.entering import closed, fill, settled
from tests.tui.lived import hold
from tests.tui.playing import Play, give, play, ready

QUIET = {"past_events": "2", "procedure_planned": "2", "bleeding": "2", "warning_signs_present": "2"}


@dataclass(frozen=True)
class Scene:
    """A way to a screen."""

    screen: str
    """Name of the class of the screen it leads to."""
    make: Callable[[Place], AssistantApp]
    go: Callable[[Play], Awaitable[None]]


def pressing(*keys: str) -> Callable[[Play], Awaitable[None]]:
    """The way by these keys."""

    async def go(pilot: Play) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return go


def asking(
    step: str, answer: str | None = None, keys: Sequence[str] = ()
) -> Callable[[Play], Awaitable[None]]:
    """The way to a question, and on with an answer or by keys."""

    async def go(pilot: Play) -> None:
        await ready(pilot)
        await play(pilot, QUIET, until=step)
        if answer is not None:
            await give(pilot, answer)
        await pilot.press(*keys)
        await ready(pilot)

    return go


async def to_the_end(pilot: Play) -> None:
    """The way to the end of an interview."""
    await ready(pilot)
    await play(pilot, QUIET)
    await pilot.press("ctrl+s")
    await ready(pilot)


async def to_the_reader(pilot: Play) -> None:
    """The way to an interview that was held."""
    await to_the_end(pilot)
    await pressing("enter", "enter", "3", "enter")(pilot)


async def to_the_export(pilot: Play) -> None:
    """The way to the name under which an interview is written as a page."""
    await to_the_reader(pilot)
    await pressing("x")(pilot)
    line = pilot.app.screen.focused
    assert isinstance(line, Input)
    line.value = "nowhere/interview.html"  # the id is another each time; nothing is written there
    await settled(pilot)


async def to_the_path(pilot: Play) -> None:
    """The way to what an interview asked and skipped."""
    await to_the_reader(pilot)
    await pressing("p")(pilot)


async def to_the_review(pilot: Play) -> None:
    """The way to the review."""
    await ready(pilot)
    await play(pilot, QUIET)


async def to_the_key(pilot: Play) -> None:
    """The way to the recovery key."""
    await settled(pilot)
    await fill(pilot, "Anne Martin", PASSPHRASE, PASSPHRASE)


async def to_what_is_next(pilot: Play) -> None:
    """The way to what may be done first."""
    await to_the_key(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)


def typed(text: str, *keys: str) -> Callable[[Play], Awaitable[None]]:
    """The way by keys, with something half typed in the line that has the focus."""

    async def go(pilot: Play) -> None:
        await pressing(*keys)(pilot)
        line = pilot.app.screen.focused
        assert isinstance(line, Input)
        line.value = text
        await settled(pilot)

    return go


async def to_what_is_told(pilot: Play) -> None:
    """The way to something that has to be read."""
    await typed("english", "ctrl+p")(pilot)
    await pilot.press("enter")
    await settled(pilot)


def opened(place: Place) -> AssistantApp:
    """The patients."""
    return app_of(place.store)


def themed(place: Place) -> AssistantApp:
    """The patients, under rules that know themes."""
    return app_of(place.store, year_of=year_under("avenant-11", place.clock))


def visited(*scripts: str) -> Callable[[Place], AssistantApp]:
    """An interview at once."""
    return lambda place: app_of(place.store, (place.ref, scripts))


def nowhere(place: Place) -> AssistantApp:
    """No store yet."""
    return closed(place.empty, place.clock)


def shut(place: Place) -> AssistantApp:
    """A store that is closed."""
    return closed(place.store.folder, place.clock)


def rehearsed(case: str, mode: str = "practice") -> Callable[[Place], AssistantApp]:
    """A rehearsal at once."""

    def make(place: Place) -> AssistantApp:
        doorstep = Doorstep(place.store.folder, place.clock)
        practice = Practice(case, 1, mode)
        return AssistantApp(doorstep, store=place.store, year_of=year_of, practice=practice)

    return make


def read_again(place: Place) -> AssistantApp:
    """A supervisor, with an interview that was remarked on and one that was not."""
    if not place.store.summary(place.ref).transcripts:
        hold(place.store, place.ref, "observance")
        hold(place.store, place.ref, "observance")
    supervised = opened_by(place.store.folder, place.clock, "Paul Petit", "supervisor")
    name = place.store.summary(place.ref).transcripts[0].id
    reviewing = Reviewing(supervised, name)
    if not reviewing.review.events:
        reviewing.remark("error", "à reprendre", event=2)
        reviewing.remark("praise", "très clair")
    return app_of(supervised)


def undeclared(place: Place) -> AssistantApp:
    """The patients, of whom nothing is declared."""
    standing = place.store.summary(place.ref).declared
    take_back(place.store, place.ref, [Declarable(one.what, one.day) for one in standing])
    return app_of(place.store)


def written_about(place: Place) -> AssistantApp:
    """A patient with an interview that a letter can be written about."""
    if not place.store.summary(place.ref).transcripts:
        hold(place.store, place.ref, "avk")
        place.store.record(place.ref, {"contact_agreed": "yes"})
    return app_of(place.store)


async def to_the_debrief(pilot: Play) -> None:
    """The way to the debrief of a rehearsal that was stopped."""
    await pressing("enter", "enter", "f8", "down", "enter")(pilot)


SCENES: dict[str, Scene] = {
    "home": Scene("HomeScreen", opened, pressing()),
    "home_filter": Scene("HomeScreen", opened, typed("dur", "slash")),
    "patient": Scene("PatientScreen", opened, pressing("enter")),
    "themes": Scene("Pick", themed, pressing("enter", "t")),
    "year": Scene("YearScreen", opened, pressing("y")),
    "form": Scene("PatientForm", opened, typed("Lero", "n")),
    "fact": Scene("CorrectFact", opened, pressing("enter", "4", "enter")),
    "facts": Scene("PatientForm", opened, pressing("enter", "e")),
    "settings": Scene("SettingsScreen", opened, typed("Pharmacie du P", "comma")),
    "settings_choice": Scene(
        "SettingsScreen", opened, pressing("comma", "down", "down", "down", "down", "down")
    ),
    "palette": Scene("Palette", opened, typed("a", "ctrl+p")),
    "help": Scene("Help", opened, pressing("f1")),
    "told": Scene("Told", visited("avk"), to_what_is_told),
    "leaving": Scene("Confirm", opened, pressing("n", "x", "escape")),
    "tell": Scene("InterviewScreen", visited("avk"), pressing()),
    "yes_no": Scene("InterviewScreen", visited("avk"), asking("consent")),
    "choice": Scene("InterviewScreen", visited("avk"), asking("medicine")),
    "rate": Scene("InterviewScreen", visited("avk"), asking("why_avk")),
    "readings": Scene("InterviewScreen", visited("avk"), asking("inr_readings")),
    "note": Scene("Note", visited("avk"), asking("consent", keys=("f2",))),
    "correct": Scene("Pick", visited("avk"), asking("medicine", keys=("f4",))),
    "card": Scene("PatientDialog", visited("avk"), asking("consent", keys=("f6",))),
    "find": Scene("Finder", visited("avk"), asking("consent", keys=("f7",))),
    "find_step": Scene("Reading", visited("avk"), asking("consent", keys=("f7", "down", "enter", "enter"))),
    "alert": Scene("AlertScreen", visited("avk"), asking("inr_readings", "01/03/2017 4,6")),
    "review": Scene("Review", visited("observance"), to_the_review),
    "end": Scene("EndScreen", visited("observance"), to_the_end),
    "reader": Scene("Reader", visited("observance"), to_the_reader),
    "export": Scene("Sheet", visited("observance"), to_the_export),
    "rehearsals": Scene("RehearsalsScreen", opened, pressing("t")),
    "begin_rehearsal": Scene("BeginRehearsal", opened, pressing("t", "enter")),
    "rehearsal": Scene("RehearsalScreen", rehearsed("coat_on"), pressing("enter", "enter", "enter")),
    "exam": Scene("RehearsalScreen", rehearsed("coat_on", "exam"), pressing("enter", "enter")),
    "debrief": Scene("DebriefScreen", rehearsed("coat_on"), to_the_debrief),
    "queue": Scene("QueueScreen", read_again, pressing()),
    "path": Scene("PathScreen", visited("observance"), to_the_path),
    "reading": Scene("ReadingScreen", read_again, pressing("down", "enter", "n", "n")),
    "remark": Scene("Sheet", read_again, pressing("enter", "r", "tab", "x")),
    "review_overview": Scene("OverviewScreen", read_again, pressing("o")),
    "documents": Scene("Pick", opened, pressing("enter", "f")),
    "letter": Scene("LetterSheet", written_about, pressing("enter", "f", "down", "down", "enter")),
    "trail": Scene("TrailScreen", read_again, pressing("t")),
    "declarations": Scene("DeclarationsScreen", undeclared, pressing("d")),
    "declarations_filter": Scene("DeclarationsScreen", undeclared, typed("adh", "d", "slash")),
    "declaration_day": Scene("Sheet", undeclared, pressing("d", "j")),
    "first_start": Scene("FirstStart", nowhere, typed("Pharmacie du P")),
    "first_name": Scene("FirstStart", nowhere, pressing("enter")),
    "first_secret": Scene("FirstStart", nowhere, pressing("enter", "A", "enter")),
    "first_rules": Scene("FirstStart", nowhere, pressing("enter", "A", "enter", "x", "enter", "x", "enter")),
    "recovery_key": Scene("RecoveryKey", nowhere, to_the_key),
    "ready": Scene("Ready", nowhere, to_what_is_next),
    "unlock": Scene("UnlockScreen", shut, typed("cheval")),
    "locked": Scene("LockScreen", opened, pressing("ctrl+l")),
}


def rested(app: AssistantApp) -> None:
    """Close what a scene has opened by itself."""
    if app.opened is not None:
        app.opened.close()
