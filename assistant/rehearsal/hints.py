"""What a student is told while practising: how their words were taken, and in guided mode what would help."""

from __future__ import annotations

from assistant.interview.event import ANSWERED, Event
from assistant.language import _
from assistant.rehearsal.heard import HIDDEN
from assistant.rehearsal.rehearsing import Rehearsal


def understood(session: Rehearsal, event: Event) -> str:
    """How the student's own words were taken; empty where they were the script's."""
    value = event.value
    near = [str(session.located(name)[1].title) for name in value.get("near", ())]
    if value["intent"] == "unknown":
        if doubt := value.get("doubt"):
            return _doubted(str(doubt), near)
        if value["told"]:
            return _("No question of the script, but something named in it is answered.")
        if near:
            return _("Not understood. Did you mean: {near}?").format(near=" · ".join(near))
        return _("Not understood. Say it otherwise, or ask the question as it is written.")
    if "as" not in value or event.step is None:
        return ""
    title = str(session.located(event.step)[1].title)
    if value["intent"] == "explain" and not session.truths.explains(event.step):
        return _("There is nothing to explain here: “{title}” is no notion.").format(title=title)
    return {
        "ask": _("Taken as the question “{title}”."),
        "again": _("Taken as asking “{title}” again."),
        "specify": _("Taken as asking to be precise on “{title}”."),
        "explain": _("Taken as explaining “{title}”."),
        "check": _("Taken as checking what was understood of “{title}”."),
    }.get(value["intent"], "").format(title=title)


def _doubted(doubt: str, near: list[str]) -> str:
    title = " · ".join(near)
    if doubt == "short":
        return _("Not taken as explaining “{title}”: say it in a whole sentence.").format(title=title)
    return _(
        "Not taken as explaining “{title}”: it seems to allow what must not be done. Say it otherwise, or "
        "explain as it is written."
    ).format(title=title)


def hint(session: Rehearsal, event: Event) -> str:
    """What would help after this event; empty but in guided mode."""
    if not session.rules.hints or event.step is None:
        return ""
    if event.kind == "spoke":
        return _after_words(session, event)
    return _after_answer(session, event) if event.kind in ANSWERED else ""


def _after_words(session: Rehearsal, event: Event) -> str:
    heard = session.heard
    if heard.leaving:
        return _("The patient wishes to stop: that is their right. Stop the interview.")
    if event.value["intent"] not in ("ask", "again", "specify"):
        return ""
    manner = event.value["manner"]
    if manner != "clear":
        return {
            "vague": _("This is vague. Ask for precision before you record it."),
            "evasive": _("This is no answer. Ask again, otherwise, or reassure."),
            "wrong": _("Do not take the first answer as it is: ask again, or name what you are looking for."),
        }[manner]
    more = [one for one in session.case.hidden if event.step in (one.step, *one.again)]
    if any(HIDDEN + one.id not in heard.told for one in more):
        return _("There may be more to hear: ask again, or name things one by one.")
    return ""


def _after_answer(session: Rehearsal, event: Event) -> str:
    step = event.step or ""
    truths = session.truths
    if session.located(step)[1].kind == "tell" or step not in truths.steps:
        return ""
    if step not in session.heard.asked and step not in session.heard.told:
        return _("You recorded this without asking it.")
    if step in session.heard.told and not truths.recorded(step, event.value):
        return _("This is not what the patient said. Correct it.")
    if step in session.heard.told and session.explaining is not None:
        return _("Not all of it is known: explain it now.")
    return ""
