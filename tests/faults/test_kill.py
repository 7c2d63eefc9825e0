"""SIGKILL at any moment: each `saved` answer is there, and the interview goes on at the right question."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Figure
from tests.faults.launching import Launcher, Run
from tests.faults.talking import Model, Place, check, expect_sound, reply

MOMENTS = 500
"""Random ones, with `--long`."""
SAMPLE = 10
STRIDE = 7
"""Without: so many of them of each interview, and every so manyth boundary."""
CALLS = 40_000
"""Functions called between two answers, and more."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A store that is copied, never changed."""
    return Place(tmp_path_factory.mktemp("killed") / "made")


@pytest.fixture(autouse=True)
def _made(place: Place, _cheap_passphrases: None) -> None:
    if not place.folder.exists():
        place.make()


@pytest.fixture
def places(place: Place, tmp_path: Path) -> Iterator[Place]:
    """Copies of it, one for each kill."""
    return (place.copy(tmp_path / str(number)) for number in range(10**6))


def hold(place: Place, launcher: Launcher, model: Model, *more: str, **plan: float) -> Run:
    """The interview, killed as planned."""
    words = ("interview", "P1", "--jsonl", *model.words, *more)
    return launcher.run(*words, env=place.env, reply=reply, plan=plan)


@pytest.mark.parametrize("script", ["tablets", "observance"])
def test_at_every_boundary(
    places: Iterator[Place], launcher: Launcher, long: bool, figure: Figure, script: str
) -> None:
    model = Model.of(next(places), launcher, "--script", script)
    step = 1 if long else STRIDE
    kills = 0
    for boundary in range(1, 10_000, step):
        place = next(places)
        run = hold(place, launcher, model, boundary=boundary)
        if not run.killed:
            break
        kills += 1
        check(place, model, [run], launcher)
    assert run.status == 0
    assert kills * step > 90
    figure("kills at boundaries of an interview", kills)


def test_at_every_boundary_of_taking_up_again(
    places: Iterator[Place], launcher: Launcher, long: bool, figure: Figure
) -> None:
    model = Model.of(next(places), launcher, "--script", "tablets")
    torn = next(places)
    first = hold(torn, launcher, model, saved=2, boundary=2)
    assert first.killed
    step = 1 if long else STRIDE
    kills = 0
    for boundary in range(1, 10_000, step):
        place = torn.copy(torn.folder.parent / f"again {boundary}")
        run = hold(place, launcher, model, "--resume", boundary=boundary)
        if not run.killed:
            break
        kills += 1
        check(place, model, [first, run], launcher)
    assert kills * step > 40
    figure("kills at boundaries of an interview taken up again", kills)


@pytest.mark.parametrize("script", ["observance", "both"])
def test_at_random_moments(
    places: Iterator[Place],
    launcher: Launcher,
    long: bool,
    figure: Figure,
    chance: random.Random,
    script: str,
) -> None:
    model = Model.of(next(places), launcher, "--script", script)
    answers = sum(map(len, model.events)) - len(model.events)
    kills, wanted = 0, MOMENTS // 2 if long else SAMPLE
    while kills < wanted:
        place, runs = next(places), list[Run]()
        for _again in range(chance.choice((1, 1, 1, 3))):
            plan = {"saved": float(chance.randrange(answers))}
            if chance.random() < 0.5:
                plan |= {"boundary": chance.randrange(1, 12), "torn": chance.random()}
            else:
                plan |= {"calls": int(CALLS ** chance.random())}
            begun = bool(runs) and _begun(place)
            runs.append(hold(place, launcher, model, *(["--resume"] if begun else []), **plan))
            kills += runs[-1].killed
            if not runs[-1].killed:
                break
        check(place, model, runs, launcher)
    figure(f"kills at random moments of {script}", kills)


def test_a_dossier_is_made_whole_or_not_at_all(
    places: Iterator[Place], launcher: Launcher, long: bool, figure: Figure
) -> None:
    words = ("--family-name", "Petit", "--given-name", "Jean", "--birth-date", "1950-05-03", "--ref", "P2")
    kills = 0
    for boundary in range(1, 10_000, 1 if long else 3):
        place = next(places)
        run = launcher.run("patients", "add", *words, "--json", env=place.env, plan={"boundary": boundary})
        if not run.killed:
            break
        kills += 1
        with place.opened() as store:
            found = {one.patient.ref: one.patient.name for one in store.summaries()}
            assert found in ({"P1": "DURAND Léa"}, {"P1": "DURAND Léa", "P2": "PETIT Jean"})
            assert store.damaged() == []
            expect_sound(store)
            if "P2" not in found:
                store.add_patient({"family_name": "Petit"}, "P2")
            assert store.dossier("P2").facts["family_name"] == "Petit"
    assert (run.status, len(run.messages)) == (0, 1), run.err
    assert kills > 8
    figure("kills while a dossier is made", kills)


def test_a_program_that_says_saved_too_early_is_found(places: Iterator[Place], launcher: Launcher) -> None:
    model = Model.of(next(places), launcher, "--script", "tablets")
    place = next(places)
    run = hold(place, launcher, model, saved=3, boundary=1, early=1)
    assert run.killed
    assert [said["step"] for said in run.saved] == ["hello", "agreed", "left_over"]
    with pytest.raises(AssertionError, match="lost"):
        check(place, model, [run], launcher)


def _begun(place: Place) -> bool:
    with place.opened() as store:
        return bool(store.summary("P1").transcripts)
