"""`assistant script check` with its proof: what it prints, what it writes, and that `play` takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import language
from assistant.errors import InputError, ScriptError
from assistant.interview.beforehand import KNOWN, background
from assistant.proof.loading import proven_script
from assistant.script.library import load_script
from assistant.settings import configuration_folder, shipped
from tests.cli.calling import Call
from tests.interview.asking import TODAY
from tests.proof.small import KEPT, changed
from tests.proof.test_promises import GOOD_USE, STOP
from tests.script.small import script_of


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A script that can be completed without a mandate."""
    path = tmp_path / "kept.yaml"
    path.write_text(changed(GOOD_USE), encoding="utf-8")
    return path


def test_the_proof_is_told(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "kept.yaml"
    path.write_text(KEPT, encoding="utf-8")
    (row,) = call("script", "check", str(path), "--json").result
    assert (row["valid"], row["findings"], row["proof"]["holds"]) == (True, [], True)
    assert set(row["proof"]) == {"holds", "states", "paths", "questions", "minutes"}
    assert set(row["proof"]["questions"]) == {"least", "typical", "most"}
    words = call("script", "check", str(path)).out
    assert f"{row['proof']['states']} states, {row['proof']['paths']} ways" in words


def test_the_way_is_written_and_played(call: Call, broken: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "way.yaml", tmp_path / "ways"
    checked = call(
        "script", "check", str(broken), "--counterexample", str(file), "--out", str(folder), "--json"
    )
    assert checked.code == 2
    (row,) = checked.result
    assert row["valid"] is False
    (finding,) = row["findings"]
    assert set(finding) == {
        "finding", "at", "severity", "file", "line", "column", "message", "example",
    }  # fmt: skip
    assert (finding["finding"], finding["at"], finding["severity"]) == ("mandate-missed", "good_use", "error")
    (kept,) = folder.iterdir()
    assert kept.read_bytes() == file.read_bytes()
    assert kept.name == "kept-mandate-missed-good_use.yaml"
    played = call("play", str(broken), "--answers", str(file), "--json")
    assert played.code == 0
    assert played.result["status"] == "completed"
    assert "good_use" not in played.result["mandates"]["covered"]
    assert [step["step"] for step in played.result["steps"]] == list(finding["example"]["path"])


def test_the_way_is_told_in_words_with_its_place(call: Call, broken: Path) -> None:
    out = call("script", "check", str(broken), "--lang", "en").out
    line = broken.read_text(encoding="utf-8").splitlines().index("        mandates: [good_use]") + 1
    assert f"{broken}:{line}:19: " in out
    assert "[mandate-missed]" in out
    for words in ("last time: Missed dose: Acquired", "Consent (consent): Yes", "→ completed"):
        assert words in out
    assert "--out" not in out
    both = changed(GOOD_USE, ("[informed_consent]", "[posology]"))
    broken.write_text(both, encoding="utf-8")
    out = call("script", "check", str(broken), "--lang", "en").out
    assert (out.count("→ completed"), out.count("--out DIR")) == (1, 1)  # one way is enough to read
    assert "promesse" in call("script", "check", str(broken), "--lang", "fr").out


def test_ways_that_cannot_be_written_are_refused(call: Call, broken: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    before = broken.read_bytes()
    refused = call("script", "check", str(broken), "--counterexample", str(broken), "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    assert broken.read_bytes() == before
    again = ("script", "check", str(broken), "--out", str(tmp_path / "ways"))
    assert [call(*again).code, call(*again).code] == [2, 2]  # what was written before is written again
    for place in (tmp_path / "file" / "x", tmp_path):
        refused = call("script", "check", str(broken), "--counterexample", str(place), "--json")
        assert (refused.code, refused.error["kind"]) == (1, "input")


def test_a_script_of_ones_own_is_proven_before_it_is_used() -> None:
    language.use("en")
    folder = configuration_folder() / "scripts" / "interviews"
    folder.mkdir(parents=True)
    (folder / "kept.yaml").write_text(KEPT, encoding="utf-8")
    assert proven_script("kept").id == "kept"
    (folder / "kept.yaml").write_text(changed(GOOD_USE, STOP), encoding="utf-8")
    with pytest.raises(ScriptError, match="not used") as refused:
        proven_script("kept")
    assert "consent-missing" not in refused.value.message
    faults = refused.value.details["faults"]
    assert isinstance(faults, list)
    assert len(faults) == 3  # no refusal, nobody ever agreed, the mandate
    assert proven_script("avk").version == load_script(shipped() / "interviews" / "avk.yaml").version


def test_no_interview_begins_with_a_script_that_breaks_a_promise(call: Call, ref: str, broken: Path) -> None:
    refused = call("interview", ref, "--script", str(broken), "--jsonl", "--json")
    assert refused.code == 1
    assert "script check" in refused.out + refused.err
    assert call("transcripts", "list", "--json").result == []


@pytest.mark.parametrize(
    "said",
    [
        "x",
        {"fact": {}},
        {"facts": []},
        {"facts": {"nobody": 1}},
        {"facts": {"sex": "x"}},
        {"previous": {"hello": ""}},
        {"previous": {"missed": "so so"}},
        {"today": "someday"},
        {"today": {"a": 1}},
    ],
)
def test_what_was_known_before_is_read_like_answers(said: object) -> None:
    with pytest.raises(InputError):
        background(script_of(), said, TODAY)


def test_what_was_known_before_is_known() -> None:
    said = {"today": "01/02/2017", "facts": {"sex": "f", "inr_low": "2,5"}, "previous": {"missed": "acquis"}}
    known = background(script_of(), said, TODAY)
    assert (known.today.isoformat(), known.facts, known.previous) == (
        "2017-02-01",
        {"sex": "f", "inr_low": 2.5},
        {"missed": "acquired"},
    )
    assert KNOWN not in {step.id for _section, step in script_of().steps()}
    assert background(script_of(), None, TODAY).today == TODAY
