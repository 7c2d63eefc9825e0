"""What a change of a script does: ways gained and lost, and interviews that would go another way."""

from __future__ import annotations

from assistant.interview.flow import flow_of
from assistant.interview.graph import Edge, graph_of
from assistant.interview.replaying import Divergence, Versions, replay
from assistant.interview.transcript import Transcript
from assistant.script.steps import Script


def ways(old: Script, new: Script) -> tuple[list[Edge], list[Edge]]:
    """The ways of the machine from one state to the next that only the new script has, and only the old one.

    Two are the same where they lead from and to the same states under the same condition, in words.
    """
    before, after = graph_of(flow_of(old)).edges, graph_of(flow_of(new)).edges
    return [edge for edge in after if edge not in before], [edge for edge in before if edge not in after]


def another_way(transcript: Transcript, own: Versions, old: Script, new: Script) -> Divergence | None:
    """Where a transcript would leave its way under the new script; None where it does so as under the old.

    Args:
        transcript: what happened.
        own: gives the version it was held under.
        old: the script before the change.
        new: the script after it.
    """
    found = replay(transcript, own, lambda _ref: new)
    if found is None or found == replay(transcript, own, lambda _ref: old):
        return None
    return found
