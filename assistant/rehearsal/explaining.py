"""Every point of a score in words: why it was given, or why not."""

from __future__ import annotations

from assistant.language import _, current
from assistant.rehearsal.expected import Expected, Part
from assistant.rehearsal.heard import HIDDEN
from assistant.rehearsal.judging import Judge
from assistant.rehearsal.order import CONSENT


def why(judge: Judge, item: Expected, part: Part, *, done: bool) -> str:
    """The sentence that goes with one part of one item."""
    name = item.about[1]
    if part == "recorded":
        return _recorded(judge, name, done=done)
    if part == "acted":
        return _acted(judge, name, done=done)
    if part == "explained" and done and (said := judge.explained_as(name)):
        return _("Explained in your own words, to be compared with the script’s: “{words}”").format(
            words=said
        )
    if part == "noticed":
        return _noticed(judge, item, done=done)
    if part == "kept" and not done:
        return _not_kept(judge, name)
    yes, no = {
        "said": (_("Said."), _("Not said.")),
        "written": (_("Written down."), _("Nothing written down.")),
        "asked": (_("Asked."), _("Not asked.")),
        "explained": (_("Explained."), _("Not explained, although it is not acquired.")),
        "seen": (_("Seen."), _("It did not come: the answers that raise it were not recorded.")),
        "kept": (_("Kept."), ""),
    }[part]
    return yes if done else no


def shown(judge: Judge, step: str) -> str:
    """What is recorded at a step, as people read it; a dash where nothing is."""
    if not judge.was_recorded(step):
        return "—"
    return str(judge.truths.steps[step].write(judge.recorded(step))) or "—"


def true(judge: Judge, step: str) -> str:
    """What is true of a step, as people read it."""
    return str(judge.truths.steps[step].write(judge.truths.value(step))) or "—"


def _recorded(judge: Judge, step: str, *, done: bool) -> str:
    what, truth = shown(judge, step), true(judge, step)
    if done:
        return _("Recorded as it is: {value}.").format(value=what)
    if not judge.was_recorded(step):
        return _("Nothing recorded. True: {true}.").format(true=truth)
    if judge.truths.recorded(step, judge.recorded(step)):
        return _("Recorded without having heard it: {value}.").format(value=what)
    return _("Recorded: {value}. True: {true}.").format(value=what, true=truth)


def _acted(judge: Judge, alert: str, *, done: bool) -> str:
    said = next((one.done for one in reversed(judge.transcript.acknowledgements) if one.alert == alert), None)
    if said is None:
        return _("Nothing was done.")
    if done:
        return _("Done: {done}").format(done=said)
    return _("Written: “{done}”. It does not say who was called or what was arranged.").format(done=said)


def _not_kept(judge: Judge, rule: str) -> str:
    broken = judge.broken(rule)
    if broken is not None and broken.step is not None:
        title = str(judge.truths.steps[broken.step].title)
        if rule == "consent_first":
            return _("“{title}” was asked before, at line {line}.").format(title=title, line=broken.seq)
        return _("“{title}” came after it, at line {line}.").format(title=title, line=broken.seq)
    if rule == "consent_first":
        if CONSENT in judge.heard.asked:
            return _("The patient’s agreement was asked for and not recorded.")
        return _("The patient’s agreement was not asked for.")
    return _("Help was not called.")


def _noticed(judge: Judge, item: Expected, *, done: bool) -> str:
    kind, name = item.about
    if done:
        return _("Noticed.")
    if kind == "fact":
        hidden = judge.truths.hidden[name]
        if HIDDEN + name in judge.heard.told:
            return _("Heard, but not recorded: {what}").format(what=_recorded(judge, hidden.step, done=False))
        words = hidden.named.text_in(current())
        return _("Not heard. It comes when asked again, or by name: {names}.").format(
            names=", ".join(words[:3])
        )
    if kind == "ended":
        return _("The patient’s wish to stop was not followed.")
    if kind == "explained":
        return _("Not explained.")
    if kind == "alert":
        return _("The alert was not seen, or not acted on.")
    if not judge.was_asked(name):
        return _("Not asked. True: {true}.").format(true=true(judge, name))
    if not judge.knew(name):
        return _("Asked, but not again: the first answer was not clear. True: {true}.").format(
            true=true(judge, name)
        )
    return _recorded(judge, name, done=False)
