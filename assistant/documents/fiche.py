"""The fiche de suivi of one interview, which the service du contrôle médical may ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from assistant.documents.blocks import Block, Bullets, Facts, Heading, Part, Signatures, Table, Words
from assistant.documents.inr import inr_blocks, speaks_of_inr
from assistant.documents.sender import Sender
from assistant.documents.who import head, held_on, last_day
from assistant.dossier.dossier import Dossier, Interview
from assistant.dossier.shown import group_title
from assistant.interview.synthesis import CLOSING, Synthesis
from assistant.language import _, labelled
from assistant.notation import write_date
from assistant.review.words import class_words, level_words
from assistant.script.knowledge import facts
from assistant.script.options import RATINGS
from assistant.script.steps import Ask, Rate

_BEFORE: Final = 5
"""Interviews whose ratings stand beside those of this one, the latest of them."""
_IN_HEAD: Final = {"family_name", "given_name", "birth_date", "nir"}
_SHORT: Final = {rating.id: short for rating, short in zip(RATINGS, ("A", "PA", "NA"), strict=True)}


def fiche(dossier: Dossier, interview: Interview, sender: Sender) -> Part:
    """The fiche, from what was known at the end of the interview."""
    title = _("Follow-up sheet: {script}").format(script=interview.standing.script.title)
    signatures = Signatures((_("Pharmacist: name and signature"), _("Pharmacy’s stamp")))
    return Part(
        title,
        (
            *head(dossier, interview),
            *_facts(interview),
            *_inr(dossier, interview, sender.settings.ttr_gap_days),
            *_notions(dossier, interview),
            *_answers(interview),
            *_alerts(interview),
            *_plan(interview),
            *_notes(interview),
            signatures,
        ),
    )


def _facts(interview: Interview) -> Iterator[Block]:
    course = interview.standing.walk.course
    by_group: dict[str, list[tuple[str, str]]] = {}
    for name, field in facts().items():
        value = course.fact(name)
        shown = field.group != "inr" and name not in _IN_HEAD
        if shown and value not in (None, "", []):
            row = (str(field.label), field.answer.write(value))
            by_group.setdefault(field.group, []).append(row)
    if not by_group:
        yield from (Heading(_("Facts")), Words(_("No fact is recorded.")))
    for group, rows in by_group.items():
        long = any(len(text) > 60 for _label, text in rows)
        yield from (Heading(group_title(group)), Facts(tuple(rows), wide=long))


def _inr(dossier: Dossier, interview: Interview, gap_days: int) -> tuple[Block, ...]:
    if not speaks_of_inr(interview.standing.script):
        return ()
    readings = [one for one in dossier.readings if one.day <= last_day(interview)]
    target, days = interview.standing.walk.course.target, _days(dossier, interview)
    return inr_blocks(readings, target, days, gap_days, _inr_facts(interview))


def _inr_facts(interview: Interview) -> tuple[tuple[str, str], ...]:
    course = interview.standing.walk.course
    known = [(facts()[name], course.fact(name)) for name in ("laboratory", "next_inr")]
    return tuple((str(field.label), field.answer.write(value)) for field, value in known if value)


def _days(dossier: Dossier, interview: Interview) -> list[date]:
    held = [one for one in dossier.interviews if one.completed_on is not None]
    return [day for one in held if (day := held_on(one)) <= last_day(interview)]


def _compared(dossier: Dossier, interview: Interview) -> Sequence[Interview]:
    """This interview after the latest before it that rated a notion of it."""
    notions = {step.id for _s, step in interview.standing.script.steps() if isinstance(step, Rate)}
    began = interview.began
    before = [
        one
        for one in dossier.interviews
        if one.id != interview.id and one.began < began and notions & set(one.standing.walk.course.counting)
    ]
    return [*before[-_BEFORE:], interview]


def _notions(dossier: Dossier, interview: Interview) -> Iterator[Block]:
    script = interview.standing.script
    chapters = {chapter.id: str(chapter.title) for chapter in script.chapters}
    found = _compared(dossier, interview)
    ratings = [one.standing.walk.course.counting for one in found]
    rows: list[tuple[str, ...]] = []
    strong: list[int] = []
    chapter = None
    for _section, step in script.steps():
        if not isinstance(step, Rate):
            continue
        if not any(step.id in one for one in ratings):
            continue
        if step.rate.chapter != chapter:
            chapter = step.rate.chapter
            strong.append(len(rows))
            rows.append((chapters.get(chapter, chapter), *("" for _ in ratings)))
        rows.append((str(step.title), *(_SHORT.get(str(one.get(step.id)), "") for one in ratings)))
    yield Heading(_("Notions"))
    if not rows:
        yield Words(_("No notion was rated."))
        return
    heads = (_("Notion"), *(write_date(held_on(one)) for one in found))
    columns = tuple(range(1, len(heads)))
    yield Table(heads, tuple(rows), (1, *(0 for _ in found)), columns, tuple(strong))
    key = " · ".join(labelled(short, dict(_ratings())[name]) for name, short in _SHORT.items())
    yield Words(key + " · " + _("empty: not gone over again that day"), "small")


def _ratings() -> Iterator[tuple[str, str]]:
    return ((one.id, str(one.label)) for one in RATINGS)


def _answers(interview: Interview) -> Iterator[Block]:
    """What was asked besides: neither a fact, nor a value, nor a notion, nor a conclusion."""
    standing = interview.standing
    rows = []
    for name, value in standing.walk.course.counting.items():
        section, step = standing.located(name)
        asked = isinstance(step, Ask) and step.fact is None and section.id not in CLOSING
        if asked and value not in (None, "", []) and step.kind != "readings":
            rows.append((str(step.title), step.write(value)))
    if rows:
        yield from (Heading(_("What was asked")), Table((_("Question"), _("Answer")), tuple(rows), (2, 3)))


def _alerts(interview: Interview) -> Iterator[Block]:
    words = level_words()
    rows = []
    for one in Synthesis(interview.standing).alerts:
        done = _("nothing written down")
        if one.acknowledged is not None:
            by = f"{one.acknowledged.by}, {one.acknowledged.at:%d/%m/%Y %H:%M}"
            done = f"{one.acknowledged.done}\n({by})"
        rows.append((words[one.alert.level], str(one.alert.say), done))
    yield Heading(_("Alerts and what was done"))
    if rows:
        yield Table((_("Level"), _("Said to the patient"), _("What was done")), tuple(rows), (2, 4, 4))
    else:
        yield Words(_("No alert."))


def _plan(interview: Interview) -> Iterator[Block]:
    synthesis, course = Synthesis(interview.standing), interview.standing.walk.course
    yield Heading(_("Conclusions and plan"))
    if synthesis.score is not None:
        yield Words(
            _("Score {score} out of 6: {judged}").format(
                score=synthesis.score, judged=class_words()[synthesis.observance or "weak"]
            )
        )
    if synthesis.to_review:
        yield Words(_("To go over next time"), "strong")
        yield Bullets(tuple(labelled(title, rating) for title, rating in synthesis.to_review))
    rows = synthesis.plan
    dates = ("next_inr", "next_interview")[not speaks_of_inr(interview.standing.script) :]
    agreed = {str(facts()[name].label) for name in dates if course.fact(name)}
    told = {title for title, _text in rows}
    for name in dates:
        label = str(facts()[name].label)
        if label not in told:
            value = course.fact(name) if label in agreed else None
            shown = _("no date agreed") if value is None else facts()[name].answer.write(value)
            rows.append((label, shown))
    yield Facts(tuple(rows), wide=True)


def _notes(interview: Interview) -> Iterator[Block]:
    notes = interview.standing.transcript.notes
    if not notes:
        return
    yield Heading(_("Notes"))
    for note in notes:
        about = ""
        if note.step is not None:
            about = f" · {interview.standing.located(note.step)[1].title}"
        yield Words(f"{note.at:%d/%m/%Y %H:%M} · {note.by}{about}", "small")
        yield Words(note.text)
