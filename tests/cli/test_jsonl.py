"""An interview held by another program, message by message."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from assistant.script.library import find_script
from assistant.settings import shipped
from tests.cli.calling import Call, Called, of

Talk = Callable[..., Called]

FIELDS = {
    "question": {"transcript", "step", "section", "kind", "say", "guide", "options", "unit", "suggested"},
    "saved": {"transcript", "seq", "step"},
    "refused": {"step", "message"},
    "alert": {"id", "level", "say", "do"},
    "end": {"status", "transcripts"},
}
KINDS = {"tell", "yes_no", "choice", "choices", "number", "date", "text", "readings", "rate"}
FUTURE = {"answer": "31/12/2099"}
TO_COME = {"next_inr": FUTURE, "next_interview": FUTURE}
CALM = {"bleeding": {"answer": "no"}, "warning_signs_present": {"answer": "no"}, **TO_COME}


def test_both_scripts_are_held_with_one_end_after_the_second(talk: Talk, call: Call, ref: str) -> None:
    held = talk(ref, "--script", "both", replies=TO_COME)
    said = held.messages
    assert held.code == 0
    assert {message["event"] for message in said} == {"question", "saved", "alert", "end"}
    for message in said:
        assert FIELDS[message["event"]] <= set(message), message
    assert {message["kind"] for message in of(said, "question")} >= KINDS - {"choices"}
    end = said[-1]
    assert of(said, "end") == [end]
    assert end["status"] == "completed"
    assert len(end["transcripts"]) == 2
    asked = dict.fromkeys(message["transcript"] for message in of(said, "question"))
    assert list(asked) == end["transcripts"]
    listed = call("transcripts", "list", "--json").result
    assert [(line["id"], line["script"], line["status"]) for line in listed] == [
        (end["transcripts"][0], "avk", "completed"),
        (end["transcripts"][1], "observance", "completed"),
    ]


def test_each_reply_is_saved_in_order_before_the_next_question(talk: Talk, ref: str) -> None:
    said = talk(ref, "--script", "observance").messages
    saved = of(said, "saved")
    assert [message["seq"] for message in saved] == list(range(2, len(saved) + 2))
    for first, second in pairwise(said[:-1]):
        if first["event"] == "question":
            assert (second["event"], second["step"]) == ("saved", first["step"])


def test_a_question_has_what_another_front_end_needs(talk: Talk, ref: str) -> None:
    asked = {m["step"]: m for m in of(talk(ref, "--script", "avk", replies=TO_COME).messages, "question")}
    consent, medicine, low = asked["consent"], asked["medicine"], asked["inr_low"]
    assert consent["section"] == "consent"
    assert consent["options"] == [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]
    assert consent["guide"]
    assert medicine["suggested"] == "coumadine"
    assert {option["id"] for option in medicine["options"]} >= {"coumadine", "previscan", "sintrom"}
    assert (low["kind"], low["suggested"]) == ("number", "2")
    assert asked["tablet_strength"]["unit"] == "mg"
    rate = next(message for message in asked.values() if message["kind"] == "rate")
    assert [option["id"] for option in rate["options"]] == ["acquired", "partial", "not_acquired"]
    assert rate["listen_for"]
    assert rate["explain"]


def test_after_refused_the_same_question_comes_again(talk: Talk, ref: str) -> None:
    said = talk(
        ref, replies={"consent": [{"answer": "maybe"}, {"answer": 5}]}, last="contact_agreement"
    ).messages
    steps = [(m["event"], m.get("step")) for m in said]
    at = steps.index(("refused", "consent"))
    assert steps[at - 1 : at + 4] == [
        ("question", "consent"),
        ("refused", "consent"),
        ("question", "consent"),
        ("refused", "consent"),
        ("question", "consent"),
    ]


@pytest.mark.parametrize("typed", ["acquired", "Acquired", "Acquis", "ACQUIS ", "a", "1"])
def test_a_rating_is_given_by_id_or_label_in_either_language(talk: Talk, ref: str, typed: str) -> None:
    said = talk(ref, replies={"why_avk": {"answer": typed}}, last="narrow_margin").messages
    assert not of(said, "refused")


@pytest.mark.parametrize("typed", ["non", "No", "no", False, "n", 2])
def test_no_consent_stops_as_refused_and_keeps_only_the_refusal(
    talk: Talk, call: Call, ref: str, typed: Any
) -> None:
    said = talk(ref, replies={"consent": {"answer": typed}}).messages
    end = said[-1]
    assert (end["event"], end["status"]) == ("end", "stopped")
    shown = call("transcripts", "show", end["transcripts"][0], "--json").result
    assert (shown["status"], shown["stopped_as"]) == ("stopped", "refused")
    assert len(end["transcripts"]) == 1  # the questionnaire does not follow


@pytest.mark.parametrize(
    ("step", "reason"), [("confidential_space", "refused"), ("consent", "refused"), ("medicine", "withdrawn")]
)
def test_stop_is_a_refusal_before_consent_and_a_withdrawal_after(
    talk: Talk, call: Call, ref: str, step: str, reason: str
) -> None:
    said = talk(ref, replies={step: {"do": "stop"}}).messages
    assert said[-1]["status"] == "stopped"
    shown = call("transcripts", "show", said[-1]["transcripts"][0], "--json").result
    assert shown["stopped_as"] == reason
    assert "nothing" not in shown["answers"]


def test_an_implausible_value_is_confirmed_by_giving_it_again(talk: Talk, ref: str) -> None:
    twice = talk(ref, replies={"tablet_strength": [{"answer": "50"}, {"answer": 50}]}, last="indication")
    refused = of(twice.messages, "refused")
    assert [message["step"] for message in refused] == ["tablet_strength"]
    saved = [m["step"] for m in of(twice.messages, "saved")]
    assert saved.count("tablet_strength") == 1


def test_another_implausible_value_does_not_confirm_the_first(talk: Talk, ref: str) -> None:
    replies = {"tablet_strength": [{"answer": "50"}, {"answer": "51"}, {"answer": "50"}, {"answer": "50"}]}
    said = talk(ref, replies=replies, last="indication").messages
    assert len(of(said, "refused")) == 3


def test_nothing_follows_alerts_until_all_are_acknowledged(talk: Talk, ref: str) -> None:
    replies = {**TO_COME, "bleeding": {"answer": "yes"}, "warning_signs_present": {"answer": "yes"}}
    said = talk(ref, "--script", "avk", replies=replies).messages
    assert of(said, "alert")
    waiting: set[str] = set()
    acknowledged = 0
    for message in said:
        if message["event"] == "alert":
            assert message["level"] in ("note", "advise", "call", "emergency")
            assert message["say"]
            assert message["do"]
            waiting.add(message["id"])
        elif message["event"] == "saved" and waiting:
            waiting.pop()
            acknowledged += 1
        elif message["event"] in ("question", "end"):
            assert not waiting, message
    assert acknowledged == len(of(said, "alert"))


def test_what_is_no_acknowledgement_sends_the_alert_again(talk: Talk, ref: str) -> None:
    asked = talk(ref, "--script", "avk", replies=TO_COME).messages
    alert = of(asked, "alert")[0]["id"]
    wrong = [
        {"answer": "yes"},
        {"acknowledge": "nothing_such", "done": "x"},
        {"acknowledge": alert, "done": "  "},
        {"acknowledge": alert},
        "garbage",
        {"note": "on the phone"},
    ]
    said = talk(ref, "--script", "avk", replies={**TO_COME, alert: list(wrong)}).messages
    again = [message for message in of(said, "alert") if message["id"] == alert]
    # The reading that follows is out of range: what was done is asked once more, with or without mistakes.
    calm = [message for message in of(asked, "alert") if message["id"] == alert]
    assert len(again) == len(wrong) + len(calm)
    assert said[-1]["status"] == "completed"


def test_an_answer_is_corrected_and_both_stay_in_the_history(talk: Talk, call: Call, ref: str) -> None:
    replies = {
        "why_avk": [{"correct": "past_events", "answer": "non"}, {"note": "parle vite"}],
        "narrow_margin": [{"do": "back"}],
        "past_events": {"answer": "oui"},
    }
    said = talk(ref, replies=replies, last="duration").messages
    shown = call("transcripts", "show", said[-1]["transcripts"][0], "--json").result
    assert shown["answers"]["past_events"] == "no"
    assert "avk_history" not in shown["answers"]  # its branch is left
    kinds = [(event["kind"], event["step"], event["value"]) for event in shown["events"]]
    assert ("answered", "past_events", "yes") in kinds
    assert ("corrected", "past_events", "no") in kinds
    assert ("noted", "why_avk", "parle vite") in kinds
    assert ("went_back", "why_avk", None) in kinds
    steps = [m["step"] for m in of(said, "question")]
    at = steps.index("narrow_margin")
    assert steps[at : at + 3] == ["narrow_margin", "why_avk", "narrow_margin"]


def test_what_cannot_be_corrected_or_gone_back_to_is_refused(talk: Talk, ref: str) -> None:
    wrong = [
        {"do": "back"},
        {"correct": "consent", "answer": "yes"},
        {"correct": "nothing_such", "answer": "yes"},
        {"do": "dance"},
        {"note": "   "},
        {"open": "inr_low"},
        {"answer": "", "heard": ["nothing_such"]},
        {"answer": "", "heard": "x"},
        {"answer": "something"},
    ]
    said = talk(ref, replies={"confidential_space": list(wrong)}, last="purpose").messages
    assert len(of(said, "refused")) == len(wrong)
    assert all(message["message"] for message in of(said, "refused"))
    assert of(said, "saved")[0]["seq"] == 2


def test_the_points_heard_are_kept(talk: Talk, call: Call, ref: str) -> None:
    script = find_script(str(shipped() / "interviews" / "avk.yaml"))
    rated = next(step for _section, step in script.steps() if step.kind == "rate")
    point = rated.model_dump()["rate"]["listen_for"][0]["id"]
    said = talk(ref, replies={rated.id: {"answer": "partial", "heard": [point]}}, last="duration").messages
    events = call("transcripts", "show", said[-1]["transcripts"][0], "--json").result["events"]
    assert next(e for e in events if e["step"] == rated.id)["heard"] == [point]


def test_readings_are_typed_or_given_as_rows(talk: Talk, call: Call, ref: str) -> None:
    rows = [{"date": "2016-05-01", "value": 2.4}, {"date": "2016-05-29", "value": "3,1"}]
    held = [
        talk(ref, "--script", "avk", replies={"inr_readings": {"answer": answer}, **TO_COME})
        for answer in ("2016-05-01 2,4; 2016-05-29 3,1", rows)
    ]
    for called in held:
        shown = call("transcripts", "show", called.messages[-1]["transcripts"][0], "--json").result
        assert shown["answers"]["inr_readings"] == [
            {"date": "2016-05-01", "value": 2.4},
            {"date": "2016-05-29", "value": 3.1},
        ]


def test_nothing_is_read_after_the_end(call: Call, ref: str) -> None:
    said = call(
        "interview", ref, "--jsonl", typed='{"do": "stop"}\n{"answer": ""}\n{"do": "stop"}\n'
    ).messages
    assert [m["event"] for m in said] == ["question", "saved", "end"]


def test_the_second_interview_offers_what_the_first_learnt(talk: Talk, ref: str) -> None:
    first = talk(ref, "--script", "avk", replies={"usual_hour": {"answer": "20 h"}, **CALM}).messages
    second = talk(ref, "--script", "avk", replies=CALM).messages
    asked = {message["step"]: message for message in of(second, "question")}
    assert len(of(second, "question")) < len(of(first, "question"))
    assert asked["inr_low"]["suggested"] == "2"
    assert "why_avk" not in asked  # acquired last time
