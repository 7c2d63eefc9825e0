"""Whatever is taken out of a shipped script, its check says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.script.source import read_source
from assistant.settings import shipped
from tests.proof.mutants import PARTS, caught, mutants

SCRIPTS = sorted(path.stem for path in (shipped() / "interviews").glob("*.yaml"))
"""Every one that is shipped: a new one is tried too."""
SAMPLE = 3
"""Changes tried of each script, where not all are."""


def listed(name: str) -> dict[str, str]:
    """The changes that are truly equivalent, with the reason."""
    rows = read_source(Path(__file__).parent / "equivalent.yaml").data["equivalent"]
    return {row["change"]: row["reason"] for row in rows if row["script"] == name}


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_is_taken_out_is_missed(name: str, tmp_path: Path, long: bool) -> None:
    every = list(mutants(shipped() / "interviews" / f"{name}.yaml"))
    tried = every if long else random.Random(name).sample(every, SAMPLE)
    missed = {change for change, mutant in tried if not caught(mutant, tmp_path)}
    assert missed == set(listed(name)) & {change for change, _mutant in tried}
    assert all(listed(name).values())


def test_every_kind_of_change_is_tried() -> None:
    kinds = {
        change.split()[0]
        for name in SCRIPTS
        for change, _m in mutants(shipped() / "interviews" / f"{name}.yaml")
    }
    assert kinds == {"step", *PARTS, "alert", "swap"}
