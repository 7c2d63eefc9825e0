"""The page the patient takes home: what was said, the next dates, whom to call, when to call 15."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Blank, Block, Boxed, Bullets, Facts, Heading, Part, Words
from assistant.documents.inr import place_words, target_words
from assistant.documents.sender import Sender
from assistant.documents.who import held_on, last_day
from assistant.documents.wording import PatientWording, patient_wording
from assistant.dossier.dossier import Dossier, Interview
from assistant.interview.synthesis import Synthesis
from assistant.language import _, labelled
from assistant.notation import write_date, write_number
from assistant.script.knowledge import facts
from assistant.script.steps import Rate


def patient_page(dossier: Dossier, interview: Interview, sender: Sender) -> Part:
    """The page of one interview, without any fee, dose or diagnosis."""
    wording = patient_wording(interview.standing.script)
    seen = _("{name} · seen together on {day}").format(
        name=dossier.patient.name, day=write_date(held_on(interview))
    )
    return Part(
        str(wording.title),
        (
            Words(seen),
            *_first(interview, wording),
            *_talked(interview, wording),
            *_dates(dossier, interview, wording),
            *_call(dossier, sender, wording),
            Heading(str(wording.always)),
            Bullets(tuple(map(str, wording.essentials))),
            Boxed(str(wording.doctor_today_title), tuple(map(str, wording.doctor_today))),
            Boxed(
                str(wording.emergency_title),
                (*map(str, wording.emergency), str(wording.emergency_say)),
            ),
        ),
    )


def _first(interview: Interview, wording: PatientWording) -> Iterator[Block]:
    """What the alerts of the interview come to, in words to be read at home."""
    raised = Synthesis(interview.standing).alerts
    said = tuple(str(wording.alerts.get(one.alert.id, one.alert.say)) for one in raised)
    if said:
        yield Boxed(str(wording.first), said)


def _talked(interview: Interview, wording: PatientWording) -> Iterator[Block]:
    standing = interview.standing
    counting = standing.walk.course.counting
    rated = [step for _s, step in standing.script.steps() if isinstance(step, Rate) and step.id in counting]
    explained = [step for step in rated if counting[step.id] != "acquired"]
    yield Heading(str(wording.talked))
    for step in explained:
        yield Words(str(step.title), "strong")
        yield Words(str(step.rate.explain))
    if not explained:
        yield Words(str(wording.nothing))
    elif len(explained) < len(rated):
        yield Words(str(wording.known))


def _dates(dossier: Dossier, interview: Interview, wording: PatientWording) -> Iterator[Block]:
    course, target = interview.standing.walk.course, interview.standing.walk.course.target
    yield Heading(str(wording.dates))
    rows = []
    for name, label in (("next_inr", wording.next_inr), ("next_interview", wording.next_interview)):
        if label is None:
            continue
        value = course.fact(name)
        if value is None or value < held_on(interview).isoformat():  # agreed on at an earlier visit, and over
            yield Blank(labelled(label, "").strip())
        else:
            rows.append((str(label), facts()[name].answer.write(value)))
    known = [one for one in dossier.readings if one.day <= last_day(interview)]
    if known and wording.last_inr is not None:
        last = known[-1]
        place = ""
        if target is not None and target.possible:
            from assistant.avk.inr import inr_class

            place = ", " + place_words()[inr_class(last.value, target)]
        shown = _("{value} on {day}").format(value=write_number(last.value), day=write_date(last.day))
        rows.append((str(wording.last_inr), shown + place))
    if target is not None and target.possible and wording.range is not None:
        rows.append((str(wording.range), target_words(target)))
    if rows:
        yield Facts(tuple(rows), wide=True)


def _call(dossier: Dossier, sender: Sender, wording: PatientWording) -> Iterator[Block]:
    yield Heading(str(wording.call))
    known, phone = dossier.facts, sender.settings.pharmacy_phone
    rows = [(str(wording.pharmacy), f"{sender.name}\n{phone}".strip())]
    labels = {"doctor": wording.doctor, "prescriber": wording.prescriber, "laboratory": wording.laboratory}
    for name, label in labels.items():
        if known.get(name) and label is not None:
            rows.append((str(label), str(known[name])))
    yield Facts(tuple(rows), wide=True)
    if not phone:
        yield Blank(labelled(_("Telephone of the pharmacy"), "").strip())
