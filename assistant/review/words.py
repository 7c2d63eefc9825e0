"""The words of reviews: needs, states, decisions, kinds of remarks, levels of alerts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.dossier.review import Decided, Reply
from assistant.errors import AssistantError
from assistant.language import _, labelled

if TYPE_CHECKING:
    from assistant.script.steps import Script


def need_words() -> dict[str, str]:
    """Why a transcript is to be read, in a word or two."""
    return {
        "emergency": _("emergency"),
        "call": _("prescriber to call"),
        "overdue": _("INR overdue"),
        "score": _("low observance"),
        "unexplained": _("not explained"),
        "fast": _("very fast"),
        "short": _("very short"),
        "gap": _("long silence"),
        "late": _("corrected late"),
        "amended": _("amended"),
        "unsigned": _("signature withdrawn"),
        "backdated": _("back-dated"),
        "reopened": _("changed since approved"),
        "answered": _("answered, to read again"),
        "sample": _("drawn by lot"),
    }


def state_words() -> dict[str, str]:
    """Where a review stands."""
    return {
        "to_read": _("to read"),
        "queried": _("queried"),
        "approved": _("approved"),
        "returned": _("returned"),
        "answered": _("answered, to read again"),
    }


def exchanged(one: Decided | Reply) -> str:
    """A decision with its reason, or an answer to one."""
    words = state_words()
    if isinstance(one, Reply):
        return labelled(_("answered"), one.text)
    return labelled(words[one.state], one.reason) if one.reason else words[one.state]


def decision_words() -> dict[str, str]:
    """What is decided, as it is chosen."""
    return {"queried": _("query"), "approved": _("approve"), "returned": _("return")}


def kind_words() -> dict[str, str]:
    """The kinds of remarks."""
    return {"praise": _("praise"), "question": _("question"), "error": _("error"), "risk": _("risk")}


def level_words() -> dict[str, str]:
    """The levels of alerts."""
    return {
        "note": _("to note"),
        "advise": _("see the doctor"),
        "call": _("call the prescriber"),
        "emergency": _("emergency"),
    }


def class_words() -> dict[str, str]:
    """The classes of observance."""
    return {
        "good": _("good observance"),
        "weak": _("weak observance"),
        "non_observance": _("non-observance"),
    }


def event_words() -> dict[str, str]:
    """The events that may concern no step, or one that the script no longer has."""
    return {
        "started": _("Begun"),
        "answered": _("Answer"),
        "corrected": _("Answer"),
        "noted": _("Note"),
        "spoke": _("Said"),
        "acknowledged": _("What was done"),
        "went_back": _("Back"),
        "opened": _("Skipped question asked"),
        "paused": _("Paused"),
        "resumed": _("Resumed"),
        "stopped": _("Stopped"),
        "completed": _("Completed"),
        "amended": _("Amended"),
        "unsigned": _("Signature withdrawn"),
        "signed": _("Signed again"),
    }


def document_words() -> dict[str, str]:
    """The documents that are printed, by kind."""
    return {
        "fiche": _("follow-up sheet"),
        "observance": _("observance questionnaire"),
        "adhesion": _("bulletin d’adhésion (model)"),
        "letter": _("letter to the prescriber"),
        "patient": _("patient’s page"),
        "year": _("year file"),
        "debrief": _("debrief"),
        "review": _("review"),
    }


def step_words(script: str, step: str) -> str:
    """Title of a step, as its script names it today; its id where it has none any more."""
    found = _titles(script).get(step)
    return step if found is None else str(found)


@cache
def _titles(script: str) -> dict[str, Any]:
    from assistant.script.library import find_script

    try:
        known: Script = find_script(script)
    except AssistantError:  # it is gone, or at fault: the ids still say something
        return {}
    return {step.id: step.title for _section, step in known.steps()}
