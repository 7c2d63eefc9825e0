"""The page of an interview, written from the screens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Told
from assistant.tui.patient import PatientScreen
from assistant.tui.sheet import Sheet
from assistant.tui.transcriptreading import ReadingScreen
from tests.tui.conftest import Place, app_of
from tests.tui.entering import settled
from tests.tui.lived import hold
from tests.tui.playing import Play
from tests.tui.scenes import pressing, read_again


async def written(pilot: Play, place: Place, path: Path) -> str:
    """The page, by the key that works on the screen in sight."""
    await pilot.press("x")
    await settled(pilot)
    sheet = pilot.app.screen
    assert isinstance(sheet, Sheet)
    line = sheet.query_one(Input)
    assert line.value.endswith(".html")
    assert "Durand" not in line.value
    line.value = str(path)
    await pilot.press("f2")
    await settled(pilot)
    told = pilot.app.screen
    assert isinstance(told, Told)
    await pilot.press("enter")
    await settled(pilot)
    return path.read_text(encoding="utf-8")


def exports(place: Place) -> list[object]:
    """What the audit trail says of what left."""
    return [line.about.get("what") for line in place.store.audit.lines() if line.kind == "exported"]


async def test_a_name_that_ends_in_json_gets_fhir(place: Place, tmp_path: Path) -> None:
    hold(place.store, place.ref, "observance")
    app: AssistantApp = app_of(place.store)
    async with app.run_test() as pilot:
        await pressing("enter", "3")(pilot)
        resource = json.loads(await written(pilot, place, tmp_path / "a.json"))
    assert (resource["resourceType"], resource["status"]) == ("QuestionnaireResponse", "completed")
    assert exports(place) == ["fhir"]


@pytest.mark.parametrize(
    ("ending", "begins", "what"),
    [
        (".bundle.json", '{"resourceType":"Bundle"', "fhir"),
        (".jsonl", '{"archive":', "archive"),
        (".csv", "transcript;", "table"),
    ],
)
async def test_the_whole_dossier_by_the_ending_of_the_name(
    place: Place, tmp_path: Path, ending: str, begins: str, what: str
) -> None:
    hold(place.store, place.ref, "observance")
    app: AssistantApp = app_of(place.store)
    async with app.run_test() as pilot:
        await pressing("enter", "3")(pilot)
        text = await written(pilot, place, tmp_path / f"a{ending}")
    assert "".join(text.split()).startswith(begins), text[:80]
    assert exports(place) == [what]


async def test_from_the_interviews_of_a_dossier_and_from_the_reader(place: Place, tmp_path: Path) -> None:
    hold(place.store, place.ref, "observance")
    app: AssistantApp = app_of(place.store)
    async with app.run_test() as pilot:
        await pressing("enter", "x")(pilot)
        assert isinstance(pilot.app.screen, PatientScreen), "elsewhere the key does nothing"
        await pilot.press("3")
        await settled(pilot)
        first = await written(pilot, place, tmp_path / "a.html")
        assert isinstance(pilot.app.screen, PatientScreen)
        await pressing("enter")(pilot)
        second = await written(pilot, place, tmp_path / "b.html")
        assert type(pilot.app.screen).__name__ == "Reader"
    assert first == second
    assert first.startswith("<!doctype html>")
    assert 'class="mark"' not in first
    assert exports(place) == ["page", "page"]


async def test_from_where_a_supervisor_reads(place: Place, tmp_path: Path) -> None:
    app = read_again(place)
    async with app.run_test() as pilot:
        await pressing("enter")(pilot)
        assert isinstance(pilot.app.screen, ReadingScreen)
        text = await written(pilot, place, tmp_path / "a.html")
        assert isinstance(pilot.app.screen, ReadingScreen)
    assert "<ol" in text
    assert exports(place) == ["page"]


async def test_what_cannot_be_written_is_said_and_may_be_tried_again(place: Place, tmp_path: Path) -> None:
    hold(place.store, place.ref, "observance")
    there = tmp_path / "there.html"
    there.write_text("mine", encoding="utf-8")
    app = app_of(place.store)
    async with app.run_test() as pilot:
        await pressing("enter", "3", "x")(pilot)
        for name in (str(there), str(tmp_path / "no" / "x.html"), " "):
            pilot.app.screen.query_one(Input).value = name
            await pilot.press("f2")
            await settled(pilot)
            assert isinstance(pilot.app.screen, Sheet)
    assert there.read_text(encoding="utf-8") == "mine"
    assert exports(place) == []


async def test_the_demonstration_marks_its_pages(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(place.store, place.ref, "observance")
    app = app_of(place.store)
    monkeypatch.setattr(app._doorstep, "banner", "DEMONSTRATION · invented")
    async with app.run_test() as pilot:
        await pressing("enter", "3")(pilot)
        text = await written(pilot, place, tmp_path / "a.html")
        resource = json.loads(await written(pilot, place, tmp_path / "a.json"))
    assert resource["meta"]["security"][0]["code"] == "HTEST"
    assert '<p class="mark">D' in text
