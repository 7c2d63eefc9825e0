"""A case is proven like a script: what is wrong in it, each thing with its place.

Every fact can be elicited, every trap noticed, a perfect run scores full marks, an empty one nothing, nothing
is told that was not asked for, and no truth contradicts the script's answer kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from assistant.clock import Clock, today
from assistant.dossier.dossier import Interview
from assistant.errors import AssistantError
from assistant.language import LANGUAGES, _
from assistant.people import Person
from assistant.rehearsal.attempts import Attempt
from assistant.rehearsal.case import Case
from assistant.rehearsal.casereferences import Found, reference_faults
from assistant.rehearsal.casetexts import brace_faults, order_faults, telling_faults
from assistant.rehearsal.debrief import debrief
from assistant.rehearsal.heard import HIDDEN, Heard
from assistant.rehearsal.library import misnamed
from assistant.rehearsal.practised import Practised
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.rehearsal.scored import Debrief
from assistant.rehearsal.students import perfect
from assistant.rehearsal.truths import Truths
from assistant.script.faults import Fault, refuse
from assistant.script.library import find_script
from assistant.script.loader import examine
from assistant.script.source import Source, read_source


def check_case(path: Path, clock: Clock) -> tuple[Case, Debrief]:
    """The case of a file and the debrief of a perfect run, once everything about it is proven.

    Raises:
        NotFoundError: the file cannot be read.
        ScriptError: it has faults; all that could be found are named.
    """
    source = read_source(path)
    case, faults = examine(source, Case)
    if case is None or faults:
        raise refuse(faults)
    case = case.sealed(source.text, source.digest)
    script = find_script(case.script)
    found: list[Found] = [*reference_faults(case, script), *brace_faults(case), *order_faults(case)]
    if said := misnamed(case, path):
        found.append((("id",), said))
    if found:
        raise refuse(_fault(source, one) for one in found)
    run: Debrief | None = None
    for language in LANGUAGES:
        truths = Truths(case, script, today(clock), language)
        found += _untaken(truths)
        if not found:
            run = held(case, truths, clock)
            found += [*_unproven(run), *_unearned(case, truths, clock), *telling_faults(truths)]
    if found or run is None:
        raise refuse(_fault(source, one) for one in found)
    return case, run


def _fault(source: Source, found: Found) -> Fault:
    path, message = found
    return Fault(source.path, *source.place(path), message)


def _untaken(truths: Truths) -> Iterator[Found]:
    """Truths that the script's answers do not take."""
    try:
        _known = truths.background
    except AssistantError as error:
        yield ("known",), error.message
        return
    for name in truths.steps:
        try:
            truths.value(name)
        except AssistantError as error:
            path = ("answers", name, "truth") if name in truths.case.answers else ("answers",)
            yield path, _("“{step}”: {fault}").format(step=name, fault=error.message)


def in_memory(case: Case, truths: Truths, clock: Clock) -> Rehearsal:
    """A rehearsal that is kept nowhere."""
    make = partial(Rehearsal, case=case)
    session = make("check", truths.script, lambda _event: None, Person("check", "student"), clock)
    practised = Practised(case.ref, 1, "practice", truths.language)
    session.begin(truths.background, practised.to_json())
    return session


def debriefed(session: Rehearsal) -> Debrief:
    """The debrief of a rehearsal that is kept nowhere."""
    return debrief(Attempt(session.name, Interview(session.name, session), session.case, session.practised))


def held(case: Case, truths: Truths, clock: Clock) -> Debrief:
    """The debrief of a perfect run."""
    session = in_memory(case, truths, clock)
    perfect(session)
    return debriefed(session)


def _unearned(case: Case, truths: Truths, clock: Clock) -> Iterator[Found]:
    """What is scored although nothing was done."""
    for one in debriefed(in_memory(case, truths, clock)).items:
        if one.points:
            yield ("traps",), _("“{item}” is scored without anything being done.").format(item=one.item.id)


def _unproven(run: Debrief) -> Iterator[Found]:
    """What a perfect run does not get, and an empty one does."""
    case = run.attempt.case
    for one in run.items:
        if one.points < one.of:
            index = [trap.id for trap in case.traps].index(one.item.id) if one.item.kind == "trap" else None
            path = ("traps",) if index is None else ("traps", index)
            lost = " ".join(part.why for part in one.parts if not part.done)
            yield path, _("Nobody can do “{item}” whole: {lost}").format(item=one.item.id, lost=lost)
    told = set(Heard(run.attempt.interview.standing.transcript.events).told)
    for index, hidden in enumerate(case.hidden):
        if HIDDEN + hidden.id not in told:
            yield ("hidden", index), _("“{fact}” cannot be found out.").format(fact=hidden.id)
