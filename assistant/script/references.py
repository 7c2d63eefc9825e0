"""What a script refers to exists: ids, earlier steps, options, mandates, facts, computed values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from assistant.avk.computed import COMPUTED
from assistant.language import _
from assistant.notation import shorten
from assistant.script.answers import AnswerKind, Choice, Choices, Number, YesNo
from assistant.script.conditions import All, Comparison, Condition, plain
from assistant.script.faults import Fault, Path_
from assistant.script.knowledge import facts, mandates
from assistant.script.options import RATINGS
from assistant.script.parts import parts_of
from assistant.script.source import Source
from assistant.script.steps import Ask, Rate, Step, Tell

ENDS: Final = ("completed", "refused", "withdrawn")
"""Names of the states in which an interview ends: no step has one of them."""
JUNCTION: Final = "if_"
"""How the names of the states before conditional steps begin: no step's does."""


def reference_faults(source: Source) -> Iterator[Fault]:
    """Every reference of a script's file that leads nowhere.

    Where parts of the file are at fault, those that are not are checked all the same; a name that a part
    at fault may have is let pass, so that every fault named here is one.
    """
    return _Check(source).every()


class _Check:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts = parts_of(source)
        self._all = {part.id: part.item for part in self._parts.steps if part.id is not None}
        self._earlier: set[str] = set()

    def _fault(self, path: Path_, message: str) -> Fault:
        return Fault(self._source.path, *self._source.place(path), message)

    def every(self) -> Iterator[Fault]:
        yield from self._ids()
        for step in self._parts.steps:
            if step.item is not None:
                yield from self._step(step.item, step.path)
            if step.id is not None:
                self._earlier.add(step.id)
        for alert in self._parts.alerts:
            if alert.item is not None:
                yield from self._condition(alert.item.when, (*alert.path, "when"))
        for only in self._parts.only:
            if only.item is not None:
                if self._parts.all_steps:
                    yield from self._known((*only.path, "ask"), only.item.ask, self._all)
                yield from self._condition(only.item.when, (*only.path, "when"))

    def _ids(self) -> Iterator[Fault]:
        parts = self._parts
        for kind in (parts.sections, parts.alerts, parts.chapters, parts.mandates, parts.steps):
            seen: set[str] = set()
            for part in kind:
                name, path = part.id, (*part.path, "id")
                if name is None:
                    continue
                if name in seen:
                    yield self._fault(
                        path, _("The id “{id}” stands twice. Each has its own.").format(id=name)
                    )
                seen.add(name)
                if (name in ENDS or name.startswith(JUNCTION)) and kind is parts.steps:
                    yield self._fault(
                        path, _("“{id}” is kept for the machine itself. Choose another id.").format(id=name)
                    )

    def _step(self, step: Step, path: Path_) -> Iterator[Fault]:
        if step.when is not None:
            yield from self._condition(step.when, (*path, "when"))
        own = [mandate.id for mandate in self._parts.mandates]
        for m, mandate in enumerate(step.mandates):
            if None not in own:
                yield from self._known((*path, "mandates", m), mandate, own or mandates())
        if isinstance(step, Rate):
            chapters = [chapter.id for chapter in self._parts.chapters]
            if self._parts.all_chapters:
                yield from self._known((*path, "rate", "chapter"), step.rate.chapter, chapters)
            points = [point.id for point in step.rate.listen_for]
            if len(set(points)) < len(points):
                yield self._fault((*path, "rate", "listen_for"), _("Two points have the same id."))
        if isinstance(step, Ask):
            yield from self._ask(step, path, facts())

    def _ask(self, step: Ask, path: Path_, known_facts: dict[str, Any]) -> Iterator[Fault]:
        if step.fact is not None:
            yield from self._known((*path, "fact"), step.fact, known_facts)
            if step.fact in known_facts and known_facts[step.fact].answer.kind != step.answer.kind:
                yield self._fault(
                    (*path, "answer"),
                    _("The fact “{fact}” is a {kind}: the answer must be one too.").format(
                        fact=step.fact, kind=known_facts[step.fact].answer.kind
                    ),
                )
        ids = [option.id for option in step.answer.choices_offered()]
        if len(set(ids)) < len(ids):
            yield self._fault((*path, "answer", "options"), _("Two options have the same id."))
        if step.stop is not None:
            yield from self._known((*path, "stop", "when"), step.stop.when, ids)
        wanted = _FEEDS.get(step.feeds or "")
        if wanted is not None and step.answer.kind not in wanted:
            yield self._fault(
                (*path, "feeds"),
                _("“{feed}” needs an answer of kind {kinds}.").format(
                    feed=step.feeds, kinds=", ".join(wanted)
                ),
            )
        if step.favourable is not None and not isinstance(step.answer, YesNo):
            yield self._fault((*path, "favourable"), _("Only a yes or no question has a favourable answer."))

    def _condition(self, condition: Condition, path: Path_) -> Iterator[Fault]:
        if isinstance(condition, Comparison):
            yield from self._comparison(condition, path)
            return
        key = "all" if isinstance(condition, All) else "any"
        for i, part in enumerate(condition.all if isinstance(condition, All) else condition.any):
            yield from self._condition(part, (*path, key, i))

    def _comparison(self, comparison: Comparison, path: Path_) -> Iterator[Fault]:
        source, name = comparison.source, comparison.name
        test, operand = comparison.test
        named, held = (*path, source), (*path, test)
        if source == "computed":
            yield from self._known(named, name, COMPUTED)
            if name in COMPUTED and test in ("=", "!="):
                values = [plain(value) for value in COMPUTED[name].values]
                yield from self._known(held, plain(operand), values)
        elif source == "fact":
            yield from self._known(named, name, facts())
            if name in facts():
                yield from self._operand(facts()[name].answer, test, operand, held)
        elif name not in self._all:
            if self._parts.all_steps:
                yield self._fault(named, _("There is no step “{name}”.").format(name=shorten(name)))
        elif source == "answer" and name not in self._earlier:
            yield self._fault(named, _("“{name}” is not a step before this one.").format(name=shorten(name)))
        else:
            step = self._all[name]
            if isinstance(step, Tell):
                message = _("“{name}” only tells: it has no answer to look at.").format(name=name)
                yield self._fault(named, message)
            elif isinstance(step, Rate) and test in ("=", "!="):
                yield from self._known(held, plain(operand), [rating.id for rating in RATINGS])
            elif isinstance(step, Ask):
                yield from self._operand(step.answer, test, operand, held)

    def _operand(self, answer: AnswerKind, test: str, operand: Any, path: Path_) -> Iterator[Fault]:
        if test == "exists":
            if not isinstance(operand, bool):
                yield self._fault(path, _("“exists” takes true or false."))
        elif isinstance(answer, YesNo | Choice | Choices):
            yield from self._known(path, plain(operand), [option.id for option in answer.choices_offered()])
        elif isinstance(answer, Number) and not isinstance(operand, int | float):
            yield self._fault(path, _("This answer is a number: compare it with a number."))

    def _known(self, path: Path_, name: Any, known: Sequence[Any] | Any) -> Iterator[Fault]:
        if name not in known:
            yield self._fault(
                path,
                _("“{name}” is not known here. Known: {known}.").format(
                    name=shorten(str(name)), known=", ".join(map(str, known))
                ),
            )


_FEEDS: dict[str, tuple[str, ...]] = {
    "inr.readings": ("readings",),
    "inr.low": ("number",),
    "inr.high": ("number",),
    "inr.bleeding": ("yes_no",),
    "inr.danger": ("yes_no", "choices"),
    "medicines": ("text",),
}
