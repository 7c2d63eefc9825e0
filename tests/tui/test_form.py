"""The form of a new patient: checked as it is filled, doubts told from faults, duplicates shown first."""

from __future__ import annotations

from textual.widgets import Input, OptionList, Static

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Pick
from assistant.tui.field import Field
from assistant.tui.form import PatientForm
from assistant.tui.home import HomeScreen
from assistant.tui.patient import PatientScreen
from tests.tui.conftest import FixedClock
from tests.tui.playing import Play, painted, ready, resized, text_of, top

SIZE = (80, 24)
WHO = {"family_name": "Petit", "given_name": "Jean", "birth_date": "03/05/1950"}


def field(pilot: Play, name: str) -> Field:
    """The field of a fact."""
    return next(f for f in pilot.app.screen.query(Field) if f.fact.id == name)


async def fill(pilot: Play, **texts: str) -> None:
    """Type texts into fields, each left again."""
    for name, text in texts.items():
        field(pilot, name).input.focus()
        await painted(pilot)
        field(pilot, name).input.value = text
        await pilot.press("tab")
        await painted(pilot)


def said(pilot: Play, name: str) -> str:
    """What stands under a field."""
    lines = field(pilot, name).query(".fault, .doubt").results(Static)
    return " ".join(str(line.content) for line in lines if line.display)


async def new(pilot: Play) -> None:
    await ready(pilot)
    await pilot.press("n")
    await pilot.pause()


async def test_a_field_is_checked_as_it_is_left(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        await fill(pilot, nir="2 43 13 75 012 345 42")
        assert said(pilot, "nir").startswith(
            "À corriger\u00a0: Dans ce NIR, regardez le mois de naissance, «\u00a013"
        )
        await fill(pilot, nir="2 43 02 75 012 354 42")
        assert "le numéro d’ordre (354)" in said(pilot, "nir")
        await fill(pilot, prescriber_rpps="10001234567")
        assert "groupe par groupe" in said(pilot, "prescriber_rpps")
        assert "seconde fois" not in said(pilot, "prescriber_rpps")
        await fill(pilot, nir="2 43 02 75 012 345 42")
        assert said(pilot, "nir") == ""
        await fill(pilot, birth_date="01/03/1943", sex="h")
        assert said(pilot, "nir").startswith("À vérifier\u00a0: ")
        assert "le sexe est 2 et non 1" in said(pilot, "nir")
        assert "le mois de naissance est 02 et non 03" in said(pilot, "nir")


async def test_arrows_go_from_field_to_field_where_the_page_is_longer_than_the_terminal(
    app: AssistantApp,
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        fields = list(pilot.app.screen.query(Field))
        gone = [pilot.app.screen.focused]
        for key in ("down", "down", "down", "up"):
            await pilot.press(key)
            await painted(pilot)
            gone.append(pilot.app.screen.focused)
        assert gone == [fields[n].input for n in (0, 1, 2, 3, 2)]


async def test_fluindione_since_december_2018_warns_and_can_be_kept(
    app: AssistantApp, store: Store, clock: FixedClock
) -> None:
    clock.slept = 86_400 * 1_000
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        await fill(pilot, **WHO, medicine="fluindione")
        field(pilot, "treatment_start").input.value = "02/12/2018"
        await pilot.press("ctrl+s")  # not yet left: the doubt was never seen
        assert top(app) is PatientForm
        assert not store.summaries()
        assert said(pilot, "treatment_start").startswith("À vérifier\u00a0: Aucun nouveau patient")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert top(app) is PatientScreen
        assert store.summaries()[0].treatment.medicine == "previscan"


async def test_a_fault_is_named_and_nothing_is_kept(app: AssistantApp, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        await fill(pilot, family_name="Petit", birth_date="31/02/1950")
        await pilot.press("ctrl+s")
        await painted(pilot)
        assert "À corriger" in said(pilot, "given_name")
        assert "À corriger" in said(pilot, "birth_date")
        assert "Rien n’est encore enregistré" in str(app.screen.query_one("#general", Static).content)
        assert field(pilot, "given_name").input.has_focus
        assert not store.summaries()


async def test_the_usual_range_is_offered_never_written_by_itself(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        low, high = field(pilot, "inr_low"), field(pilot, "inr_high")
        await fill(pilot, indication="valve mécanique")
        assert said(pilot, "inr_low") == ""
        await pilot.press("f5")
        assert (low.typed, high.typed) == ("", "")
        await fill(pilot, indication="phlébite")
        assert "F5 écrit la cible 2 à 3" in said(pilot, "inr_low")
        assert "F5" in text_of(app).splitlines()[-1]
        assert (low.typed, high.typed) == ("", "")
        await pilot.press("f5")
        await painted(pilot)
        assert (low.typed, high.typed) == ("2", "3")
        assert said(pilot, "inr_low") == ""
        assert "F5" not in text_of(app).splitlines()[-1]


async def test_what_there_is_to_choose_from_is_said_in_full(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        assert "Valve cardiaque mécanique" not in text_of(app)
        field(pilot, "indication").input.focus()
        await pilot.pause()
        await pilot.press("x")
        assert "Valve cardiaque mécanique, Autre raison" in " ".join(text_of(app).split())


async def test_what_follows_enter_at_once_is_typed_into_the_next_field(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        driver = app._driver
        assert driver is not None
        from textual.events import Key

        for key in ["P", "enter", "J", "enter", "3"]:
            driver.send_message(Key(key, key if len(key) == 1 else "\r"))
        await pilot.pause()
        assert [f.typed for f in app.screen.query(Field)][:3] == ["P", "J", "3"]


async def test_a_likely_duplicate_is_shown_before_saving(app: AssistantApp, ref: str, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        await fill(pilot, family_name="durant", given_name="Lea", birth_date="01/02/1943")
        assert "peut-être déjà connu\u00a0: DURAND Léa" in str(app.screen.query_one("#alike", Static).content)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert "DURAND Léa" in text_of(app)
        await pilot.press("enter")  # the safe choice: go on typing
        await pilot.pause()
        assert top(app) is PatientForm
        assert len(store.summaries()) == 1
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PatientScreen)
        assert app.screen.ref == ref
        assert len(store.summaries()) == 1


async def test_another_person_of_the_same_name_can_be_saved(
    app: AssistantApp, ref: str, store: Store
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        await fill(pilot, family_name="Durand", given_name="Léa", birth_date="01/02/1943")
        await pilot.press("ctrl+s")
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("save")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PatientScreen)
        assert app.screen.ref != ref
        assert len(store.summaries()) == 2


async def test_nobody_alike_is_saved_at_once(app: AssistantApp, ref: str, store: Store) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        await fill(pilot, **WHO)
        assert not app.screen.query_one("#alike").display
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert top(app) is PatientScreen
        assert len(store.summaries()) == 2


async def test_the_form_of_a_known_patient_keeps_only_what_changed(
    app: AssistantApp, ref: str, store: Store
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter", "e")
        await pilot.pause()
        await fill(pilot, doctor="Dr Roux", regime="")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert top(app) is PatientScreen
    assert [known.value for known in store.dossier(ref).history("doctor")] == ["Dr Roux"]
    assert len(store.dossier(ref).history("family_name")) == 1


async def test_what_is_typed_stays_when_the_window_changes(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        field(pilot, "given_name").input.focus()
        field(pilot, "given_name").input.value = "Je"
        await resized(pilot, (200, 50))
        await pilot.pause()
        assert field(pilot, "given_name").typed == "Je"
        assert field(pilot, "given_name").input.has_focus
        await pilot.press("escape", "down", "enter")
        await pilot.pause()
        assert top(app) is HomeScreen
        assert not app.screen.query_one("#filter", Input).value


async def test_the_unit_of_a_number_is_said_beside_its_label(app: AssistantApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await new(pilot)
        label = field(pilot, "expected_months").query_one(".label", Static)
        assert str(label.content) == "Durée prévisible (mois)"
