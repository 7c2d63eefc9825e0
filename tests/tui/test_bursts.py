"""Keys at random, faster than any screen is painted: nothing breaks, and the question is the present one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.interview import InterviewScreen
from tests.tui.conftest import app_of
from tests.tui.playing import card, ready
from tests.tui.practising import practising
from tests.tui.test_typedahead import at_once

ANSWERS = (
    "1",
    "2",
    "3",
    "a",
    "b",
    "enter",
    "enter",
    "enter",
    "tab",
    "x",
    "backspace",
    "space",
    "left",
    "right",
)
WAYS = ("escape", "escape", "up", "down", "pageup", "pagedown", "home", "end", "question_mark")
DEEDS = (
    "f1",
    "f2",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "ctrl+p",
    "ctrl+s",
    "ctrl+t",
    "ctrl+n",
    "ctrl+r",
    "ctrl+o",
)
LETTERS = (*"npydvmsSctiofer", "slash")
KEYS = (*ANSWERS, *WAYS, *DEEDS, *LETTERS)


@pytest.mark.parametrize("where", ["home", "interview", "rehearsal"])
async def test_keys_at_random(
    where: str,
    visiting: Callable[..., AssistantApp],
    store: Store,
    ref: str,
    long: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # files may be written
    monkeypatch.setenv("PATH", "")  # and nothing is opened or printed
    for seed in range(8 if long else 1):
        rng = Random(seed)
        if where == "rehearsal":
            app = practising(store, rng.choice(["shopping_bag", "garden"]), rng.choice(["guided", "exam"]))
        else:
            app = visiting("avk") if where == "interview" else app_of(store)
        async with app.run_test(size=rng.choice([(80, 24), (120, 40), (200, 50)])) as pilot:
            await ready(pilot)
            for _burst in range(80 if long else 25):
                keys = rng.choices(KEYS, k=rng.randint(1, 6))
                await at_once(pilot, *keys)
                assert app.fault is None, (seed, keys)
                screen = app.screen
                if isinstance(screen, InterviewScreen) and screen.session.position is not None:
                    elsewhere = screen._correcting or screen._explaining
                    shown = card(pilot).question
                    assert shown is not None
                    assert elsewhere or shown.step == screen.session.position, (seed, keys)
                    assert not screen._guard._closed, (seed, keys)
