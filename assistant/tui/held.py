"""What a dossier holds as lines of a list, and the choices around it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from assistant.bilingual import Text
from assistant.dossier.act import Act
from assistant.dossier.actwords import act_title, kind_words
from assistant.dossier.duplicates import Duplicate
from assistant.dossier.summary import TranscriptLine
from assistant.errors import AssistantError
from assistant.language import _, labelled
from assistant.notation import write_date
from assistant.script.library import find_script, scripts
from assistant.script.steps import Script
from assistant.tui.dialogs import Pick
from assistant.tui.toanswer import state_of
from assistant.year.offering import Offer


def unfinished(line: TranscriptLine) -> Pick:
    """Whether to go on with the interview that is unfinished or to begin another."""
    title = _("Unfinished since {day}: {script}").format(day=started(line), script=script_title(line.script))
    choices = [
        ("resume", _("Take it up again")),
        ("begin", _("Begin a new one")),
        ("cancel", _("Cancel")),
    ]
    return Pick(title, choices, chosen="resume")


def beginning(offered: Sequence[Offer] = ()) -> Pick:
    """What to begin: `both`, `interview`, `observance`, or `script` and an id.

    Args:
        offered: what the rules of the year know, where they know evaluations and themes.
    """
    alone = ("observance", _("The observance questionnaire alone"))
    if offered:
        choices = [(f"script {one.script}", _offer_words(one)) for one in offered]
        chosen = next(f"script {one.script}" for one in offered if one.proposed)
    else:
        choices = [
            ("both", _("The AVK interview, then the questionnaire")),
            ("interview", _("The AVK interview alone")),
        ]
        chosen = "both"
    return Pick(_("What is to be done now?"), [*choices, alone, ("cancel", _("Cancel"))], chosen=chosen)


def scripts_of(chosen: str | None) -> Sequence[str]:
    """The scripts to hold, in their order, for what `beginning` was answered with; none to hold nothing."""
    if chosen is None or chosen == "cancel":
        return ()
    several = {"both": ("avk", "observance"), "interview": ("avk",), "observance": ("observance",)}
    return several.get(chosen, (chosen.removeprefix("script "),))


def _offer_words(one: Offer) -> str:
    said = _("{script} (evaluation)").format(script=one.title) if one.theme is None else one.title
    if one.had_on is not None:
        said += " · " + _("done on {day}").format(day=write_date(one.had_on))
    return said + (f" · {_('proposed')}" if one.proposed else "")


def other_scripts() -> Pick:
    """Which other script to begin: `script` and its id. A file at fault is there too: chosen, it says why."""
    found, wrong = scripts()
    usual = ("avk", "observance")
    choices = [(f"script {one.id}", _script_words(one)) for one in found if one.id not in usual]
    told = _("! {file} has faults: `assistant script check` names them.")
    choices += [(f"script {path.stem}", told.format(file=path.name)) for path in wrong]
    choices.append(("cancel", _("Cancel")))
    return Pick(_("Which script is to be begun?"), choices, chosen=choices[0][0])


def _script_words(script: Script) -> str:
    minutes = sum(section.minutes for section in script.sections)
    said = f"{script.title} · {_('{count} min').format(count=minutes)}"
    return said if script.kind != "other" else f"{said} · {_('does not count for the AVK year')}"


def known_already(alike: Sequence[Duplicate]) -> Pick:
    """Whether a new dossier is about somebody who has one: `open` and the ref, `save` or `back`."""
    choices = [(f"open {one.patient.ref}", _("Open {patient}").format(patient=one.sentence)) for one in alike]
    choices += [("save", _("Another person: save the new dossier")), ("back", _("Go on typing"))]
    return Pick(_("This patient may be known already"), choices, chosen="back")


def started(line: TranscriptLine) -> str:
    """Day and time at which it began."""
    day = line.started_at
    return f"{day[8:10]}/{day[5:7]}/{day[:4]} {day[11:16]}"


def script_title(script: str) -> str:
    """What a script is called in lists."""
    kinds = {"avk": kind_words()["interview"], "observance": kind_words()["observance"]}
    return kinds.get(script) or str(_title(script) or script)


@functools.cache
def _title(script: str) -> Text | None:
    try:
        return find_script(script).title
    except AssistantError:  # not there any more: its id is all that is known
        return None


def transcript_words(line: TranscriptLine) -> str:
    """When it began, what it is, how it ended."""
    status = {
        "in_progress": _("unfinished"),
        "paused": _("paused"),
        "completed": _("completed"),
        "refused": _("refused by the patient"),
        "withdrawn": _("stopped at the patient’s wish"),
    }.get(line.stopped_as or line.status, line.status)
    reviewed = {
        "queried": _("to be answered"),
        "returned": _("returned, to be answered"),
        "approved": _("approved"),
    }.get(state_of(line))
    said = [script_title(line.script), status, *([reviewed] if reviewed else [])]
    return f"{started(line)}  " + " · ".join(said)


def act_words(acts: Sequence[Act]) -> list[str]:
    """Each act with its day and where it comes from, the latest first."""
    return [
        labelled(write_date(act.day), act_title(act))
        + (f" · {_('taken from a file')}" if act.origin == "import" else "")
        + ("" if act.signed else f" · {_('signature withdrawn')}")
        + (f" · {_('returned, to be answered')}" if act.returned else "")
        for act in reversed(acts)
    ]
