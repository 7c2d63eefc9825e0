"""The machine that is walked is the one that runs: what is wrong with it is found."""

from __future__ import annotations

import pytest

from assistant import language
from assistant.interview.background import Background
from assistant.interview.flow import ADVANCE, Flow
from assistant.proof.graph import Graph
from assistant.proof.ground import DAY, Ground
from assistant.proof.proving import proof_of
from assistant.script.library import parse_script
from assistant.script.source import parse
from tests.proof.small import FILE, KEPT

TEXT = KEPT.encode()


@pytest.fixture
def flow() -> Flow:
    """A machine of its own, to be spoilt."""
    language.use("en")
    return Flow(parse_script(TEXT, "kept.yaml"))


def found(flow: Flow) -> list[tuple[str, str]]:
    findings = proof_of(Ground(flow.script, flow), lambda: parse(TEXT, FILE)).findings
    return [(finding.id, finding.at) for finding in findings]


def test_the_order_is_that_in_which_an_interview_goes(flow: Flow) -> None:
    graph = Graph(flow)
    assert graph.endless is None
    assert set(graph.order) == set(flow.machine.states) - {"withdrawn"}
    for source, edges in graph.edges.items():
        assert all(graph.place[source] < graph.place[str(edge.dest)] for edge in edges)
    assert found(flow) == []


def test_a_state_that_nothing_leads_on_from_is_a_dead_end(flow: Flow) -> None:
    flow.edges["readings"].clear()
    flow.machine.add_transition(ADVANCE, "readings", "closing", conditions=lambda _event: False)
    findings = proof_of(Ground(flow.script, flow), lambda: parse(TEXT, FILE)).findings
    dead = next(finding for finding in findings if finding.id == "dead-end")
    assert dead.at == "readings"
    assert ("unreachable", "closing") in [(finding.id, finding.at) for finding in findings]


def test_an_edge_that_leads_back_is_endless(flow: Flow) -> None:
    flow.edges["closing"].clear()
    flow.machine.add_transition(ADVANCE, "closing", "consent")
    assert Graph(flow).endless is not None
    assert found(flow) == [("endless", "closing")]


def test_an_edge_that_passes_a_step_by_is_seen(flow: Flow) -> None:
    """Nothing is taken from the order of the file: the notion and the end are there, and never come."""
    flow.edges["readings"].clear()
    flow.machine.add_transition(ADVANCE, "readings", "completed")
    names = found(flow)
    assert {("unreachable", "missed"), ("unreachable", "closing"), ("mandate-missed", "good_use")} <= set(
        names
    )
    assert flow.walk(Background("", DAY), {}).frontier == "hello"
