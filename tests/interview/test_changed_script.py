"""An interview taken up under another version of its script."""

from __future__ import annotations

import pytest

from assistant.interview.fitting import Misfit
from tests.interview.asking import CALM, Memory, begun, taken_up, up_to
from tests.script.small import changed, script_of


def interviewed(until: str | None = "next_date", **answers: str) -> Memory:
    memory = Memory()
    session = begun(memory=memory)
    up_to(session, until, **answers)
    return memory


@pytest.mark.parametrize(
    ("changes", "misfit", "asked"),
    [
        ([("title: {fr: Bas, en: Low}", "title: {fr: Plancher, en: Floor}")], None, "next_date"),
        ([("version: 1", "version: 2")], None, "next_date"),
        (
            [("bounds: {min: 1, max: 9}, plausible: {min: 1.5, max: 3.5}", "bounds: {min: 3, max: 9}")],
            Misfit("low", 2),
            "low",
        ),
        (
            [
                (
                    "answer: {kind: readings}\n        fact: inr_readings\n        feeds: inr.readings",
                    "answer: {kind: date}",
                )
            ],
            Misfit("rows", [{"date": "2016-05-20", "value": 2.5}]),
            "rows",
        ),
        ([("unsure: true", "unsure: false")], None, "next_date"),
        (
            [
                ("- id: missed\n", "- id: forgot\n"),
                ("answer: missed,", "answer: forgot,"),
                ("answer: missed,", "answer: forgot,"),
                ("previous: missed,", "previous: forgot,"),
            ],
            Misfit("missed", "acquired"),
            "forgot",
        ),
    ],
)
def test_it_plays_as_far_as_answers_fit_and_names_the_one_that_does_not(
    changes: list[tuple[str, str]], misfit: Misfit | None, asked: str
) -> None:
    memory = interviewed()
    session = taken_up(memory, script_of(changed(*changes)))
    session.resume()
    assert session.misfits == (() if misfit is None else (misfit,))
    assert session.position == asked
    assert session.transcript.events[-1].script == session.script.ref != memory.kept[0]["script"]


def test_answers_after_the_misfit_count_once_it_is_answered() -> None:
    memory = interviewed()
    session = taken_up(
        memory,
        script_of(
            changed(
                ("plausible: {min: 1.5, max: 3.5}", "plausible: {min: 1, max: 4}"),
                ("bounds: {min: 1, max: 9}", "bounds: {min: 2.5, max: 9}"),
            )
        ),
    )
    session.resume()
    assert session.position == "low"
    session.answer("2,5")
    assert session.position == "next_date"
    assert session.misfits == ()
    assert [given.value for given in session.transcript.history["low"]] == [2, 2.5]


def test_a_new_question_before_is_asked() -> None:
    memory = interviewed()
    new = (
        "      - id: new_one\n        title: {fr: a, en: b}\n        say: {fr: a, en: b}\n"
        "        answer: {kind: yes_no}\n      - id: rows\n"
    )
    session = taken_up(memory, script_of(changed(("      - id: rows\n", new))))
    session.resume()
    assert session.position == "new_one"
    session.answer("oui")
    assert session.position == "next_date"


def test_an_answer_whose_step_is_gone_is_named_and_the_rest_goes_on() -> None:
    memory = interviewed(missed="na", missed_words="je double")
    start = changed().index("      - id: missed_words")
    end = changed().index("      - id: known")
    session = taken_up(memory, script_of(changed((changed()[start:end], ""))))
    session.resume()
    assert session.misfits == (Misfit("missed_words", "je double"),)
    assert session.position == "next_date"
    up_to(session, None)
    assert session.finish().kind == "completed"


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        ("{kind: yes_no}", False),
        ("{kind: text}", False),
        ("{kind: date}", False),
        ("{kind: choices, options: [{id: aa, label: {fr: a, en: b}}]}", False),
        ("{kind: number}", True),
    ],
)
def test_values_of_any_kind_are_held_against_any_other(kind: str, fits: bool) -> None:
    old = "answer: {kind: number, bounds: {min: 1, max: 9}}\n        fact: inr_high\n        feeds: inr.high"
    session = taken_up(interviewed(), script_of(changed((old, f"answer: {kind}"))))
    assert (session.misfits == ()) is fits
    assert session.position == ("next_date" if fits else "high")
    assert CALM["high"] == "3"
