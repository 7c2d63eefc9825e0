"""`python -m tests.pictures`: the pictures of the README, taken from the running program."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from assistant import language
from assistant.cli.demo import settings_in
from assistant.cli.yearsets import year_of
from assistant.demo.building import build
from assistant.demo.clock import DAY
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
from assistant.tui.visits import open_patient, visit
from tests.demo.conftest import StillClock
from tests.tui.entering import settled
from tests.tui.playing import Play, play

DOCS: Final = Path(__file__).parents[1] / "docs"
PICTURES: Final = ("home", "dossier", "interview", "end")
"""Each a file of this name in `docs`."""
SIZE: Final = (124, 32)
"""Columns and rows: wide enough for the patient to stand beside the conversation."""
PATIENT: Final = "D03"
"""One interview is missing, which is then held."""
SHOWN: Final = "missed_dose"
"""The step on the picture of the interview."""
ANSWERS: Final = {
    "bleeding": "2",
    "warning_signs_present": "2",
    "procedure_planned": "2",
    "prescriber_contact": "2",
    "prescriber_rpps": "",
    "food_steady": "p",
    "next_interview": "05/03/2018",
    "synthesis": "Sait quoi faire en cas d’oubli. Reparler des repas.",
}


async def pictures(folder: Path) -> dict[str, str]:
    """Each picture as SVG, in French: the list, a dossier, its interview part of the way, and the end of it.

    Args:
        folder: where a store may be made.
    """
    language.use("fr")
    with settings_in(folder / "settings"), build(folder / "store", StillClock()) as store:
        app = AssistantApp(
            Doorstep(store.folder, store.clock),
            store=store,
            year_of=lambda summaries: year_of(summaries, DAY),
        )
        taken: dict[str, str] = {}
        async with app.run_test(size=SIZE) as pilot:
            taken["home"] = await _taken(pilot)
            open_patient(app, PATIENT)
            taken["dossier"] = await _taken(pilot)
            visit(app, PATIENT, ("avk",))
            await settled(pilot)
            await play(pilot, ANSWERS, until=SHOWN)
            taken["interview"] = await _taken(pilot)
            await play(pilot, ANSWERS)
            await pilot.press("ctrl+s")
            taken["end"] = await _taken(pilot)
    return taken


async def _taken(pilot: Play) -> str:
    await settled(pilot)
    return alone(pilot.app.export_screenshot(title="Entretien AVK", simplify=True))


def alone(svg: str) -> str:
    """The picture without the fonts it would fetch from elsewhere."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", "monospace").rstrip() + "\n"


def path_of(name: str) -> Path:
    """Where a picture is kept."""
    return DOCS / f"{name}.svg"


def main() -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        for name, svg in asyncio.run(pictures(Path(folder))).items():
            path_of(name).write_text(svg, encoding="utf-8")
            sys.stdout.write(f"{path_of(name).relative_to(DOCS.parent)}\n")


if __name__ == "__main__":
    main()
