"""A QuestionnaireResponse read as an interview: its answers as events, in the order of the script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from assistant.errors import InputError
from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.facts import read_rows
from assistant.exchange.fhir.parts import heard_of
from assistant.exchange.fhir.played import Played
from assistant.exchange.fhir.questionnaire import Form
from assistant.exchange.fhir.terms import TRANSCRIPT, Json, extended, url
from assistant.interview.background import Background
from assistant.interview.event import Event
from assistant.interview.standing import Standing
from assistant.interview.transcript import Transcript
from assistant.language import _
from assistant.notation import shorten
from assistant.script.answers import clean
from assistant.script.steps import Rate, Script

FORM: Final = url("Questionnaire", "")
"""What the names of the forms of this program begin with."""
_ID: Final = re.compile("[0-9a-f]{8,64}")
_STATUS: Final = ("in-progress", "completed", "amended", "stopped")
_STOPPED: Final = ("refused", "withdrawn", "time_up")

Find = Callable[[str, str, str], Script]
"""Id, version and `id/version/hash` (or nothing) to the script."""


@dataclass(frozen=True, slots=True)
class Came:
    """One interview that arrives."""

    id: str
    script: Script
    events: tuple[Event, ...]

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return Standing(self.script, Transcript(self.events))


def named_form(resource: Mapping[str, Any]) -> tuple[str, str]:
    """Name and version of the form a response answers.

    Raises:
        InputError: it is no form of this program.
    """
    form, _bar, version = str(resource.get("questionnaire") or "").partition("|")
    if not form.startswith(FORM):
        raise InputError(
            _("It answers the form “{form}”, which is none of this program.").format(
                form=shorten(form) or "?"
            )
        )
    return form.removeprefix(FORM), version


def links(items: Any) -> dict[str, list[Json]]:
    """Link to the items of a response, however deep they stand."""
    found: dict[str, list[Json]] = {}
    for item in _items(items):
        found.setdefault(str(item["linkId"]), []).append(item)
    return found


def _items(items: Any) -> Iterator[Json]:
    for item in items or ():
        yield item
        yield from _items(item.get("item"))
        for answer in item.get("answer") or ():
            yield from _items(answer.get("item"))


def came(resource: Json, ref: str, by: str, find: Find, now: datetime) -> Came:
    """An interview from a response.

    Args:
        resource: the QuestionnaireResponse.
        ref: of the patient.
        by: who held it.
        find: finds the script it was held under.
        now: the present; what comes after it is no interview that was held.

    Raises:
        InputError: it cannot be taken in; says why.
    """
    name, version = named_form(resource)
    script = find(name, version, str(extended(resource, "script") or ""))
    form = Form(script)
    started, ended = _instants(resource, now)
    given = links(resource.get("item"))
    answers = dict(_answers(form, given, started.date()))
    opened = [str(one["valueString"]) for one in _opened(resource)]
    sources: dict[str, dict[str, Any]] = {"fact": {}, "previous": {}}
    for link, asked in form.known.hidden.items():
        source, _dot, about = link.partition(".")
        if source in sources and link in given:  # what is computed is computed again
            sources[source][about] = _read(asked, given[link], started.date())
    background = Background(ref, started.date(), sources["fact"], sources["previous"])
    events = Played(script, by, started, background)
    for step, (value, heard) in answers.items():
        if step in opened:
            events.add("opened", started, step)
        events.add("answered", started, step, value, heard)
    _end(events, resource, ended)
    found = Came(_id(resource), script, tuple(events.events))
    _check(found)
    return found


def _answers(
    form: Form, given: Mapping[str, list[Json]], day: date
) -> Iterator[tuple[str, tuple[Any, tuple[str, ...]]]]:
    for _section, step in form.script.steps():
        if step.id not in given:
            continue
        value = _read(form.asked[step.id], given[step.id], day)
        heard: tuple[str, ...] = ()
        if isinstance(step, Rate) and f"{step.id}.heard" in given:
            heard = tuple(_read(heard_of(step, form.script), given[f"{step.id}.heard"], day))
        yield step.id, (value, heard)


def _read(asked: Asked, items: list[Json], day: date) -> Any:
    if asked.kind == "readings":
        return read_rows(asked, items, day)
    return asked.read([answer for item in items for answer in item.get("answer") or ()], day)


def _opened(resource: Json) -> list[Json]:
    wanted = url("StructureDefinition", "opened")
    return [one for one in resource.get("extension") or () if one.get("url") == wanted]


def _instants(resource: Json, now: datetime) -> tuple[datetime, datetime]:
    authored = resource.get("authored")
    if authored is None:
        raise InputError(_("It does not say when it was answered (authored)."))
    ended = instant(authored)
    started = instant(extended(resource, "started") or authored)
    if ended > now:
        raise InputError(_("It is dated in the future."))
    if started > ended:
        raise InputError(_("It ends before it begins."))
    return started, ended


def instant(text: Any) -> datetime:
    """An instant of FHIR; a day alone begins at midnight here.

    Raises:
        InputError: it is none.
    """
    try:
        found = datetime.fromisoformat(str(text))
        return found if found.tzinfo else found.astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise InputError(_("“{text}” is no date of FHIR.").format(text=shorten(str(text)))) from error


def _end(events: Played, resource: Json, at: datetime) -> None:
    status = resource.get("status")
    if status not in _STATUS:
        raise InputError(
            _("Its status is “{status}”. Taken in are: {known}.").format(
                status=shorten(str(status)), known=", ".join(_STATUS)
            )
        )
    if status == "in-progress":
        events.add("paused", at)
    elif status == "stopped":
        why = extended(resource, "stopped-as")
        if why not in _STOPPED:
            why = "withdrawn" if events.standing.consented else "refused"
        events.add("stopped", at, None, why)
    else:
        events.add("completed", at)


def _id(resource: Json) -> str:
    """The id it had here; for a form filled in elsewhere, always the same one."""
    identifier = resource.get("identifier") or {}
    if identifier.get("system") == TRANSCRIPT and _ID.fullmatch(str(identifier.get("value"))):
        return str(identifier["value"])
    named = identifier.get("value") or resource.get("id")
    if not named:
        raise InputError(_("It has neither identifier nor id, so it could be taken in twice."))
    return sha256(clean(str(named)).encode("utf-8", "replace")).hexdigest()[:16]


def _check(found: Came) -> None:
    """Hold the answers against the script: each belongs to a question that applies, none is missing."""
    standing = found.standing
    walk = standing.walk
    if standing.transcript.status == "completed" and walk.end != "completed":
        missing = walk.frontier or walk.end
        raise InputError(
            _("It is said to be complete, and “{step}” has no answer.").format(step=missing)
            if walk.frontier
            else _("It is said to be complete, and the patient refused.")
        )
    if strange := [step for step in standing.transcript.answers if step not in walk.course.counting]:
        raise InputError(
            _("Answered, but not asked on the way that the other answers take: {steps}.").format(
                steps=", ".join(strange[:5])
            )
        )
