"""The facts of a dossier as rows under headings, and the treatment in short."""

from __future__ import annotations

from itertools import groupby

from textual.content import Content

from assistant.dossier.dossier import Dossier
from assistant.dossier.shown import group_title, shown_facts
from assistant.language import _, labelled
from assistant.notation import shorten, write_number
from assistant.script.knowledge import facts
from assistant.tui.part import Row
from assistant.tui.plain import joined, labelled_words, words

_LONGEST = 300
"""Characters of a text shown in the list; the rest is one key away."""


def fact_rows(dossier: Dossier) -> list[Row]:
    """The facts that are known under their headings, then those that are not."""
    known = {name: (label, text) for name, label, text in shown_facts(dossier.facts)}
    readings = len(dossier.readings)
    rows: list[Row] = []
    for group, fields in groupby(facts().values(), key=lambda field: field.group):
        listed = [
            (field.id, _row(dossier, field.id, *known[field.id])) for field in fields if field.id in known
        ]
        if listed:
            rows += [("", words(group_title(group), "bold underline")), *listed]
    rows.append(("", words(_("Not recorded (Enter to record)"), "bold underline")))
    for name, field in facts().items():
        if field.answer.kind == "readings":
            adding = _("{label}: {count} so far, Enter adds one").format(label=field.label, count=readings)
            rows.append((name, words(adding)))
        elif name not in known:
            rows.append((name, words(str(field.label), "dim")))
    return rows


def treatment_words(dossier: Dossier) -> Content:
    """What is taken, since when and why, in a sentence."""
    known = {name: shorten(text, _LONGEST) for name, _label, text in shown_facts(dossier.facts)}
    taken = " ".join(known[name] for name in ("medicine", "strength_mg") if name in known)
    parts = [taken, *(known[name] for name in ("dose", "usual_hour", "indication") if name in known)]
    if "treatment_start" in known:
        parts.append(_("since {day}").format(day=known["treatment_start"]))
    if "treatment_end" in known:
        ended = _("ended on {day}").format(day=known["treatment_end"])
        parts.append(labelled(ended, known["end_reason"]) if "end_reason" in known else ended)
    target = dossier.treatment.target
    if target is not None:
        low, high = write_number(target.low), write_number(target.high)
        parts.append(_("target {low} to {high}").format(low=low, high=high))
    said = " · ".join(part for part in parts if part) or _("nothing recorded yet")
    return joined(words(_("Treatment"), "bold"), words(said))


def _row(dossier: Dossier, name: str, label: str, text: str) -> Content:
    shown = labelled_words(label, shorten(text, _LONGEST))
    values = {repr(known.value) for known in dossier.history(name)}
    return Content.assemble(shown, words(f" · {_('corrected')}", "dim")) if len(values) > 1 else shown
