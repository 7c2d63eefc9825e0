"""Golden screens: each as text, in both languages, at three sizes. `UPDATE_SCREENS=1` writes them again.

English is held at the smallest size alone, where words run out of room first; at all of them with `--long`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from assistant import language
from assistant.cli.demo import demonstration
from assistant.dossier.intake import read_facts
from assistant.script.library import find_script
from assistant.store.declaring import Declarable, declare
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from assistant.store.vault import changes
from assistant.tui.app import AssistantApp
from assistant.tui.field import Field
from assistant.tui.rowlist import RowList
from assistant.tui.visits import open_patient
from tests.demo.conftest import StillClock
from tests.kept import differences
from tests.opening import PASSPHRASE, opened
from tests.tui.conftest import FACTS, TODAY, FixedClock, app_of, year_under
from tests.tui.entering import closed, fill, settled, typed
from tests.tui.lived import hold, live
from tests.tui.pharmacy import people
from tests.tui.playing import Play, acknowledge, give, painted, play, ready, resized, resting, text_of
from tests.tui.practising import go_to, record, say, until

GOLDEN = Path(__file__).parents[1] / "screens"
SIZE = (80, 24)
SIZES = (SIZE, (120, 40), (200, 50))
held_at = SIZES
"""The sizes of the run, and all of them where the screens are written again."""
SIGNS = {"bleeding": "2", "warning_signs_present": "2"}


@pytest.fixture(params=["fr", "en"], autouse=True)
def _spoken(
    request: pytest.FixtureRequest, _french: None, long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    language.use(request.param)
    if request.param == "en" and not long and not os.environ.get("UPDATE_SCREENS"):
        monkeypatch.setitem(globals(), "held_at", (SIZE,))


async def compare(pilot: Play, name: str) -> None:
    """Hold the screen against the golden ones, at every size; resized, it keeps its place."""
    shown: dict[tuple[int, int], str] = {}
    for size in held_at:
        if pilot.app.size != size:
            await resized(pilot, size)
        shown[size] = await still(pilot)
    await resized(pilot, SIZE)  # left as it was found
    await ready(pilot)
    focused = pilot.app.focused
    assert focused is None or focused.region.overlaps(pilot.app.screen.region), f"{name}: out of sight"
    wrong = [f"{size} {line}" for size, held in shown.items() for line in golden(name, size, held)]
    assert not wrong, "\n".join([name, *wrong])


async def still(pilot: Play) -> str:
    """The screen as text, once it changes no more by itself."""
    before = None
    for _round in range(50):
        for screen in pilot.app.screen_stack:  # a dialog shows what is below it
            await painted(pilot, screen)
        await pilot.app.workers.wait_for_complete()
        await resting(pilot)
        if (shown := text_of(pilot.app)) == before:
            return shown
        before = shown
    raise AssertionError("the screen moves by itself")


def golden(name: str, size: tuple[int, int], shown: str) -> list[str]:
    """In what lines the screen is not the golden one."""
    path = GOLDEN / language.current() / "{}x{}".format(*size) / f"{name}.txt"
    return differences(path, shown, anew=bool(os.environ.get("UPDATE_SCREENS")))


async def test_a_dialog_drawn_again_has_what_is_below_it(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("f1")
        shown = await still(pilot)
        app.screen.refresh()  # not painted yet
        assert text_of(app) == shown


async def test_home_without_patients(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await compare(pilot, "home_empty")


async def test_home_and_patient(app: AssistantApp, ref: str, store: Store) -> None:
    store.add_patient({"family_name": "Petit", "given_name": "Jean", "birth_date": "1950-05-03"}, "P2")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await compare(pilot, "home")
        await pilot.press("f1")
        await compare(pilot, "help")
        await pilot.press("escape", "enter")
        await compare(pilot, "patient")
        await pilot.press("m")
        await compare(pilot, "patient_amounts")


async def test_declarations(store: Store, clock: FixedClock) -> None:
    people(store)
    declare(store, "P05", [Declarable("interview", date(2017, 1, 9))], date(2017, 1, 10))
    app = app_of(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("d")
        await settled(pilot)
        await compare(pilot, "declarations")
        await pilot.press("space", "down", "f")
        await settled(pilot)
        await compare(pilot, "declarations_all")
        await pilot.press("j")
        app.screen.query_one(Input).value = "1/1/2030"
        await pilot.press("enter")
        await settled(pilot)
        await compare(pilot, "declarations_day")


async def test_dossier(app: AssistantApp, ref: str, store: Store, clock: FixedClock) -> None:
    live(store, clock, ref)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await compare(pilot, "dossier_overview")
        await pilot.press("2")
        await pilot.pause()
        await compare(pilot, "dossier_inr")
        await pilot.press("v")
        await compare(pilot, "dossier_inr_values")
        for key, part in (("3", "held"), ("5", "notions"), ("4", "facts")):
            await pilot.press(key)
            await compare(pilot, f"dossier_{part}")
        facts = app.screen.query_one("#known", OptionList)
        facts.highlighted = facts.get_option_index("doctor")
        await pilot.press("enter")
        await compare(pilot, "fact")
        app.screen.query_one(Input).value = "x" * 300
        await pilot.press("enter")
        await compare(pilot, "fact_fault")


async def test_dossier_without_anything(app: AssistantApp, store: Store) -> None:
    store.add_patient({"family_name": "Petit", "given_name": "Jean", "birth_date": "1950-05-03"}, "P2")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        for key, part in enumerate(("overview", "inr", "held", "facts", "notions"), 1):
            await pilot.press(str(key))
            await pilot.pause()
            await compare(pilot, f"dossier_empty_{part}")


async def test_form_with_doubts(app: AssistantApp, ref: str) -> None:
    typed = {
        "family_name": "Durand",
        "given_name": "Lea",
        "birth_date": "01/02/1943",
        "nir": "2 43 03 75 012 345 58",
        "prescriber_rpps": "10001243565",
        "indication": "phlébite",
    }
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("n")
        for field in app.screen.query(Field):
            field.input.value = typed.get(field.fact.id, "")
            await pilot.press("tab")
        await pilot.pause()
        app.screen.query(Input).first().focus()
        await pilot.pause()
        await compare(pilot, "form_doubts")
        low = next(field for field in app.screen.query(Field) if field.fact.id == "inr_low")
        low.input.focus()
        await pilot.pause()
        low.scroll_visible(top=True, animate=False)  # wherever it came to stand
        await compare(pilot, "form_range")
        rpps = next(field for field in app.screen.query(Field) if field.fact.id == "prescriber_rpps")
        rpps.input.value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        await compare(pilot, "form_duplicate")


async def test_year(app: AssistantApp, store: Store) -> None:
    people(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("y")
        await settled(pilot)
        await compare(pilot, "year_full")
        await pilot.press("p")
        await compare(pilot, "year_months")
        await pilot.press("escape", "m", "w")
        await compare(pilot, "year_discreet")
        await pilot.press("slash", *"xx")
        await pilot.pause()
        await compare(pilot, "year_nobody_found")


async def test_home_full(app: AssistantApp, store: Store) -> None:
    people(store)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await compare(pilot, "home_full")
        await pilot.press("m")
        await compare(pilot, "home_discreet")
        await pilot.press("m", "s", "S")
        await compare(pilot, "home_sorted")
        await pilot.press("slash", *"cou")
        await pilot.pause()
        await compare(pilot, "home_filtered")
        await pilot.press(*"xx")
        await pilot.pause()
        await compare(pilot, "home_nobody_found")


async def test_form(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await compare(pilot, "form")
        fields = app.screen.query(Input)
        fields[2].value, fields[4].value = "31/02/1943", "123"
        await pilot.press("ctrl+s")
        await compare(pilot, "form_faults")


async def test_interview(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await compare(pilot, "interview_tell")
        await play(pilot, until="consent")
        await compare(pilot, "interview_consent")
        await play(pilot, {"past_events": "2"}, until="medicine")
        await compare(pilot, "interview_choice")
        await play(pilot, {"past_events": "2"}, until="why_avk")
        await pilot.press("b")
        await compare(pilot, "interview_rate")
        await pilot.press("n")
        await pilot.pause()
        await compare(pilot, "interview_explain")
        await pilot.press("enter")
        await play(pilot, until="bleeding")
        await pilot.press("f2")
        await compare(pilot, "note")
        await pilot.press("escape", "f4")
        await compare(pilot, "correct")
        await pilot.press("escape", "f6")
        await compare(pilot, "card")
        await compare(pilot, "card")
        await pilot.press("escape", "f7")
        await compare(pilot, "find_sections")
        await pilot.press("down", "enter")
        await compare(pilot, "find_section_to_come")
        await pilot.press("escape", *"carte")
        await compare(pilot, "find_words")
        await pilot.press("enter")
        await compare(pilot, "find_step")
        await pilot.press("escape", *" girafe")
        await compare(pilot, "find_nothing")
        await pilot.press("escape", "f8")
        await compare(pilot, "stop")


async def test_alerts(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {"past_events": "2", **SIGNS}, until="inr_readings")
        await compare(pilot, "interview_readings")
        await give(pilot, "01/03/2017 4,6")
        await compare(pilot, "alert_call")
        await pilot.press("f4")
        await pilot.press("up", "up", "up", "up", "enter")
        await pilot.pause()
        await compare(pilot, "interview_correction")
        await compare(pilot, "interview_correction")
        await pilot.press("escape", "down", "enter", "f6")
        await pilot.pause()
        await compare(pilot, "card_with_curve")


async def test_emergency(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {"past_events": "2"}, until="bleeding_signs")
        await compare(pilot, "interview_choices")
        await give(pilot, "2")
        await compare(pilot, "emergency")
        await acknowledge(pilot, "15 appelé à 9 h 32, patient assis")
        await compare(pilot, "interview_after_emergency")


async def test_end(visiting: Callable[..., AssistantApp]) -> None:
    app = visiting("avk", "observance")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {"past_events": "2", "procedure_planned": "2", "why_avk": "n", **SIGNS})
        await compare(pilot, "review")
        await pilot.press("enter")
        await compare(pilot, "review_confirm")
        await pilot.press("enter")
        await pilot.pause()
        await compare(pilot, "interview_observance")
        await play(pilot, {"memory": "2"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        await compare(pilot, "end")
        await pilot.press("m")
        await compare(pilot, "end_amounts")


@pytest.mark.parametrize("rules", ["current", "convention-2022"])
async def test_themes(rules: str, store: Store, ref: str, clock: FixedClock) -> None:
    clock.slept = (date(2026, 3, 6) - date(2017, 3, 6)).days * 86_400
    facts = {"adhesion_date": "2025-07-05", "expected_months": 240}
    store.record(ref, facts, [("evaluation", "2025-07-10"), ("thematic:biology", "2025-09-10")])
    second, _wrong = read_facts(FACTS | {"family_name": "Petit"}, TODAY)
    store.add_patient(second | facts | {"adhesion_date": "2026-03-01"}, "P2")
    app = app_of(store, year_of=year_under(rules, clock))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await compare(pilot, f"themes_home_{rules}")
        await pilot.press("enter")
        await ready(pilot)
        await compare(pilot, f"themes_patient_{rules}")
        await pilot.press("t")
        await ready(pilot)
        await compare(pilot, f"themes_offered_{rules}")
        await pilot.press("escape", "o")
        await ready(pilot)
        await play(pilot, SIGNS)
        await pilot.press("ctrl+s")
        await ready(pilot)
        await compare(pilot, f"themes_end_{rules}")


async def test_reader(store: Store, ref: str, app: AssistantApp) -> None:
    session = store.begin(ref, find_script("observance"))
    session.answer("oui")
    session.note("répond vite")
    session.back()
    session.answer("non")
    session.stop()
    store.release(session.name)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter", "3", "enter")
        await pilot.pause()
        await compare(pilot, "reader")
        await pilot.press("p")
        await compare(pilot, "path")


async def test_too_small(app: AssistantApp) -> None:
    async with app.run_test(size=(79, 24)) as pilot:
        await ready(pilot)
        assert not golden("too_small", SIZE, text_of(app))


async def test_the_way_in(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_CONFIG", "reglages")
    monkeypatch.setattr(changes, "new_recovery_key", lambda: "-".join(["7KQ2M"] * 8))
    folder = Path("entretien-avk")
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await compare(pilot, "first_start")
        app.screen.query_one("#row-pharmacy Input", Input).value = "Pharmacie du Port"
        await pilot.press("enter")
        await compare(pilot, "first_start_name")
        await fill(pilot, "Anne Martin", "court", "autre")
        await compare(pilot, "first_start_faults")
        for line in app.screen.query("#secret Input").results(Input):
            line.value = PASSPHRASE
        await pilot.press("ctrl+s")
        await settled(pilot)
        await compare(pilot, "first_start_rules")
        await pilot.press("enter")
        await compare(pilot, "first_start_place")
        await pilot.press("f1")
        await compare(pilot, "first_start_help")
        await pilot.press("escape", "enter")
        await settled(pilot)
        await compare(pilot, "recovery_key")
        app.demo = lambda: 0
        await pilot.press("down", "enter")
        await settled(pilot)
        await compare(pilot, "ready")
    opened(folder, clock, "Paul Petit", "supervisor").close()
    app = closed(folder, clock, "Paul Petit")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await compare(pilot, "unlock")
        await typed(pilot, "un autre")
        await compare(pilot, "unlock_wrong")
        await pilot.press("f2")
        await pilot.pause()
        await compare(pilot, "unlock_forgotten")
        await typed(pilot, PASSPHRASE)
        await pilot.press("escape")
        await compare(pilot, "home_supervisor")
        await pilot.press("ctrl+l")
        await pilot.pause()
        await compare(pilot, "locked")


async def test_demonstration(tmp_path: Path) -> None:
    app = demonstration(tmp_path, StillClock())
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await compare(pilot, "demo_home")
        open_patient(app, "D05")
        await settled(pilot)
        await compare(pilot, "demo_patient")


async def test_rehearsals(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await settled(pilot)
        go_to(pilot, "three_hours")
        await pilot.pause()
        await compare(pilot, "rehearsals")
        await pilot.press("enter")
        await compare(pilot, "rehearsal_begin")
        await pilot.press("enter")
        await settled(pilot)
        await until(pilot, "past_events")
        await compare(pilot, "rehearsal_speak")
        await say(pilot)
        await compare(pilot, "rehearsal_record")
        await until(pilot, "why_avk")
        await say(pilot)
        await record(pilot, "partial")
        await compare(pilot, "rehearsal_explain")
        await pilot.press("f8", "down", "enter")
        await settled(pilot)
        await compare(pilot, "debrief")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("p")
        await compare(pilot, "rehearsals_scores")


async def test_review(store: Store, ref: str, clock: FixedClock, app: AssistantApp) -> None:
    live(store, clock, ref)
    session = store.begin(ref, find_script("observance"))
    while session.question is not None:
        clock.seconds += 11 if session.question.step == "on_time" else 4
        session.answer("" if session.question.kind == "tell" else "oui")
        if session.position == "on_time":
            session.note("répond [vite]")
            session.back()
            session.answer("non")
    session.finish()
    store.release(session.name)
    with opened(store.folder, clock, "Paul Petit", "supervisor") as supervised:
        reviewing = Reviewing(supervised, session.name)
        reviewing.remark("error", "Pourquoi cette correction ?", event=5)
        reviewing.remark("praise", "Bien mené.")
        watching = app_of(supervised)
        async with watching.run_test(size=SIZE) as pilot:
            await settled(pilot)
            await compare(pilot, "review_queue")
            listed = pilot.app.screen.query_one(RowList)
            listed.action_go(listed.names.index(session.name))
            await pilot.press("enter")
            await settled(pilot)
            await pilot.press("n", "n")
            await compare(pilot, "review_reading")
            await pilot.press("d")
            await compare(pilot, "review_decide")
            await pilot.press("escape", "escape", "o")
            await settled(pilot)
            await compare(pilot, "review_overview")
        reviewing.decide("returned", "Reprendre la question.")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await compare(pilot, "home_returned")


async def test_documents(store: Store, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    hold(store, ref, "avk")
    store.record(ref, {"contact_agreed": "yes"})
    async with app_of(store).run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f")
        await ready(pilot)
        await compare(pilot, "documents")
        await pilot.press("down", "down", "enter")
        await ready(pilot)
        await compare(pilot, "letter")
        await pilot.press("f2")
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        await compare(pilot, "document_file")


async def test_settings(app: AssistantApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_CONFIG", "reglages")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("comma")
        await ready(pilot)
        await compare(pilot, "settings_empty")
        texts = (
            "Pharmacie du Port",
            "3 quai du Port, 29000 Quimper",
            "02 98 00 00 00",
            "12",
            "Anne Martin 10001234567",
            "13",
            "0",
            "5",
        )
        for field, text in zip(app.screen.query(Input), texts, strict=True):
            field.value = text
        await pilot.press("ctrl+s")
        await ready(pilot)
        await compare(pilot, "settings_faults")
        await pilot.press("f1")
        await ready(pilot)
        await compare(pilot, "settings_help")


async def test_palette(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        await ready(pilot)
        await compare(pilot, "palette")
        await pilot.press(*"dura")
        await ready(pilot)
        await compare(pilot, "palette_patient")
        await pilot.press("x")
        await ready(pilot)
        await compare(pilot, "palette_nothing")
