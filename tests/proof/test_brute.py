"""The proof says what a checker that tries everything says, on scripts small enough for that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.interview.flow import Flow
from assistant.proof.ground import Ground
from assistant.proof.proving import proof_of
from assistant.proof.survey import Survey
from assistant.script.library import parse_script
from assistant.script.references import reference_faults
from assistant.script.source import parse
from tests.proof.brute import combinations_of, questions, run
from tests.proof.judging import Judged
from tests.proof.smallscripts import MOST, small

ALL = 2_000
SAMPLE = 60
ELSEWHERE = {
    "no-effect",
    "early-conclusion",
    "needless-silence",
    "score-wrong",
    "used-before",
}
"""Findings that are not about ways, or that small scripts cannot have."""


def difference(seed: int) -> dict[str, Any] | None:
    """In what the two disagree on one script; None where it is too large to be tried."""
    data = small(seed)
    if combinations_of(data)[0] > MOST:
        return None
    text = json.dumps(data, ensure_ascii=False).encode()
    source = parse(text, Path("small.yaml"))
    assert list(reference_faults(source)) == [], data
    script = parse_script(text, "small.yaml")
    ground = Ground(script, Flow(script))
    proof = proof_of(ground, lambda: source)
    judged = Judged(data)
    mine = {(f.id, f.at): f for f in proof.findings if f.id not in ELSEWHERE}
    wanted = judged.findings()
    wrong: dict[str, Any] = {}
    if set(mine) != set(wanted):
        wrong["findings"] = {"missing": set(wanted) - set(mine), "too many": set(mine) - set(wanted)}
    for case in set(mine) & set(wanted):
        example, fewest = mine[case].example, wanted[case]
        if fewest is None:
            continue
        if example is None:
            wrong[str(case)] = "no example"
            continue
        again = run(
            data, {**_any(data), **example.answers}, example.background.facts, example.background.previous
        )
        if (again.path, again.end) != (list(example.path), example.end):
            wrong[str(case)] = ("walked otherwise", again.path, example.path)
        elif questions(data, again.path) != fewest:
            wrong[str(case)] = ("not the shortest", fewest, again.path)
        elif not any(key == case and shows(again) for key, shows in judged._shown()):
            wrong[str(case)] = ("does not show it", again.path)
    survey = Survey(ground)
    lengths = judged.lengths()
    done = survey.completed
    mine_lengths = None if done is None else (done.least[0], done.most[0], done.least[1], done.most[1])
    if mine_lengths != lengths:
        wrong["lengths"] = (mine_lengths, lengths)
    if not len(judged.paths) <= survey.paths <= judged.count:
        wrong["paths"] = (survey.paths, len(judged.paths), judged.count)
    return wrong


def _any(data: dict[str, Any]) -> dict[str, Any]:
    return {step["id"]: None for section in data["sections"] for step in section["steps"]}


@pytest.mark.parametrize("part", range(4))
def test_both_checkers_agree(part: int, long: bool) -> None:
    wanted = (ALL if long else SAMPLE) // 4
    tried = 0
    seed = part * 1_000_000
    while tried < wanted:
        found = difference(seed)
        if found is not None:
            assert found == {}, (seed, found)
            tried += 1
        seed += 1
