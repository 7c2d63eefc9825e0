"""docs/proof.md is true: its findings are those there are, its examples are taken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from assistant.interview.play import play
from assistant.proof.finding import WARNINGS
from assistant.proof.proving import prove
from assistant.script.held import FindingId
from assistant.script.library import load_script, parse_script
from assistant.script.source import parse
from tests.interview.asking import TODAY, Watch

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "proof.md").read_text(encoding="utf-8")
EXAMPLE = DOCS / "examples" / "tablets.yaml"


def blocks() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_every_finding_is_told() -> None:
    table = PAGE.split("| Finding |", 1)[1].split("\n\n", 1)[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)} == set(get_args(FindingId))
    assert {"needless-silence"} == WARNINGS


def test_the_file_of_answers_is_played() -> None:
    answers = parse(blocks()[0].encode(), Path("answers.yaml")).data
    result = play(load_script(EXAMPLE), answers, Watch(), TODAY)
    assert result["missing"] == "forgotten"


def test_what_a_script_says_of_itself_is_taken() -> None:
    text = EXAMPLE.read_text(encoding="utf-8").split("# Only an example", 1)[0] + blocks()[1]
    proof = prove(parse_script(text.encode(), "tablets.yaml"), Path("tablets.yaml"))
    found = {finding.id for finding in proof.findings}
    assert "promise-broken" not in found
    assert "needless-silence" in found  # the notion of the example carries no mandate
