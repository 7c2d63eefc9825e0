"""The machine of a script: its edges, its cost, its guards."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from transitions import MachineError

from assistant.interview.background import Background
from assistant.interview.flow import ADVANCE, Flow, flow_of
from assistant.script.references import ENDS, JUNCTION
from assistant.script.steps import Script
from tests.interview.asking import TODAY
from tests.script.small import SMALL, changed, script_of

NOTHING = Background("P1", TODAY)


def edges(flow: Flow) -> Iterator[tuple[str, str]]:
    """Every edge of the machine, once for each guard."""
    for event in flow.machine.events.values():
        for transitions in event.transitions.values():
            for transition in transitions:
                yield transition.source, str(transition.dest)


def long_script(steps: int) -> Script:
    rows = "\n".join(
        f"      - id: s{n}\n"
        "        title: {fr: a, en: b}\n"
        "        when: {any: [{previous: s0, exists: false}, {answer: s0, '=': yes}]}\n"
        "        say: {fr: a, en: b}\n"
        "        answer: {kind: yes_no}\n"
        for n in range(1, steps + 1)
    )
    return script_of(
        "id: long\nversion: 1\nkind: interview\ntitle: {fr: a, en: b}\nsections:\n"
        "  - id: all\n    title: {fr: a, en: b}\n    minutes: 1\n    steps:\n"
        "      - id: s0\n        title: {fr: a, en: b}\n"
        "        say: {fr: a, en: b}\n        answer: {kind: yes_no}\n" + rows
    )


def test_states_are_steps_junctions_and_ends() -> None:
    flow = Flow(script_of())
    steps = [step.id for _section, step in script_of().steps()]
    junctions = [JUNCTION + name for name in ("where", "missed_words", "known")]
    assert set(flow.machine.states) == {*steps, *junctions, *ENDS}
    assert set(flow.machine.events) == {ADVANCE}


def test_edges_only_go_forward() -> None:
    flow = Flow(script_of())
    order = [step.id for _section, step in script_of().steps()]
    places: dict[str, float] = {name: number for number, name in enumerate(order)}
    places |= {JUNCTION + name: number - 0.5 for name, number in places.items()}
    places |= dict.fromkeys(ENDS, len(order))
    assert list(edges(flow))
    for source, target in edges(flow):
        assert places[source] < places[target]


def test_edges_are_linear_in_the_number_of_steps() -> None:
    script = long_script(1_200)
    before = time.process_time()
    flow = Flow(script)
    spent = time.process_time() - before
    assert len(list(edges(flow))) < 5_000
    assert len(list(edges(flow))) > 3 * 1_200
    assert spent < 2


def test_a_long_script_is_walked_to_its_end() -> None:
    flow = flow_of(long_script(300))
    answers = {f"s{n}": "yes" for n in range(301)}
    assert len(flow.walk(NOTHING, answers).path) == 301
    known = Background("P1", TODAY, previous={"s0": "yes"})
    assert flow.walk(known, {"s0": "no"}).path == ("s0",)
    assert flow.walk(known, {"s0": "no"}).end == "completed"


def test_a_machine_is_made_once_for_each_text() -> None:
    assert flow_of(script_of()) is flow_of(script_of())
    assert flow_of(script_of()) is not flow_of(script_of(SMALL + "# changed\n"))


def test_a_walk_leaves_nothing_behind() -> None:
    flow = flow_of(script_of())
    first = flow.walk(NOTHING, {"hello": ""})
    assert flow.walk(NOTHING, {}).path == ("hello",)
    assert first.path == ("hello", "consent")
    assert first.course.counting == {"hello": ""}


@pytest.mark.parametrize(("answer", "end"), [("no", "refused"), ("yes", None)])
def test_a_stop_ends_the_walk(answer: str, end: str | None) -> None:
    walk = flow_of(script_of()).walk(NOTHING, {"hello": "", "consent": answer, "low": 2.0})
    assert walk.end == end
    assert walk.frontier == (None if end else "high")
    assert "low" in walk.course.counting or end


def test_the_ends_lead_nowhere() -> None:
    flow = Flow(script_of())
    course = flow.walk(NOTHING, {"hello": "", "consent": "no"}).course
    with pytest.raises(MachineError):
        flow.machine.events[ADVANCE].trigger(course)


def test_no_guard_is_a_string() -> None:
    for event in Flow(script_of()).machine.events.values():
        for transitions in event.transitions.values():
            for transition in transitions:
                assert all(callable(condition.func) for condition in transition.conditions)


def test_an_opened_step_applies_whatever_its_condition_says() -> None:
    answers = {"hello": "", "consent": "yes", "low": 2, "high": 3, "rows": [], "bleeding": "no"}
    flow = flow_of(script_of())
    assert flow.walk(NOTHING, answers).frontier == "missed"
    assert flow.walk(NOTHING, answers, {"where"}).frontier == "where"


def test_a_guard_sees_what_is_computed_from_the_answers_up_to_it() -> None:
    text = changed(
        ('when: {answer: bleeding, "=": yes}', 'when: {computed: inr.action, "=": call}'),
        (
            'when: {any: [{answer: missed, "=": not_acquired}, {answer: missed, "=": partial}]}',
            'when: {computed: inr.action, "=": emergency}',
        ),
    )
    flow = flow_of(script_of(text))
    answers = {"hello": "", "consent": "yes", "low": 2, "high": 3, "rows": [], "bleeding": "yes"}
    answers |= {"where": ["stools"], "missed": "acquired"}
    assert flow.walk(NOTHING, answers).path[-3:] == ("where", "missed", "missed_words")
    assert flow.walk(NOTHING, {**answers, "where": ["skin"]}).frontier == "go_on"
