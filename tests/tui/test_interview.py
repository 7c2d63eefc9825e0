"""The interview screen when things do not go straight on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

import pytest
from textual.widgets import OptionList, Static, TextArea

from assistant.store import system
from assistant.store.store import Store
from assistant.tui.alert import AlertScreen
from assistant.tui.app import AssistantApp
from assistant.tui.card import QuestionCard
from assistant.tui.dialogs import Confirm, Note, Told
from assistant.tui.end import EndScreen
from assistant.tui.given import Given
from assistant.tui.home import HomeScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.visits import open_transcript
from tests.tui.playing import Play, area, asked, card, give, line, painted, play, ready, screen_of, text_of

SIZE = (80, 24)
QUIET = {"past_events": "2", "bleeding": "2", "warning_signs_present": "2"}
Visiting = Callable[..., AssistantApp]


def fault(shown: QuestionCard) -> str:
    """The sentence under the answer."""
    return str(shown.query_one("#fault", Static).content)


async def refuse(pilot: Play) -> None:
    """Answer no to consent, confirm, and see the end."""
    assert asked(pilot).step == "consent"
    await pilot.press("2")
    await pilot.press("down", "enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, EndScreen)


async def test_a_refusal_is_confirmed(visiting: Visiting, store: Store, ref: str) -> None:
    app = visiting("avk", "observance")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        await pilot.press("n")
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")  # the safe answer: back to the question
        await pilot.pause()
        await refuse(pilot)
    (one,) = store.summary(ref).transcripts
    assert (one.status, one.stopped_as) == ("stopped", "refused")


async def test_an_alert_asks_at_once_and_again_after_a_correction(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="inr_readings")
        await give(pilot, "01/03/2017 4,6")
        assert isinstance(app.screen, AlertScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, AlertScreen)  # nothing was said yet
        await pilot.press("down", "enter")
        await pilot.pause()
        session = screen_of(pilot).session
        assert session.alerts[0].acknowledged is not None
        assert asked(pilot).step == "inr_meaning"
        await pilot.press("escape")
        await pilot.pause()
        await give(pilot, "01/03/2017 5,2")
        assert isinstance(app.screen, AlertScreen)


async def test_half_typed_text_survives_a_crash(visiting: Visiting, store: Store, ref: str) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {**QUIET, "past_events": "1"}, until="avk_history")
        field = area(pilot)
        field.text = "un hématome en [2015"
        await pilot.pause(0.7)
        name = screen_of(pilot).session.name
        assert store.draft(name).read() == ("avk_history", "un hématome en [2015")
    store.close()
    again = visiting("avk", resume=True)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert area(pilot).text == "un hématome en [2015"
        await pilot.press("enter")
        await pilot.pause()
        assert asked(pilot).step != "avk_history"
        assert store.draft(name).read() is None
        assert screen_of(pilot).session.transcript.answers["avk_history"].value == "un hématome en [2015"


async def test_back_ten_times_and_forward_again(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="why_avk")
        path = screen_of(pilot).session.walk.path
        for _turn in range(10):
            await pilot.press("escape")
        await pilot.pause()
        assert asked(pilot).step == path[-11]
        while screen_of(pilot).session.can_go_back:
            await pilot.press("escape")
        assert asked(pilot).step == path[0]


async def test_a_key_is_never_counted_twice(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        for _press in range(5):  # five repeats of one key, faster than any question is painted
            card(pilot).post_message(Given("consent", "yes", "1"))
        await pilot.pause()
        await pilot.pause()
        answered = [
            event.step for event in screen_of(pilot).session.transcript.events if event.kind == "answered"
        ]
        assert answered[-1] == "consent"
        assert answered.count("consent") == 1
        assert asked(pilot).step == "contact_agreement"


async def test_a_value_out_of_bounds_is_refused_and_stays(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="tablet_strength")
        await give(pilot, "9000")
        assert "9000" in fault(card(pilot))
        assert line(pilot).value == "9000"
        await give(pilot, "9")  # unlikely: asked once more
        assert asked(pilot).step == "tablet_strength"
        await give(pilot, "9")
        assert asked(pilot).step == "treatment_start"


@pytest.mark.parametrize("call", ["write", "sync"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
async def test_trouble_with_the_disk_is_said_and_the_answer_stays(
    visiting: Visiting, store: Store, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="tablet_strength")
        name = screen_of(pilot).session.name
        before = store.interview(name)[1].standing.transcript.events

        def refuse(*_arguments: object) -> int:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as broken:
            broken.setattr(system, call, refuse)
            await give(pilot, "2")
            assert asked(pilot).step == "tablet_strength"
            assert fault(card(pilot)).split()[-1] in text_of(app)  # to its end
            assert line(pilot).value == "2"
        assert store.interview(name)[1].standing.transcript.events == before
        await give(pilot, "2")
        assert asked(pilot).step == "treatment_start"
        assert store.interview(name)[1].standing.transcript.answers["tablet_strength"].value == 2


async def test_note_pause_and_resume(visiting: Visiting, store: Store, ref: str) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        await pilot.press("f2")
        assert isinstance(app.screen, Note)
        app.screen.query_one(TextArea).text = "parle bas"
        await pilot.press("f2")
        await pilot.pause()
        assert "parle bas" in text_of(app)
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    (one,) = store.summary(ref).unfinished
    assert one.status == "paused"
    again = visiting("avk", "observance", resume=True)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert asked(pilot).step == "consent"
        assert screen_of(pilot).sitting.more


@pytest.mark.parametrize(
    ("facts", "said", "begun"),
    [
        ({"death_date": "2017-02-01"}, "est décédé le 01/02/2017", False),
        ({"withdrawal_date": "2017-02-01"}, "a retiré son accord le 01/02/2017", False),
        ({"moved_on": "2017-02-01"}, "a quitté cette pharmacie le 01/02/2017", True),
        ({"moved_on": None}, "", True),
    ],
)
async def test_who_is_gone_is_said_before_the_first_question(
    app: AssistantApp, store: Store, ref: str, facts: dict[str, str | None], said: str, begun: bool
) -> None:
    store.record(ref, facts)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        app.open_patient(ref)
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, Told) is bool(said)
        assert said in " ".join(text_of(app).split())
        if said:
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, InterviewScreen) is begun
    assert bool(store.summary(ref).transcripts) is begun


async def test_stopping_is_confirmed(visiting: Visiting, store: Store, ref: str) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="medicine")
        await pilot.press("f8", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
    assert store.summary(ref).transcripts[0].stopped_as == "withdrawn"


async def test_a_skipped_question_can_be_asked(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="medicine")
        await pilot.press("f5")
        app.screen.query_one(OptionList).highlighted = 0
        await pilot.press("enter")
        await pilot.pause()
        assert asked(pilot).step == "changes"


async def test_a_correction_keeps_the_earlier_value_in_sight(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="doctor")
        await pilot.press("f4", "enter")
        await pilot.pause()
        step = asked(pilot).step
        await pilot.press("2")
        await pilot.pause()
        history = screen_of(pilot).session.transcript.history[step]
        assert [given.value for given in history] == ["yes", "no"]
        assert "Oui" in text_of(app)


async def test_leaving_a_field_and_coming_back_does_not_replace_what_was_typed(visiting: Visiting) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="tablet_strength")
        await pilot.press("2")  # replaces what was suggested
        await pilot.press("f6", "escape", "comma", "5")
        assert line(pilot).value == "2,5"


async def test_the_marked_option_is_in_sight_where_the_card_is_longer_than_its_place(
    visiting: Visiting,
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, QUIET, until="risky_medicines")
        assert "Entrée" not in text_of(app).split("Miconazole")[1].split("F2 Note")[0], (
            "longer than its place"
        )
        await pilot.press("up")  # to the last one
        await painted(pilot)
        last = asked(pilot).options[-1][1]
        shown = text_of(app)
        assert last[:30] in shown
        assert "aucun de ceux-là" in shown or "Entrée" in shown.split(last[:30])[1]
        for _ in asked(pilot).options:
            await pilot.press("up")
            await painted(pilot)
            assert "›" in text_of(app)
        await pilot.press("down", "1")
        await painted(pilot)
        assert "›1 [x] Miconazole" in text_of(app)


async def test_the_list_does_not_say_that_what_is_finished_is_paused(
    visiting: Visiting, store: Store, ref: str
) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        await pilot.press("f3")
        await pilot.pause()
        assert "en pause" in text_of(app)
        (line,) = store.summary(ref).unfinished
        open_transcript(app, ref, line, resume=True)
        await pilot.pause()
        await refuse(pilot)
        await pilot.press("enter")
        await painted(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "en pause" not in text_of(app)
