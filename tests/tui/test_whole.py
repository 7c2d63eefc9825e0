"""A whole interview and questionnaire, by keys, at 80×24."""

from __future__ import annotations

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.end import EndScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.review import Review
from tests.tui.playing import play, ready, text_of

QUIET = {"bleeding": "2", "warning_signs_present": "2", "procedure_planned": "2", "past_events": "2"}


async def test_from_the_list_to_the_end(app: AssistantApp, ref: str, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        assert isinstance(app.screen, PatientScreen)
        await pilot.press("a")
        await play(pilot, QUIET, by_keys=True)
        assert isinstance(app.screen, Review)
        await pilot.press("enter", "enter")
        await play(pilot, by_keys=True)
        assert isinstance(app.screen, Review)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        shown = text_of(app)
        assert "6" in shown
    summary = store.summary(ref)
    assert [line.status for line in summary.transcripts] == ["completed", "completed"]
    assert sorted(act.kind for act in summary.acts) == ["interview", "observance"]
