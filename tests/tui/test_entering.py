"""Making the store at the first start, and opening it: everything on screen, in words, nothing typed lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from assistant.errors import LockedError
from assistant.store import system
from assistant.store.entry import Entry
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.covers import TooSmall
from assistant.tui.doorstep import Doorstep
from assistant.tui.firststart import FirstStart
from assistant.tui.home import HomeScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.passphrase import Passphrase
from assistant.tui.ready import Ready
from assistant.tui.recoverykey import RecoveryKey, large
from assistant.tui.unlocking import UnlockScreen
from tests.opening import PASSPHRASE, opened
from tests.tui.conftest import FixedClock, year_of
from tests.tui.entering import Slow, closed, fill, settled, typed
from tests.tui.entering import faults as said
from tests.tui.playing import Play, ready, resized, screen_of, text_of, top

SIZE = (80, 24)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Passphrases are tried slowly."""
    return Slow(monkeypatch)


@pytest.fixture
def folder(store: Store) -> Path:
    """A store whose only person is Anne Martin, a pharmacist."""
    store.close()
    return store.folder


def fields(pilot: Play) -> list[str]:
    """What is typed on the screen."""
    return [field.value for field in pilot.app.screen.query(Input)]


async def test_from_the_first_start_to_an_empty_home(tmp_path: Path, clock: FixedClock) -> None:
    app = closed(tmp_path / "store", clock)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert top(app) is FirstStart
        await pilot.press(*"Port", "enter", *"Anne", "space", *"Martin", "enter")
        await pilot.press(*PASSPHRASE.replace(" ", "_"), "enter")
        assert PASSPHRASE.replace(" ", "_") not in text_of(app)
        await pilot.press(*PASSPHRASE.replace(" ", "_"), "enter")
        await settled(pilot)
        assert "deux entretiens" in text_of(app)  # what the rules mean
        await pilot.press("enter")
        assert str(tmp_path)[:20] in text_of(app)  # where data go
        assert not (tmp_path / "store").exists()
        await pilot.press("enter")
        await settled(pilot)
        assert top(app) is RecoveryKey
        shown = text_of(app)
        await pilot.press("enter")  # what is chosen first keeps the key in sight
        assert text_of(app) == shown
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert top(app) is RecoveryKey
        assert said(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert top(app) is Ready
        await pilot.press("down", "enter")
        await settled(pilot)
        assert top(app) is HomeScreen
        assert app.screen.query_one("#empty").display
    assert app.opened is not None
    app.opened.close()
    entry = Entry(tmp_path / "store", clock)
    assert entry.vault().members[0].name == "Anne Martin"
    assert entry.unlock("Anne Martin", PASSPHRASE.replace(" ", "_")).person.role == "pharmacist"
    letters = "".join(c for row in shown.split("\n") if "┃" in row for c in row if c.isalnum())
    assert len(letters) == 40
    assert entry.recovery_keys(letters).rings.keys() == {"store", "rehearsal"}


def test_the_recovery_key_is_set_wide() -> None:
    key = "-".join(["ABCDE"] * 8)
    assert large(key).replace(" ", "").replace("\n\n", "-") == key
    assert max(map(len, large(key).split("\n"))) <= 70


@pytest.mark.parametrize(
    "texts",
    [
        (" ", PASSPHRASE, PASSPHRASE),
        ("Anne", PASSPHRASE, PASSPHRASE + "x"),
        ("Anne", " ", " "),
        ("x" * 61, PASSPHRASE, PASSPHRASE),
    ],
    ids=["no name", "not alike", "empty", "name too long"],
)
async def test_what_cannot_be_made_is_said_and_stays(
    tmp_path: Path, clock: FixedClock, texts: tuple[str, str, str]
) -> None:
    app = closed(tmp_path / "store", clock)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await fill(pilot, *texts)
        assert top(app) is FirstStart
        assert said(pilot)
        assert fields(pilot) == ["", *texts]
        assert not (tmp_path / "store" / "vault").exists()
        await fill(pilot, "Anne", PASSPHRASE, PASSPHRASE)
        assert top(app) is RecoveryKey


async def test_a_short_passphrase_is_told_and_taken(tmp_path: Path, clock: FixedClock) -> None:
    app = closed(tmp_path / "store", clock)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        told = []
        for text in ("", "douze lettre", "onze lettre"):
            app.screen.query_one("#row-passphrase Input", Input).value = text
            await pilot.pause()
            told.append(bool(app.screen.query_one("#short").display))
        assert told == [False, False, True]
        await fill(pilot, "Anne", "onze lettre", "onze lettre")
        assert top(app) is RecoveryKey


async def test_a_full_disk_at_the_first_start(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    app = closed(tmp_path / "store", clock)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(system, "write", full)
            await fill(pilot, "Anne", PASSPHRASE, PASSPHRASE)
            assert top(app) is FirstStart
            assert said(pilot)
            assert fields(pilot) == ["", "Anne", PASSPHRASE, PASSPHRASE]
        await fill(pilot, "Anne", PASSPHRASE, PASSPHRASE)
        assert top(app) is RecoveryKey


async def test_one_person_is_asked_for_the_passphrase_straight_away(folder: Path, clock: FixedClock) -> None:
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert top(app) is UnlockScreen
        assert not app.screen.query(OptionList)
        assert "Anne Martin" in text_of(app)
        await typed(pilot, "un autre")
        assert "Anne Martin" in said(pilot)
        assert fields(pilot) == [""]
        await typed(pilot, PASSPHRASE)
        assert top(app) is HomeScreen


async def test_one_of_several_is_chosen_with_the_arrows(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, clock, "Paul Petit").close()
    opened(folder, clock, "Zoé Roux", "supervisor").close()
    monkeypatch.setenv("ASSISTANT_USER", "Paul Petit")
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert app.screen.query_one(OptionList).highlighted == 1
        assert "Paul Petit" in str(app.screen.query_one("#who", Static).content)
        await pilot.press("up", "up")
        assert app.screen.query_one(OptionList).highlighted == 2
        assert "Zoé Roux" in str(app.screen.query_one("#who", Static).content)
        await typed(pilot, "un autre")
        assert "Zoé Roux" in said(pilot)
        assert app.screen.query_one(OptionList).highlighted == 2  # the person is kept
        await typed(pilot, PASSPHRASE)
        assert app.store.person.name == "Zoé Roux"


async def test_the_wait_after_five_wrong_tries_is_shown(folder: Path, clock: FixedClock) -> None:
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for _turn in range(5):
            await typed(pilot, "un autre")
            assert "Anne Martin" in said(pilot)
        await typed(pilot, PASSPHRASE)
        assert top(app) is UnlockScreen
        assert "seconde" in said(pilot)
        assert fields(pilot) == [PASSPHRASE]  # it was not even tried
        await pilot.press("x", "backspace")
        assert "seconde" in said(pilot)
        clock.seconds += 60
        await pilot.press("enter")
        await settled(pilot)
        assert top(app) is HomeScreen


async def test_the_seconds_go_down(folder: Path, clock: FixedClock) -> None:
    entry = Entry(folder, clock)
    for _turn in range(8):
        with pytest.raises(LockedError):
            entry.keys("Anne Martin", "un autre")
        clock.seconds += 10
    clock.seconds -= 10
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await typed(pilot, PASSPHRASE)
        shown = [said(pilot)]
        while shown[-1]:
            app.screen.query_one(Passphrase)._count_down()
            shown.append(said(pilot))
        counted = [int(word) for line in shown for word in line.split() if word.isdigit()]
        assert counted[0] > 2
        assert counted == list(range(counted[0], 0, -1))
        assert app.screen.query_one("#state").display


async def test_a_forgotten_passphrase_is_explained_one_key_away(folder: Path, clock: FixedClock) -> None:
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "--recovery" not in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "--recovery" in text_of(app)
        await pilot.press("f2", *"a?")
        await pilot.pause()
        assert "--recovery" not in text_of(app)
        assert fields(pilot) == ["a?"]  # a key of the screens does not take a letter away


async def test_the_screen_is_alive_while_a_passphrase_is_tried(
    folder: Path, clock: FixedClock, slow: Slow
) -> None:
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter", "enter", "f2")
        await resized(pilot, (100, 30))
        await pilot.pause()
        assert top(app) is UnlockScreen
        assert "--recovery" in text_of(app)
        slow.go_on.set()
        await settled(pilot)
        assert top(app) is HomeScreen
        assert slow.tries == [PASSPHRASE]


async def test_the_store_opens_behind_a_window_that_is_too_small(
    folder: Path, clock: FixedClock, slow: Slow
) -> None:
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await resized(pilot, (60, 20))
        await pilot.pause()
        slow.go_on.set()
        await settled(pilot)
        assert top(app) is TooSmall
        await resized(pilot, SIZE)
        await settled(pilot)
        assert top(app) is HomeScreen
        await pilot.press("n")
        assert top(app) is not HomeScreen


async def test_a_passphrase_given_opens_without_asking(folder: Path, clock: FixedClock) -> None:
    app = closed(folder, clock, passphrase=PASSPHRASE)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert top(app) is HomeScreen
        assert app.opened is not None
        assert app._doorstep.passphrase is None


@pytest.mark.parametrize(
    ("called", "passphrase", "named"),
    [("", "un autre", "Anne Martin"), ("Nemo", PASSPHRASE, "Nemo")],
    ids=["another passphrase", "nobody of this name"],
)
async def test_a_given_passphrase_that_does_not_open_is_said_and_asked(
    folder: Path, clock: FixedClock, called: str, passphrase: str, named: str
) -> None:
    app = closed(folder, clock, called, passphrase)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert top(app) is UnlockScreen
        assert named in said(pilot)
        await typed(pilot, PASSPHRASE)
        assert top(app) is HomeScreen
        assert len(app.screen_stack) == 1


async def test_an_interview_asked_for_begins_once_the_store_is_open(
    store: Store, ref: str, clock: FixedClock
) -> None:
    app = AssistantApp(Doorstep(store.folder, clock), year_of=year_of, visit=(ref, ("avk",)))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await typed(pilot, PASSPHRASE)
        assert top(app) is InterviewScreen
        assert screen_of(pilot).session.script.id == "avk"
    assert app.opened is not None
    app.opened.close()


async def test_a_vault_that_cannot_be_read_is_said(folder: Path, clock: FixedClock) -> None:
    (folder / "vault").write_bytes(b"not a vault")
    app = closed(folder, clock)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert top(app) is UnlockScreen
        assert str(folder)[:10] in said(pilot)
        assert app.screen.query_one(Input).disabled
        await pilot.press("ctrl+q")
    assert app.fault is None
