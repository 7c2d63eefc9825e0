"""One step as items of a Questionnaire: the question, and beside it what guides whoever asks."""

from __future__ import annotations

from typing import Final

from assistant.bilingual import Text
from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.terms import CONTROL, CORE, Json, bilingual, url
from assistant.script.options import Option
from assistant.script.steps import Ask, Rate, Script, Step

HEARD: Final = "heard"
_DAY: Final = Text(fr="Date", en="Date")
_INR: Final = Text(fr="INR", en="INR")
_HEARD: Final = Text(fr="Entendu", en="Heard")


def asked_of(step: Step, script: Script) -> Asked:
    """The question of a step."""
    answer = step.answer if isinstance(step, Ask) else None
    return Asked(step.id, step.kind, system_of(script.id, step.kind), step.options, answer)


def system_of(script: str, kind: str) -> str:
    """The system of the codes of a question: yes and no, and ratings, are the same everywhere."""
    shared = {"rate": "rating", "yes_no": "yes-no"}
    return url("CodeSystem", shared.get(kind, script))


def heard_of(step: Rate, script: Script) -> Asked:
    """The points to listen for, as a question of their own."""
    options = tuple(Option(id=point.id, label=point.text) for point in step.rate.listen_for)
    return Asked(f"{step.id}.{HEARD}", "choices", url("CodeSystem", f"{script.id}.{step.id}"), options)


def parts(step: Step, asked: Asked, script: Script) -> list[Json]:
    """The items of a step, not yet said when they apply."""
    item: Json = {"linkId": step.id, **bilingual("text", step.words), **asked.item()}
    optional = asked.told or asked.kind in ("choices", "readings") or getattr(asked.answer, "optional", False)
    if not optional:
        item["required"] = True
    guide = [] if step.guide is None else [_help(f"{step.id}.guide", step.guide)]
    if asked.told:
        return [item, *guide]
    nested = [*rows(asked.link), *guide] if asked.kind == "readings" else guide
    if isinstance(step, Rate):
        nested = [*_listening(step, asked, script), *guide]
    return [{**item, **({"item": nested} if nested else {})}]


def rows(link: str) -> list[Json]:
    """What a row of INR values asks."""
    return [
        {"linkId": f"{link}.date", **bilingual("text", _DAY), "type": "date"},
        {"linkId": f"{link}.value", **bilingual("text", _INR), "type": "decimal"},
    ]


def _listening(step: Rate, asked: Asked, script: Script) -> list[Json]:
    points = heard_of(step, script)
    heard = {"linkId": points.link, **bilingual("text", _HEARD), **points.item()}
    known = [
        {"question": step.id, "operator": "=", "answerCoding": {"system": asked.system, "code": option.id}}
        for option in step.options
        if option.id != "acquired"
    ]
    explain = _help(f"{step.id}.explain", step.rate.explain)
    return [heard, {**explain, "enableWhen": known, "enableBehavior": "any"}]


def _help(link: str, words: Text) -> Json:
    control = {"coding": [{"system": CONTROL, "code": "help"}]}
    return {
        "linkId": link,
        "extension": [{"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": control}],
        **bilingual("text", words),
        "type": "display",
    }


__all__ = ("HEARD", "asked_of", "heard_of", "parts", "rows", "system_of")
