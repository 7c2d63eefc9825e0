"""The machine as a diagram in the text that mermaid draws."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from assistant.interview.graph import Graph, State, plain

_SHAPES: Final = {"step": ('["', '"]'), "junction": ('{"', '"}'), "end": ('(["', '"])')}
_STYLES: Final = (
    "classDef taken fill:#cfe6ff,stroke:#0b5394,stroke-width:3px,color:#000",
    "classDef left fill:#f4f4f4,stroke:#999,color:#555",
)


def mermaid(graph: Graph, path: Set[str] = frozenset(), way: Set[tuple[str, str]] = frozenset()) -> str:
    """The diagram.

    Args:
        graph: the machine.
        path: the states a transcript went through; with some, the others are shown as left aside.
        way: the edges it took.
    """
    lines = ["flowchart TD"]
    for number, (name, title) in enumerate(graph.sections):
        inside = [state for state in graph.states if state.section == name]
        lines.append(f'  subgraph section_{number}["{_text(title)}"]')
        lines += [f"    {_state(state)}" for state in inside]
        lines.append("  end")
    lines += [f"  {_state(state)}" for state in graph.states if state.section is None]
    for edge in graph.edges:
        arrow = "==>" if (edge.source, edge.target) in way else "-->"
        label = f'|"{_text(edge.words)}"|' if edge.words else ""
        lines.append(f"  {_name(edge.source)} {arrow}{label} {_name(edge.target)}")
    if path:
        on = [_name(state.id) for state in graph.states if state.id in path]
        off = [_name(state.id) for state in graph.states if state.id not in path]
        lines += [f"  {style}" for style in _STYLES]
        for ids, kind in ((on, "taken"), (off, "left")):
            lines += [f"  class {','.join(ids)} {kind}"] if ids else []
    return "\n".join(lines) + "\n"


def _name(state: str) -> str:
    # An id of ours may be a word of mermaid's own, such as `end`.
    return f"s_{state}"


def _state(state: State) -> str:
    left, right = _SHAPES[state.kind]
    said = "?" if state.kind == "junction" else _text(state.title)
    return f"{_name(state.id)}{left}{said}{right}"


def _text(words: str) -> str:
    """The words without anything that mermaid or a browser would obey."""
    return "".join(f"#{ord(c)};" if c in '#"&<>;`\\' else c for c in plain(words))
