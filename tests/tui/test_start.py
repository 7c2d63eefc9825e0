"""What is loaded before the first paint, and what the first screen says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from tests.opening import PASSPHRASE
from tests.tui.playing import ready, text_of

WIDGETS = ("textual.widgets._text_area", "textual.widgets._data_table")
"""What the first screen of a store that is there does not need."""
HEAVY = ("pydantic", "transitions", "tinydb", "yaml", "numpy")
SEALED = ("cryptography",)
PROBE = """
import sys
from pathlib import Path
from assistant.clock import SystemClock
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep

def loaded(names):
    return sorted(set(names) & set(sys.modules))

class Probe(AssistantApp):
    def _begin(self):
        print(type(self.screen).__name__, loaded({heavy!r} + {sealed!r}))
        self.exit()

doorstep = Doorstep(Path(sys.argv[1]), SystemClock(), passphrase=sys.argv[2] or None)
Probe(doorstep).run(headless=True)
if doorstep.passphrase:
    print(len(doorstep.open_given().summaries()), loaded({heavy!r}))
"""


def probed(folder: Path, passphrase: str = "", probe: str = PROBE) -> list[str]:
    """What a process of its own says it has loaded at the first paint, and after reading the list."""
    root = Path(__file__).parents[2]
    code = probe.format(heavy=HEAVY, sealed=SEALED)
    command = [sys.executable, "-c", code, str(folder), passphrase]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_nothing_heavy_is_loaded_before_the_first_paint(store: Store, ref: str, tmp_path: Path) -> None:
    assert len(store.summaries()) == 1  # the index is up to date
    assert probed(tmp_path / "none") == ["FirstStart []"]
    assert probed(store.folder) == ["UnlockScreen []"]
    assert probed(store.folder, PASSPHRASE) == ["HomeScreen []", "1 []"]


def test_the_widgets_of_later_screens_are_not_loaded_before_the_first_paint(store: Store) -> None:
    probe = PROBE.replace("{heavy!r} + {sealed!r}", repr(WIDGETS))
    assert probed(store.folder, probe=probe) == ["UnlockScreen []"]


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
