"""The machine of a script as a drawing needs it: states, edges and guards in words, read from what runs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from assistant.interview.flow import Flow, Walk
from assistant.language import _, labelled
from assistant.script.references import ENDS, JUNCTION
from assistant.script.steps import Ask, Step
from assistant.script.wording import Wording

Kind = Literal["step", "junction", "end"]


@dataclass(frozen=True, slots=True)
class State:
    """One state of the machine."""

    id: str
    kind: Kind
    section: str | None
    """Id of its section; None for an end."""
    title: str
    """Title of its step, or the end in words, in the current language."""
    asks: str
    """`tell`, `rate` or the kind of answer, for a step; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One transition of the machine."""

    source: str
    target: str
    guarded: bool
    """Whether a condition stands before it."""
    words: str
    """When it is taken, in the current language; empty where nothing else can happen."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A machine, in the order in which an interview goes."""

    script: str
    version: int
    title: str
    sections: tuple[tuple[str, str], ...]
    """Id and title of each."""
    states: tuple[State, ...]
    edges: tuple[Edge, ...]

    def to_json(self) -> dict[str, Any]:
        """The graph as a JSON object."""
        return {
            "script": self.script,
            "version": self.version,
            "title": self.title,
            "sections": [{"id": name, "title": title} for name, title in self.sections],
            "states": [
                {"id": s.id, "kind": s.kind, "section": s.section, "title": s.title} for s in self.states
            ],
            "edges": [
                {"from": e.source, "to": e.target, "guarded": e.guarded, "when": e.words} for e in self.edges
            ],
        }


def graph_of(flow: Flow) -> Graph:
    """The graph of a machine, in the current language. An end that nothing leads to is left out."""
    script = flow.script
    wording = Wording(script)
    edges = tuple(
        Edge(source, target, guarded, _when(flow.plan.steps, wording, source, guarded=guarded))
        for source, target, guarded in _edges(flow)
    )
    states: list[State] = []
    known = set(flow.machine.states)
    for section, step in script.steps():
        junction = JUNCTION + step.id
        if junction in known:
            states.append(State(junction, "junction", section.id, str(step.title), ""))
        states.append(State(step.id, "step", section.id, str(step.title), step.kind))
    reached = {edge.target for edge in edges}
    words = end_words()
    states += [State(end, "end", None, words[end], "") for end in ENDS if end in reached]
    sections = tuple((section.id, str(section.title)) for section in script.sections)
    return Graph(script.id, script.version, str(script.title), sections, tuple(states), edges)


def graph_lines(graph: Graph) -> list[str]:
    """The machine as text: a line for each section, each step, each condition."""
    guards = {edge.target: edge.words for edge in graph.edges if edge.guarded}
    lines = []
    for name, title in graph.sections:
        lines += ["", title]
        for state in graph.states:
            if state.section == name and state.kind == "step":
                lines.append(f"  {state.title}")
                if words := guards.get(state.id):
                    lines.append("      " + _("only if {condition}").format(condition=words))
    return lines[1:]


def end_words() -> dict[str, str]:
    """The ends of an interview."""
    return {
        "completed": _("Completed"),
        "refused": _("Refused by the patient"),
        "withdrawn": _("Stopped at the patient’s wish"),
    }


def taken(walk: Walk) -> frozenset[tuple[str, str]]:
    """The edges that a walk took, as pairs of states."""
    return frozenset(pairwise(walk.states))


def plain(text: str) -> str:
    """The text without what a reader of the drawing would obey."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else "\ufffd" for c in text)


def _edges(flow: Flow) -> list[tuple[str, str, bool]]:
    """The transitions in the order of the interview: a junction's before those of its step."""
    places = {step: 2 * place + 1 for place, step in enumerate(flow.plan.steps)}
    places |= {JUNCTION + step: place - 1 for step, place in places.items()}
    return [
        (source, str(edge.dest), bool(edge.conditions))
        for source, edges in sorted(flow.edges.items(), key=lambda row: places[row[0]])
        for edge in edges
    ]


def _when(steps: dict[str, Step], wording: Wording, source: str, *, guarded: bool) -> str:
    if source.startswith(JUNCTION):
        step = steps[source.removeprefix(JUNCTION)]
        return wording.words(step.when) if guarded and step.when is not None else _("otherwise")
    step = steps[source]
    if guarded and isinstance(step, Ask) and step.stop is not None:
        labels = {option.id: str(option.label) for option in step.options}
        return labelled(_("answer"), labels.get(step.stop.when, step.stop.when))
    return ""
