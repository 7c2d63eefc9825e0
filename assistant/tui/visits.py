"""What leads from one screen to another: opening patients, beginning and ending interviews."""

from __future__ import annotations

import functools
import gc
import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.avk.interactions import find_interactions
from assistant.clock import today
from assistant.dossier.duplicates import Duplicate, duplicates
from assistant.dossier.leaving import caution
from assistant.dossier.summary import TranscriptLine
from assistant.errors import AssistantError
from assistant.interview.flow import flow_of
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.interview.synthesis import Synthesis
from assistant.language import _
from assistant.script.knowledge import facts, interactions
from assistant.script.library import find_script
from assistant.tui.attempt import attempt
from assistant.tui.correcting import CorrectFact
from assistant.tui.end import EndScreen
from assistant.tui.form import PatientForm
from assistant.tui.held import unfinished
from assistant.tui.interview import InterviewScreen
from assistant.tui.patient import PatientScreen
from assistant.tui.reader import Reader
from assistant.year.report import YearReport

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp

SCRIPTS = ("avk", "observance")


@functools.cache
def warm_up() -> None:
    """Read and compile what an interview needs, once, before it is asked for."""
    try:
        for name in SCRIPTS:
            flow_of(find_script(name))
        find_interactions("warfarin", interactions())  # compiles the names looked for
        importlib.import_module("assistant.tui.plotting")  # numpy takes its time
    except AssistantError:  # said when the script is asked for
        return
    # What was read stays: left out of later collections, it does not hold up a key for 40 ms.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)  # the interview screen collects between two answers


def add_patient(app: AssistantApp) -> None:
    """A form for a new patient, who is then opened."""
    made: list[str] = []

    def save(facts: Mapping[str, Any]) -> str | None:
        return attempt(lambda: made.append(app.store.add_patient(facts)))

    def alike(facts: Mapping[str, Any]) -> list[Duplicate]:
        try:
            return duplicates(facts, app.store.summaries())
        except AssistantError:  # said on the list of patients
            return []

    def saved(kept: bool | str | None) -> None:
        if isinstance(kept, str):
            open_patient(app, kept)
        elif kept:
            app.read_again()
            open_patient(app, made[0])

    app.push_screen(PatientForm(_("New patient"), today(app.store.clock), save, alike=alike), saved)


def edit_patient(app: AssistantApp, ref: str) -> None:
    """A form with the facts of a patient."""

    def save(facts: Mapping[str, Any]) -> str | None:
        return attempt(lambda: app.store.record(ref, facts))

    try:
        known = app.store.dossier(ref).facts
    except AssistantError as error:
        app.say(error.message)
        return
    app.push_screen(
        PatientForm(_("Facts of the patient"), today(app.store.clock), save, known),
        lambda _kept: refresh(app, ref),
    )


def correct_fact(app: AssistantApp, ref: str, name: str) -> None:
    """One fact of a patient with its history."""

    def save(values: Mapping[str, Any]) -> str | None:
        return attempt(lambda: app.store.record(ref, values))

    try:
        dossier = app.store.dossier(ref)
    except AssistantError as error:
        app.say(error.message)
        return
    keep = save if app.store.access.may_write else None
    app.push_screen(
        CorrectFact(facts()[name], dossier.history(name), dossier.facts, today(app.store.clock), keep),
        lambda kept: refresh(app, ref) if kept else None,
    )


def open_patient(app: AssistantApp, ref: str) -> None:
    """The screen of a patient."""
    try:
        dossier, summary = app.store.dossier(ref), app.store.summary(ref)
    except AssistantError as error:
        app.say(error.message)
        return
    day, gap = today(app.store.clock), app.settings.ttr_gap_days
    screen = PatientScreen(dossier, summary, _year(app, ref), app.store.access, day, gap)
    app.push_screen(screen, lambda _closed: app.read_again())


def refresh(app: AssistantApp, ref: str) -> None:
    """Show the dossier as it is now, wherever it is shown."""
    app.read_again()
    for screen in app.screen_stack:
        if isinstance(screen, PatientScreen) and screen.ref == ref:
            try:
                screen.show(app.store.dossier(ref), app.store.summary(ref), _year(app, ref))
            except AssistantError as error:
                app.say(error.message)


def visit(app: AssistantApp, ref: str, scripts: Sequence[str], *, resume: bool = False) -> None:
    """Begin these scripts one after the other, or go on with the one that is unfinished."""
    following = list(scripts)
    starts: list[Callable[[], Session]] = []
    try:
        if resume:
            line = next((one for one in app.store.summary(ref).unfinished if one.script in scripts), None)
            if line is None:
                app.say(_("This patient has no unfinished interview. Begin one instead."))
                return
            if app.store.interview(line.id)[1].standing.transcript.rehearsal is not None:
                open_transcript(app, ref, line, resume=True)
                return
            starts.append(lambda: app.store.resume(line.id))
            following = following[following.index(line.script) + 1 :]
        starts += [_beginning(app, ref, name) for name in following]
        sitting = Sitting(starts)
    except AssistantError as error:
        app.say(error.message)
        return
    conduct(app, ref, sitting)


def begin(app: AssistantApp, ref: str, scripts: Sequence[str]) -> None:
    """Begin these scripts; where an interview is unfinished, ask first which is meant."""
    try:
        line = next(iter(app.store.summary(ref).unfinished), None)
    except AssistantError as error:
        app.say(error.message)
        return
    if line is None:
        visit(app, ref, scripts)
        return

    def chosen(what: str | None) -> None:
        if what == "resume":
            open_transcript(app, ref, line, resume=True)
        elif what == "begin":
            visit(app, ref, scripts)

    app.push_screen(unfinished(line), chosen)


def conduct(app: AssistantApp, ref: str, sitting: Sitting) -> None:
    """The interview screen, then the end."""

    def ended(finished: bool | None) -> None:
        if finished:
            app.home.tell("")  # it may say that this interview is paused
            name = app.store.summary(ref).patient.name
            syntheses = [Synthesis(session) for session in sitting.sessions]
            held = tuple(sitting.transcripts)
            screen = EndScreen(ref, name, syntheses, _year(app, ref), held)
            app.push_screen(screen, lambda _closed: refresh(app, ref))
        else:
            refresh(app, ref)
            app.home.tell(_("The interview is paused: open the patient to go on."))

    screen = InterviewScreen(app.store, sitting)
    app.push_screen(screen, ended)
    said = [*app.store.notices, caution(app.store.summary(ref), today(app.store.clock))]
    app.store.notices.clear()
    for notice in filter(None, said):
        app.say(notice)


def open_transcript(app: AssistantApp, ref: str, line: TranscriptLine, *, resume: bool) -> None:
    """Go on with a transcript, or read it."""
    try:
        _ref, interview = app.store.interview(line.id)
        if interview.standing.transcript.rehearsal is not None:
            from assistant.tui.practising import take_up

            take_up(app, ref, line.id, resume=resume)
        elif resume:
            conduct(app, ref, Sitting([lambda: app.store.resume(line.id)]))
        elif interview.review.events or app.store.person.role == "supervisor":
            from assistant.tui.reviewing import open_reading

            open_reading(app, app.store, line.id)
        else:
            from assistant.tui.exporting import export_page

            name = app.store.summary(ref).patient.name
            export = functools.partial(export_page, app, app.store, line.id)
            app.push_screen(Reader(interview.standing, name, export=export))
    except AssistantError as error:
        app.say(error.message)


def _beginning(app: AssistantApp, ref: str, name: str) -> Callable[[], Session]:
    from assistant.proof.loading import proven_script

    return lambda: app.store.begin(ref, proven_script(name))


def _year(app: AssistantApp, ref: str) -> YearReport | None:
    if app.year_of is None or app.store.access.rehearsal:  # a rehearsal never counts
        return None
    try:
        return app.year_of([app.store.summary(ref)])
    except AssistantError:  # said on the list of patients
        return None
