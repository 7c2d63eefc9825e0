"""Rehearsals kept in the store of what is practised on: begun, taken up again, read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from assistant.clock import today
from assistant.dossier.dossier import Interview
from assistant.errors import InputError, NotFoundError, StoreError
from assistant.interview.background import Background
from assistant.interview.sitting import Sitting
from assistant.interview.standing import StateError
from assistant.language import Language, _, current
from assistant.notation import shorten
from assistant.rehearsal.case import Case
from assistant.rehearsal.ending import ended
from assistant.rehearsal.judging import Judge
from assistant.rehearsal.library import parse_case
from assistant.rehearsal.practised import Mode, Practised
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.rehearsal.truths import Truths
from assistant.script.library import find_script
from assistant.script.steps import Script
from assistant.store.dossiers import Dossiers
from assistant.store.store import Store

KIND = "case"
"""What the text of a case is called among the texts that are kept."""


def begin(store: Store, case: Case, seed: int, mode: Mode, language: Language | None = None) -> Sitting:
    """Begin a rehearsal: every attempt at a case begins from the same facts, whatever earlier ones found.

    Raises:
        NotFoundError: the script of the case is not there.
        InputError: this is no store for rehearsals, or the case has no such script.
    """
    if not store.access.rehearsal:
        raise InputError(_("Rehearsals are kept apart from the dossiers: this is not their store."))
    script = find_script(case.script)
    spoken = language or current()
    truths = Truths(case, script, today(store.clock), spoken)
    background = truths.background
    practised = Practised(case.ref, seed, mode, spoken)
    try:
        store.folder_of(case.id)
    except NotFoundError:
        store.add_patient(truths.identity, case.id)
    store.versions.keep_text(KIND, case.digest, case.text)

    def start() -> Rehearsal:
        return store.hold(
            case.id,
            script,
            lambda session: session.begin(background, practised.to_json()),
            partial(Rehearsal, case=case),
        )

    return Sitting([start])


def resume(store: Store, transcript: str) -> Sitting:
    """Take up a rehearsal again, with the case as it was.

    Raises:
        NotFoundError: there is none of this id.
        HeldError: another process holds it.
        RightsError: it is somebody else's.
        StateError: it is over, or an exam that was left for an emergency: its score may have been seen.
    """
    attempt = read(store, transcript)
    store.access.changing([attempt.by])
    if not attempt.practised.rules.told_midway and attempt.ended:
        raise StateError(_("This exam is over: its score can be seen. Begin another one."))

    def known(script: Script, day: date) -> Background:
        return Truths(attempt.case, script, day, attempt.practised.language).background

    make: Callable[..., Rehearsal] = partial(Rehearsal, case=attempt.case)
    return Sitting([lambda: store.resume(transcript, make, known)])


def unfinished(store: Dossiers, case: str) -> str | None:
    """The latest rehearsal of a case that this person can take up again, and has not rightly left."""
    try:
        lines = store.summary(case).unfinished
    except NotFoundError:
        return None
    own = store.access.person.name
    mine = (one.id for one in lines if one.digest is not None and one.digest.by == own)
    return next((name for name in mine if not _left(store, name)), None)


def _left(store: Dossiers, transcript: str) -> bool:
    try:
        return read(store, transcript).ended
    except StoreError:  # its case is gone: who goes on with it is told
        return False


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rehearsal, to read."""

    id: str
    interview: Interview
    case: Case
    practised: Practised

    @property
    def by(self) -> str:
        """Who practised."""
        return self.interview.standing.transcript.events[0].by

    @property
    def truths(self) -> Truths:
        """What was true."""
        standing = self.interview.standing
        return Truths(self.case, standing.script, standing.background.today, self.practised.language)

    @property
    def ended(self) -> bool:
        """Whether it is not gone on with: it is over, or was left once help was called."""
        return ended(Judge(self.interview.standing, self.truths))


def read(store: Dossiers, transcript: str) -> Attempt:
    """One rehearsal with its case as it was then.

    Raises:
        NotFoundError: there is none of this id, or it is no rehearsal of a case.
        RightsError: a student reads their own.
        StoreError: the case is not there any more, or not as it was.
    """
    _ref, interview = store.interview(transcript)
    found = attempt_of(store, interview)
    if found is None:
        raise NotFoundError(
            _("“{id}” is no rehearsal with a simulated patient: there is nothing to debrief.").format(
                id=shorten(transcript)
            )
        )
    return found


def attempt_of(store: Dossiers, interview: Interview) -> Attempt | None:
    """The same for an interview already read; None where it is no rehearsal of a case."""
    marked = interview.standing.transcript.rehearsal
    if marked is None:
        return None
    practised = Practised.from_json(marked)
    return Attempt(interview.id, interview, _kept(store, practised.case), practised)


def _kept(store: Dossiers, ref: str) -> Case:
    name, _slash, rest = ref.partition("/")
    digest = rest.rpartition("/")[2]
    text = store.versions.kept_text(KIND, digest)
    if text is not None:
        case = parse_case(text, f"{name}.yaml")
        if case.digest == digest:
            return case
    raise StoreError(
        _(
            "The case “{name}” of this rehearsal is missing or changed in the store. Put it back from a copy."
        ).format(name=shorten(name))
    )
