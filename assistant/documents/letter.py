"""The letter to the prescriber: facts, INR, what was observed; the pharmacist changes it before it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.documents.blocks import Block, Bullets, Heading, Part, Signatures, Words
from assistant.documents.inr import target_words, values_table
from assistant.documents.sender import Sender
from assistant.documents.who import held_on, last_day
from assistant.documents.wording import LetterWording, letter_wording
from assistant.dossier.curve import curve_of
from assistant.dossier.dossier import Dossier, Interview
from assistant.interview.synthesis import Synthesis
from assistant.language import _, labelled
from assistant.notation import write_date, write_number
from assistant.script.knowledge import facts

AGREED: Final = "contact_agreed"
"""The fact that says whether the doctors may be contacted."""
_BULLET: Final = "- "
_VALUES: Final = 24
"""INR values that go with a letter, the latest."""


def letter_text(dossier: Dossier, interview: Interview) -> str:
    """The text that is proposed: paragraphs between empty lines, points of a list after a dash."""
    wording = letter_wording(interview.standing.script)
    paragraphs = [
        str(wording.greeting),
        str(wording.opening),
        "\n".join(_facts(dossier, interview, wording)),
        "\n".join(_observed(interview, wording)),
    ]
    counting = interview.standing.walk.course.counting
    if message := counting.get(wording.message):
        paragraphs.append(str(message))
    return "\n\n".join([*paragraphs, str(wording.closing), str(wording.regards)])


def letter(dossier: Dossier, interview: Interview, sender: Sender, text: str) -> Part:
    """The letter with this text."""
    wording = letter_wording(interview.standing.script)
    known = dossier.facts
    to = str(known.get("prescriber") or known.get("doctor") or "")
    if rpps := known.get("prescriber_rpps") if known.get("prescriber") else None:
        to += f"\nRPPS {facts()['prescriber_rpps'].answer.write(rpps)}"
    readings = [one for one in dossier.readings if one.day <= last_day(interview)][-_VALUES:]
    enclosed: tuple[Block, ...] = ()
    if readings and wording.enclosed is not None:
        curve = curve_of(readings, interview.standing.walk.course.target)
        enclosed = (Heading(str(wording.enclosed)), values_table(curve))
    blocks = (*_blocks(text), Signatures((str(wording.signature),)), *enclosed)
    return Part(str(wording.subject), blocks, f"{to}\n\n{write_date(sender.today)}")


def _facts(dossier: Dossier, interview: Interview, wording: LetterWording) -> Iterator[str]:
    course = interview.standing.walk.course
    yield _BULLET + labelled(wording.patient, dossier.patient.name)
    yield _BULLET + labelled(wording.interview, write_date(held_on(interview)))
    for name in wording.facts:
        value = course.fact(name)
        if value not in (None, "", []):
            yield _BULLET + labelled(facts()[name].label, facts()[name].answer.write(value))
    if course.target is not None and wording.range is not None:
        yield _BULLET + labelled(wording.range, target_words(course.target))
    known = [one for one in dossier.readings if one.day <= last_day(interview)]
    if known and wording.last_inr is not None:
        last = known[-1]
        shown = _("{value} on {day}").format(value=write_number(last.value), day=write_date(last.day))
        yield _BULLET + labelled(wording.last_inr, shown)


def _observed(interview: Interview, wording: LetterWording) -> Iterator[str]:
    synthesis = Synthesis(interview.standing)
    counting = interview.standing.walk.course.counting
    said = [
        str(wording.alerts[one.id])
        if one.id in wording.alerts
        else labelled(_("Said to the patient"), one.say)
        for one in (raised.alert for raised in synthesis.alerts)
    ]
    for name in wording.steps:
        if counting.get(name) not in (None, "", []):
            step = interview.standing.located(name)[1]
            said.append(labelled(step.title, step.write(counting[name])))
    if synthesis.score is not None and wording.score is not None:
        said.append(labelled(wording.score, synthesis.score))
    if synthesis.to_review:
        said.append(labelled(wording.to_review, ", ".join(title for title, _r in synthesis.to_review)))
    yield labelled(wording.observed, "").strip()
    yield from (_BULLET + one for one in said or [str(wording.nothing)])


def _blocks(text: str) -> Iterator[Block]:
    """The text as it was left by whoever changed it."""
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        while lines:
            listed = lines[0].startswith(_BULLET)
            count = next(
                (n for n, line in enumerate(lines) if line.startswith(_BULLET) != listed), len(lines)
            )
            taken, lines = lines[:count], lines[count:]
            if listed:
                yield Bullets(tuple(line.removeprefix(_BULLET) for line in taken))
            else:
                yield Words("\n".join(taken))
