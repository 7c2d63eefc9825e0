"""An interview line by line."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.calling import Call, Called, of


def _lines(*typed: str) -> str:
    return "".join(line + "\n" for line in typed)


def _refused(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("! ")]


def test_an_observance_questionnaire_is_held_whole(call: Call, ref: str) -> None:
    # Six questions, each answered in another way, between what is only told.
    typed = {"tell": "", "questions": iter(["yes", "Oui", "1", "o", "vrai", "YES"])}
    first = call("interview", ref, "--script", "observance", "--jsonl", typed="")
    assert first.messages[-1]["status"] == "paused"
    answers: list[str] = []
    for _turn in range(20):
        said = call("interview", ref, "--script", "observance", "--plain", typed=_lines(*answers))
        if "completed" in said.out:
            break
        asked = said.out.rstrip().splitlines()
        told = any("Enter once it is said" in line for line in asked[-4:])
        answers.append("" if told else next(typed["questions"], "text"))  # type: ignore[call-overload]
    else:
        raise AssertionError(said.out)
    assert said.code == 0
    assert "The interview is completed." in said.out
    done = [line for line in call("transcripts", "list", "--json").result if line["status"] == "completed"]
    shown = call("transcripts", "show", done[0]["id"], "--json").result
    assert [shown["answers"][step] for step in ("last_dose_taken", "memory", "tablets_bearable")] == [
        "yes"
    ] * 3


def test_each_question_is_said_with_its_options_and_guidance(call: Call, ref: str) -> None:
    said = call("interview", ref, "--plain", typed=_lines("", "")).out
    assert said.startswith("Commands: :back")
    assert "[Welcome and consent]" in said
    assert "« " in said
    assert "(not to be read aloud:" in said
    assert "  1. Yes\n  2. No\n" in said
    assert "\n\n\n" not in said


def test_what_is_refused_is_said_and_the_same_is_asked_again(call: Call, ref: str) -> None:
    said = call("interview", ref, "--plain", typed=_lines("", "", "maybe", "7", "")).out
    assert len(_refused(said)) == 3
    assert said.count("  1. Yes\n") == 4


def test_commands_after_a_colon(call: Call, ref: str) -> None:
    typed = _lines(
        "", ":retour", "", "", ":note il hésite", ":dance", ":", ":correct", ":correct nope x", "1", ":back",
        "oui", ":stop",
    )  # fmt: skip
    said = call("interview", ref, "--plain", "--script", "avk", typed=typed)
    assert len(_refused(said.out)) == 4
    assert _refused(said.out)[0].startswith("! Commands: :back")
    assert "\nThe interview was stopped.\n" in said.out
    shown = call("transcripts", "list", "--json").result[0]
    assert (shown["status"], shown["stopped_as"]) == ("stopped", "withdrawn")
    kinds = [e["kind"] for e in call("transcripts", "show", shown["id"], "--json").result["events"]]
    assert kinds.count("went_back") == 2
    assert "noted" in kinds


def test_the_end_of_the_input_pauses(call: Call, ref: str) -> None:
    said = call("interview", ref, "--plain", typed=_lines("", ""))
    assert "paused" in said.out.splitlines()[-1]
    again = call("interview", ref, "--plain", "--resume", typed=_lines("1", ":pause"))
    assert "Do you agree to begin?" in again.out
    assert "paused" in again.out.splitlines()[-1]


def test_alerts_are_answered_one_by_one_by_what_was_done(
    call: Call, talk: Callable[..., Called], ref: str
) -> None:
    replies = {"bleeding": {"answer": "yes"}}
    alerts = of(talk(ref, "--script", "avk", replies=replies).messages, "alert")
    talk(ref, "--script", "avk", replies=replies, last=alerts[0]["id"])
    typed = _lines("", *("fait : " + alert["id"] for alert in alerts))
    plain = call("interview", ref, "--script", "avk", "--resume", "--plain", typed=typed)
    assert "!! " in plain.out
    assert "! Say in a few words what was done" in plain.out
    transcript = call("transcripts", "list", "--json").result[-1]["id"]
    events = call("transcripts", "show", transcript, "--json").result["events"]
    done = {e["value"]["alert"]: e["value"]["done"] for e in events if e["kind"] == "acknowledged"}
    assert done
    assert all(words.startswith("fait : ") for words in done.values())


def test_enter_takes_what_is_already_known(call: Call, ref: str) -> None:
    typed = _lines("", "", "yes", "yes", "no", "no", *[""] * 9)
    said = call("interview", ref, "--script", "avk", "--plain", typed=typed).out
    assert "Enter keeps: Coumadine (warfarin)" in said
    transcript = call("transcripts", "list", "--json").result[0]["id"]
    assert call("transcripts", "show", transcript, "--json").result["answers"]["medicine"] == "coumadine"
