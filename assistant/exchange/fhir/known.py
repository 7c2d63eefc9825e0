"""What conditions look at besides the answers of the form: hidden items that only the program fills.

Previous answers, facts and computed values are read-only items of one hidden group, so that `enableWhen`
can refer to them. A response brings their values; a form opened elsewhere begins without them, as a first
interview does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assistant.avk.computed import COMPUTED
from assistant.bilingual import Text
from assistant.exchange.fhir.asked import Asked
from assistant.exchange.fhir.parts import asked_of, system_of
from assistant.exchange.fhir.terms import CORE, SDC, Json, bilingual
from assistant.interview.plan import Plan
from assistant.language import _
from assistant.script.conditions import Comparison, Condition, Source, comparisons
from assistant.script.knowledge import facts
from assistant.script.steps import Ask, Script, Step

GROUP: Final = "group.known"
RANGE: Final = ("inr_low", "inr_high")
"""The facts that stand for the range aimed at where an interview does not ask for it."""
_TITLE: Final = Text(fr="Connu auparavant", en="Known before")
_SCORE: Final = "observance.score"
FACTS: Final = "patient-facts"
"""What the form of the facts is called; no script can be, as ids have no hyphen."""


def asked_fact(name: str) -> Asked:
    """A fact as a question."""
    answer = facts()[name].answer
    return Asked(name, answer.kind, system_of(FACTS, answer.kind), answer.choices_offered(), answer)


class Known:
    """The hidden items of one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._plan = Plan(script)
        self._asked: dict[str, Asked] = {}
        self._learnt: dict[str, list[Asked]] = {}
        self.hidden: dict[str, Asked] = {}
        """`source.name` of what conditions look at to its question."""

        if any(feed.startswith("inr.") for feed in self._plan.feeds):  # the range is computed with, too
            for name in RANGE:
                self.hidden[f"fact.{name}"] = self._hidden("fact", name)

    def answered(self, step: Step, asked: Asked) -> None:
        """From here on conditions can see this answer."""
        self._asked[step.id] = asked
        if isinstance(step, Ask) and step.fact is not None:
            self._learnt.setdefault(step.fact, []).append(asked)

    def places(self, condition: Condition) -> Mapping[str, list[Asked]]:
        """Where the values stand that a condition looks at; a fact learnt on the way goes before."""
        return {f"{one.source}.{one.name}": self._places(one) for one in comparisons(condition)}

    def _places(self, one: Comparison) -> list[Asked]:
        if one.source == "answer":
            return [self._asked[one.name]]
        link = f"{one.source}.{one.name}"
        if link not in self.hidden:
            self.hidden[link] = self._hidden(one.source, one.name)
        learnt = self._learnt.get(one.name, []) if one.source == "fact" else []
        return [*learnt, self.hidden[link]]

    def _hidden(self, source: Source, name: str) -> Asked:
        link = f"{source}.{name}"
        if source == "computed":
            values = COMPUTED[name].values
            kind = "integer" if all(type(one) is int for one in values) else "text"
            return Asked(link, "yes_no" if isinstance(values[0], bool) else kind, "")
        found = asked_fact(name) if source == "fact" else asked_of(self._plan.steps[name], self._script)
        return Asked(link, found.kind, found.system, found.options, found.answer)

    def item(self) -> Json | None:
        """The hidden group; None where no condition needs it."""
        if not self.hidden:
            return None
        items = [self._item(link, asked) for link, asked in self.hidden.items()]
        return {"linkId": GROUP, **_hiding(), **bilingual("text", _TITLE), "type": "group", "item": items}

    def _item(self, link: str, asked: Asked) -> Json:
        source, name = link.split(".", 1)
        text = Text(fr=name, en=name)
        if source == "fact":
            text = facts()[name].label
        elif source == "previous":
            text = self._plan.steps[name].title
        shown = asked.item()
        hiding = _hiding()
        hiding["extension"] += shown.pop("extension", [])
        if name == _SCORE and source == "computed":
            hiding["extension"].append(
                {
                    "url": SDC + "sdc-questionnaire-calculatedExpression",
                    "valueExpression": {"language": "text/fhirpath", "expression": self._score()},
                }
            )
        nested = [{"linkId": f"{link}.date", **bilingual("text", text), "type": "date"}]
        more: Json = {"readOnly": True} if shown["type"] != "group" else {"item": nested}
        return {"linkId": link, **hiding, **bilingual("text", text), **shown, **more}

    def _score(self) -> str:
        """The number of favourable answers, once every question is answered, in FHIRPath."""
        wanted = self._plan.favourable
        given = "%resource.descendants().where({test}).answer.value"
        one = "(linkId = '{step}' and answer.value = {value})"
        asked = " or ".join(f"linkId = '{step}'" for step in wanted)
        good = " or ".join(
            one.format(step=step, value="true" if value == "yes" else "false")
            for step, value in wanted.items()
        )
        count = given.format(test=asked)
        return f"iif({count}.count() = {len(wanted)}, {given.format(test=good)}.count(), {{}})"

    def values(
        self, facts_known: Mapping[str, Any], previous: Mapping[str, Any], computed: Mapping[str, Any]
    ) -> Json:
        """Link to value, for what is known of them."""
        sources = {"fact": facts_known, "previous": previous, "computed": computed}
        found = {link: sources[link.split(".", 1)[0]].get(link.split(".", 1)[1]) for link in self.hidden}
        return {link: value for link, value in found.items() if value is not None}

    def notes(self) -> list[str]:
        """What forms opened elsewhere lack, in words."""
        said = []
        if any(not link.startswith("computed.") for link in self.hidden):
            said.append(
                _(
                    "Previous answers and facts decide which questions are asked: hidden items hold "
                    "them, and a form opened elsewhere begins without, as a first interview does."
                )
            )
        computed = [link.split(".", 1)[1] for link in self.hidden if link.startswith("computed.")]
        if missing := [name for name in computed if name != _SCORE]:
            said.append(
                _(
                    "Computed here and only here: {names}. What depends on them, alerts above all, does not "
                    "show in a form opened elsewhere."
                ).format(names=", ".join(missing))
            )
        return said


def _hiding() -> Json:
    return {"extension": [{"url": CORE + "questionnaire-hidden", "valueBoolean": True}]}
