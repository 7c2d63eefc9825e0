"""`assistant demo`: the screens, on a store that is thrown away; nothing is written elsewhere."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from assistant import language
from assistant.cli import demo
from assistant.cli.demo import demonstration
from assistant.cli.yearsets import year_of
from assistant.clock import Clock
from assistant.demo import building
from assistant.demo.cases import cases
from assistant.demo.place import NAME, PREFIX
from assistant.demo.playing import Teller
from assistant.language import Language
from assistant.settings import Settings, read_settings
from assistant.settings.writing import write_settings
from assistant.store.store import Store
from assistant.tui.alert import AlertScreen
from assistant.tui.app import AssistantApp
from assistant.tui.covers import TooSmall
from assistant.tui.end import EndScreen
from assistant.tui.form import PatientForm
from assistant.tui.help import Help
from assistant.tui.home import HomeScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.reader import Reader
from assistant.tui.review import Review
from tests.cli.calling import Call
from tests.demo.conftest import StillClock
from tests.tui.entering import settled
from tests.tui.playing import play, ready, resized, text_of, top

SAID: dict[Language, str] = {
    "fr": "DÉMONSTRATION · patients inventés · rien n’est gardé · jour : 11/12/2017",
    "en": "DEMONSTRATION · invented patients · nothing is kept · day: 11/12/2017",
}


def first_lines(app: AssistantApp) -> list[str]:
    """The two first lines, with common spaces."""
    return [line.replace("\u00a0", " ").strip() for line in text_of(app).splitlines()[:2]]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three patients are enough to look at the screens: the making of all is tested elsewhere."""
    everything = cases()
    some = tuple(case for case in everything.patients if case.ref in ("D03", "D05", "D09"))
    monkeypatch.setattr(building, "cases", lambda: everything.model_copy(update={"patients": some}))


async def chosen(pilot: Pilot[None], name: str) -> None:
    """Open the dossier of somebody."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    app.home.post_message(HomeScreen.Opened(name))
    await settled(pilot)
    assert top(app) is PatientScreen


@pytest.mark.parametrize("spoken", ["fr", "en"])
async def test_the_list_opens_without_a_passphrase_under_the_banner(
    few: None, tmp_path: Path, spoken: Language
) -> None:
    language.use(spoken)
    app = demonstration(tmp_path / "demo", StillClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert top(app) is HomeScreen
        assert first_lines(app)[0] == SAID[spoken]
        for name in ("DURAND", "GARNIER", "PERRIN"):
            assert name in text_of(app)
    assert app.opened is not None


async def test_the_banner_is_there_before_the_store_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def late(self: Any, progress: Any) -> Store:
        progress(3, 17)
        seen.extend(text_of(app).splitlines()[:2])
        return building.build(self.folder, self.clock)

    monkeypatch.setattr(Teller, "tell", lambda *_given: None)
    monkeypatch.setattr(demo.DemoDoorstep, "open_given", late)
    language.use("fr")
    app = demonstration(tmp_path / "demo", StillClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
    assert seen[0].replace("\u00a0", " ").strip() == SAID["fr"]
    assert "3 sur 17" in seen[1]


async def test_the_banner_is_on_every_screen(few: None, tmp_path: Path) -> None:
    language.use("fr")
    app = demonstration(tmp_path / "demo", StillClock())
    seen: set[type[Screen[Any]]] = set()

    def look(expected: type[Screen[Any]]) -> None:
        assert top(app) is expected
        assert first_lines(app)[0] == SAID["fr"], text_of(app)
        seen.add(expected)

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        look(HomeScreen)
        await pilot.press("n")
        await ready(pilot)
        look(PatientForm)
        await pilot.press("escape")
        await settled(pilot)
        await chosen(pilot, "D05")
        look(PatientScreen)
        await pilot.press("f1")
        await ready(pilot)
        look(Help)
        await pilot.press("escape", "3", "enter")
        await settled(pilot)
        look(Reader)
        await pilot.press("escape", "i")
        await settled(pilot)
        look(InterviewScreen)
        await play(pilot, {"changes": "2", "bleeding": "2", "warning_signs_present": "2"})
        look(AlertScreen)
        await resized(pilot, (60, 10))
        await ready(pilot)
        assert top(app) is TooSmall
        assert "DÉMONSTRATION" in text_of(app)
    assert len(seen) == 7


async def test_an_interview_held_in_the_demonstration_meets_the_year(few: None, tmp_path: Path) -> None:
    language.use("fr")
    app = demonstration(tmp_path / "demo", StillClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await chosen(pilot, "D03")
        await pilot.press("i")
        await settled(pilot)
        no, none = dict.fromkeys(("bleeding", "warning_signs_present", "procedure_planned"), "2"), ""
        await play(pilot, {**no, "prescriber_rpps": none, "next_inr": none, "next_interview": none})
        assert top(app) is Review
        assert first_lines(app)[0] == SAID["fr"]
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert top(app) is EndScreen
        assert first_lines(app)[0] == SAID["fr"]
        (line,) = year_of([app.store.summary("D03")], StillClock().now().date()).patients
        assert line.status == "met"


@pytest.mark.parametrize("screen", [Screen, ModalScreen])
async def test_the_banner_is_on_screens_yet_to_be_written(
    few: None, tmp_path: Path, screen: type[Screen[None]]
) -> None:
    language.use("en")
    app = demonstration(tmp_path / "demo", StillClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for _turn in range(2):  # once however often it comes back
            await app.push_screen(screen())
            await ready(pilot)
            assert text_of(app).count(SAID["en"]) == 1
            await app.pop_screen()
            await ready(pilot)
            assert text_of(app).count(SAID["en"]) == 1


async def test_a_dossier_says_what_there_is_to_see(few: None, tmp_path: Path) -> None:
    language.use("en")
    app = demonstration(tmp_path / "demo", StillClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await chosen(pilot, "D05")
        assert first_lines(app)[1] == "INR of 5.4 last Friday: a call was needed, the doctor was reached."
        await app.pop_screen()
        app.home.post_message(HomeScreen.New())
        await settled(pilot)
        assert "INR of 5.4" not in text_of(app)


class MovedClock(StillClock):
    """A clock that can be moved on."""

    seconds = 0.0

    def elapsed(self) -> float:
        return self.seconds


async def test_it_never_locks(few: None, tmp_path: Path) -> None:
    language.use("en")
    clock = MovedClock()
    app = demonstration(tmp_path / "demo", clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        clock.seconds = 24 * 3600.0
        assert not app.lock_if_idle()
        await pilot.press("ctrl+l")
        await ready(pilot)
        assert top(app) is HomeScreen
        await pilot.press("f1")
        await ready(pilot)
        assert "Lock the screen" not in text_of(app)


def snapshot(*folders: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below these folders, as it is."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for folder in folders
        for path in [folder, *folder.rglob("*")]
    }


def test_nothing_is_written_elsewhere_and_nothing_stays(
    few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / name for name in ("store", "config", "home", "data", "work")]
    for path in places:
        path.mkdir(exist_ok=True)
    (tmp_path / "config" / "settings.toml").write_text("lock_minutes = 5\n")
    for name, path in zip(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), places[2:], strict=True):
        monkeypatch.setenv(name, str(path))
    monkeypatch.chdir(places[-1])
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(demo, "need_terminal", lambda: None)
    before = snapshot(*places)
    during: list[Path] = []

    def visited(app: AssistantApp) -> int:
        import asyncio

        async def visit() -> None:
            async with app.run_test(size=(80, 24)) as pilot:
                await settled(pilot)
                await chosen(pilot, "D03")
                await pilot.press("i")
                await settled(pilot)
                await play(pilot, until="dose")
                await pilot.press("h", "a", "l", "f")  # half typed: kept as a draft
                await pilot.press("f3")
                await settled(pilot)
                during.extend(path for path in temporary.rglob("*") if path.is_file())
                assert os.environ["ASSISTANT_CONFIG"].startswith(str(temporary))

        asyncio.run(visit())
        return 7

    monkeypatch.setattr(demo, "run_app", visited)
    assert demo.show() == 7
    assert len(during) > 8
    assert snapshot(*places) == before
    assert list(temporary.iterdir()) == []
    assert os.environ["ASSISTANT_CONFIG"] == str(tmp_path / "config")


def test_its_paper_names_an_invented_pharmacy_with_a_telephone_kept_for_fiction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a setting like any other: what is changed on screen leaves the rest as it was."""
    monkeypatch.setattr(demo, "need_terminal", lambda: None)
    (tmp_path / "settings.toml").write_text('theme = "light"\n[pharmacy]\nname = "La vraie"\n')
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path))
    seen: list[Settings] = []

    def visited(app: AssistantApp) -> int:
        write_settings({"lock_minutes": 7})
        seen.extend((app.settings, read_settings()))
        return 0

    monkeypatch.setattr(demo, "run_app", visited)
    assert demo.show() == 0
    for found in seen:
        assert found.theme == "light"
        assert found.faults == ()
        assert found.pharmacy_name not in ("", "La vraie")
        assert found.pharmacy_address
        assert re.fullmatch(r"01 99 00( \d\d){2}", found.pharmacy_phone)
        assert [one.name for one in found.pharmacists] == [NAME]


def test_without_a_terminal_it_says_so_and_makes_nothing(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    called = call("demo")
    assert (called.code, called.out) == (1, "")
    assert "terminal" in called.err
    assert call("demo", "--json").error["kind"] == "input"


PROBE = """
import sys
from pathlib import Path
from assistant.cli.demo import demonstration
from assistant.demo.clock import PresentClock
from assistant.demo.place import place
from assistant.tui.app import AssistantApp

def begin(app):
    heavy = {"pydantic", "transitions", "tinydb", "yaml", "cryptography", "numpy"}
    print(type(app.screen).__name__, sorted(heavy & set(sys.modules)))
    app.exit()

AssistantApp._begin = begin
with place() as folder:
    demonstration(folder, PresentClock()).run(headless=True)
"""


def test_nothing_heavy_is_loaded_before_its_first_paint() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["HomeScreen []"]


posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def left(folder: Path) -> list[Path]:
    """The demonstrations in a folder of temporary files."""
    return sorted(folder.glob(PREFIX + "*"))


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_process_that_is_asked_to_end_leaves_nothing(temporary: Path, number: int) -> None:
    from tests.benchmarks.terminal import Terminal

    words = [sys.executable, "-m", "assistant", "demo"]
    with Terminal(words, {"ASSISTANT_LANG": "en", "TMPDIR": str(temporary)}) as terminal:
        terminal.until("DEMONSTRATION", "17 patients")
        assert len(left(temporary)) == 1
        terminal.signal(number)
        assert terminal.ended() == 0
    assert left(temporary) == []


@posix
def test_what_a_killed_process_leaves_cannot_be_read_and_goes_with_the_next(temporary: Path) -> None:
    from tests.benchmarks.terminal import Terminal

    words = [sys.executable, "-m", "assistant", "demo"]
    given = {"ASSISTANT_LANG": "en", "TMPDIR": str(temporary)}
    with Terminal(words, given) as terminal:
        terminal.until("DEMONSTRATION", "17 patients")
    (killed,) = left(temporary)
    kept = b"".join(path.read_bytes() for path in killed.rglob("*") if path.is_file())
    assert len(kept) > 50_000
    assert not [name for name in (b"Berger", b"BERGER", b"Lucienne", b"coumadine") if name in kept]
    with Terminal(words, given) as terminal:
        terminal.until("DEMONSTRATION")
        (present,) = left(temporary)
        assert present != killed
        terminal.press(b"\x11")  # Ctrl+Q, while the store is made
        assert terminal.ended() == 0
    assert left(temporary) == []


def test_the_demonstration_has_a_clock_of_its_own(tmp_path: Path) -> None:
    from assistant.demo.clock import PRESENT, PresentClock

    clock: Clock = PresentClock()
    first, second = clock.now(), clock.now()
    assert PRESENT <= first <= second
    assert clock.elapsed() <= clock.elapsed()
