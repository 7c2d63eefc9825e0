"""Own words written by somebody who had not seen the matcher's list: how many are understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.language import Language
from assistant.rehearsal.matching import Understood, matcher_for
from tests.rehearsal.practising import script_of

ROWS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("phrasings_unseen.yaml").read_text(encoding="utf-8")
)
UNDERSTOOD, MISTAKEN = 0.75, 0.09
"""Shares: at least so many are understood, at most so many taken for something else."""


def understood(row: dict[str, Any]) -> Understood:
    """What is made of one of them."""
    observance = {step.id for _section, step in script_of("observance").steps()}
    name = "observance" if {row["position"], row["step"]} & observance else "avk"
    language: Language = "en" if row["lang"] == "en" else "fr"
    return matcher_for(script_of(name), language).understand(row["words"], row["position"])


def test_most_own_words_are_understood_and_few_are_mistaken(
    record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    missed: list[tuple[str, Understood]] = []
    mistaken: list[tuple[str, Understood]] = []
    for row in ROWS:
        found = understood(row)
        same = found.intent == row["intent"] and row["step"] in (found.step, None)
        if not same:
            (missed if found.intent == "unknown" else mistaken).append((row["words"], found))
    right = len(ROWS) - len(missed) - len(mistaken)
    with capsys.disabled():
        print(f"\n{right} of {len(ROWS)} phrasings understood")  # noqa: T201 - the misses are to be seen
        for words, found in (*mistaken, *missed):
            print(f"  {found.intent} {found.step or ''}: {words}")  # noqa: T201
    record_property("phrasings understood", right)
    assert len(ROWS) >= 200
    assert right >= UNDERSTOOD * len(ROWS)
    assert len(mistaken) <= MISTAKEN * len(ROWS)
