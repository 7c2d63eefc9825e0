"""The machine drawn as SVG: a ribbon from the first question down to the ends, a frame for each section.

Nothing is fetched and nothing is needed to draw it. Widths of texts are reckoned, so lines are kept short.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from html import escape
from typing import Final

from assistant.interview.flow import flow_of
from assistant.interview.graph import Edge, Graph, State, graph_of, plain, taken
from assistant.interview.standing import Standing
from assistant.language import _, current

WIDTH: Final = 820
_SKIP, _LEFT, _SPINE, _RIGHT = 42, 60, 86, 620
"""From the left: the line of what is skipped, the boxes, the way itself, the end of the boxes."""
_RAILS: Final = {"refused": 646, "withdrawn": 668}
"""The lines that lead down to the early ends."""
_BOX, _GAP, _LINE, _DIAMOND = 30, 20, 15, 9
"""Heights: a box, the space between two, a line of a guard; half a diamond."""
_WRAP: Final = 88
"""Characters of a guard on one line."""
STYLE: Final = (
    ".sg text{font-family:sans-serif;font-size:13px;fill:#111}"
    ".sg .sg-id{font-family:monospace;font-size:10px;fill:#555}"
    ".sg .sg-when{font-size:12px;font-style:italic;fill:#333}"
    ".sg .sg-note{font-size:11px;fill:#555}"
    ".sg .sg-head{font-weight:bold}.sg .sg-title{font-weight:bold;font-size:16px}"
    ".sg .sg-frame{fill:#f6f7f9;stroke:#c9ced6}"
    ".sg .sg-state{fill:#fff;stroke:#444}.sg .sg-edge{fill:none;stroke:#444}"
    ".sg .sg-taken .sg-state{fill:#d6e8ff;stroke:#0b4a8f;stroke-width:2.5}"
    ".sg .sg-edge.sg-taken{stroke:#0b4a8f;stroke-width:3.5}"
    ".sg .sg-left .sg-state{fill:#fff;stroke:#888;stroke-dasharray:4 3}"
    ".sg .sg-left text{fill:#555}.sg .sg-edge.sg-left{stroke:#999;stroke-dasharray:4 3}"
)
"""What a drawing carries in itself: a page that holds one allows this very text."""
NAMESPACE: Final = ' xmlns="http://www.w3.org/2000/svg"'
"""What a file needs, and a page does not."""
_TIP: Final = (
    '<defs><marker id="sg-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#333"/></marker></defs>'
)


def svg(graph: Graph, path: Set[str] = frozenset(), way: Set[tuple[str, str]] = frozenset()) -> str:
    """The drawing, a file by itself.

    Args:
        graph: the machine, in the language of its words.
        path: the states a transcript went through; with some, the others are drawn as left aside.
        way: the edges it took.
    """
    return _Drawing(graph, path, way).whole(NAMESPACE)


def svg_of(standing: Standing) -> str:
    """The drawing of the script an interview was held under, with the way it took, to stand in a page."""
    walk = standing.walk
    return _Drawing(graph_of(flow_of(standing.script)), frozenset(walk.states), taken(walk)).whole()


@dataclass(slots=True)
class _Placed:
    """Where a state stands: the point at which the way enters it, and where it leaves it."""

    state: State
    top: int
    bottom: int
    lines: list[str] = field(default_factory=list)
    """Of a junction: its guard."""


class _Drawing:
    def __init__(self, graph: Graph, path: Set[str], way: Set[tuple[str, str]]) -> None:
        self._graph = graph
        self._path = path
        self._way = way
        self._placed: dict[str, _Placed] = {}
        self._frames: list[tuple[str, int, int]] = []
        self._guards = {edge.source: edge.words for edge in graph.edges if edge.guarded}
        self._height = self._place()

    def whole(self, namespace: str = "") -> str:
        """Frames first, then lines, then boxes over them."""
        title = _("{title}, version {version}").format(title=self._graph.title, version=self._graph.version)
        parts = [
            f'<svg{namespace} class="sg" lang="{current()}" role="img" '
            f'width="{WIDTH}" height="{self._height}" viewBox="0 0 {WIDTH} {self._height}">',
            f"<title>{_text(title)}</title><style>{STYLE}</style>",
            _TIP,
            f'<rect width="{WIDTH}" height="{self._height}" fill="#fff"/>',
            _written(20, 30, title, "sg-title"),
        ]
        if self._path:
            parts.append(_written(20, 50, _("Thick line: the way taken. Dashes: what was left aside.")))
        for name, top, bottom in self._frames:
            height = bottom - top
            parts.append(
                f'<rect class="sg-frame" x="20" y="{top}" width="{WIDTH - 40}" height="{height}" rx="8"/>'
            )
            parts.append(_written(_SPINE + 16, top + 22, name, "sg-head"))
        parts += map(self._edge, self._graph.edges)
        parts += map(self._state, self._placed.values())
        return "".join([*parts, "</svg>\n"])

    def _place(self) -> int:
        y = 66
        for section, title in self._graph.sections:
            top, y = y, y + 44
            for state in self._graph.states:
                if state.section == section:
                    y = self._put(state, y)
            self._frames.append((title, top, y - _GAP + 14))
            y += 20
        ends = [state for state in self._graph.states if state.kind == "end"]
        for state in ends:
            down = y + 6 + (_BOX + 14) * (state.id == "withdrawn")
            self._placed[state.id] = _Placed(state, down, down + _BOX)
        return max(placed.bottom for placed in self._placed.values()) + 20

    def _put(self, state: State, y: int) -> int:
        if state.kind == "step":
            self._placed[state.id] = _Placed(state, y, y + _BOX)
            return y + _BOX + _GAP
        lines = textwrap.wrap(plain(self._guards[state.id]), _WRAP) or [""]
        self._placed[state.id] = _Placed(state, y, y + 2 * _DIAMOND, lines)
        return y + max(2 * _DIAMOND, _LINE * len(lines)) + 16

    def _kind(self, taken: bool) -> str:
        return "" if not self._path else "sg-taken" if taken else "sg-left"

    def _edge(self, edge: Edge) -> str:
        source, target = self._placed[edge.source], self._placed[edge.target]
        kind = self._kind((edge.source, edge.target) in self._way)
        note = ""
        if edge.target in _RAILS:
            rail, y = _RAILS[edge.target], source.top + _BOX // 2
            line = f"M{_RIGHT} {y}H{rail}V{target.top}"
            aside = _RAILS["withdrawn"] + 8
            note = _written(aside, y - 2, _cut(edge.words, 20), "sg-when")
            note += _written(aside, y + 12, _cut("→ " + target.state.title, 26), "sg-note")
        elif source.state.kind == "junction" and not edge.guarded:
            y = source.top + _DIAMOND
            line = f"M{_SPINE - _DIAMOND} {y}H{_SKIP}V{target.top - 8}H{_SPINE}V{target.top}"
        else:
            line = f"M{_SPINE} {source.bottom}V{target.top}"
        name = _text(f"{edge.source} {edge.target}")
        return f'<path class="sg-edge {kind}" data-edge="{name}" d="{line}" marker-end="url(#sg-tip)"/>{note}'

    def _state(self, placed: _Placed) -> str:
        state = placed.state
        body = "".join(self._body(placed))
        kind = self._kind(state.id in self._path)
        return f'<g class="{kind}" data-state="{_text(state.id)}">{body}</g>'

    def _body(self, placed: _Placed) -> Iterator[str]:
        state, top = placed.state, placed.top
        if state.kind == "junction":
            y = top + _DIAMOND
            yield (
                f'<path class="sg-state" d="M{_SPINE} {top}l{_DIAMOND} {_DIAMOND}l-{_DIAMOND} {_DIAMOND}'
                f'l-{_DIAMOND} -{_DIAMOND}z"/>'
            )
            for number, line in enumerate(placed.lines):
                yield _written(_SPINE + 16, y + 4 + number * _LINE, line, "sg-when")
        elif state.kind == "end":
            x, width = self._end_at(state)
            yield _box(x, top, width, _BOX // 2)
            yield _written(x + 14, top + 20, state.title)
        else:
            yield _box(_LEFT, top, _RIGHT - _LEFT, 4)
            yield _written(_LEFT + 14, top + 20, _mark(state) + _cut(state.title, 52))
            yield _written(_RIGHT - 8, top + 19, _cut(state.id, 28), "sg-id", end=True)

    def _end_at(self, state: State) -> tuple[int, int]:
        width = 28 + round(7.2 * len(state.title))
        if state.id not in _RAILS:
            return _LEFT, width
        return _RAILS[state.id] - width + 16, width


def _box(x: int, y: int, width: int, round_: int) -> str:
    return f'<rect class="sg-state" x="{x}" y="{y}" width="{width}" height="{_BOX}" rx="{round_}"/>'


def _mark(state: State) -> str:
    """What is done at a step, by a sign before its title."""
    return {"tell": "» ", "rate": "★ "}.get(state.asks, "")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _text(words: str) -> str:
    return escape(plain(words), quote=True)


def _written(x: int, y: int, words: str, kind: str = "", *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    name = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{name}{anchor}>{_text(words)}</text>'
