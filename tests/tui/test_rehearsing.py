"""Practising on screen: begun by keys, spoken in a line, timed in an exam, hints in guided mode alone."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList, Static

from assistant.rehearsal.heard import HIDDEN
from assistant.rehearsal.rehearsing import OUT_OF_TIME
from assistant.store.store import Store
from assistant.tui.alert import AlertScreen
from assistant.tui.beginning import BeginRehearsal, Seed
from assistant.tui.debriefing import DebriefScreen
from assistant.tui.dialogs import Confirm, Pick
from assistant.tui.home import HomeScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.reader import Reader
from assistant.tui.rehearsals import RehearsalsScreen
from assistant.tui.rehearsing import RehearsalScreen
from assistant.tui.review import Review
from assistant.tui.speakline import SpeakLine
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of
from tests.tui.entering import settled
from tests.tui.playing import Play, acknowledge, asked, painted, ready, resized, text_of, top
from tests.tui.practising import (
    at_the_cases,
    chat,
    enter,
    go_to,
    practising,
    record,
    rehearsing,
    say,
    until,
    well,
)
from tests.tui.test_aloud import Parrot

SIZE = (80, 24)


def speaking(pilot: Play) -> bool:
    """Whether what is typed is said."""
    return rehearsing(pilot).card.speak.has_focus


def debriefing(pilot: Play) -> DebriefScreen:
    """The debrief on screen."""
    screen = pilot.app.screen
    assert isinstance(screen, DebriefScreen)
    return screen


async def test_a_pharmacist_reaches_the_cases_by_a_key_and_a_refusal_is_practised(
    store: Store, ref: str
) -> None:
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await at_the_cases(pilot)
        assert "EXERCICE" in text_of(app).split("\n")[0]
        go_to(pilot, "coat_on")
        await pilot.press("enter")
        assert top(app) is BeginRehearsal
        assert app.screen.query_one(Seed).value == "1"
        app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await ready(pilot)
        assert top(app) is RehearsalScreen
        assert rehearsing(pilot).session.practised.mode == "practice"
        await until(pilot, "consent")
        assert speaking(pilot)
        await say(pilot)
        assert "Sylvie" in chat(pilot)
        await pilot.press("o")  # the first letter of an answer is a word here
        await painted(pilot)
        assert rehearsing(pilot).session.position == "consent"
        assert rehearsing(pilot).card.speak.value == "o"
        await pilot.press("backspace")
        await pilot.press("ctrl+r")
        await painted(pilot)
        assert HIDDEN + "being_checked" in rehearsing(pilot).session.heard.told
        await pilot.press("2")
        await painted(pilot)
        assert top(app) is Confirm
        assert "EXERCICE" in text_of(app).split("\n")[0]
        await pilot.press("down", "enter")
        await settled(pilot)
        assert top(app) is DebriefScreen
        assert debriefing(pilot)._debrief.percent == 100
        await pilot.press("escape")
        await at_the_cases(pilot)
        assert "100" in text_of(app)
        await pilot.press("enter")
        assert app.screen.query_one(Seed).value == "2"
    assert store.summary(ref).transcripts == ()
    assert [one.patient.ref for one in store.summaries()] == ["P1"]


async def test_the_patient_stops_and_is_let_go(store: Store) -> None:
    app = practising(store, "three_hours", "guided")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "inr_meaning", by_keys=True)
        session = rehearsing(pilot).session
        await say(pilot)
        assert session.heard.leaving
        assert "F8" in text_of(app)
        await pilot.press("f8", "down", "enter")
        await settled(pilot)
        assert top(app) is DebriefScreen
        missed = {one.item.id for one in debriefing(pilot)._debrief.red_flags}
        assert "stops" not in missed
        assert "stops_alone" not in missed  # a notion that was explained from its card
        await pilot.press("n")
        await at_the_cases(pilot)
        cases = app.screen
        assert isinstance(cases, RehearsalsScreen)
        assert cases._known is not None
        case = cases._case
        assert case is not None
        assert case.id == cases._known.progress.next


async def test_own_words_and_hints(store: Store) -> None:
    seen = {}
    for mode in ("guided", "practice"):
        app = practising(store, "three_hours", mode)
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            await until(pilot, "consent")
            await say(pilot, "xyzzy plugh")
            assert rehearsing(pilot).session.transcript.events[-1].value["intent"] == "unknown"
            assert speaking(pilot)  # to say it otherwise
            assert rehearsing(pilot).query_one(SpeakLine).value == ""
            before = chat(pilot)
            assert before.rstrip().split("\n")[-1].lstrip().startswith("· ")
            await until(pilot, "past_events")
            await say(pilot)
            assert rehearsing(pilot).session.transcript.events[-1].value["manner"] == "vague"
            seen[mode] = chat(pilot).rstrip().split("\n")[-1].lstrip()
    assert seen["guided"].startswith("· ")
    assert not seen["practice"].startswith("· ")


async def test_half_a_sentence_stays(store: Store) -> None:
    app = practising(store, "coat_on")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "consent")
        rehearsing(pilot).query_one(SpeakLine).value = "Seriez-vous"
        await pilot.press("f2", "escape")
        await painted(pilot)
        assert rehearsing(pilot).query_one(SpeakLine).value == "Seriez-vous"
        await pilot.press("f3")
        await at_the_cases(pilot)
        assert app.screen.query_one("#notice", Static).display
        await pilot.press("c")
        await settled(pilot)
        assert top(app) is RehearsalScreen
        assert rehearsing(pilot).query_one(SpeakLine).value == "Seriez-vous"


@pytest.mark.parametrize("above", ["", "f7", "ctrl+p", "f1"])
async def test_an_exam_ends_when_its_time_is_over(store: Store, clock: FixedClock, above: str) -> None:
    app = practising(store, "coat_on", "exam")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        screen = rehearsing(pilot)
        assert "5 min" in text_of(app).split("\n")[0]
        await until(pilot, "consent")
        assert not {"back", "correct"} & {name for name, works in screen.works.items() if works}
        clock.seconds += 4 * 60 + 30
        screen.look_at_time()
        await painted(pilot)
        assert "30" in text_of(app).split("\n")[0]
        if above:
            await pilot.press(above)
            await painted(pilot)
            assert app.screen is not screen
        clock.seconds += 60
        screen.look_at_time()
        screen.look_at_time()
        await settled(pilot)
        assert top(app) is DebriefScreen
        assert len(app.screen_stack) == 3
        transcript = debriefing(pilot)._attempt.interview.standing.transcript
        assert transcript.stopped_as == OUT_OF_TIME


async def test_a_key_after_the_time_of_an_exam_records_nothing(store: Store, clock: FixedClock) -> None:
    app = practising(store, "coat_on", "exam")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "consent")
        clock.seconds += 301
        await say(pilot)
        await settled(pilot)
        assert top(app) is DebriefScreen


async def test_a_refusal_in_an_exam_is_not_asked_about(store: Store) -> None:
    app = practising(store, "coat_on", "exam")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "consent")
        await well(pilot)
        await settled(pilot)
        assert top(app) is DebriefScreen


async def test_the_debrief_shows_the_transcript_and_every_point(store: Store) -> None:
    app = practising(store, "coat_on")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "consent")
        await pilot.press("f8", "down", "enter")  # stopped without asking
        await settled(pilot)
        screen = debriefing(pilot)
        flags = str(screen.query_one("#flags", Static).content)
        said = screen._debrief
        assert "Arrêté en cours de route" in str(screen.query_one("#ended", Static).content)
        assert said.red_flags
        for one in said.red_flags:
            assert one.item.title in flags
            assert one.item.consequence in flags
            assert one.item.source in flags
        points = str(screen.query_one("#points", Static).content)
        for one in said.items:
            assert one.item.title in points
            assert all(part.why in points for part in one.parts)
            assert (
                one.line is None or f"{one.item.title} · {one.points}/{one.of} [ligne {one.line}]" in points
            )
        assert str(said.attempt.case.teaches) in str(screen.query_one("#about", Static).content)
        await pilot.press("t")
        await ready(pilot)
        assert top(app) is Reader
        assert "Sylvie" in text_of(app)
        assert "EXERCICE" in text_of(app).split("\n")[0]
        await pilot.press("escape")
        await resized(pilot, (120, 40))
        await pilot.press("t")
        await ready(pilot)
        assert top(app) is DebriefScreen
        assert "Sylvie" in text_of(app)
        await pilot.press("t")
        await ready(pilot)
        assert "Sylvie :" not in text_of(app)
        await pilot.press("escape")
        await at_the_cases(pilot)
        assert "arrêtée en cours de route" in str(app.screen.query_one("#told", Static).content)


async def test_a_student_begins_at_the_cases_and_takes_a_rehearsal_up_again(
    store: Store, clock: FixedClock
) -> None:
    mine = opened(store.folder, clock, "Zoé Roux", "student")
    app = app_of(mine)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_cases(pilot)
        go_to(pilot, "coat_on")
        await pilot.press("r", "enter")
        await ready(pilot)
        await until(pilot, "consent")
        await say(pilot)
        await pilot.press("f3")
        await at_the_cases(pilot)
        await pilot.press("d")
        await ready(pilot)
        assert top(app) is DebriefScreen
        await pilot.press("escape")
        await at_the_cases(pilot)
        clock.seconds += 60
        await pilot.press("r", "enter")  # another one
        await ready(pilot)
        await pilot.press("f3")
        await at_the_cases(pilot)
        await pilot.press("d")
        assert top(app) is Pick
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert top(app) is HomeScreen
        await pilot.press("enter")
        await ready(pilot)
        assert top(app) is PatientScreen
        await pilot.press("r")  # from the dossier too it is a rehearsal that goes on
        await settled(pilot)
        assert top(app) is RehearsalScreen
        assert rehearsing(pilot).session.practised.seed == 2
    mine.close()


async def test_what_is_to_be_explained_stays_until_it_is(store: Store) -> None:
    app = practising(store, "three_hours")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "why_avk")
        session = rehearsing(pilot).session
        await say(pilot)
        await record(pilot, "partial")
        await say(pilot, "xyzzy plugh")  # not understood: nothing is explained yet
        await pilot.press("f2", *"abc", "f2")
        await painted(pilot)
        assert "why_avk" not in session.heard.explained
        assert asked(pilot).step == "why_avk"
        await enter(pilot)
        assert set(session.heard.explained) == {"why_avk"}
        assert asked(pilot).step == session.position != "why_avk"
        assert speaking(pilot)
        await pilot.press("ctrl+g")  # what was explained is what is said back
        await painted(pilot)
        assert set(session.heard.checked) == {"why_avk"}


async def test_where_there_is_nothing_to_explain_the_card_says_so(store: Store) -> None:
    app = practising(store, "garden")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "past_events")
        await say(pilot)
        before = len(rehearsing(pilot).session.transcript.events)
        await pilot.press("ctrl+o")
        await painted(pilot)
        assert "rien à expliquer ici" in text_of(app)
        assert len(rehearsing(pilot).session.transcript.events) == before


async def test_an_emergency_is_left_and_debriefed(store: Store) -> None:
    app = practising(store, "two_errands")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        screen = rehearsing(pilot)
        emergency = screen.session.truths.emergency
        assert emergency is not None
        await until(pilot, emergency)
        await well(pilot)
        await painted(pilot)
        assert top(app) is AlertScreen
        assert "EXERCICE" in text_of(app).split("\n")[0]
        await acknowledge(pilot, "15 appelé")
        await pilot.press("f3")
        await at_the_cases(pilot)
        notice = str(app.screen.query_one("#notice", Static).content)
        assert notice == "L’exercice est terminé\u00a0: d en montre le bilan."
        await pilot.press("d")
        await settled(pilot)
        shown = debriefing(pilot)
        assert shown._debrief.finished
        assert "Quitté pour l’urgence" in str(shown.query_one("#ended", Static).content)
        await pilot.press("escape")
        await at_the_cases(pilot)
        assert "est en cours" not in str(app.screen.query_one("#told", Static).content)
        assert not app.screen.check_action("resume", ())


async def test_an_exam_is_reviewed_without_a_way_back(store: Store) -> None:
    app = practising(store, "good_patient", "exam")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "nowhere")
        assert top(app) is Review
        await pilot.press("escape", "up", "up", "enter")  # nothing but completing is there to choose
        await painted(pilot)
        assert top(app) is Confirm
        await pilot.press("enter")
        await settled(pilot)
        assert debriefing(pilot)._debrief.attempt.interview.standing.transcript.status == "completed"


async def test_the_patient_is_heard_and_the_question_is_not(store: Store) -> None:
    voice = Parrot()
    app = practising(store, "coat_on", voice=voice)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "consent")
        count = len(voice.said)
        await say(pilot)
        await painted(pilot)
        assert len(voice.said) == count + 1
        reply = rehearsing(pilot).session.transcript.events[-1].value["reply"]
        assert voice.said[-1] == (reply, "fr")
        assert voice.who == "f"
        voice.speaking = False
        await pilot.press("f9")
        await painted(pilot)
        assert voice.said[-1] == (reply, "fr")
        assert len(voice.said) == count + 2


async def test_a_supervisor_practises_too(store: Store, clock: FixedClock) -> None:
    theirs = opened(store.folder, clock, "Paul Petit", "supervisor")
    app = app_of(theirs)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("escape", "t")
        await at_the_cases(pilot)
        go_to(pilot, "coat_on")
        await pilot.press("r", "enter")
        await ready(pilot)
        assert top(app) is RehearsalScreen
    theirs.close()


async def test_after_words_about_another_question_enter_asks_this_one(store: Store) -> None:
    app = practising(store, "shopping_bag")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await until(pilot, "identity_check")
        session = rehearsing(pilot).session
        await say(pilot, "Et le tabac, vous fumez ?")
        assert session.heard.asked["tobacco"] == 1
        assert speaking(pilot)
        await enter(pilot)
        assert session.position == "identity_check"
        assert session.transcript.events[-1].step == "identity_check"
        assert session.heard.asked["identity_check"] == 1
        await until(pilot, "tablet_strength")  # answered in a field of its own
        await say(pilot, "Et le tabac, vous fumez ?")
        assert speaking(pilot)
        await say(pilot)
        assert not speaking(pilot)
