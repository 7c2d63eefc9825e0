"""`python -m tests.pictures`: the picture of the README, taken from the running program."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from assistant import language
from assistant.tui.app import AssistantApp
from assistant.tui.doorstep import Doorstep
from tests.opening import opened
from tests.tui.playing import play, ready

PICTURE: Final = Path(__file__).parents[1] / "docs" / "interview.svg"
SIZE: Final = (124, 32)
"""Columns and rows: wide enough for the patient to stand beside the conversation."""

FACTS: Final = {
    "family_name": "Durand",
    "given_name": "Léa",
    "birth_date": "1943-02-01",
    "medicine": "coumadine",
    "strength_mg": 5,
    "treatment_start": "2016-01-04",
    "expected_months": 24,
    "inr_low": 2,
    "inr_high": 3,
    "inr_readings": [{"date": "2017-02-06", "value": 2.8}, {"date": "2017-03-01", "value": 2.4}],
    "adhesion_date": "2016-07-05",
}
ANSWERS: Final = {
    "bleeding": "2",
    "warning_signs_present": "2",
    "procedure_planned": "2",
    "past_events": "2",
    "dose": "comme sur l’ordonnance",
    "usual_hour": "20 h",
}
SHOWN: Final = "missed_dose"
"""The step on the picture."""


class _Clock:
    """A clock that stands still, so that the picture changes only with the program."""

    def now(self) -> datetime:
        return datetime(2017, 3, 6, 9, 30, tzinfo=timezone(timedelta(hours=1)))

    def elapsed(self) -> float:
        return 0.0


async def picture(folder: Path) -> str:
    """The interview screen as SVG, in French, part of the way through an interview.

    Args:
        folder: where a store may be made.
    """
    language.use("fr")
    with opened(folder / "store", _Clock()) as store:
        ref = store.add_patient(FACTS, "D1")
        app = AssistantApp(Doorstep(store.folder, store.clock), store=store, visit=(ref, ("avk",)))
        async with app.run_test(size=SIZE) as pilot:
            await ready(pilot)
            await play(pilot, ANSWERS, until=SHOWN)
            await pilot.pause()
            svg = app.export_screenshot(title="Entretien AVK", simplify=True)
    return alone(svg)


def alone(svg: str) -> str:
    """The picture without the fonts it would fetch from elsewhere."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", "monospace").rstrip() + "\n"


def main() -> None:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(picture(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
