"""`assistant script graph`: the machine of a script drawn, with the way of a transcript on it."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from assistant.cli.output import Outcome
from assistant.cli.parser import nested
from assistant.cli.unlocking import open_store
from assistant.cli.writing import write_new
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten

if TYPE_CHECKING:
    from assistant.interview.standing import Standing
    from assistant.script.steps import Script

FORMATS = ("mermaid", "svg", "text")


def options(commands: Any) -> None:
    """The options of the command."""
    graph = nested(commands, "graph", _("draw the machine that runs"))
    graph.add_argument("name", metavar="NAME", nargs="?", help=_("id of a script, or path of its file"))
    graph.add_argument(
        "--format", choices=FORMATS, default="mermaid", help=_("mermaid (default), svg or text")
    )
    graph.add_argument("--transcript", metavar="ID", help=_("show the way that a transcript took"))
    graph.add_argument("--out", metavar="FILE", help=_("write it to a new file"))


def run(given: Namespace) -> Outcome:
    """Draw it."""
    from assistant.interview.drawing import svg
    from assistant.interview.flow import flow_of
    from assistant.interview.graph import graph_lines, graph_of, taken
    from assistant.interview.mermaid import mermaid
    from assistant.interview.pathway import path_lines, pathway

    script, standing = _chosen(given)
    graph = graph_of(flow_of(script))
    walk = None if standing is None else standing.walk
    path = frozenset[str]() if walk is None else frozenset(walk.states)
    way = frozenset[tuple[str, str]]() if walk is None else taken(walk)
    stretches = [] if standing is None else pathway(standing)
    if given.format == "text":
        drawn = "\n".join(path_lines(stretches) or graph_lines(graph)) + "\n"
    else:
        drawn = (svg if given.format == "svg" else mermaid)(graph, path, way)
    result = {**graph.to_json(), "format": given.format}
    notices = []
    if walk is not None:
        result["path"] = list(walk.states)
        result["steps"] = [stop.to_json() for stretch in stretches for stop in stretch.stops]
        notices.append(_("This is not encrypted: whoever has it reads it."))
    if given.out is None:
        return Outcome({**result, "drawing": drawn}, drawn.splitlines(), notices=notices)
    write_new(given.out, drawn)
    written = _("Written: {path}").format(path=shorten(given.out, 200))
    return Outcome({**result, "file": given.out}, [written], notices=notices)


def _chosen(given: Namespace) -> tuple[Script, Standing | None]:
    """The script named, or the one a transcript was held under, and that transcript."""
    from assistant.interview.standing import Standing
    from assistant.script.library import find_script

    script = None if given.name is None else find_script(given.name)
    if given.transcript is None:
        if script is None:
            raise InputError(_("Name a script, or give --transcript ID."))
        return script, None
    with open_store(given) as store:
        ref, interview = store.interview(given.transcript)
        standing = interview.standing
        if script is not None and script.id != standing.script.id:
            raise InputError(
                _("Transcript {id} was held under “{held}”, not under “{name}”.").format(
                    id=shorten(given.transcript), held=standing.script.id, name=shorten(script.id)
                )
            )
        store.audit.add("exported", dossier=store.folder_of(ref).name, transcript=given.transcript)
    if script is not None:
        standing = Standing(script, standing.transcript)
    return standing.script, standing
