"""`assistant review`: everything that is done on screen, by commands and for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from tests.cli.calling import Call, Called
from tests.opening import opened

Talk = Callable[..., Called]
ANNE, BRUNO, ZOE = "Anne Martin", "Bruno Petit", "Zoé Roux"
CALM = ("rehearse", "coat_on", "--jsonl", "--seed", "4", "--lang", "fr")
REFUSED = "".join(json.dumps(one) + "\n" for one in ({"answer": ""}, {"answer": ""}, {"answer": "no"}))


@pytest.fixture
def be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Whose passphrase is given from now on."""
    for name, role in ((BRUNO, "supervisor"), (ZOE, "student"), ("Yann Le Gall", "student")):
        opened(tmp_path / "store", SystemClock(), name, role).close()  # type: ignore[arg-type]
    return lambda name: monkeypatch.setenv("ASSISTANT_USER", name)


@pytest.fixture
def held(talk: Talk, ref: str) -> str:
    """A completed interview in which the prescriber had to be called, with a note and a correction."""
    done = talk(
        ref,
        "--script",
        "avk",
        replies={
            "inr_readings": {"answer": "2016-05-01 2,4; 2016-05-29 5,4"},
            "contact_agreement": [{"note": "Vient avec sa fille Élodie"}],
            "bleeding": {"answer": "no"},
            "warning_signs_present": {"answer": "no"},
            "inr_meaning": [{"correct": "contact_agreement", "answer": "no"}],
        },
    )
    assert done.messages[-1]["status"] == "completed", done.messages[-1]
    return str(done.messages[-1]["transcripts"][0])


def test_the_queue_says_why_each_one_is_there(call: Call, held: str, ref: str) -> None:
    (one,) = call("review", "queue", "--json").result
    assert (one["transcript"], one["ref"], one["script"], one["by"]) == (held, ref, "avk", ANNE)
    assert (one["state"], one["readers"], one["rehearsal"]) == ("to_read", [], None)
    assert {"call", "fast"} <= set(one["needs"])
    assert len(one["why"]) >= len(one["needs"])
    assert any("fait" in why for why in one["why"])
    said = call("review", "queue").out
    assert said.startswith(f"● {held}")
    assert all(f"      - {why}" in said for why in one["why"])
    french = call("review", "queue", lang="fr").out
    assert french.startswith(f"● {held}")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--person", "martin"), True),
        (("--person", "durand"), False),
        (("--role", "pharmacist"), True),
        (("--role", "student"), False),
        (("--patient", "P1"), True),
        (("--patient", "lea"), True),
        (("--patient", "P2"), False),
        (("--script", "avk"), True),
        (("--script", "observance"), False),
        (("--state", "to_read"), True),
        (("--state", "returned"), False),
        (("--since", "yesterday"), True),
        (("--until", "yesterday"), False),
        (("--until", "today", "--all"), True),
        (("--unread",), True),
    ],
)
def test_the_queue_is_narrowed(call: Call, held: str, words: tuple[str, ...], found: bool) -> None:
    listed = call("review", "queue", *words, "--json").result
    assert [one["transcript"] for one in listed] == ([held] if found else [])
    plain = call("review", "queue", *words)
    assert plain.code == 0
    assert found or (plain.out == "" and plain.err)


def test_figures_that_no_source_confirms_are_said(call: Call, held: str) -> None:
    done = call("review", "queue", "--all")
    assert held in done.out
    assert "[?] What is very short" in done.err
    assert "[?]" not in call("review", "queue", "--all", "--person", "nobody").err


def test_a_transcript_is_shown_as_it_happened(call: Call, held: str, be: Callable[[str], None]) -> None:
    be(BRUNO)
    shown = call("review", "show", held, "--json").result
    assert (shown["id"], shown["state"], shown["readers"], shown["damaged"]) == (
        held,
        "to_read",
        [BRUNO],
        None,
    )
    lines = shown["lines"]
    assert [line["event"] for line in lines] == sorted(line["event"] for line in lines)
    assert all(line["pause"] >= 0 for line in lines)
    (corrected,) = [line for line in lines if line["kind"] == "corrected"]
    assert (corrected["step"], bool(corrected["before"])) == ("contact_agreement", True)
    done = [line for line in lines if line["kind"] == "acknowledged"]
    assert "call" in [line["level"] for line in done]
    said = call("review", "show", held).out
    assert f"(before: {corrected['before']})" in said
    assert "CALL THE PRESCRIBER TODAY" in said
    assert "+0 s" in said
    assert "Vient avec sa fille Élodie" in said
    assert call("review", "queue", "--unread", "--json").result == []
    be(ANNE)
    assert [one["transcript"] for one in call("review", "queue", "--unread", "--json").result] == [held]


def test_remarks_stand_in_place_and_are_answered(call: Call, held: str, be: Callable[[str], None]) -> None:
    be(BRUNO)
    line = next(
        line["event"]
        for line in call("review", "show", held, "--json").result["lines"]
        if line["kind"] == "corrected"
    )
    made = call("review", "remark", held, "Sûr ?", "--kind", "question", "--line", str(line), "--json").result
    name = made["event"]["value"]["remark"]
    assert (made["id"], made["state"], made["open"]) == (held, "to_read", 1)
    assert call("review", "remark", held, "Très clair.", "--kind", "praise", "--section", "inr").code == 0
    assert "kept" in call("review", "remark", held, "En entier.", "--kind", "risk").out
    be(ANNE)
    assert call("review", "reply", held, name, "Oui, vu avec elle.").code == 0
    be(BRUNO)
    assert call("review", "resolve", held, name, "--json").result["open"] == 1
    shown = call("review", "show", held, "--json").result
    (at,) = [one for one in shown["lines"] if one["event"] == line]
    assert at["remarks"] == [name]
    (remark,) = [one for one in shown["remarks"] if one["id"] == name]
    assert (remark["by"], remark["replies"][0]["by"], remark["resolved"]["by"]) == (BRUNO, ANNE, BRUNO)
    said = call("review", "show", held).out
    assert said.index("En entier.") < said.index("[Welcome and consent]")
    assert said.index("[Urgency and INR]") < said.index("Très clair.")
    assert said.index("question  Bruno Petit: Sûr ?") < said.index("Anne Martin: Oui, vu avec elle.")


def standing(call: Call, ref: str) -> Any:
    """Where a patient stands in the year."""
    (found,) = [one for one in call("year", "--json").result["patients"] if one["ref"] == ref]
    return found


def test_a_returned_interview_leaves_the_year_until_it_is_answered(
    call: Call, held: str, ref: str, be: Callable[[str], None], tmp_path: Path
) -> None:
    with opened(tmp_path / "store", SystemClock()) as store:
        store.record(ref, {"adhesion_date": "2016-02-01"})
    reason = "La cible n’est pas celle de l’ordonnance."
    before = standing(call, ref)
    be(BRUNO)
    refused = call("review", "decide", held, "returned", "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    assert standing(call, ref) == before
    done = call("review", "decide", held, "returned", "--reason", reason)
    assert "does not count for the year" in done.out
    after = standing(call, ref)
    assert after != before
    assert [one["reason"] for one in after["uncounted"]] == ["returned"]
    assert "a supervisor returned it" in call("year").out
    be(ANNE)
    (one,) = call("review", "queue", "--state", "returned", "--json").result
    assert one["transcript"] == held
    assert reason in call("review", "show", held).out
    assert call("review", "answer", held, "Corrigée.", "--json").result["state"] == "answered"
    assert standing(call, ref) == before
    be(BRUNO)
    (one,) = call("review", "queue", "--json").result
    assert "answered" in one["needs"]
    assert "Corrigée." in call("review", "show", held).out
    assert call("review", "decide", held, "approved", "--json").result["state"] == "approved"
    said = call("review", "show", held).out
    assert said.index(reason) < said.index("Corrigée.") < said.index(f"{BRUNO}  approved")
    assert call("review", "queue", "--json").result == []
    assert [one["state"] for one in call("review", "queue", "--all", "--json").result] == ["approved"]
    assert call("transcripts", "list", "--json").result[0]["review"] == "approved"
    be(ANNE)
    assert call("transcripts", "amend", held, "contact_agreement", "yes", "--reason", "relu").code == 0
    (one,) = call("review", "queue", "--json").result
    assert (one["state"], "reopened" in one["needs"]) == ("to_read", True)
    assert call("transcripts", "verify", "--json").result["ok"] is True


def test_roles_hold_by_commands(call: Call, held: str, be: Callable[[str], None]) -> None:
    be(BRUNO)
    call("review", "remark", held, "x", "--kind", "error")
    writes = {
        "remark": ("review", "remark", held, "x", "--kind", "error"),
        "reply": ("review", "reply", held, "r1", "x"),
        "resolve": ("review", "resolve", held, "r1"),
        "decide": ("review", "decide", held, "queried", "--reason", "x"),
        "answer": ("review", "answer", held, "x"),
    }
    refused = {BRUNO: ["answer"], ANNE: ["remark", "resolve", "decide"]}
    for name, acts in refused.items():
        be(name)
        for act in acts:
            assert call(*writes[act], "--json").error["kind"] == "rights", (name, act)
    be(ZOE)
    for words in (*writes.values(), ("review", "show", held)):
        assert call(*words, "--json").error["kind"] == "not_found"
        assert call(*words, "--rehearsals", "--json").error["kind"] == "not_found"
    assert call("review", "queue", "--all", "--json").result == []
    assert call("review", "search", "Élodie", "--json").result == []
    for words in (("review", "overview"), ("review", "trail")):
        assert call(*words, "--json").error["kind"] == "rights"


def test_rehearsals_are_read_with_the_same_commands(call: Call, be: Callable[[str], None]) -> None:
    be(ZOE)
    own = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    be("Yann Le Gall")
    other = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    be(ANNE)
    assert call("review", "queue", "--all", "--json").result == []
    listed = call("review", "queue", "--all", "--rehearsals", "--json").result
    assert {one["transcript"] for one in listed} == {own, other}
    assert {one["rehearsal"] for one in listed} == {"coat_on"}
    shown = call("review", "show", own, "--rehearsals", "--beside", "--json").result
    assert shown["debrief"]["case"] == "coat_on"
    assert "DEBRIEF" in call("review", "show", own, "--rehearsals", "--beside").out
    remark = ("review", "remark", own, "Bien.", "--kind", "praise", "--rehearsals")
    assert call(*remark, "--json").result["event"]["value"]["remark"] == "r2"
    done = call("review", "decide", own, "returned", "--reason", "Revoir.", "--rehearsals")
    assert "year" not in done.out
    assert call("review", "overview", "--rehearsals", "--json").result["interviews"] == 2
    be(ZOE)
    assert [one["transcript"] for one in call("review", "queue", "--json").result] == [own]
    assert "Bien." in call("review", "show", own).out
    assert call("review", "show", other, "--json").error["kind"] == "rights"
    assert call("review", "reply", own, "r2", "Merci.").code == 0
    assert call("review", "answer", own, "Revu.").code == 0
    assert call("review", "decide", own, "approved", "--json").error["kind"] == "rights"
    assert {hit["transcript"] for hit in call("review", "search", "merci", "--json").result} == {own}
    be(ANNE)
    assert call("year", "--json").result["patients"] == []


def test_a_student_finds_nothing_that_another_practised(
    call: Call, be: Callable[[str], None], tmp_path: Path
) -> None:
    be(ZOE)
    own = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    be("Yann Le Gall")
    other = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    be(ZOE)
    assert [one["id"] for one in call("transcripts", "list", "--json").result] == [own]
    assert call("transcripts", "show", own).code == 0
    ref = call("transcripts", "show", own, "--json").result["patient"]
    out = ("--out", str(tmp_path / "x"))
    for words in (
        ("transcripts", "show", other),
        ("transcripts", "export", other, "--html", *out),
        ("transcripts", "export", other, "--fhir", *out),
        ("transcripts", "export", other, "--csv", "long", *out),
        ("transcripts", "replay", other),
        ("transcripts", "amend", other, "consent", "no", "--reason", "x"),
        ("transcripts", "unsign", other, "--reason", "x"),
        ("script", "graph", "observance", "--transcript", other),
        ("review", "show", other),
        ("debrief", other),
        ("print", "review", other, *out),
        ("patients", "export", ref, *out),
        ("patients", "export", ref, "--fhir", *out),
        ("patients", "erase", ref, "--yes"),
    ):
        assert call(*words, "--json").error["kind"] == "rights", words
    assert not (tmp_path / "x").exists()
    assert call("patients", "show", ref).code == 0


def test_words_are_found_whatever_their_accents_and_case(
    call: Call, held: str, be: Callable[[str], None]
) -> None:
    (hit,) = call("review", "search", "ELODIE", "fille", "--json").result
    assert (hit["transcript"], "Élodie" in hit["text"]) == (held, True)
    line = next(
        line
        for line in call("review", "show", held, "--json").result["lines"]
        if line["event"] == hit["event"]
    )
    assert "Élodie" in line["text"]
    assert call("review", "search", "elodie").out.startswith(held)
    none = call("review", "search", "elodie", "girafe")
    assert (none.code, none.out, bool(none.err)) == (0, "", True)
    assert call("review", "search", "elodie", "--until", "yesterday", "--json").result == []
    assert call("review", "search", "élodie", "--script", "avk", "--json").result == [hit]


def test_an_interview_stands_beside_the_one_before(call: Call, talk: Talk, held: str, ref: str) -> None:
    assert call("review", "show", held, "--beside", "--json").result["previous"] is None
    assert "no earlier interview" in call("review", "show", held, "--beside").out
    later = talk(ref, "--script", "avk", replies={"inr_meaning": {"answer": "not_acquired"}}).messages[-1]
    shown = call("review", "show", later["transcripts"][0], "--beside", "--json").result
    assert shown["previous"] == held
    changed = [row for row in shown["beside"] if row["different"]]
    assert changed
    assert all(row["now"] != row["then"] for row in changed)
    said = call("review", "show", later["transcripts"][0], "--beside").out
    beside = said[said.index(f"Beside {held}") :].splitlines()
    for row in shown["beside"]:
        (line,) = {one for one in beside if one[2:].startswith(f"{row['title']}:")}
        assert line[0] == (row["sign"] or " ")
        if row["different"]:
            assert line.endswith(f"{row['then'] or '—'} → {row['now'] or '—'}")


def test_the_overview_ranks_nobody(
    call: Call, talk: Talk, held: str, ref: str, be: Callable[[str], None]
) -> None:
    talk(ref, "--script", "observance")
    be(BRUNO)
    found = call("review", "overview", "--json").result
    assert found["interviews"] == 2
    assert [one["name"] for one in found["people"]] == [ANNE]
    assert found["people"][0]["role"] == "pharmacist"
    assert sum(found["states"].values()) == 2
    table = call("review", "overview").out.splitlines()
    heads, anne = (table[at] for at in (2, 3))
    assert heads.endswith("To read  To answer")
    assert anne.split()[-2:] == ["2", "0"]
    calls = next(one for one in found["alerts"] if one["level"] == "call")
    assert calls["raised"] >= calls["answered"] >= 1
    said = call("review", "overview").out
    for words in (ANNE, "Minutes", "Observance", "Reviews"):
        assert words in said
    assert call("review", "overview", "--person", "nobody", "--json").result["interviews"] == 0
    assert call("review", "overview", "--person", "nobody").code == 0


def test_the_trail_is_read_and_exported(
    call: Call, held: str, be: Callable[[str], None], tmp_path: Path
) -> None:
    be(BRUNO)
    call("review", "show", held)
    call("review", "decide", held, "queried", "--reason", "=1+1")
    lines = call("review", "trail", "--json").result
    assert lines[0]["kind"] == "created"
    opened_line, decided = lines[-2:]
    assert (opened_line["kind"], opened_line["by"], opened_line["transcript"]) == ("opened", BRUNO, held)
    assert (decided["kind"], decided["ref"], decided["transcript"]) == ("reviewed", "P1", held)
    assert "=1+1" not in json.dumps(lines)  # nothing that was said
    said = call("review", "trail").out.splitlines()
    assert len(said) == len(lines)
    assert BRUNO in said[-1]
    assert said[-1].index("queried") < said[-1].index("patient: P1")  # what a narrow screen must not cut off
    path = tmp_path / "trail.csv"
    made = call("review", "trail", "--csv", str(path), "--json").result
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len(rows) == made["lines"] + 1 == len(lines) + 1
    assert call("review", "trail", "--json").result[-1]["kind"] == "exported"
    assert call("review", "trail", "--csv", str(path), "--json").error["kind"] == "input"
    assert call("review", "trail", "--csv", str(tmp_path / "no" / "x"), "--json").error["kind"] == "store"


def test_who_opened_a_rehearsal_is_told_there(call: Call, be: Callable[[str], None]) -> None:
    be(ZOE)
    name = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    be(BRUNO)
    call("review", "show", name, "--rehearsals")
    assert call("review", "trail", "--rehearsals", "--json").result[-1]["transcript"] == name
    assert "opened" not in {line["kind"] for line in call("review", "trail", "--json").result}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("review",), "usage"),
        (("review", "show"), "usage"),
        (("review", "show", "nope"), "not_found"),
        (("review", "show", "../../etc/passwd"), "not_found"),
        (("review", "remark", "{}", "x"), "usage"),
        (("review", "remark", "{}", "x", "--kind", "kind"), "usage"),
        (("review", "remark", "{}", "x", "--kind", "error", "--line", "x"), "usage"),
        (("review", "remark", "{}", "x", "--kind", "error", "--line", "1", "--section", "s"), "usage"),
        (("review", "remark", "{}", "x", "--kind", "error", "--line", "0"), "input"),
        (("review", "remark", "{}", "x", "--kind", "error", "--line", "9" * 30), "input"),
        (("review", "remark", "{}", "x", "--kind", "error", "--section", "\x1b[31m"), "input"),
        (("review", "remark", "{}", "", "--kind", "error"), "input"),
        (("review", "remark", "{}", "x" * 5000, "--kind", "error"), "input"),
        (("review", "reply", "{}", "r9", "x"), "not_found"),
        (("review", "resolve", "{}", "\x1b[31m"), "not_found"),
        (("review", "decide", "{}", "maybe"), "usage"),
        (("review", "decide", "{}", "queried"), "input"),
        (("review", "queue", "--since", "soon"), "input"),
        (("review", "queue", "--state", "lost"), "usage"),
        (("review", "search"), "usage"),
    ],
)
def test_what_cannot_be_done_is_said(
    call: Call, talk: Talk, ref: str, be: Callable[[str], None], words: tuple[str, ...], kind: str
) -> None:
    name = talk(ref, "--script", "observance").messages[-1]["transcripts"][0]
    be(BRUNO)
    plain, document = (call(*(word.format(name) for word in words), *more) for more in ((), ("--json",)))
    assert (plain.code, document.code, plain.out) == (1, 1, "")
    assert document.error["kind"] == kind
    assert len(plain.err) > 20
    assert "Traceback" not in plain.err
    assert "\x1b" not in plain.err


def test_foreign_text_reaches_no_terminal(call: Call, held: str, be: Callable[[str], None]) -> None:
    be(BRUNO)
    nasty = "a\x1b[31mb\u202ec [red]d[/red]"
    call("review", "remark", held, nasty, "--kind", "risk", "--line", "3")
    call("review", "decide", held, "queried", "--reason", nasty)
    for words in (("show", held), ("queue",), ("search", "[red]d"), ("trail",)):
        said = call("review", *words)
        assert said.code == 0
        assert said.out.replace("\n", "").isprintable()
    assert "[red]d[/red]" in call("review", "show", held).out
