"""`assistant script check` and `assistant play`: no store is needed, and none is made."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.settings import shipped
from tests.cli.calling import Call

ANSWERS = Path(__file__).parents[1] / "answers"
THEMES = ("surveillance", "observance_theme", "effects", "daily_life")
NAMES = ("avk", "observance", *THEMES)
SHIPPED = [str(shipped() / "interviews" / f"{name}.yaml") for name in NAMES]


@pytest.fixture(autouse=True)
def _no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "none"))
    monkeypatch.delenv("ASSISTANT_PASSPHRASE")
    yield
    assert not (tmp_path / "none").exists()


def test_shipped_scripts_have_no_fault(call: Call) -> None:
    checked = call("script", "check", *SHIPPED, "--json")
    assert checked.code == 0
    assert [(row["file"], row["valid"], row["faults"]) for row in checked.result] == [
        (name, True, []) for name in SHIPPED
    ]
    assert call("script", "check", *SHIPPED).out.count("no fault") == len(NAMES)


def test_every_fault_of_every_file_is_named_with_its_place(call: Call, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    text = Path(SHIPPED[1]).read_text(encoding="utf-8")
    first.write_text(
        text.replace("version: 3", "version: one").replace("kind: observance", "kind: dance"), "utf-8"
    )
    second.write_text("id: [\n", "utf-8")
    missing = str(tmp_path / "nope.yaml")
    words = call("script", "check", str(first), SHIPPED[0], str(second), missing)
    assert words.code == 2
    places = re.findall(r"^(.+?):(\d+):(\d+): .+$", words.out, re.MULTILINE)
    assert {place[0] for place in places} == {str(first), str(second), missing}
    document = call("script", "check", str(first), SHIPPED[0], str(second), missing, "--json")
    assert document.code == 2
    assert [row["valid"] for row in document.result] == [False, True, False, False]
    assert len(document.result[0]["faults"]) == 2
    for row in document.result:
        for fault in row["faults"]:
            assert set(fault) == {"file", "line", "column", "message"}
            assert fault["line"] >= 1
            assert fault["column"] >= 1
    assert f"{first}:{document.result[0]['faults'][0]['line']}:" in words.out


@pytest.mark.parametrize("raw", [b"", b"\x00", b"\xff\xfe", b"- a\n- b\n", b"a: &a [*a]\n", b"{" * 5000])
def test_a_file_that_is_no_script_has_a_fault_with_a_place(call: Call, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    checked = call("script", "check", str(path), "--json")
    assert checked.code == 2
    assert checked.result[0]["faults"][0]["line"] >= 1


@pytest.mark.parametrize("as_path", [False, True])
def test_a_script_is_played_by_id_or_path(call: Call, as_path: bool) -> None:
    script = SHIPPED[1] if as_path else "observance"
    played = call("play", script, "--answers", str(ANSWERS / "observance.yaml"), "--json")
    assert played.code == 0
    result = played.result
    assert (result["script"], result["version"], result["status"]) == ("observance", 3, "completed")
    assert all(set(step) >= {"step", "section", "answer", "display"} for step in result["steps"])
    assert result["computed"]["observance.score"] == 6
    assert result["computed"]["observance.class"] == "good"
    assert all(not isinstance(value, dict | list) for value in result["computed"].values())
    assert set(result["mandates"]) == {"covered", "missing"}


def test_the_avk_interview_is_played(call: Call, tmp_path: Path) -> None:
    words = ("play", "avk", "--answers", str(ANSWERS / "avk.yaml"), "--today", "2016-06-01", "--json")
    result = call(*words).result
    assert result["status"] == "completed"
    assert result["computed"]["inr.class"] == "in_range"
    assert result["computed"]["inr.action"] == "note"
    assert result["computed"]["inr.high_bleeding_risk"] is False
    assert 0 <= result["computed"]["inr.ttr"] <= 1
    assert "observance.score" not in result["computed"]
    assert result["mandates"]["missing"] == []
    sections = list(dict.fromkeys(step["section"] for step in result["steps"]))
    assert sections == ["consent", "treatment", "inr", "posology", "precautions", "plan"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_thematic_interview_is_played(call: Call, theme: str) -> None:
    answers = str(ANSWERS / f"{theme}.yaml")
    result = call("play", theme, "--answers", answers, "--today", "2016-06-01", "--json").result
    assert (result["status"], result["mandates"]["missing"]) == ("completed", [])
    sections = list(dict.fromkeys(step["section"] for step in result["steps"]))
    assert sections == ["consent", "today", "theme", "plan"]


def _observance(folder: Path, **answers: object) -> str:
    names = ("last_dose_taken", "never_run_out", "on_time", "memory", "benefit", "tablets_bearable")
    path = folder / "answers.json"
    path.write_text(json.dumps({**dict.fromkeys(names, "oui"), **answers}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("score", "found"), [(6, "good"), (5, "weak"), (4, "weak"), (3, "non_observance"), (0, "non_observance")]
)
def test_the_class_of_each_score(call: Call, tmp_path: Path, score: int, found: str) -> None:
    names = ["last_dose_taken", "never_run_out", "on_time", "memory", "benefit", "tablets_bearable"]
    answers = {name: number < score for number, name in enumerate(names)}
    computed = call("play", "observance", "--answers", _observance(tmp_path, **answers), "--json").result
    assert computed["computed"] == {"observance.score": score, "observance.class": found}


def test_an_answer_that_lacks_makes_the_play_incomplete(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "few.yaml"
    path.write_text("last_dose_taken: yes\nnever_run_out: Non\n", encoding="utf-8")
    played = call("play", "observance", "--answers", str(path), "--json")
    assert played.code == 2
    assert (played.result["status"], played.result["missing"]) == ("incomplete", "on_time")
    assert played.result["computed"] == {}
    assert "“on_time” has no answer" in call("play", "observance", "--answers", str(path)).out


def test_a_refusal_stops_the_play(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "no.yaml"
    path.write_text("consent: no\n", encoding="utf-8")
    played = call("play", "avk", "--answers", str(path), "--json")
    assert played.code == 0
    assert (played.result["status"], played.result["stopped_as"]) == ("stopped", "refused")


@pytest.mark.parametrize(
    "answers",
    [{"nothing_such": "x"}, {"memory": "perhaps"}, {"memory": {"a": "b"}}, {"memory": "[/red\x1b[2J"}],
)
def test_an_answer_that_cannot_be_taken_is_refused(
    call: Call, tmp_path: Path, answers: dict[str, object]
) -> None:
    played = call("play", "observance", "--answers", _observance(tmp_path, **answers), "--json")
    assert (played.code, played.error["kind"]) == (1, "input")
    assert next(iter(answers)) in played.error["message"]


@pytest.mark.parametrize("text", ["", "- a\n", "[", "a: b: c", "? [x]\n: y\n", "1: x\n"])
def test_a_file_that_is_no_set_of_answers_is_refused(call: Call, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    called = call("play", "observance", "--answers", str(path), "--json")
    assert called.code == 1
    assert called.error["kind"] in ("input", "script")


RULES = sorted((shipped() / "rules").glob("*.yaml"))


def test_rule_files_are_checked_too(call: Call) -> None:
    checked = call("script", "check", *map(str, RULES), "--json")
    assert checked.code == 0
    assert [row["id"] for row in checked.result] == [path.stem for path in RULES]
    assert call("script", "check", *map(str, RULES)).out.count("no fault") == len(RULES) == 7


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("payment: step", "payment: year", "payment: step"),
        ("amount_eur: 50", "amount_eur: 51", "add up"),
        ("needs: {evaluation: 1, thematic: 2}", "needs: {evaluation: 2, thematic: 1}", "“needs” counts"),
        ("basis: twelve_months", "basis: fortnight", "'calendar_year', 'twelve_months'"),
        ("code: TAC", "code: tac", "capital letters"),
        ('from: "2025-01-08"', "from: 2025", "“2016-06-28”"),
        ("at_most_planned: true", "at_most: true", "at_most_planned"),
    ],
)
def test_a_fault_of_a_rule_file_has_its_place(
    call: Call, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (shipped() / "rules" / "avenant-1-2024.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "ours.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = call("script", "check", str(path))
    assert found.code == 2
    assert said in found.out
    assert re.search(rf"^{re.escape(str(path))}:\d+:\d+: ", found.out, re.MULTILINE)
