"""The dossier on screen: what is next, its parts by one key, a fact corrected with its history."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from assistant.script.template import template
from assistant.store.store import Store
from assistant.tui.alert import AlertScreen
from assistant.tui.app import AssistantApp
from assistant.tui.correcting import CorrectFact
from assistant.tui.dialogs import Pick
from assistant.tui.dossierview import DossierView
from assistant.tui.end import EndScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.keyline import keys_of
from assistant.tui.part import Part
from assistant.tui.patient import PatientScreen
from assistant.tui.transcriptreading import ReadingScreen
from tests.opening import opened
from tests.tui.conftest import FixedClock, app_of
from tests.tui.lived import live
from tests.tui.playing import Play, acknowledge, painted, play, ready, resized, text_of, top

SIZE = (80, 24)
PARTS = ["overview", "inr", "held", "facts", "notions"]


@pytest.fixture
def lived(store: Store, clock: FixedClock, ref: str) -> str:
    """A patient with a past."""
    live(store, clock, ref)
    return ref


async def visit(pilot: Play, *keys: str) -> None:
    """Open the first patient and press keys."""
    await ready(pilot)
    await pilot.press("enter")
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def view(pilot: Play) -> DossierView:
    """The parts."""
    return pilot.app.screen.query_one(DossierView)


def in_sight(pilot: Play) -> list[str | None]:
    """The parts that are shown."""
    return [part.id for part in view(pilot).query(Part) if part.display and part.region]


def steps(pilot: Play) -> list[str]:
    """What is to be done, as it stands there."""
    listed = pilot.app.screen.query_one("#next", OptionList)
    return [str(listed.get_option_at_index(n).prompt) for n in range(listed.option_count)]


def choose(pilot: Play, selector: str, number: int) -> None:
    """Put the cursor on a row."""
    pilot.app.screen.query_one(selector, OptionList).highlighted = number


async def test_what_to_do_next_comes_first_and_has_the_keys(app: AssistantApp, lived: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        assert in_sight(pilot) == ["overview"]
        assert app.focused is app.screen.query_one("#next")
        found = steps(pilot)
        assert "Échap Liste → Suite" in text_of(app), "the way on and back stays on a full line"
        assert found[0].startswith("Reprendre ce qui est inachevé")
        assert found[1].startswith("Contrôle de l’INR en retard")
        assert found[2].startswith("Pour l’année\u00a0: encore 2 entretiens")
        assert found[3].startswith("À déclarer sans tarder, l’année s’est terminée le 31/12/2016")
        assert found[4] == "2 notions à revoir"
        await pilot.press("enter")
        await pilot.pause()
        assert top(app) is InterviewScreen


async def test_a_step_leads_to_where_it_is_done(app: AssistantApp, lived: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        choose(pilot, "#next", 1)
        await pilot.press("enter")
        await pilot.pause()
        assert view(pilot).current == "inr"
        await pilot.press("1")
        choose(pilot, "#next", 4)
        await pilot.press("enter")
        await pilot.pause()
        assert view(pilot).current == "notions"
        await pilot.press("1")
        choose(pilot, "#next", 2)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        await pilot.press("escape")
        assert top(app) is PatientScreen


async def test_beginning_from_the_steps_asks_what(app: AssistantApp, ref: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        choose(pilot, "#next", 1)
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.session.script.id == "avk"


async def test_another_script_is_begun_and_one_at_fault_is_said(
    app: AssistantApp, ref: str, own_settings: Path
) -> None:
    folder = own_settings / "scripts" / "interviews"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    (folder / "evening.yaml").write_text(template("evening"), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "s")
        assert top(app) is Pick
        offered = [str(o.prompt) for o in app.screen.query_one(OptionList).options]
        assert "Un court entretien · 5 min · ne compte pas pour l’année AVK" in offered
        assert "Entretien AOD · 21 min · ne compte pas pour l’année AVK" in offered
        choose(pilot, "OptionList", next(n for n, said in enumerate(offered) if "broken.yaml" in said))
        await pilot.press("enter")
        await pilot.pause()
        assert "« version » manque" in text_of(app).replace("\u00a0", " ")
        await pilot.press("escape", "s")
        await pilot.pause()
        choose(
            pilot, "OptionList", offered.index("Un court entretien · 5 min · ne compte pas pour l’année AVK")
        )
        await pilot.press("enter")
        await ready(pilot)
        assert top(app) is InterviewScreen
        assert "Bonjour, asseyez-vous." in text_of(app)


async def test_another_accompaniment_is_held_to_its_end_and_is_no_act(store: Store, ref: str) -> None:
    app = app_of(store, (ref, ("aod",)))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, {"bleeding": "2", "warning_signs_present": "2", "kidney_test": "1", "lately": ""})
        while top(app) is AlertScreen:
            await acknowledge(pilot, "fait")
            await play(pilot, {})
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert top(app) is EndScreen
    dossier = store.dossier(ref)
    assert [one.standing.transcript.status for one in dossier.interviews] == ["completed"]
    assert dossier.acts == ()


async def test_what_is_not_recorded_is_a_step(app: AssistantApp, store: Store) -> None:
    store.add_patient({"family_name": "Petit", "given_name": "Jean", "birth_date": "1950-05-03"}, "P2")
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        missing = [n for n, step in enumerate(steps(pilot)) if step.startswith("À renseigner")]
        assert len(missing) == 5
        choose(pilot, "#next", missing[0])
        await pilot.press("enter")
        await pilot.pause()
        assert top(app) is CorrectFact
        app.screen.query_one(Input).value = "sintrom"
        await pilot.press("enter")
        await ready(pilot)
        assert len([step for step in steps(pilot) if step.startswith("À renseigner")]) == 4
    assert store.dossier("P2").treatment.medicine == "sintrom"


@pytest.mark.parametrize("keys", ["12345", "&é\"'("])
async def test_each_part_has_a_key(app: AssistantApp, lived: str, keys: str) -> None:
    names = {"&": "ampersand", '"': "quotation_mark", "'": "apostrophe", "(": "left_parenthesis"}
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        for key, part in [*zip(keys, PARTS, strict=True)][::-1]:
            await pilot.press(names.get(key, key))
            await painted(pilot)
            assert in_sight(pilot) == [part]
            assert f"›{PARTS.index(part) + 1}" in text_of(app).splitlines()[1]


async def test_arrows_go_round_the_parts(app: AssistantApp, lived: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        for part in [*PARTS[1:], PARTS[0]]:
            await pilot.press("right")
            assert view(pilot).current == part
        await pilot.press("left")
        assert view(pilot).current == "notions"
        await pilot.click("#parts", offset=(12, 0))
        assert view(pilot).current == "inr"


async def test_the_room_decides_how_much_is_in_sight(app: AssistantApp, lived: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "4")
        choose(pilot, "#known", 5)
        await resized(pilot, (120, 40))
        await pilot.pause()
        assert in_sight(pilot) == ["overview", "facts"]
        await pilot.press("1")
        await pilot.pause()
        assert in_sight(pilot) == ["overview", "facts"]
        await resized(pilot, (200, 50))
        await pilot.pause()
        assert in_sight(pilot) == PARTS
        await pilot.press("tab", "tab")
        assert view(pilot).current != "overview"
        await pilot.press("4")
        await resized(pilot, (80, 24))
        await pilot.pause()
        assert in_sight(pilot) == ["facts"]
        assert app.screen.query_one("#known", OptionList).highlighted == 5


async def test_values_as_text_and_the_last_months(app: AssistantApp, lived: str, store: Store) -> None:
    store.record(lived, {"inr_readings": [{"date": "2015-01-05", "value": 4.1}]})
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "2")
        assert "Temps dans la cible\u00a0: 82,6 %" in text_of(app).replace("\u00a0%", " %")
        assert "10 INR" in text_of(app)
        await pilot.press("p")
        await pilot.pause()
        assert "9 INR" in text_of(app)
        assert "Les 12 derniers mois" in text_of(app)
        await pilot.press("v")
        await pilot.pause()
        assert "20/01/2017\u00a0: 2,8 · dans la cible" in text_of(app)
        assert "░" not in text_of(app)
        await pilot.press("v", "p")
        await pilot.pause()
        assert "░" in text_of(app)


async def test_a_fact_is_corrected_and_its_history_stays(app: AssistantApp, lived: str, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "4")
        facts = app.screen.query_one("#known", OptionList)
        facts.highlighted = facts.get_option_index("doctor")
        await pilot.press("enter")
        await pilot.pause()
        shown = text_of(app)
        assert "Dr Rousseau · Anne Martin · fiche" in shown
        assert "Dr Roux · Anne Martin · fiche" in shown
        app.screen.query_one(Input).value = "Dr Leroux"
        await pilot.press("enter")
        await ready(pilot)
        assert "Dr Leroux · corrigé" in text_of(app)
    assert [one.value for one in store.dossier(lived).history("doctor")] == [
        "Dr Roux",
        "Dr Rousseau",
        "Dr Leroux",
    ]


async def test_a_fact_can_be_taken_away_but_not_a_name(app: AssistantApp, lived: str, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "4")
        facts = app.screen.query_one("#known", OptionList)
        facts.highlighted = facts.get_option_index("family_name")
        await pilot.press("enter")
        app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        assert top(app) is CorrectFact
        assert "À corriger\u00a0: «\u00a0Nom\u00a0» est obligatoire" in text_of(app)
        await pilot.press("escape")
        facts.highlighted = facts.get_option_index("doctor")
        await pilot.press("enter")
        app.screen.query_one(Input).value = ""
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert top(app) is PatientScreen
    assert "doctor" not in store.dossier(lived).facts
    assert store.dossier(lived).history("doctor")[-1].value is None


async def test_a_doubtful_value_is_kept_when_it_is_given_again(
    app: AssistantApp, lived: str, store: Store
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "4")
        facts = app.screen.query_one("#known", OptionList)
        facts.highlighted = facts.get_option_index("inr_readings")
        await pilot.press("enter")
        app.screen.query_one(Input).value = "01/03/2017 22"
        await pilot.press("enter")
        assert "À vérifier\u00a0: " in text_of(app)
        assert top(app) is CorrectFact
        assert len(store.dossier(lived).readings) == 9
        await pilot.press("enter")
        await ready(pilot)
        assert steps(pilot)[1].startswith("Risque hémorragique élevé")
    assert len(store.dossier(lived).readings) == 10


async def test_nothing_changed_records_nothing(app: AssistantApp, lived: str, store: Store) -> None:
    before = len(store.dossier(lived).events)
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot, "4", "enter", "enter")
        assert top(app) is PatientScreen
        await pilot.press("enter", "escape")
    assert len(store.dossier(lived).events) == before


async def test_who_only_reads_sees_the_history_and_no_field(
    store: Store, lived: str, clock: FixedClock
) -> None:
    app = app_of(opened(store.folder, clock, "Paul Petit", "supervisor"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("escape")
        await visit(pilot)
        assert not [step for step in steps(pilot) if "Reprendre" in step or "Pour l’année" in step]
        facts = app.screen.query_one("#known", OptionList)
        due = next(n for n, step in enumerate(steps(pilot)) if step.startswith("Prochain INR"))
        choose(pilot, "#next", due)
        await pilot.press("enter")
        await pilot.pause()
        assert facts.highlighted == facts.get_option_index("next_inr")
        facts.highlighted = facts.get_option_index("doctor")
        await pilot.press("enter")
        assert not app.screen.query(Input)
        assert "Dr Rousseau · Anne Martin" in text_of(app)
        assert "fact.keep" not in {key.id for key in keys_of(app.screen)}
        await pilot.press("enter", "escape", "3", "end", "enter")
        await pilot.pause()
        assert top(app) is ReadingScreen


async def test_the_year_shows_amounts_only_when_asked(app: AssistantApp, lived: str) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await visit(pilot)
        assert "€" not in text_of(app)
        await pilot.press("m")
        await pilot.pause()
        assert "40\u00a0€" in text_of(app)
        await pilot.press("m")
        await pilot.pause()
        assert "€" not in text_of(app)


async def test_every_key_of_the_footer_works_in_every_part(app: AssistantApp, lived: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        for part in "12345":
            await pilot.press(part)
            await pilot.pause()
            shown = {key.id for key in keys_of(app.screen) if key.show}
            assert shown >= {"patient.interview", "patient.resume", "patient.next", "patient.close"}
            assert not text_of(app).rstrip().endswith("…")


async def test_a_dossier_without_anything_says_so(app: AssistantApp, store: Store) -> None:
    facts = {"family_name": "Petit", "given_name": "Jean", "birth_date": "1950-05-03"}
    ref = store.add_patient(facts, "P2")
    said = {"2": "Aucun INR connu", "3": "Aucun pour l’instant", "5": "Aucune notion évaluée"}
    async with app.run_test(size=SIZE) as pilot:
        await visit(pilot)
        for key, words in said.items():
            await pilot.press(key)
            await pilot.pause()
            assert words in text_of(app)
        await pilot.press("v", "p", "p", "v", "1")
        assert isinstance(app.screen, PatientScreen)
        assert app.screen.ref == ref
        assert "P2" in str(app.screen.query_one("#progress", Static).content)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"treatment_end": "2017-02-01", "end_reason": "doac"}, "Remplacé par un AOD"),
        ({"treatment_end": "2017-02-01", "end_reason": "interrupted"}, "interrompu le 01/02/2017"),
        ({"death_date": "2017-02-01"}, "décédé le 01/02/2017"),
        ({"moved_on": "2017-02-01"}, "a quitté cette pharmacie le 01/02/2017"),
        ({"withdrawal_date": "2017-02-01"}, "L’accord a été retiré le 01/02/2017"),
    ],
)
async def test_who_is_not_followed_any_more_has_nothing_due_and_an_answer(
    facts: dict[str, str], said: str, app: AssistantApp, store: Store, ref: str
) -> None:
    store.record(ref, facts)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        shown = " ".join(text_of(app).split())
        assert "Rien n’attend." in shown
        assert "demandez le carnet" not in shown
        assert said in shown


async def test_amounts_asked_for_are_hidden_again_when_the_dossier_has_changed(
    app: AssistantApp, store: Store, ref: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("enter", "m")
        await ready(pilot)
        assert "€" in text_of(app)
        await pilot.press("o")
        await ready(pilot)
        await pilot.press("f8", "down", "enter")
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        assert isinstance(app.screen, PatientScreen)
        assert "€" not in text_of(app)
