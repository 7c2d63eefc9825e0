"""What is true of a case, step by step, played through the script it is practised with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from assistant.dossier.intake import read_facts
from assistant.errors import InputError
from assistant.interview.alerts import Raised, raised
from assistant.interview.background import Background
from assistant.interview.flow import Walk, flow_of
from assistant.language import Language, labelled
from assistant.notation import fold, write_date
from assistant.rehearsal.case import Case, Hidden, Truth, typed
from assistant.rehearsal.naming import affirmed, named
from assistant.rehearsal.usual import UsualStep, usual
from assistant.script.conditions import comparisons
from assistant.script.steps import Alert, Ask, Rate, Script, Step, Tell

NOTHING: Final = Truth()
UNUSUAL: Final = UsualStep()
_WORD: Final = re.compile(r"[a-z]{4,}|[0-9]+")


class Truths:
    """A case on one day, in one language."""

    def __init__(self, case: Case, script: Script, today: date, language: Language) -> None:
        self.case = case
        self.script = script
        self.today = today
        self.language = language
        self.steps: dict[str, Step] = {step.id: step for _section, step in script.steps()}
        self.hidden: dict[str, Hidden] = {one.id: one for one in case.hidden}

    def of(self, step: str) -> Truth:
        """What the case says of a step."""
        return self.case.answers.get(step, NOTHING)

    def explains(self, step: str) -> bool:
        """Whether there is something to explain: a notion, or what the patient asks before answering."""
        return isinstance(self.steps[step], Rate) or self.of(step).until == "explained"

    def usually(self, step: str) -> UsualStep:
        """What is usual at a step."""
        return usual().steps.get(step, UNUSUAL)

    def knows(self, step: Rate) -> tuple[str, ...]:
        """The points of a notion that the patient knows."""
        known = self.of(step.id).knows
        return tuple(p.id for p in step.rate.listen_for if known is None or p.id in known)

    def typed(self, name: str) -> str:
        """The true answer to a step, as it would be typed.

        A notion is rated by the points known: all of them, some, or none.
        """
        step = self.steps[name]
        if isinstance(step, Tell):
            return ""
        if isinstance(step, Rate):
            known, points = len(self.knows(step)), len(step.rate.listen_for)
            return "acquired" if known == points else "partial" if known else "not_acquired"
        given = self.of(name).truth
        if given is None and step.feeds == "inr.readings" and self.case.inr:
            return "; ".join(f"{self._day(-one.days_ago)} {one.value}" for one in self.case.inr)
        if given is None and step.fact is not None:
            given = self.case.known.get(step.fact)
        if given is None:
            given = self.usually(name).truth
        return "" if given is None else typed(given, self.today, self.language)

    def _day(self, days: int) -> str:
        return write_date(self.today + timedelta(days=days))

    def value(self, name: str) -> Any:
        """The true answer to a step.

        Raises:
            InputError: the script does not take it.
        """
        return self.steps[name].read(self.typed(name), self.today, confirmed=True)

    @cached_property
    def background(self) -> Background:
        """What is known when the rehearsal begins: never what an earlier attempt found.

        Raises:
            InputError: a fact or an earlier answer cannot be taken; says which.
        """
        values, wrong = read_facts(
            {name: typed(given, self.today, self.language) for name, given in self.case.known.items()},
            self.today,
        )
        for name, sentence in wrong.items():
            raise InputError(labelled(name, sentence))
        previous = {
            name: self.steps[name].read(typed(given, self.today, self.language), self.today, confirmed=True)
            for name, given in self.case.previous.items()
            if name in self.steps
        }
        return Background(self.case.id, self.today, values | self.identity, previous)

    @property
    def identity(self) -> dict[str, Any]:
        """Who the patient is, as facts of a dossier."""
        person = self.case.patient
        return {
            "family_name": person.family_name,
            "given_name": person.given_name,
            "birth_date": date(self.today.year - person.age, 1, 15).isoformat(),
            "sex": person.sex,
        }

    @cached_property
    def walk(self) -> Walk:
        """Where the truths lead, were nothing to end the interview early."""
        return self._walked({name: self.value(name) for name in self.steps})

    def _walked(self, answers: Mapping[str, Any]) -> Walk:
        return flow_of(self.script).walk(self.background, answers)

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The steps of a good interview, in order: to where the patient leaves or an emergency is known."""
        path = self.walk.path
        if self.case.leaves is not None and self.case.leaves.at in path:
            return path[: path.index(self.case.leaves.at)]
        if self.emergency is not None:
            return path[: path.index(self.emergency) + 1]
        return path

    @cached_property
    def emergency(self) -> str | None:
        """The step whose answer raises an emergency: the interview ends there."""
        return self._raising(lambda alert: alert.level == "emergency")

    @cached_property
    def alerts(self) -> list[Raised]:
        """The alerts of a good interview, the gravest first."""
        return self._alerts_after(len(self.path) - 1)

    def raising(self, name: str) -> str | None:
        """The step whose answer raises an alert; None where it does not come."""
        return self._raising(lambda alert: alert.id == name)

    def _raising(self, wanted: Callable[[Alert], bool]) -> str | None:
        path = self.walk.path
        low, high = 0, len(path) - 1
        if not any(wanted(one.alert) for one in self._alerts_after(high)):
            return None
        while low < high:  # answers only add to what is known
            middle = (low + high) // 2
            if any(wanted(one.alert) for one in self._alerts_after(middle)):
                high = middle
            else:
                low = middle + 1
        return path[low]

    def _alerts_after(self, last: int) -> list[Raised]:
        return self._raised(self._walked({name: self.value(name) for name in self.walk.path[: last + 1]}))

    def _raised(self, walk: Walk) -> list[Raised]:
        return raised(self.script, walk.course, ())

    def closed(self, name: str) -> bool:
        """Whether nothing is true of a step, because the answer that it hangs on is another one."""
        step = self.steps[name]
        if name in self.walk.path or name in self.case.answers or step.when is None:
            return False
        return any(one.source == "answer" for one in comparisons(step.when)) and not (
            isinstance(step, Ask) and step.fact in self.case.known
        )

    def recorded(self, name: str, value: Any) -> bool:
        """Whether a value recorded at a step is the true one."""
        truth, step = self.value(name), self.steps[name]
        if not isinstance(step, Ask) or step.kind != "text" or truth is None or value is None:
            return bool(_comparable(step, value) == _comparable(step, truth))
        key = self.of(name).key
        return _alike(str(value), str(truth), () if key is None else key.text_in(self.language))


def _alike(said: str, truth: str, key: Iterable[str]) -> bool:
    """Whether a text says what is true: a key is in it, not denied; or half the words, without keys."""
    if names := list(key):
        return affirmed(names, said) or (named(names, said) and not affirmed(names, truth))
    written = fold(said)
    wanted = _WORD.findall(fold(truth))
    return 2 * sum(word in written for word in wanted) >= len(wanted)


def _comparable(step: Step, value: Any) -> Any:
    if step.kind == "choices":
        return frozenset(value or ())
    if step.kind == "readings":  # the last one decides
        return max(((row["date"], row["value"]) for row in value or ()), default=None)
    return value
