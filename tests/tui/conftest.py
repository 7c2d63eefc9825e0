"""What the tests of the terminal interface share: a store, a clock that stands still, a player."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant import language
from assistant.dossier.intake import read_facts
from assistant.dossier.summary import Summary
from assistant.script.knowledge import foreseeing
from assistant.script.loader import load
from assistant.settings import Settings, shipped
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
from assistant.year.library import chosen, legal_texts
from assistant.year.outlook import Outlook, Tell, outlook
from assistant.year.report import YearReport, year_report
from assistant.year.rules import RuleSet
from tests.opening import opened
from tests.tui.playing import Play, resting

TODAY = date(2017, 3, 6)
SHARED = ("test_themes", "test_everywhere", "test_footer")
"""Modules that try each scene in several ways: each way takes some of the scenes, and all with `--long`."""
SHARE = 5
"""One scene of how many each way takes; the ways begin at different ones."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is only tried with `--long`."""
    if config.getoption("--long"):
        return
    ways: dict[str, list[pytest.Item]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and item.path.stem in SHARED and hasattr(item, "callspec"):
            ways.setdefault(f"{item.path.stem}::{item.originalname}", []).append(item)
    left = [
        one
        for start, way in enumerate(sorted(ways))
        for index, one in enumerate(ways[way])
        if len(ways[way]) > SHARE * SHARE and index % SHARE != start % SHARE
    ]
    config.hook.pytest_deselected(items=left)
    gone = {id(one) for one in left}
    items[:] = [one for one in items if id(one) not in gone]


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept = 0.0

    def now(self) -> datetime:
        start = datetime(2017, 3, 6, 9, 30, tzinfo=timezone(timedelta(hours=1)))
        return start + timedelta(seconds=self.seconds + self.slept)

    def elapsed(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class Place:
    """What scenes are played with: a store with one patient."""

    store: Store
    ref: str
    clock: FixedClock
    empty: Path
    """Where no store is yet."""


FACTS = {
    "family_name": "Durand",
    "given_name": "Léa",
    "birth_date": "01/02/1943",
    "sex": "f",
    "medicine": "Coumadine 5 mg",
    "treatment_start": "01/01/2016",
    "expected_months": "24",
    "inr_low": "2",
    "inr_high": "3",
    "adhesion_date": "05/07/2016",
}


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = language.current()
    language.use("fr")
    yield
    language.use(before)


@pytest.fixture(autouse=True)
def _restful(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a key and in a pause wait for what is left to do; a starved processor looks like an idle one."""
    press_keys, wait = Pilot.press, Pilot.pause

    async def pause(pilot: Play, delay: float | None = None) -> None:
        await wait(pilot, delay or 0)
        await resting(pilot)

    async def press(pilot: Play, *keys: str) -> None:
        for key in keys:
            await press_keys(pilot, key)
            await resting(pilot)

    monkeypatch.setattr(Pilot, "pause", pause)
    monkeypatch.setattr(Pilot, "press", press)


@pytest.fixture
def clock() -> FixedClock:
    """The time of the store and of the screens."""
    return FixedClock()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    with opened(tmp_path / "store", clock) as one:
        yield one


@pytest.fixture
def ref(store: Store) -> str:
    """One patient of the store."""
    values, wrong = read_facts(FACTS, TODAY)
    assert not wrong
    return store.add_patient(values, "P1")


def year_of(summaries: list[Summary]) -> YearReport:
    """The year of these dossiers under the founding rules."""
    rules = load(shipped() / "rules" / "avenant-8.yaml", RuleSet)
    facts = [(s.patient, s.treatment, s.adhesion, s.acts) for s in summaries]
    return year_report(facts, rules, (), TODAY.year, TODAY)


def year_under(name: str, clock: FixedClock) -> Callable[[list[Summary]], YearReport]:
    """What makes the year of a day under these rules, as the settings name them."""

    def year(summaries: list[Summary]) -> YearReport:
        facts = [(s.patient, s.treatment, s.adhesion, s.acts) for s in summaries]
        return year_report(facts, chosen(name), legal_texts(), clock.now().year, clock.now().date())

    return year


def outlook_of(summaries: Sequence[Summary], tell: Tell) -> Outlook:
    """The same with what is to come."""
    rules = load(shipped() / "rules" / "avenant-8.yaml", RuleSet)
    return outlook(summaries, rules, (), foreseeing(), TODAY.year, TODAY, tell=tell)


def app_of(
    store: Store,
    visit: tuple[str, Sequence[str]] | None = None,
    *,
    resume: bool = False,
    year_of: Callable[[list[Summary]], YearReport] = year_of,
) -> AssistantApp:
    """The interface to a store that is open already; nothing is drawn by lot to be read again."""
    folder = store.folder.parent if store.access.rehearsal else store.folder
    doorstep = Doorstep(folder, store.clock)
    settings = Settings(review_sample=0)
    return AssistantApp(
        doorstep,
        store=store,
        year_of=year_of,
        visit=visit,
        resume=resume,
        settings=settings,
        outlook_of=outlook_of,
    )


@pytest.fixture
def app(store: Store) -> AssistantApp:
    """The interface to the store."""
    return app_of(store)


@pytest.fixture
def visiting(store: Store, ref: str) -> Callable[..., AssistantApp]:
    """Makes an interface that opens an interview of the patient at once."""

    def make(*scripts: str, resume: bool = False) -> AssistantApp:
        return app_of(store, (ref, scripts), resume=resume)

    return make


@pytest.fixture
def place(store: Store, ref: str, clock: FixedClock, tmp_path: Path) -> Place:
    """What the scenes are played with."""
    return Place(store, ref, clock, tmp_path / "none")
