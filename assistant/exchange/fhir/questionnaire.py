"""A script as a Questionnaire: sections as groups, conditions as `enableWhen`, texts in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from assistant.bilingual import Text
from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.enabling import (
    ALWAYS,
    NEVER,
    Clauses,
    Test,
    UnwritableError,
    both,
    clauses,
    exists,
    levels,
)
from assistant.exchange.fhir.known import Known
from assistant.exchange.fhir.parts import asked_of, parts
from assistant.exchange.fhir.terms import BASE, Json, bilingual, present, url
from assistant.language import _, current
from assistant.script.conditions import Condition
from assistant.script.steps import Ask, Script, Step

SCRIPT: Final = BASE + "/script"
"""System of `id/version/hash`, by which events name a script."""
_ALERTS: Final = Text(fr="Alertes", en="Alerts")


class Form:
    """A script as other software asks it."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: dict[str, Asked] = {}
        """Id of a step to its question."""
        self.notes: list[str] = []
        """What the form cannot say as the script does, in words."""
        self.known = Known(script)
        self._stops: list[Clauses] = []
        items = [self._section(section.id, section.title, section.steps) for section in script.sections]
        items += self._alerts()
        before = self.known.item()
        self.items: list[Json] = [*([before] if before else []), *items]
        self.notes += self.known.notes()

    def to_json(self) -> Json:
        """The Questionnaire."""
        script = self.script
        return present(
            {
                "resourceType": "Questionnaire",
                "id": script.id.replace("_", "-"),
                "language": current(),
                "url": url("Questionnaire", script.id),
                "identifier": [{"system": SCRIPT, "value": script.ref}],
                "version": str(script.version),
                "name": "".join(part.title() for part in script.id.split("_")),
                **bilingual("title", script.title),
                "status": "active",
                "subjectType": ["Patient"],
                **({} if script.notice is None else bilingual("description", script.notice)),
                "item": self.items,
            }
        )

    def _section(self, name: str, title: Text, steps: Sequence[Step]) -> Json:
        section = group(f"section.{name}", title, both(*self._stops))
        into = section["item"]
        for rank, step in enumerate(steps, 1):
            asked = asked_of(step, self.script)
            found = self._clauses(step.id, step.when)
            into += wrapped(parts(step, asked, self.script), found, step.id, step.title)
            self.asked[step.id] = asked
            self.known.answered(step, asked)
            if isinstance(step, Ask) and step.stop is not None:
                self._stops.append(_goes_on(asked, step.stop.when, always=step.when is None))
                if rank < len(steps):
                    after = group(f"after.{step.id}", title, self._stops[-1])
                    into.append(after)
                    into = after["item"]
        return section

    def _clauses(self, name: str, condition: Condition | None) -> Clauses:
        if condition is None:
            return ALWAYS
        try:
            return clauses(condition, self.known.places(condition))
        except UnwritableError:
            self.notes.append(
                _("“{id}”: FHIR has no words for when it applies. There it is always shown.").format(id=name)
            )
            return ALWAYS

    def _alerts(self) -> list[Json]:
        section = group("section.alerts", _ALERTS, both(*self._stops))
        for alert in self.script.alerts:
            words = Text(fr=f"{alert.say.fr} — {alert.do.fr}", en=f"{alert.say.en} — {alert.do.en}")
            name = f"alert.{alert.id}"
            shown: Json = {"linkId": name, **bilingual("text", words), "type": "display"}
            section["item"] += wrapped([shown], self._clauses(alert.id, alert.when), name, _ALERTS)
        return [section] if section["item"] else []


def group(link: str, title: Text, found: Clauses = ALWAYS) -> Json:
    """A group that is shown where these hold, which have no alternatives but within one level."""
    enabled = levels(found)
    outer: Json = enabled[0] if enabled else {}
    for more in enabled[1:]:  # only where several questions can stop a script
        outer = {"enableWhen": outer["enableWhen"] + more["enableWhen"], "enableBehavior": "all"}
    return {"linkId": link, **bilingual("text", title), "type": "group", **outer, "item": []}


def wrapped(items: Iterable[Json], found: Clauses, name: str, title: Text) -> list[Json]:
    """Items shown where these hold: one level on themselves, a group around them for each other one."""
    if found == NEVER or any(not clause for clause in found):
        return []
    enabled = levels(found)
    inner = [_with(item, enabled[-1]) if enabled else item for item in items]
    for depth, level in reversed(list(enumerate(enabled[:-1], 1))):
        outer = {"linkId": f"when.{name}.{depth}", **bilingual("text", title), "type": "group"}
        inner = [{**outer, **level, "item": inner}]
    return inner


def _with(item: Json, level: Json) -> Json:
    nested = {"item": item["item"]} if "item" in item else {}
    return {**{key: value for key, value in item.items() if key != "item"}, **level, **nested}


def _goes_on(asked: Asked, stop: str, *, always: bool) -> Clauses:
    """That an answer did not stop the script; where it is always asked, that it was given at all."""
    key, value = asked.operand(stop) or ("answerString", stop)
    other = Test(asked.link, "!=", key, value)
    if not always:
        return (frozenset({other, exists(asked.link, there=False)}),)
    if asked.boolean:
        return (frozenset({Test(asked.link, "=", key, not value)}),)
    return (frozenset({exists(asked.link, there=True)}), frozenset({other}))


__all__ = ("SCRIPT", "Form", "group", "wrapped")
