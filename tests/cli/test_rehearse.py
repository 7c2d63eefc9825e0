"""Practising by commands: list, rehearse, debrief, cases."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.rehearsal.template import template
from tests.cli.calling import Call, Said, of

CALM = ("rehearse", "coat_on", "--jsonl", "--seed", "4", "--lang", "fr")


def sent(*commands: dict[str, Any]) -> str:
    """What another program sends."""
    return "".join(json.dumps(command) + "\n" for command in commands)


REFUSED = sent(
    {"answer": ""},
    {"do": "ask"},
    {"answer": ""},
    {"say": "Êtes-vous d’accord pour commencer ?"},
    {"do": "again"},
    {"answer": "no"},
)


def replies(said: list[Said]) -> list[Said]:
    """What the patient said."""
    return of(said, "reply")


def test_a_rehearsal_by_another_program_and_its_debrief(call: Call) -> None:
    held = call(*CALM, typed=REFUSED)
    assert held.code == 0, held.err
    said = held.messages
    assert said[-1]["event"] == "end"
    assert said[-1]["status"] == "stopped"
    for reply in replies(said):
        assert set(reply) == {"event", "step", "intent", "words", "reply", "understood", "hint"}
        assert reply["reply"]
    assert [one["intent"] for one in replies(said)] == ["ask", "ask", "ask", "again"]
    assert replies(said)[2]["step"] == "consent"
    name = said[-1]["transcripts"][0]
    found = call("debrief", name, "--json", lang="en").result
    assert found["case"] == "coat_on"
    assert found["seed"] == 4
    assert found["stopped_as"] == "refused"
    assert 0 < found["score"]["percent"] <= 100
    words = call("debrief", name)
    assert "WHAT WENT WELL" in words.out
    assert "Kindness" in words.out
    assert call("transcripts", "show", name).code == 1  # it is not among the real ones
    assert call("year", "--json").result["patients"] == []


def test_the_same_seed_says_the_same_words(call: Call) -> None:
    first = replies(call(*CALM, typed=REFUSED).messages)
    second = replies(call(*CALM, typed=REFUSED).messages)
    assert first == second


def test_hints_come_in_guided_mode_alone(call: Call) -> None:
    guided = call(*CALM, "--mode", "guided", typed=REFUSED).messages
    practice = call(*CALM, typed=REFUSED).messages
    assert any(one["hint"] for one in replies(guided))
    assert not any(one["hint"] for one in replies(practice))


def test_line_by_line_a_question_mark_speaks(call: Call) -> None:
    typed = "\n?\n\n? Vous êtes d’accord ?\n:encore\n:check\nnon\n"
    held = call("rehearse", "coat_on", "--plain", "--seed", "1", "--lang", "fr", typed=typed)
    assert held.code == 0, held.err
    assert "EXERCICE" in held.out
    assert held.out.count("Jacqueline") + held.out.count(" : ") > 3
    assert "%" not in held.out  # nothing is scored before the end
    name = call("rehearse", "list", "--json").result["attempts"][-1]["transcript"]
    assert held.out.rstrip().endswith(f"assistant debrief {name}")
    assert f"assistant debrief {name}" in call("rehearse", "list").out


def test_line_by_line_a_question_not_yet_asked_is_told_from_one_to_record(call: Call) -> None:
    typed = "\n\n? Vous fumez ?\n?\n? Vous fumez ?\n"
    held = call("rehearse", "shopping_bag", "--plain", "--seed", "1", "--lang", "fr", typed=typed).out
    unasked, *recorded = [line for line in held.splitlines() if line.startswith("→")]
    assert "reste à demander" in unasked
    assert len(recorded) == 2
    assert all("Notez la réponse" in line for line in recorded)


def test_a_rehearsal_left_is_taken_up_again(call: Call) -> None:
    call("rehearse", "shopping_bag", "--jsonl", typed=sent({"answer": ""}, {"answer": ""}))
    again = call("rehearse", "shopping_bag", "--jsonl", "--resume", typed="")
    asked = of(again.messages, "question")[0]
    assert asked["step"] == "consent"
    told = call("rehearse", "shopping_bag", "--jsonl", typed="")
    assert "--resume" in told.err
    assert call("rehearse", "coat_on", "--jsonl", "--resume").code == 1


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_what_was_left_for_an_emergency_is_over(call: Call, mode: str) -> None:
    typed = "\n\n?\n:again\nyes\n? Avez-vous des selles noires ?\n:note 15 appelé, j’attends\n:pause\n"
    words = ("rehearse", "two_errands", "--plain", "--mode", mode, "--seed", "1")
    held = call(*words, typed=typed, lang="fr")
    assert "L’exercice est terminé" in held.out, held.out
    assert "--resume" not in held.out
    name = held.out.split()[-1]
    assert call("debrief", name, "--json").result["finished"] is True
    assert call(*words, "--resume").code == 1
    assert "--resume" not in call(*words, typed=":pause\n", lang="fr").err


def test_line_by_line_nothing_is_explained_where_nothing_is_to_be(call: Call) -> None:
    typed = "\n\n?\n:expliquer\n:pause\n"
    held = call("rehearse", "garden", "--plain", "--seed", "1", typed=typed, lang="fr").out
    assert "rien à expliquer ici" in held
    assert "Je vais vous expliquer" not in held


def test_an_exam_that_is_paused_names_no_debrief(call: Call) -> None:
    held = call("rehearse", "garden", "--plain", "--mode", "exam", typed="\n:pause\n", lang="fr")
    assert "--resume" in held.out
    assert "debrief" not in held.out


def test_the_list_says_what_was_tried_and_what_to_take_next(call: Call) -> None:
    before = call("rehearse", "list", "--json").result
    assert len(before["cases"]) >= 14
    assert before["attempts"] == []
    assert before["next"] in [case["id"] for case in before["cases"]]
    call(*CALM, typed=REFUSED)
    after = call("rehearse", "list", "--json").result
    assert [one["case"] for one in after["attempts"]] == ["coat_on"]
    assert next(case for case in after["cases"] if case["id"] == "coat_on")["attempts"] == 1
    words = call("rehearse", "list")
    assert "coat_on" in words.out
    assert "→" in words.out


@pytest.mark.parametrize(
    "words",
    [
        ("rehearse", "nobody", "--plain"),
        ("rehearse", "coat_on", "--plain", "--mode", "easy"),
        ("rehearse", "coat_on", "--plain", "--seed", "x"),
        ("debrief", "nothing"),
        ("debrief", "../../etc"),
        ("cases", "new", "Genou"),
        ("cases", "new", "coat_on"),
    ],
)
def test_what_cannot_be_done_is_said(call: Call, words: tuple[str, ...]) -> None:
    refused = call(*words)
    assert refused.code == 1
    assert refused.err.strip()
    assert "Traceback" not in refused.err
    assert call(*words, "--json").error["message"]


class Page(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert name not in ("src", "href", "onclick", "onload"), value

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_debrief_is_a_page_to_print(call: Call, tmp_path: Path) -> None:
    typed = sent({"answer": ""}, {"answer": ""}, {"say": "<script>alert('x')</script>"}, {"answer": "no"})
    name = call(*CALM, typed=typed).messages[-1]["transcripts"][0]
    path = tmp_path / "debrief.html"
    made = call("debrief", name, "--html", str(path), lang="fr")
    assert made.code == 0, made.err
    assert str(path) in made.err
    page = Page()
    text = path.read_text(encoding="utf-8")
    page.feed(text)
    assert {"html", "style", "table", "h1"} <= set(page.tags)
    assert "script" not in page.tags
    assert "://" not in text
    assert "@page" in text
    assert call("debrief", name, "--html", str(tmp_path / "no" / "x.html")).code == 1
    assert "entraînement" in text  # how it was held
    assert "[ligne 4]" in text  # where a thing expected was done
    assert 'id="e4"' not in text
    call("debrief", name, "--html", str(path), "--lines", lang="fr")
    assert 'id="e4"' in path.read_text(encoding="utf-8")


def test_what_is_not_there_is_told_in_the_words_of_a_rehearsal(call: Call) -> None:
    assert "assistant rehearse list" in call("debrief", "nothing").err
    seed = call("rehearse", "coat_on", "--seed", "x", lang="fr").err
    assert "invalid" not in seed
    assert "--seed" in seed


def test_cases_are_listed_and_proven(call: Call, tmp_path: Path) -> None:
    listed = call("cases", "list", "--json").result
    assert {"id", "version", "title", "difficulty", "script", "own"} == set(listed[0])
    assert not any(case["own"] for case in listed)
    proven = call("cases", "check", "coat_on", "--json")
    assert proven.code == 0
    assert proven.result[0]["valid"] is True
    assert "proven" in call("cases", "check", "coat_on").out
    bad = tmp_path / "bad.yaml"
    bad.write_text(template("bad").replace("script: avk", "script: avk\nnope: 1"), encoding="utf-8")
    wrong = call("cases", "check", "coat_on", str(bad), str(tmp_path / "none.yaml"), "--json")
    assert wrong.code == 2
    assert [one["valid"] for one in wrong.result] == [True, False, False]
    assert wrong.result[1]["faults"][0]["line"] > 1


def test_a_teachers_own_case_is_begun_checked_and_practised(call: Call, tmp_path: Path) -> None:
    made = call("cases", "new", "sore_knee", "--json").result
    assert Path(made["file"]).is_file()
    assert call("cases", "check", "sore_knee").code == 0
    assert [case["id"] for case in call("cases", "list", "--json").result if case["own"]] == ["sore_knee"]
    held = call("rehearse", "sore_knee", "--jsonl", typed=sent({"answer": ""}))
    assert replies(held.messages)
    assert call("cases", "new", "sore_knee").code == 1  # never written over
    other = tmp_path / "deep" / "knee.yaml"
    assert call("cases", "new", "knee", "--out", str(other)).code == 0
    assert other.is_file()


def test_a_rehearsal_comes_back_from_a_backup_with_its_case(call: Call, tmp_path: Path) -> None:
    name = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    before = call("debrief", name, "--json").result
    assert call("backup", str(tmp_path / "copy")).code == 0
    other = str(tmp_path / "other")
    assert call("restore", str(tmp_path / "copy"), "--store", other).code == 0
    assert call("debrief", name, "--json", "--store", other).result == before
