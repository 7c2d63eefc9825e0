"""The observance questionnaire with its answers, score and class, and whose wording it is."""

from __future__ import annotations

from assistant.documents.blocks import Block, Boxed, Heading, Part, Signatures, Table, Words
from assistant.documents.sender import Sender
from assistant.documents.who import head
from assistant.documents.wording import questionnaire_wording
from assistant.dossier.dossier import Dossier, Interview
from assistant.interview.synthesis import Synthesis
from assistant.language import _, labelled
from assistant.review.words import class_words
from assistant.script.steps import Ask


def questionnaire(dossier: Dossier, interview: Interview, _sender: Sender) -> Part:
    """The questions as they were asked, each with its answer and its point."""
    standing = interview.standing
    wording, script = questionnaire_wording(), standing.script
    counting = standing.walk.course.counting
    asked = [step for _section, step in script.steps() if isinstance(step, Ask) and step.favourable]
    rows = []
    for number, step in enumerate(asked, 1):
        value = counting.get(step.id)
        shown = "—" if value is None else step.write(value)
        point = "—" if value is None else str(int(value == step.favourable))
        rows.append((str(number), str(step.say), shown, point))
    whose = script.notice or wording.own
    blocks: tuple[Block, ...] = (
        *head(dossier, interview),
        Heading(_("Answers")),
        Table((_("Nr"), _("Question"), _("Answer"), _("Point")), tuple(rows), (0, 1, 0, 0), (0, 2, 3)),
        Boxed(_score(Synthesis(standing)) or str(wording.incomplete)),
        Words(str(wording.explained)),
        Words(labelled(_("Whose wording it is"), whose), "small"),
        Signatures(tuple(map(str, wording.signatures))),
    )
    return Part(str(script.title), blocks)


def _score(found: Synthesis) -> str:
    if found.score is None:
        return ""
    return _("Score {score} out of 6: {judged}").format(
        score=found.score, judged=class_words()[found.observance or "weak"]
    )
