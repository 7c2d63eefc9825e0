"""`assistant transcripts replay`: interviews held, played again under their own version and under today's."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.cli.output import NO, Outcome
from assistant.cli.parser import nested
from assistant.cli.progress import counted
from assistant.cli.unlocking import open_store
from assistant.errors import AssistantError, InputError
from assistant.language import _, ngettext

if TYPE_CHECKING:
    from assistant.interview.replaying import Divergence
    from assistant.interview.transcript import Transcript
    from assistant.script.steps import Script
    from assistant.store.store import Store

Played = tuple[dict[str, Any], list[str]]


def options(commands: Any) -> None:
    """The options of the command."""
    replay = nested(commands, "replay", _("play interviews again, under their version and today's"))
    replay.add_argument("id", metavar="ID", nargs="?", help=_("id of the transcript"))
    replay.add_argument("--all", action="store_true", help=_("every transcript"))


def run(given: Namespace) -> Outcome:
    """Play them; the answer is no where one diverges under its own version."""
    if given.all == (given.id is not None):
        raise InputError(_("Give the id of a transcript, or --all."))
    with open_store(given) as store:
        todays = cache(store.versions.todays)
        if given.all:
            found = list(_every(store, todays))
        else:
            ref, interview = store.interview(given.id)
            found = [_played(store, todays, given.id, ref, interview.standing.transcript)]
    wrong = sum(row["own"] is not None for row, _lines in found)
    others = sum(row["today"] is not None for row, _lines in found)
    lines = [line for _row, rows in found for line in rows]
    if given.all:
        lines.append(
            ngettext("{count} transcript played.", "{count} transcripts played.", len(found)).format(
                count=len(found)
            )
            + " "
            + _("Not as its own version leads: {wrong}. Another way today: {others}.").format(
                wrong=wrong, others=others
            )
        )
    return Outcome([row for row, _lines in found], lines, NO if wrong else 0)


def _every(store: Store, todays: Callable[[str], Script]) -> Iterator[Played]:
    for summary in counted(store.summaries(), _("Playing")):
        ref = summary.patient.ref
        dossier = store.dossier(ref)
        for interview in dossier.interviews:
            yield _played(store, todays, interview.id, ref, interview.standing.transcript)
        for name, why in dossier.unreadable.items():
            if name.startswith("r"):  # a review, not an interview: ids are hexadecimal
                continue
            row = {"id": name, "patient": ref, "script": None, "own": {"why": "unreadable", "words": why}}
            yield {**row, "today": None}, [f"{name}  {ref}", f"  ! {why}"]


def _played(
    store: Store, todays: Callable[[str], Script], name: str, ref: str, transcript: Transcript
) -> Played:
    from assistant.interview.replaying import replay

    version = transcript.script
    row: dict[str, Any] = {"id": name, "patient": ref, "script": version, "own": None, "today": None}
    lines = [f"{name}  {ref}  {'/'.join(version.split('/')[:2])}"]
    own = store.script
    found = replay(transcript, own)
    if found is not None:
        row["own"], words = _told(found, own(version), own(version))
        lines.append("  ! " + _("Not as its own version leads. {words}").format(words=words))
    try:
        today = todays(version)
        row["today_script"] = today.ref
        other = None if today.ref == version else replay(transcript, own, lambda _ref: today)
        if other is not None:
            row["today"], words = _told(other, own(version), today)
            heading = _("Another way under version {version}. {words}")
            lines.append("  " + heading.format(version=today.version, words=words))
    except AssistantError as error:  # today's script is at fault: that is said by `script check`
        row["today"] = {"why": "unreadable", "words": error.message}
        lines.append("  " + _("Today's script cannot be read: {reason}").format(reason=error.message))
    if len(lines) == 1:
        lines[0] += "  " + _("the same way")
    return row, lines


def _told(found: Divergence, own: Script, under: Script) -> tuple[dict[str, Any], str]:
    from assistant.interview.replaywords import divergence_words

    words = divergence_words(found, own, under)
    return {**found.to_json(), "words": words}, words
