"""Global options, the envelope, exit codes, and which words go where."""

from __future__ import annotations

import json

import pytest

from assistant import __version__
from assistant.cli import inr as inr_command
from tests.cli.calling import Call

INR = ("inr", "2,5", "--target", "2-3")


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--lang", "en", *INR),
        (*INR, "--json", "--lang", "en"),
        ("--lang=en", *INR, "--json"),
        ("--json", *INR, "--lang=en"),
    ],
)
def test_global_options_stand_before_or_after_the_command(call: Call, words: tuple[str, ...]) -> None:
    called = call(*words, lang="fr")
    assert (called.code, called.err) == (0, "")
    assert called.result["class"] == "in_range"
    assert called.result["reference"]["heading"] == "What the doctor will weigh"


@pytest.mark.parametrize(
    "words",
    [
        ("--store", "{}", "patients", "list"),
        ("patients", "list", "--store", "{}"),
        ("patients", "--store={}", "list"),
    ],
)
def test_the_store_is_chosen_before_or_after_the_command(
    call: Call, ref: str, tmp_path_factory: pytest.TempPathFactory, words: tuple[str, ...]
) -> None:
    other = tmp_path_factory.mktemp("other")
    assert call("init", "--store", str(other)).code == 0
    assert [row["ref"] for row in call("patients", "list", "--json").result] == [ref]
    assert call(*(word.format(other) for word in words), "--json").result == []


def test_french_is_spoken_unless_another_language_is_asked_for(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_LANG", raising=False)
    french = call(*INR, "--json", lang="").result["reference"]["heading"]
    assert french != call(*INR, "--json", lang="en").result["reference"]["heading"]
    assert call(*INR, "--json", "--lang", "fr", lang="en").result["reference"]["heading"] == french


def test_facts_go_to_standard_output_and_words_about_faults_to_standard_error(call: Call) -> None:
    done, refused = call(*INR), call("inr", "x", "--target", "2-3")
    assert done.out.startswith("INR 2.5")
    assert done.err == ""
    assert refused.out == ""
    assert "“x” is not a number" in refused.err


def test_under_json_an_error_is_one_document_on_standard_output(call: Call) -> None:
    called = call("inr", "25", "--target", "2-3", "--json")
    assert (called.code, called.err) == (1, "")
    assert called.error["kind"] == "input"
    assert called.error["details"] == {"value": 25.0, "low": 0.5, "high": 20.0}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ((), "input"),
        (("nope",), "usage"),
        (("inr",), "usage"),
        (("inr", "2", "--target", "2-3", "--nope"), "usage"),
        (("inr", "2", "--target", "3-2"), "input"),
        (("inr", "2", "--target", "2"), "input"),
        (("--lang", "de", "inr", "2", "--target", "2-3"), "usage"),
        (("patients",), "usage"),
        (("patients", "show", "nobody"), "not_found"),
        (("interview", "nobody", "--plain"), "not_found"),
        (("interview", "nobody", "--plain", "--jsonl"), "usage"),
        (("transcripts", "show", "nope"), "not_found"),
        (("transcripts", "show", "../../etc/passwd"), "not_found"),
        (("ttr", "nope.csv", "--target", "2-3"), "not_found"),
        (("import", "nope.csv"), "not_found"),
        (("play", "nope", "--answers", "nope.json"), "not_found"),
        (("play", "avk", "--answers", "nope.json"), "not_found"),
        (("play", "avk", "--answers", "nope.yaml"), "not_found"),
        (("year", "--year", "soon"), "input"),
        (("year", "--as-of", "32/12/2016"), "input"),
        (("patients", "list", "--store", "~nobody-of-this-name/x"), "input"),
        (("patients", "list", "--store", "a\0b"), "input"),
    ],
)
def test_what_is_refused_is_exit_code_1_with_words(call: Call, words: tuple[str, ...], kind: str) -> None:
    plain, document = call(*words), call(*words, "--json")
    assert plain.code == document.code == 1
    assert plain.out == ""
    assert len(plain.err) > 20
    assert document.error["kind"] == kind
    assert document.error["message"].rstrip("\n") == plain.err.rstrip("\n")


def test_an_unknown_command_is_told_which_there_are(call: Call) -> None:
    assert (
        "patients, interview, play, inr, ttr, import, year, declare, script, transcripts" in call("nope").err
    )


def test_our_own_fault_is_exit_code_3_without_traceback_or_the_words_typed(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(given: object) -> None:
        raise ZeroDivisionError("Durand 2430249")

    monkeypatch.setattr(inr_command, "run", fails)
    plain, document = call(*INR), call(*INR, "--json")
    assert plain.code == document.code == 3
    assert document.error["kind"] == "internal"
    for text in (plain.err, document.out):
        assert "ZeroDivisionError" in text
        assert "Durand" not in text
        assert "Traceback" not in text


def test_an_interruption_is_said_in_words(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inr_command, "run", interrupted)
    called = call(*INR)
    assert called.code == 1
    assert "Interrupted" in called.err


def test_the_version_is_printed(call: Call) -> None:
    assert call("--version").out == f"assistant {__version__}\n"
    assert call("--version", "--json").result == {"version": __version__}
    assert call("--version").code == 0


def test_json_holds_nothing_a_terminal_would_obey_or_a_reader_take_for_a_line_end(call: Call) -> None:
    nasty = "a\x1b[31mb\x9b31mc\u202ed\u2028e\u0085f\x7fg"
    called = call("script", "check", nasty, "--json")
    assert called.out[:-1].isprintable()
    assert json.loads(called.out)["result"][0]["file"] == nasty
