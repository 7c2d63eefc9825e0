"""Searching the script and going to its sections, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input, OptionList

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.finder import Finder, Reading
from assistant.tui.interview import InterviewScreen
from tests.tui.playing import Play, area, asked, card, give, play, ready, screen_of, text_of, top

SIZE = (80, 24)
QUIET = {"past_events": "2", "bleeding": "2", "warning_signs_present": "2"}
Visiting = Callable[..., AssistantApp]


async def look_for(pilot: Play, words: str) -> OptionList:
    """Open the search, type, and return what is found."""
    await pilot.press("f7")
    assert isinstance(pilot.app.screen, Finder)
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()
    return pilot.app.screen.query_one(OptionList)


async def test_an_answer_is_found_and_corrected(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="why_avk")
        found = await look_for(pilot, "fievre carte")  # nothing holds both
        assert found.option_count == 0
        assert "Rien dans ce script" in text_of(app)
        await pilot.press("escape")
        found = await look_for(pilot, "carte vitale")  # whatever the accents and the case
        assert found.get_option_at_index(0).id == "step identity_check"
        await pilot.press("enter")
        assert top(app) is Reading
        assert "→ Oui" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert top(app) is InterviewScreen
        assert asked(pilot).step == "identity_check"
        await give(pilot, "2")
        assert asked(pilot).step == "why_avk"
        history = screen_of(pilot).session.transcript.history["identity_check"]
        assert [given.value for given in history] == ["yes", "no"]


async def test_a_skipped_question_is_found_and_asked(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="why_avk")
        await look_for(pilot, "Que s’est-il passé")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert asked(pilot).step == "avk_history"
        await give(pilot, "un hématome")
        assert asked(pilot).step == "why_avk"


async def test_a_question_to_come_is_read_and_not_asked(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        before = len(screen_of(pilot).session.transcript.events)
        await look_for(pilot, "prise oubliee")
        await pilot.press("enter")
        assert isinstance(app.screen, Reading)
        shown = text_of(app).replace("\u00a0", " ")
        assert "Que faites-vous quand vous avez oublié" in shown
        assert "À expliquer si ce n’est pas acquis" in shown
        assert [o.id for o in app.screen.query_one(OptionList).options] == ["close"]
        await pilot.press("enter")
        assert isinstance(app.screen, Finder)
        await pilot.press("f7")
        await pilot.pause()
        assert asked(pilot).step == "consent"
        assert len(screen_of(pilot).session.transcript.events) == before


async def test_a_section_that_was_reached_begins_again_and_loses_nothing(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="why_avk")
        answers = dict(screen_of(pilot).session.walk.course.counting)
        await pilot.press("f7", "up", "enter")
        await pilot.pause()
        assert asked(pilot).step == "confidential_space"
        assert screen_of(pilot).session.walk.course.counting == answers
        await pilot.press("f7")
        assert app.screen.query_one(OptionList).highlighted == 0
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert asked(pilot).step == "why_avk"  # on from where it was


async def test_a_section_to_come_can_only_be_looked_at(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        await pilot.press("f7", "down", "down", "enter")
        assert top(app) is Finder
        assert "Cette section vient plus tard" in text_of(app)
        assert app.screen.query_one(OptionList).get_option_at_index(0).id == "step bleeding"
        await pilot.press("escape")
        assert app.screen.query_one(OptionList).get_option_at_index(0).id == "section consent"
        await pilot.press("escape")
        assert top(app) is InterviewScreen
        assert asked(pilot).step == "consent"


async def test_half_typed_text_waits_for_the_return(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "past_events": "1"}, until="avk_history")
        area(pilot).text = "un hématome en"
        await pilot.pause()
        await look_for(pilot, "carte vitale")
        await pilot.press("enter", "down", "enter")  # ask it again
        await pilot.pause()
        assert asked(pilot).step == "identity_check"
        await pilot.press("1")
        await pilot.pause()
        assert asked(pilot).step == "avk_history"
        assert area(pilot).text == "un hématome en"


@pytest.mark.parametrize(
    ("rating", "explained"), [("a", False), ("1", False), ("2", True), ("3", True), ("p", True), ("n", True)]
)
async def test_the_explanation_opens_only_where_a_notion_is_not_acquired(
    visiting: Visiting, rating: str, explained: bool
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="why_avk")
        explanation = asked(pilot).explain
        assert explanation not in text_of(app)
        await give(pilot, rating)
        assert (card(pilot).question is not None, asked(pilot).say == explanation) == (True, explained)
        if explained:
            await give(pilot)
        assert asked(pilot).step == "narrow_margin"


async def test_every_footer_key_is_in_reach_at_80_columns(visiting: Visiting, store: Store) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="why_avk")
        last = text_of(app).rstrip("\n").splitlines()[-1]
        assert "F7 Aller" in last
        assert "F1 Aide" in last  # nothing is cut
        await pilot.press("f1")
        shown = text_of(app)
        for key in ("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9"):
            assert key in shown
