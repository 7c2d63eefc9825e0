"""Where a transcript leaves its script, in words."""

from __future__ import annotations

from assistant.interview.graph import end_words
from assistant.interview.replaying import Divergence
from assistant.language import _
from assistant.script.steps import Script


def divergence_words(found: Divergence, own: Script, under: Script) -> str:
    """The divergence as a sentence, in the current language.

    Args:
        found: the divergence.
        own: the version it was held under.
        under: the version it was played under.
    """
    titles = {step.id: str(step.title) for script in (under, own) for _section, step in script.steps()}
    step = titles.get(found.step, found.step)
    other = titles.get(found.instead, found.instead)
    end = end_words().get(found.instead, "")
    sentences = {
        "gone": _("“{step}” was answered, and is not asked at all in this version."),
        "answer": _("The answer given to “{step}” cannot be given in this version."),
        "asked": _("“{step}” was answered where this version asks “{other}”."),
        "over": _("“{step}” was answered where this version asks nothing more."),
        "skipped": _("“{step}” was opened again, which this version does not lead to there."),
        "alert_gone": _("The alert “{alert}” was answered for, and is not raised there in this version."),
        "alert_new": _("It was completed, and in this version the alert “{alert}” waits."),
        "unfinished": _("It was completed, and this version still asks “{other}”."),
        "end": _("It ended, and this version goes on there.")
        if not found.instead
        else _("It ended otherwise than this version does there: “{end}”."),
    }
    told = sentences[found.why].format(step=step, other=other, alert=found.instead, end=end)
    return _("At event {number}: {sentence}").format(number=found.seq, sentence=told)
