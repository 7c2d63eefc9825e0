"""Which variables the conditions of a script look at, and what they ask of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from assistant.avk.computed import COMPUTED
from assistant.interview.plan import Plan
from assistant.script.answers import AnswerKind, Choices
from assistant.script.conditions import Comparison, Condition, Operand, Operator, comparisons, plain
from assistant.script.knowledge import facts
from assistant.script.steps import Ask, Rate, Tell

Origin = Literal["answer", "previous", "fact"]
Test = tuple[Operator, Operand]


class Variable(NamedTuple):
    """One thing that is open before an interview: an answer, an earlier answer or a fact.

    A list of choices is one variable for each option that something looks at: any of them may be chosen.
    """

    origin: Origin
    name: str
    option: str | None = None


class Uses:
    """What some conditions, the stops and the computed values of one script look at."""

    def __init__(self, plan: Plan, conditions: Iterable[Condition]) -> None:
        self.plan = plan
        self.tests: dict[tuple[Origin, str], dict[Test, None]] = {}
        """What is asked of the value of an origin, in the order written."""
        self.computed: dict[str, dict[Test, None]] = {}
        """What is asked of each computed value."""
        self._facets: dict[tuple[Origin, str], tuple[str, ...]] = {}
        for step in plan.steps.values():
            if isinstance(step, Ask) and step.stop is not None:
                self._ask("answer", step.id, ("=", step.stop.when))
        for condition in conditions:
            self._look(condition)

    def _look(self, condition: Condition) -> None:
        for comparison in comparisons(condition):
            if comparison.source == "computed":
                self.computed.setdefault(comparison.name, {})[comparison.test] = None
            else:
                self._ask(comparison.source, comparison.name, comparison.test)
                if comparison.source == "fact":
                    for step in self.plan.facts.get(comparison.name, ()):
                        self._ask("answer", step, comparison.test)

    def _ask(self, origin: Origin, name: str, test: Test) -> None:
        self.tests.setdefault((origin, name), {})[test] = None

    def kind(self, origin: Origin, name: str) -> AnswerKind | Rate | Tell:
        """The kind of answer that a value of this origin is."""
        if origin == "fact":
            return facts()[name].answer
        step = self.plan.steps[name]
        return step.answer if isinstance(step, Ask) else step

    def facets(self, origin: Origin, name: str) -> tuple[str, ...]:
        """The options of a list of choices that stand for all of them: those told apart, one of each rest."""
        key = (origin, name)
        if key not in self._facets:
            self._facets[key] = self._told_apart(key)
        return self._facets[key]

    def _told_apart(self, key: tuple[Origin, str]) -> tuple[str, ...]:
        kind = self.kind(*key)
        assert isinstance(kind, Choices)
        tests = self.tests.get(key, {})
        looked = {str(plain(operand)) for test, operand in tests if test in ("=", "!=")}
        exists = any(test == "exists" for test, _operand in tests)
        ordered = any(test not in ("=", "!=", "exists") for test, _operand in tests)
        kept: list[str] = []
        rest: set[bool] = set()
        for option in kind.options:
            wanted = exists or (option.danger and key[0] == "answer")
            if option.id in looked or ordered:
                kept.append(option.id)
            elif wanted and option.danger not in rest:
                rest.add(option.danger)
                kept.append(option.id)
        return tuple(kept)

    def reads(self, condition: Condition) -> frozenset[Variable]:
        """Every variable that the truth of a condition may hang on."""
        found: set[Variable] = set()
        for comparison in comparisons(condition):
            found |= self._reads(comparison)
        return frozenset(found)

    def _reads(self, comparison: Comparison) -> set[Variable]:
        name, test = comparison.name, comparison.test
        if comparison.source == "computed":
            return {v for field in COMPUTED[name].inputs for v in self.input(field)}
        found = self._of(comparison.source, name, test)
        if comparison.source == "fact":
            for step in self.plan.facts.get(name, ()):
                found |= self._of("answer", step, test)
        return found

    def _of(self, origin: Origin, name: str, test: Test) -> set[Variable]:
        if not isinstance(self.kind(origin, name), Choices):
            return {Variable(origin, name)}
        facets = self.facets(origin, name)
        if test[0] in ("=", "!="):
            facets = tuple(facet for facet in facets if facet == plain(test[1]))
        return {Variable(origin, name, facet) for facet in facets}

    def input(self, field: str) -> set[Variable]:
        """The variables that an input of the computed values is made of."""
        steps: Iterable[str]
        if field == "observance":
            return {Variable("answer", step) for step in self.plan.favourable}
        if field == "danger":
            return {v for step in self.plan.feeds.get("inr.danger", ()) for v in self.danger(step)}
        steps = [step.id for feed in FEEDS.get(field, ()) for step in self.plan.feeds.get(feed, ())]
        found = {Variable("answer", step) for step in steps}
        if field == "target":
            found |= {Variable("fact", "inr_low"), Variable("fact", "inr_high")}
        return found

    def danger(self, step: Ask) -> set[Variable]:
        """The variables that say whether an answer is a sign of danger."""
        if not isinstance(step.answer, Choices):
            return {Variable("answer", step.id)}
        dangers = {option.id for option in step.answer.options if option.danger}
        facets = self.facets("answer", step.id)
        return {Variable("answer", step.id, facet) for facet in facets if facet in dangers}


FEEDS: Final[dict[str, tuple[str, ...]]] = {
    "readings": ("inr.readings",),
    "target": ("inr.low", "inr.high"),
    "bleeding": ("inr.bleeding",),
    "medicine_levels": ("medicines",),
}
"""Field of `Inputs` to the feeds of steps that give it."""
