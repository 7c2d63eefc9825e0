"""Transcripts read again: who sees what, what is remarked and decided, and what comes of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from assistant.script.library import find_script
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.blocks import Blocks
from assistant.tui.dialogs import Confirm, Told
from assistant.tui.fields import Choice
from assistant.tui.home import HomeScreen
from assistant.tui.keyline import keys_of
from assistant.tui.overviewscreen import OverviewScreen
from assistant.tui.rehearsals import RehearsalsScreen
from assistant.tui.reviewqueue import QueueScreen
from assistant.tui.rowlist import RowList
from assistant.tui.sheet import Sheet
from assistant.tui.toanswer import ToAnswer
from assistant.tui.trailscreen import TrailScreen
from assistant.tui.transcriptreading import ReadingScreen
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of
from tests.tui.entering import settled
from tests.tui.lived import hold
from tests.tui.playing import Play, text_of, top
from tests.tui.practising import practising

SIZE = (80, 24)
HOSTILE = "[/ [red] [@click=app.quit]x[/]"
SUPERVISING = {"review.remark", "review.decide"}


@pytest.fixture
def held(store: Store, ref: str, clock: FixedClock) -> list[str]:
    """Two interviews that are over, the older first."""
    hold(store, ref, "observance")
    clock.seconds += 3600
    hold(store, ref, "observance")
    return [line.id for line in store.summary(ref).transcripts]


@pytest.fixture
def supervised(store: Store, held: list[str], clock: FixedClock) -> Iterator[Store]:
    """The same dossiers, opened by a supervisor."""
    with opened(store.folder, clock, "Paul Petit", "supervisor") as one:
        yield one


def keys(screen: Screen[Any]) -> set[str | None]:
    """The keys that work on a screen."""
    return {key.id for key in keys_of(screen)}


def reading(pilot: Play) -> ReadingScreen:
    """The transcript in sight."""
    screen = pilot.app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


async def press(pilot: Play, *pressed: str) -> None:
    """Press keys, each once the one before is done."""
    for key in pressed:
        await pilot.press(key)
        await settled(pilot)


async def write(pilot: Play, text: str, *, choose: int = 0) -> None:
    """Give a dialog its choice, some steps to the right, and its text."""
    sheet = pilot.app.screen
    assert isinstance(sheet, Sheet)
    for choice in sheet.query(Choice):
        for _step in range(choose):
            choice.action_next()
    sheet.query_one(TextArea).text = text
    await press(pilot, "ctrl+s")


async def test_a_supervisor_begins_with_what_is_to_be_read_and_remarks_and_decides(
    supervised: Store, store: Store, held: list[str]
) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert top(app) is QueueScreen
        assert [app.screen_stack[-2].__class__, app.screen.query_one("#queue", RowList).names] == [
            HomeScreen,
            held,
        ]
        await press(pilot, "enter")
        assert reading(pilot).transcript == held[0]
        assert keys(app.screen) >= SUPERVISING
        assert "review.answer" not in keys(app.screen)
        await press(pilot, "down", "down", "down", "r")
        await write(pilot, HOSTILE, choose=1)
        assert HOSTILE in text_of(app)
        await press(pilot, "n", "n", "n", "N")
        assert app.screen.query_one(Blocks).chosen.startswith("remark ")
        await press(pilot, "R")
        await write(pilot, "c’est réglé", choose=1)
        review = Reviewing(store, held[0]).review
        (remark,) = review.remarks.values()
        assert (remark.kind, remark.text, remark.event, remark.open) == ("error", HOSTILE, 2, False)
        assert [reply.text for reply in remark.replies] == ["c’est réglé"]
        await press(pilot, "d")
        await press(pilot, "ctrl+s")  # a query wants a reason
        assert top(app) is Sheet
        await write(pilot, "reprendre", choose=2)
        assert top(app) is ReadingScreen
        assert Reviewing(store, held[0]).review.returned
        assert [act.returned for act in store.summary("P1").acts] == [True, False]
        await press(pilot, "u")
        assert reading(pilot).transcript == held[1]
        await press(pilot, "u")
        assert app.screen.query_one("#notice").display
        await press(pilot, "escape")
        assert top(app) is QueueScreen
    opened_by = [one.by for one in store.audit.lines() if one.kind == "opened"]
    assert opened_by == ["Paul Petit"] * 2


async def test_help_says_what_of_the_reasons_no_source_confirms(supervised: Store, held: list[str]) -> None:
    app = app_of(supervised)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        assert "[?] Ce qui est très" in text_of(app)


async def test_approving_says_that_it_signs(supervised: Store, store: Store, held: list[str]) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "d")
        await write(pilot, "", choose=1)
        assert top(app) is Confirm
        await press(pilot, "enter")  # the safe answer comes first
        assert Reviewing(store, held[0]).review.decision is None
        await press(pilot, "d")
        await write(pilot, "", choose=1)
        await press(pilot, "down", "enter")
        assert top(app) is ReadingScreen
    decision = Reviewing(store, held[0]).review.decision
    assert decision is not None
    assert decision.state == "approved"


async def test_what_changed_meanwhile_is_not_decided_unread(
    supervised: Store, store: Store, held: list[str]
) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "d")
        amending = store.amending(held[0])
        amending.amend("memory", "non", reason="relu")
        store.release(held[0])
        await write(pilot, "", choose=1)
        await press(pilot, "down", "enter")
        assert top(app) is Told
        await press(pilot, "escape")
        assert Reviewing(store, held[0]).review.decision is None
        await press(pilot, "end")
        assert "relu" in text_of(app)  # it was read again
        await press(pilot, "d")
        await write(pilot, "", choose=1)
        await press(pilot, "down", "enter")
        assert Reviewing(store, held[0]).review.decision is not None


async def test_what_came_after_the_decision_is_gone_to(
    supervised: Store, store: Store, held: list[str]
) -> None:
    Reviewing(supervised, held[0]).decide("approved")
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.push_screen(ReadingScreen(supervised, held[0]))
        await settled(pilot)
        assert "review.unread" not in {key.id for key in keys_of(app.screen)}
        await press(pilot, "escape")
        amending = store.amending(held[0])
        amending.amend("memory", "non", reason="relu")
        last = amending.transcript.events[-1].seq
        store.release(held[0])
        app.push_screen(ReadingScreen(supervised, held[0]))
        await settled(pilot)
        assert "review.unread" in {key.id for key in keys_of(app.screen)}
        await press(pilot, "e")
        assert app.screen.query_one(Blocks).chosen == f"event {last}"


async def test_a_remark_left_half_typed_is_there_again(supervised: Store) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "r")
        assert "Tab Ligne suivante" in text_of(app), "it says how to reach the text"
        await press(pilot, "tab", *"abc", "escape", "r")
        assert app.screen.query_one(TextArea).text == "abc"


async def test_a_pharmacist_sees_what_was_returned_and_answers(
    store: Store, supervised: Store, held: list[str]
) -> None:
    reviewing = Reviewing(supervised, held[1])
    reviewing.remark("question", "pourquoi ?", event=2)
    reviewing.decide("returned", "reprendre")
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert top(app) is HomeScreen
        assert "1 " in str(app.screen.query_one(ToAnswer).render())
        assert keys(app.screen) >= {"home.answer", "home.review"}
        await press(pilot, "enter")
        assert app.screen.query_one(
            "#next",
        ).option_count  # type: ignore[attr-defined]
        await press(pilot, "home", "enter")
        assert top(app) is ReadingScreen
        await press(pilot, "escape", "escape", "r")
        assert reading(pilot).transcript == held[1]
        assert not keys(app.screen) & SUPERVISING
        for key in ("r", "d"):
            await press(pilot, key)
            assert top(app) is ReadingScreen
        await press(pilot, "n", "R")
        await write(pilot, "parce que")
        await press(pilot, "w")
        await write(pilot, "repris avec le patient")
        assert "review.answer" not in keys(app.screen)
        await press(pilot, "escape")
        assert top(app) is HomeScreen
        assert not app.screen.query_one(ToAnswer).display
    review = Reviewing(supervised, held[1]).review
    assert review.state(99) == "answered"
    assert [reply.by for remark in review.remarks.values() for reply in remark.replies] == ["Anne Martin"]
    assert "Paul Petit" not in review.readers  # nobody opened it on a screen


async def test_a_pharmacist_reads_the_queue_without_being_a_reviewer(store: Store, held: list[str]) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "v", "enter")
        assert top(app) is ReadingScreen
        assert not keys(app.screen) & {*SUPERVISING, "review.answer", "review.reply"}
    assert not [one for one in store.audit.lines() if one.kind == "opened"]
    assert not Reviewing(store, held[0]).review.events


async def test_words_are_found_and_opened_at_their_line(store: Store, supervised: Store, ref: str) -> None:
    session = store.begin(ref, find_script("observance"))
    session.answer("oui")
    session.note(f"Éléonore {HOSTILE}")
    store.release(session.name)
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "s")
        app.screen.query_one("#words", Input).value = "girafe"
        await press(pilot, "enter")
        assert app.screen.query_one("#hits", RowList).names == []
        app.screen.query_one("#words", Input).value = "eleon"
        await press(pilot, "enter")
        assert HOSTILE in text_of(app)
        await press(pilot, "enter")
        assert reading(pilot).transcript == session.name
        noted = next(e.seq for e in session.transcript.events if e.kind == "noted")
        assert app.screen.query_one(Blocks).chosen == f"event {noted}"
        await press(pilot, "escape", "escape")
        assert app.screen.query_one("#queue").display


async def test_the_queue_is_filtered_by_words_and_by_a_dialog(supervised: Store, held: list[str]) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        listed = app.screen.query_one("#queue", RowList)
        await press(pilot, "slash", *"durand")
        assert listed.names == held
        await press(pilot, *"x")
        assert listed.names == []
        await press(pilot, "escape", "f")
        person = app.screen.query_one("#row-person Input", Input)
        person.value = "nobody"
        since = app.screen.query_one("#row-since Input", Input)
        since.value = "31/02/2017"
        await press(pilot, "ctrl+s")
        assert top(app) is Sheet
        since.value = "01/03/2017"
        await press(pilot, "ctrl+s")
        assert listed.names == []
        await press(pilot, "f")
        app.screen.query_one("#row-person Input", Input).value = "martin"
        await press(pilot, "enter")
        assert listed.names == held


async def test_the_store_is_verified_and_the_trail_is_written(
    supervised: Store, store: Store, held: list[str], tmp_path: Path
) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "v")
        assert top(app) is Told
        await press(pilot, "escape", "t")
        assert top(app) is TrailScreen
        listed = app.screen.query_one("#trail", RowList)
        every = len(listed.names)
        await press(pilot, "slash", *"martin")
        assert 0 < len(listed.names) <= every
        await press(pilot, "enter", "x")
        path = tmp_path / "trail.csv"
        for text in ("", str(tmp_path), str(path)):
            assert top(app) is Sheet
            app.screen.query_one(Input).value = text
            await press(pilot, "ctrl+s")
        assert top(app) is TrailScreen
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert {row[1] for row in rows[1:]} == {"Anne Martin"}
    assert len(rows) - 1 == len([one for one in rows[1:] if one[0]])
    last = store.audit.lines()[-1]
    assert (last.kind, last.by, last.about["what"]) == ("exported", "Paul Petit", "audit")


def test_no_cell_is_a_formula(store: Store) -> None:
    from assistant.review.trailwords import as_csv, shown

    store.audit.add("person_added", user="=1+1")
    written = as_csv(shown(store.audit.lines(), {}))
    assert ";'=1+1;" in written


async def test_the_overview_names_people_in_the_order_of_names(supervised: Store) -> None:
    app = app_of(supervised)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "o")
        assert top(app) is OverviewScreen
        assert "Anne Martin" in text_of(app)


async def test_a_rehearsal_is_read_by_a_pharmacist_and_answered_by_its_student(
    store: Store, clock: FixedClock
) -> None:
    theirs = opened(store.folder, clock, "Zoé Roux", "student")
    app: AssistantApp = practising(theirs, "coat_on")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "f3", "v")
        assert top(app) is QueueScreen
        assert app.screen.query_one("#queue", RowList).names == []  # nobody has read it yet
        assert not keys(app.screen) & {"queue.choose", "queue.overview", "queue.verify", "queue.trail"}
    app = app_of(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "t", "v")
        assert top(app) is QueueScreen
        await press(pilot, "f")
        app.screen.query(Choice).last().action_next()
        await press(pilot, "ctrl+s")
        await press(pilot, "enter")
        assert top(app) is ReadingScreen
        assert keys(app.screen) & SUPERVISING == {"review.remark"}  # it is not over
        assert app.screen.query_one("#beside").display
        await press(pilot, "r")
        await write(pilot, "mieux écouter", choose=1)
        await press(pilot, "escape", "escape")
        assert top(app) is RehearsalsScreen
    app = app_of(theirs)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "v", "enter")
        assert top(app) is ReadingScreen
        assert not keys(app.screen) & SUPERVISING
        await press(pilot, "n", "R")
        await write(pilot, "compris")
        assert "compris" in text_of(app)
    theirs.close()


async def test_a_transcript_that_is_not_there_is_said(supervised: Store) -> None:
    app = app_of(supervised)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        queue = app.screen
        assert isinstance(queue, QueueScreen)
        queue.post_message(QueueScreen.Read(queue, "nowhere"))
        await settled(pilot)
        assert top(app) is Told
