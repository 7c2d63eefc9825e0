"""`assistant transcripts`: the interviews held."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli import exporting, replaying
from assistant.cli.output import Outcome, table
from assistant.cli.parser import nested
from assistant.cli.plain import spoken
from assistant.cli.unlocking import open_store
from assistant.language import _


def describe() -> str:
    """What the command does."""
    return _("The interviews held.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(
        dest="action", required=True, metavar="list|show|export|verify|replay|amend|…"
    )
    nested(commands, "list", _("every transcript, a line each"))
    show = nested(commands, "show", _("one transcript, whole"))
    exporting.options(nested(commands, "export", _("interviews as tables or a page, dossiers as an archive")))
    verify = nested(commands, "verify", _("whether anything was altered, and what cannot be proved"))
    verify.add_argument("id", metavar="ID", nargs="?", help=_("id of the transcript; all if not given"))
    replaying.options(commands)
    amend = nested(commands, "amend", _("change an answer of an interview that is over"))
    unsign = nested(commands, "unsign", _("withdraw the signature: the interview no longer counts"))
    sign = nested(commands, "sign", _("sign again"))
    for command in (show, amend, unsign, sign):
        command.add_argument("id", metavar="ID", help=_("id of the transcript"))
    amend.add_argument("step", metavar="STEP", help=_("id of the step"))
    amend.add_argument("answer", metavar="ANSWER", help=_("the answer, as it would be typed"))
    amend.add_argument("--heard", metavar="POINT", action="append", help=_("a point the patient gave"))
    amend.add_argument("--confirmed", action="store_true", help=_("take an unlikely value"))
    for command in (amend, unsign):
        command.add_argument("--reason", metavar="TEXT", required=True, help=_("why; it is kept"))


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    if given.action in ("list", "show"):
        return {"list": _list, "show": _show}[given.action](given)
    if given.action == "export":
        return exporting.run(given)
    if given.action == "replay":
        return replaying.run(given)
    from assistant.cli import amending, verifying

    if given.action == "verify":
        return verifying.run(given)
    return amending.run(given)


def status_words() -> dict[str, str]:
    """The states of a transcript in words."""
    return {
        "in_progress": _("in progress"),
        "paused": _("paused"),
        "completed": _("completed"),
        "stopped": _("stopped"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn"),
    }


def _list(given: Namespace) -> Outcome:
    with open_store(given) as store:
        summaries, damaged, me = store.summaries(), store.damaged(), store.person
    lines = (x for s in summaries for x in s.transcripts)
    if me.role == "student":  # others practise on the same dossiers
        lines = (x for x in lines if x.digest is not None and x.digest.by == me.name)
    found = sorted(lines, key=lambda x: x.started_at)
    words = status_words()
    rows = [
        [x.id, x.patient, x.script, x.started_at[:16].replace("T", " "), words[x.stopped_as or x.status]]
        for x in found
    ]
    notices = damaged if found else [_("No interview was held yet."), *damaged]
    return Outcome([x.to_json() for x in found], table(rows), notices=notices)


def _show(given: Namespace) -> Outcome:
    from assistant.dossier.summary import line
    from assistant.interview.conversation import conversation

    with open_store(given) as store:
        patient, interview = store.interview(given.id)
    transcript = interview.standing.transcript
    result = line(interview.id, patient, transcript).to_json()
    # The list counts events; here they are given.
    result["events"] = [event.to_json() for event in transcript.events]
    result["answers"] = interview.standing.walk.course.counting
    words = status_words()
    lines = [
        f"{interview.id}  {patient}  {transcript.script}  {words[transcript.stopped_as or transcript.status]}"
    ]
    for said in conversation(interview.standing):
        lines += spoken(said)
    if transcript.over:
        lines.append(_("Signed.") if transcript.signed else _("The signature is withdrawn."))
    return Outcome(result, lines)
