"""What is loaded before the first paint, and what the first screen says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from tests.tui.playing import ready, text_of

HEAVY = ("pydantic", "transitions", "tinydb", "yaml")
PROBE = """
import sys
from pathlib import Path
from assistant.clock import SystemClock
from tests.opening import opened
from assistant.tui.app import AssistantApp

class Probe(AssistantApp):
    def _begin(self):
        print(sorted(set({heavy!r}) & set(sys.modules)))
        self.exit()

store = opened(Path(sys.argv[1]), SystemClock())
Probe(store).run(headless=True)
print(len(store.summaries()), sorted(set({heavy!r}) & set(sys.modules)))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(store: Store, ref: str) -> None:
    assert len(store.summaries()) == 1  # the index is up to date
    root = Path(__file__).parents[2]
    probe = [sys.executable, "-c", PROBE.format(heavy=HEAVY), str(store.folder)]
    done = subprocess.run(probe, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "1 []"]


async def test_filter_and_clear(app: AssistantApp, store: Store, ref: str) -> None:
    store.add_patient({"family_name": "Petit", "given_name": "Éloïse", "birth_date": "1950-05-03"})
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", "e", "l", "o", "i")
        assert "PETIT" in text_of(app)
        assert "DURAND" not in text_of(app)
        await pilot.press("escape")
        assert "DURAND" in text_of(app)


async def test_a_damaged_dossier_is_reported_in_a_line(app: AssistantApp, store: Store, ref: str) -> None:
    broken = store.folder / "dossiers" / ("0" * 32)
    broken.mkdir()
    (broken / "facts.journal").write_bytes(b"not a journal at all")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "DURAND" in text_of(app)
        assert broken.name[:10] in text_of(app)
