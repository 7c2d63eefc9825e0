"""`assistant script diff`: what changed between two versions of a script, and what that does."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.output import NO, Outcome
from assistant.cli.parser import nested
from assistant.cli.progress import counted
from assistant.cli.proving import shortened_count
from assistant.cli.unlocking import open_store
from assistant.errors import NotFoundError
from assistant.language import _, current, labelled, ngettext
from assistant.notation import shorten

if TYPE_CHECKING:
    from assistant.interview.graph import Edge
    from assistant.script.comparing import Change, Cover
    from assistant.script.steps import Script
    from assistant.store.store import Store


def options(commands: Any) -> None:
    """The options of the command."""
    diff = nested(commands, "diff", _("what changed between two versions, and what that does"))
    for name, purpose in (("old", _("the script before")), ("new", _("the script after"))):
        diff.add_argument(
            name,
            metavar=name.upper(),
            help=_("{what}: a name, a file, or NAME@VERSION as a store kept it").format(what=purpose),
        )
    diff.add_argument("--held", action="store_true", help=_("also which interviews would go another way"))


def run(given: Namespace) -> Outcome:
    """Compare them; the answer is no where they differ."""
    from assistant.interview.effect import ways
    from assistant.script.comparing import compare, covers

    kept = any("@" in name and not _there(name) for name in (given.old, given.new))
    wanted = given.held or getattr(given, "store", None) is not None
    with ExitStack() as stack:
        store = stack.enter_context(open_store(given)) if kept or wanted else None
        old, new = (_script(name, store) for name in (given.old, given.new))
        changes, (gained, lost), mandates = compare(old, new), ways(old, new), covers(old, new)
        held = None if store is None or not wanted else _held(store, old, new)
    paths = {"before": _paths(old), "after": _paths(new)}
    result = {
        "old": old.ref,
        "new": new.ref,
        "same": not changes,
        "changes": [one.to_json() for one in changes],
        "ways": {"gained": list(map(_edge, gained)), "lost": list(map(_edge, lost))},
        "paths": paths,
        "mandates": [one.to_json() for one in mandates],
        "held": held,
    }
    lines = [f"{old.id} {old.version} → {new.id} {new.version}", *_changes(changes)]
    lines += [*_ways(gained, lost, old, new), *_counted(paths), *_mandates(mandates), *_others(held)]
    if not changes:
        lines.append(_("Nothing that is asked, said or done differs."))
    return Outcome(result, lines, NO if changes else 0)


def _there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _script(name: str, store: Store | None) -> Script:
    """The script of a name or file, or the version that a store kept."""
    from assistant.script.library import find_script

    script, at, version = name.rpartition("@")
    if not at or store is None or _there(name):
        return find_script(name)
    kept = [one for one in store.versions.of_id(script) if str(one.version) == version]
    if kept:
        return kept[-1]
    known = ", ".join(f"{script}@{one.version}" for one in store.versions.of_id(script))
    raise NotFoundError(
        _("The store kept no “{name}”. Kept: {known}.").format(name=shorten(name), known=known or "—")
    )


def _held(store: Store, old: Script, new: Script) -> dict[str, Any]:
    """The interviews held under any version of the script, and those that would go another way."""
    from assistant.interview.effect import another_way
    from assistant.interview.replaywords import divergence_words

    played, others = 0, []
    for summary in counted(store.summaries(), _("Playing")):
        if not any(line.script == old.id for line in summary.transcripts):
            continue
        for interview in store.dossier(summary.patient.ref).interviews:
            transcript = interview.standing.transcript
            if interview.standing.script.id != old.id:
                continue
            played += 1
            found = another_way(transcript, store.script, old, new)
            if found is not None:
                words = divergence_words(found, store.script(transcript.script), new)
                row = {"id": interview.id, "patient": summary.patient.ref}
                others.append({**row, **found.to_json(), "words": words})
    return {"played": played, "other_way": others}


def _edge(edge: Edge) -> dict[str, str]:
    return {"from": edge.source, "to": edge.target, "when": edge.words}


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    parts = {"script": _("script"), "section": _("section"), "step": _("step"), "alert": _("alert")}
    heads = {
        "removed": _("Removed"),
        "added": _("Added"),
        "moved": _("Moved"),
        "reworded": _("Reworded"),
        "condition": _("Other condition"),
        "changed": _("Changed otherwise"),
    }
    for what, head in heads.items():
        chosen = [one for one in changes if one.what == what]
        if chosen:
            yield from ("", head)
        for one in chosen:
            yield f"  {parts[one.part]} {one.id} · {one.title}"
            if what == "added" and "when" in one.after:
                yield "      " + _("only if {condition}").format(condition=one.after["when"])
            elif what == "moved":
                yield f"      {_place(one.before)} → {_place(one.after)}"
            elif what not in ("added", "removed"):
                yield from _values(one)


def _place(place: Mapping[str, str]) -> str:
    follows = _("after {step}").format(step=place["follows"]) if place["follows"] else _("first")
    return f"{place['section']} · {follows}" if place["section"] else follows


def _values(one: Change) -> Iterator[str]:
    other = ".en" if current() == "fr" else ".fr"
    keys = list({**one.before, **one.after})
    shown = [key for key in keys if not key.endswith(other)] or keys  # a change of one language alone is told
    for key in shown:
        yield f"      {key}"
        yield from (
            f"        {sign} {text[key]}"
            for sign, text in (("−", one.before), ("+", one.after))
            if key in text
        )


def _ways(gained: Sequence[Edge], lost: Sequence[Edge], old: Script, new: Script) -> Iterator[str]:
    titles = {step.id: str(step.title) for script in (old, new) for _section, step in script.steps()}
    for head, edges in ((_("Ways gained"), gained), (_("Ways lost"), lost)):
        if edges:
            yield from ("", head)
        for edge in edges:
            way = f"{_titled(edge.source, titles)} → {_titled(edge.target, titles)}"
            yield f"  {labelled(way, edge.words) if edge.words else way}"


def _paths(script: Script) -> int | None:
    """How many ways lead from the first question to an end; None where they are too entangled."""
    from assistant.proof.exploring import EntangledError
    from assistant.proof.ground import Ground
    from assistant.proof.survey import Survey

    try:
        return Survey(Ground(script)).paths
    except EntangledError:
        return None


def _counted(paths: Mapping[str, int | None]) -> Iterator[str]:
    before, after = paths["before"], paths["after"]
    if before is not None and after is not None and before != after:
        yield ""
        yield _("Ways from beginning to end: {before} before, {after} now").format(
            before=shortened_count(before), after=shortened_count(after)
        )


def _titled(state: str, titles: Mapping[str, str]) -> str:
    from assistant.interview.graph import end_words
    from assistant.script.references import JUNCTION

    if state.startswith(JUNCTION):
        name = state.removeprefix(JUNCTION)
        return _("before “{step}”").format(step=titles.get(name, name))
    return end_words().get(state) or titles.get(state, state)


def _mandates(covers: Sequence[Cover]) -> Iterator[str]:
    if covers:
        yield from ("", _("Mandates covered otherwise"))
    for one in covers:
        yield f"  {one.mandate} · {one.title}"
        for sign, steps in (("−", one.before), ("+", one.after)):
            yield from (f"      {sign} {step}" for step in steps or (_("by no step"),))


def _others(held: dict[str, Any] | None) -> Iterator[str]:
    if held is None:
        return
    others = held["other_way"]
    sentence = ngettext(
        "{count} interview held under it; another way: {others}.",
        "{count} interviews held under it; another way: {others}.",
        held["played"],
    )
    yield from ("", sentence.format(count=held["played"], others=len(others)))
    yield from (f"  {row['id']}  {row['patient']}  {row['words']}" for row in others)
