"""What a supervisor and a student see: no key that would write, and a word for dossiers practised on."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Static

from assistant.dossier.intake import read_facts
from assistant.script.library import find_script
from assistant.store.store import Store
from assistant.tui.dialogs import Told
from assistant.tui.home import HomeScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.keyline import keys_of
from assistant.tui.marks import marked, reading_only
from assistant.tui.patient import PatientScreen
from assistant.tui.plain import words
from assistant.tui.rehearsals import RehearsalsScreen
from assistant.tui.reviewqueue import QueueScreen
from assistant.tui.transcriptreading import ReadingScreen
from tests.opening import opened
from tests.tui.conftest import FACTS, TODAY, FixedClock, app_of
from tests.tui.playing import play, ready, text_of, top

SIZE = (80, 24)
WRITING = {
    "home.new",
    "patient.interview",
    "patient.observance",
    "patient.both",
    "patient.resume",
    "patient.edit",
}


def keys(screen: Screen[object]) -> set[str | None]:
    """The keys that work on a screen."""
    return {key.id for key in keys_of(screen)}


@pytest.fixture
def unfinished(store: Store, ref: str) -> str:
    """An interview that was left in the middle."""
    session = store.begin(ref, find_script("observance"))
    session.answer("oui")
    session.pause()
    store.release(session.name)
    return session.name


@pytest.fixture
def supervised(store: Store, unfinished: str, clock: FixedClock) -> Store:
    """The same dossiers, opened by a supervisor."""
    return opened(store.folder, clock, "Paul Petit", "supervisor")


@pytest.fixture
def rehearsal(store: Store, ref: str, clock: FixedClock) -> Store:
    """The dossiers of a student: none of the pharmacy's, one of their own."""
    mine = opened(store.folder, clock, "Zoé Roux", "student")
    mine.add_patient(read_facts({**FACTS, "family_name": "Exemple"}, TODAY)[0], "E1")
    return mine


async def test_a_supervisor_has_no_key_that_writes(supervised: Store, unfinished: str) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert top(app) is QueueScreen
        await pilot.press("escape")
        await ready(pilot)
        assert not keys(app.screen) & WRITING
        assert reading_only(supervised.access) in str(app.screen.query_one("#progress", Static).content)
        await pilot.press("n")
        await pilot.pause()
        assert top(app) is HomeScreen
        await pilot.press("enter")
        await pilot.pause()
        assert top(app) is PatientScreen
        assert not keys(app.screen) & WRITING
        assert "Reprendre" not in text_of(app)
        for key in "ioare":
            await pilot.press(key)
            await pilot.pause()
            assert top(app) is PatientScreen
        await pilot.press("3", "enter")  # what is unfinished is read, not taken up
        await pilot.pause()
        assert top(app) is ReadingScreen
        assert not keys(app.screen) & {"review.decide", "review.answer"}  # it is not over
    assert supervised.interview(unfinished)[1].standing.transcript.events[-1].kind == "paused"


async def test_an_interview_asked_for_by_a_supervisor_is_refused_in_words(
    supervised: Store, ref: str
) -> None:
    app = app_of(supervised, (ref, ("avk",)))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert top(app) is Told
        assert "Paul Petit" in text_of(app)
        await pilot.press("escape")
        assert top(app) is HomeScreen


async def test_a_pharmacist_has_every_key(store: Store, unfinished: str) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        found = keys(app.screen)
        await pilot.press("enter")
        await pilot.pause()
        assert (found | keys(app.screen)) >= WRITING
        assert not reading_only(store.access)


async def test_what_is_practised_on_says_so_in_words(rehearsal: Store, store: Store, tmp_path: Path) -> None:
    mark = marked(rehearsal.access, words("x")).plain.removesuffix("x").strip()
    assert mark
    assert marked(store.access, words("x")).plain == "x"
    app = app_of(rehearsal)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert top(app) is RehearsalsScreen
        assert mark in text_of(app).split("\n")[0]
        await pilot.press("escape")
        await ready(pilot)
        assert mark in text_of(app).split("\n")[0]
        assert "EXEMPLE" in text_of(app)
        assert "DURAND" not in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert mark in text_of(app).split("\n")[0]
        await pilot.press("i")
        await play(pilot, until="consent")
        assert top(app) is InterviewScreen
        assert mark in text_of(app).split("\n")[0]
    rehearsal.close()
