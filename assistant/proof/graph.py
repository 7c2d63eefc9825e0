"""The machine that runs, as a graph: its states in an order in which every edge leads forward."""

from __future__ import annotations

from assistant.interview.flow import Edge, Flow
from assistant.script.references import ENDS


class Graph:
    """States and edges of a flow, read off its machine."""

    def __init__(self, flow: Flow) -> None:
        self.edges: dict[str, list[Edge]] = flow.edges
        self.initial = flow.initial
        self.endless: str | None = None
        """A state from which an edge leads back; None where every path ends."""
        self.order: list[str] = self._sorted()
        """Every state that edges lead to, each before those that follow it."""
        self.place = {state: index for index, state in enumerate(self.order)}

    def targets(self, state: str) -> list[str]:
        """Where the edges of a state lead; nowhere from an end."""
        return [] if state in ENDS else [str(edge.dest) for edge in self.edges.get(state, ())]

    def _sorted(self) -> list[str]:
        done: list[str] = []
        state_of: dict[str, bool] = {self.initial: False}
        stack = [(self.initial, iter(self.targets(self.initial)))]
        while stack:
            state, following = stack[-1]
            for target in following:
                if target not in state_of:
                    state_of[target] = False
                    stack.append((target, iter(self.targets(target))))
                    break
                if not state_of[target]:
                    self.endless = self.endless or state
            else:
                state_of[state] = True
                done.append(state)
                stack.pop()
        return done[::-1]

    def avoidable(self, state: str, end: str) -> bool:
        """Whether edges lead to an end without passing this state."""
        seen = {state}
        stack = [self.initial]
        while stack:
            here = stack.pop()
            if here in seen:
                continue
            if here == end:
                return True
            seen.add(here)
            stack.extend(self.targets(here))
        return False
