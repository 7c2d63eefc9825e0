"""A transcript played again: nothing diverges under its own version, another is told from it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from assistant.errors import InputError
from assistant.interview.replaying import Divergence, replay
from assistant.interview.standing import Standing, StateError
from assistant.interview.transcript import Transcript
from assistant.script.answers import ImplausibleError
from assistant.script.library import find_script
from assistant.script.steps import Script
from tests.interview.asking import CALM, Memory, any_answer, begun, taken_up, up_to
from tests.script.small import changed, script_of

PREVIOUS = {"consent": "yes", "missed": "partial"}


def held_at_random(script: Script, seed: int, steps: int = 400) -> Memory:
    """An interview with everything that may happen in one."""
    chance, memory = random.Random(seed), Memory()
    known = {"inr_low": 2.5, "sex": chance.choice("mf")} if seed % 2 else {}
    session = begun(script, memory, known, PREVIOUS if seed % 3 else {})
    for _turn in range(steps):
        if (name := session.position) is None:
            break
        step = session.located(name)[1]
        try:
            answer = any_answer(step, chance)
            try:
                session.answer(answer)
            except ImplausibleError:
                session.answer(answer)
            if chance.random() < 0.08:
                session.back()
            if chance.random() < 0.05 and session.answered:
                again = chance.choice(session.answered)
                session.correct(again, any_answer(session.located(again)[1], chance))
            if chance.random() < 0.05 and session.passed:
                session.open(chance.choice(session.passed))
            if chance.random() < 0.03:
                session.pause()
                session = taken_up(memory, script)
                session.resume()
        except (InputError, StateError):
            continue
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, "fait")
    if session.position is None:
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, "fait")
        session.finish()
    elif chance.random() < 0.7:
        session.stop()
    return memory


def only(script: Script) -> Callable[[str], Script]:
    return lambda _ref: script


def naive(transcript: Transcript, script: Script) -> int | None:
    """The number of the first answer that was not asked there, looking at every event by itself."""
    played = Transcript()
    for event in transcript.events:
        if event.kind == "answered" and Standing(script, played).position != event.step:
            return event.seq
        played.add(event)
        played.background = transcript.background
    return None


def test_what_was_held_is_led_to_by_its_own_version(long: bool) -> None:
    ends = set()
    for name in ("small", "avk", "daily_life"):
        script = script_of() if name == "small" else find_script(name)
        for seed in range(400 if long else 12):
            transcript = Transcript(held_at_random(script, seed).events())
            assert replay(transcript, only(script)) is None, (name, seed)
            if transcript.briefed:
                assert naive(transcript, script) is None, (name, seed)
            ends.add(transcript.stopped_as or transcript.status)
    assert ends >= {"completed", "refused", "withdrawn"}


def test_a_changed_script_diverges_where_a_look_at_each_event_finds_it(long: bool) -> None:
    """Steps taken out, made conditional or put in: the quick replay and the naive one name the same event."""
    found = 0
    for name in ("avk", "surveillance"):
        script = find_script(name)
        for seed in range(200 if long else 16):
            chance = random.Random(seed)
            transcript = Transcript(held_at_random(script, seed).events())
            other = with_a_change(script, chance)
            quick = replay(transcript, only(script), only(other))
            if not transcript.briefed or (quick is not None and quick.why not in ("asked", "over")):
                continue
            assert naive(transcript, other) == (None if quick is None else quick.seq), (name, seed)
            found += quick is not None
    assert found >= 3


def with_a_change(script: Script, chance: random.Random) -> Script:
    """The script without one of its conditions, or with one more."""
    places = [(s, t) for s, section in enumerate(script.sections) for t in range(len(section.steps))]
    conditional = [(s, t) for s, t in places if script.sections[s].steps[t].when is not None]
    s, t = chance.choice(conditional if chance.random() < 0.5 else places)
    section = script.sections[s]
    when = next(step.when for _section, step in script.steps() if step.when is not None)
    step = section.steps[t].model_copy(update={"when": None if section.steps[t].when is not None else when})
    sections = list(script.sections)
    sections[s] = section.model_copy(update={"steps": (*section.steps[:t], step, *section.steps[t + 1 :])})
    other = script.model_copy(update={"sections": tuple(sections)})
    return other.sealed(b"", f"{step.id}-{step.when is None}")


def completed(**answers: str) -> Transcript:
    memory = Memory()
    session = begun(memory=memory)
    up_to(session, None, **answers)
    for alert in session.open_alerts:
        session.acknowledge(alert.alert.id, "fait")
    session.finish()
    return Transcript(memory.events())


ROWS = "      - id: rows\n"
LATER = "        when: {answer: low, '>': 2}\n"
ADDED = (
    "      - id: extra\n        title: {fr: Plus, en: More}\n"
    '        say: {fr: "Encore ?", en: "More?"}\n        answer: {kind: yes_no}\n'
)


@pytest.mark.parametrize(
    ("change", "answers", "expected"),
    [
        (("title: {fr: Bas, en: Low}", "title: {fr: Plancher, en: Floor}"), {}, None),
        ((ROWS, ADDED + ROWS), {}, ("asked", "rows", "extra")),
        (("- id: next_date", "- id: some_date"), {}, ("gone", "next_date", "")),
        (("bounds: {min: 1, max: 9}, plausible: {min: 1.5, max: 3.5}", "bounds: {min: 3, max: 9}"), {},
         ("answer", "low", "")),
        (("        answer: {kind: readings}", f"{LATER}        answer: {{kind: readings}}"),
         {}, ("asked", "rows", "bleeding")),
        (('when: {answer: where, "=": gums}', 'when: {answer: low, "=": 2}'), {}, ("alert_new", "", "gums")),
        (('when: {answer: where, "=": gums}', 'when: {answer: where, "=": skin}'),
         {"bleeding": "oui", "where": "gums"}, ("alert_gone", "", "gums")),
        (("stop: {when: no, as: withdrawn}", "optional_: x"), {}, None),
    ],
)  # fmt: skip
def test_the_first_divergence_is_named(
    change: tuple[str, str], answers: dict[str, str], expected: tuple[str, str, str] | None
) -> None:
    if "optional_: x" in change:
        change = ("        stop: {when: no, as: withdrawn}\n", "")
    transcript = completed(**answers)
    found = replay(transcript, only(script_of()), only(script_of(changed(change))))
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.why, found.step, found.instead) == expected
        assert transcript.events[found.seq - 1].step == (found.step or None)


def test_a_script_that_no_longer_stops_is_another_way() -> None:
    transcript = completed(go_on="non")
    assert transcript.stopped_as == "withdrawn"
    other = script_of(changed(("        stop: {when: no, as: withdrawn}\n", "")))
    found = replay(transcript, only(script_of()), only(other))
    assert found == Divergence(len(transcript.events), "end", "", "")


def test_what_was_altered_diverges_under_its_own_version() -> None:
    transcript = completed()
    events = [event for event in transcript.events if event.step != "bleeding"]
    found = replay(Transcript(events), only(script_of()))
    assert found is not None
    assert (found.why, found.step, found.instead) == ("asked", "missed", "bleeding")
    assert CALM["bleeding"] == "non"
