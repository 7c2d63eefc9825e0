"""The machine drawn: the one that runs, each state and edge once, with a transcript's way on it."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from typing import Final

import pytest

from assistant import language
from assistant.interview.background import Background
from assistant.interview.drawing import NAMESPACE, WIDTH, svg, svg_of
from assistant.interview.flow import Flow, Walk, flow_of
from assistant.interview.graph import graph_of, taken
from assistant.interview.mermaid import mermaid
from assistant.script.library import find_script
from assistant.script.references import ENDS
from tests.interview.asking import TODAY, begun, up_to
from tests.interview.test_flow import edges
from tests.script.small import changed, script_of

SVG: Final = "{http://www.w3.org/2000/svg}"
NOTHING: Final = Background("P1", TODAY)
HOSTILE: Final = '"]; click A href "x" <script>alert(1)</script> & [/red] `#quot; \u202e'


def walked(**answers: object) -> Walk:
    return Flow(script_of()).walk(NOTHING, {"hello": "", **answers})


def drawn(kind: str, root: ET.Element) -> list[str]:
    return [element.attrib[f"data-{kind}"] for element in root.iter() if f"data-{kind}" in element.attrib]


@pytest.mark.parametrize("name", ["avk", "observance", "daily_life"])
def test_what_is_drawn_is_the_machine_that_runs(name: str) -> None:
    flow = flow_of(find_script(name))
    root = ET.fromstring(svg(graph_of(flow)))
    reached = {target for _source, target in edges(flow)}
    states = [state for state in flow.machine.states if state not in ENDS or state in reached]
    assert sorted(drawn("state", root)) == sorted(states)
    assert sorted(drawn("edge", root)) == sorted(f"{source} {target}" for source, target in edges(flow))
    text = mermaid(graph_of(flow))
    arrows = re.findall(r"^  s_(\w+) -->(?:\|.*\|)? s_(\w+)$", text, re.MULTILINE)
    assert sorted(arrows) == sorted(edges(flow))
    assert set(re.findall(r"^ +s_(\w+)[\[({]", text, re.MULTILINE)) == set(states)


def test_sections_are_groups_and_guards_are_words() -> None:
    graph = graph_of(Flow(script_of()))
    guards = {(edge.source, edge.target): edge.words for edge in graph.edges if edge.words}
    assert guards["if_where", "where"] == "“Bleeding” is “Yes”"
    assert guards["if_where", "missed"] == "otherwise"
    assert guards["consent", "refused"] == "answer: No"
    assert guards["go_on", "withdrawn"] == "answer: No"
    root = ET.fromstring(svg(graph))
    assert [e.text for e in root.iter(f"{SVG}text") if e.get("class") == "sg-head"] == [
        "Welcome",
        "INR",
        "Plan",
    ]
    assert mermaid(graph).count("subgraph ") == 3
    language.use("fr")
    assert "«\u00a0Saignement\u00a0» est «\u00a0Oui\u00a0»" in svg(graph_of(Flow(script_of())))


def test_the_way_of_a_transcript_is_marked() -> None:
    walk = walked(consent="yes", low=2.0, high=3.0, rows=[], bleeding="no")
    assert walk.states[-3:] == ("bleeding", "if_where", "missed")
    assert "where" not in walk.states
    way = taken(walk)
    assert ("if_where", "missed") in way
    assert ("if_where", "where") not in way
    graph = graph_of(Flow(script_of()))
    root = ET.fromstring(svg(graph, frozenset(walk.states), way))
    classes = {e.attrib["data-state"]: e.get("class") for e in root.iter() if "data-state" in e.attrib}
    assert {name for name, kind in classes.items() if kind == "sg-taken"} == set(walk.states)
    assert set(classes.values()) == {"sg-taken", "sg-left"}
    thick = {
        e.attrib["data-edge"]
        for e in root.iter()
        if "sg-taken" in e.get("class", "").split() and "data-edge" in e.attrib
    }
    assert thick == {" ".join(edge) for edge in way}
    text = mermaid(graph, frozenset(walk.states), way)
    assert len(re.findall(" ==>", text)) == len(way)
    assert (
        f"class {','.join('s_' + state.id for state in graph.states if state.id in walk.states)} taken"
        in text
    )


def test_an_interview_is_drawn_with_its_way_for_a_page() -> None:
    session = begun()
    up_to(session, "bleeding")
    drawing = svg_of(session)
    alone = svg(graph_of(Flow(script_of())), frozenset(session.walk.states), taken(session.walk))
    assert drawing == alone.replace(NAMESPACE, "", 1) != alone
    assert drawing.count("sg-taken") > 10


def test_a_refusal_is_a_way_too() -> None:
    walk = walked(consent="no")
    assert walk.states == ("hello", "consent", "refused")
    assert ("consent", "refused") in taken(walk)


def test_without_a_transcript_nothing_is_marked() -> None:
    graph = graph_of(Flow(script_of()))
    assert "sg-taken" not in svg(graph).partition("</style>")[2]
    assert "taken" not in mermaid(graph)


def test_foreign_text_draws_nothing_of_its_own() -> None:
    title = HOSTILE.replace('"', '\\"').replace("\u202e", "\\u202e")
    hostile = f'{{fr: "{title}", en: "{title}"}}'
    places = ("{fr: Petit, en: Small}", "{fr: Bonjour, en: Hello}")
    script = script_of(changed(*((place, hostile) for place in places)))
    graph = graph_of(Flow(script))
    assert HOSTILE in graph.title
    root = ET.fromstring(svg(graph))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg", "title", "style", "defs", "marker", "path", "rect", "text", "g",
    }  # fmt: skip
    text = mermaid(graph)
    assert "<" not in text
    assert "\u202e" not in text + svg(graph)
    (line,) = re.findall(r"^    s_hello(.*)$", text, re.MULTILINE)
    assert line.count('"') == 2


def test_ninety_steps_stay_legible() -> None:
    """Nothing stands over anything else, nothing leaves the sheet."""
    root = ET.fromstring(svg(graph_of(flow_of(find_script("avk")))))
    height = int(root.attrib["height"])
    boxes = []
    for element in root.iter(f"{SVG}rect"):
        if element.get("class") == "sg-state":
            x, y = int(element.attrib["x"]), int(element.attrib["y"])
            assert 0 < x < x + int(element.attrib["width"]) < WIDTH
            boxes.append((y, y + int(element.attrib["height"])))
    steps = boxes[:-2]  # the two ends stand beside each other
    assert len(steps) == len(list(find_script("avk").steps()))
    assert all(above[1] + 10 < below[0] for above, below in itertools.pairwise(steps))
    lines = [(int(e.attrib["y"]), len(e.text or "")) for e in root.iter(f"{SVG}text")]
    assert all(y < height for y, _length in lines)
    assert max(length for _y, length in lines) <= 100
    assert not re.search(r"(?:href|src|url\((?!#))", ET.tostring(root, encoding="unicode"))
