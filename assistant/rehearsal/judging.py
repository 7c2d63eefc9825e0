"""Whether what was expected was done in a rehearsal, part by part, and where it could have been."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from assistant.interview.event import Event
from assistant.interview.standing import Standing
from assistant.rehearsal.calling import answered_for, called, done_words, early_call, noted_call, telling
from assistant.rehearsal.conduct import conduct
from assistant.rehearsal.expected import Expected, Part
from assistant.rehearsal.heard import HIDDEN, LEAVING, Heard
from assistant.rehearsal.order import CONSENT, too_soon, went_on
from assistant.rehearsal.truths import Truths
from assistant.script.conditions import comparisons


class Judge:
    """One rehearsal, held against what is true."""

    def __init__(self, standing: Standing, truths: Truths) -> None:
        self.standing = standing
        self.transcript = standing.transcript
        self.truths = truths
        self.heard = Heard(self.transcript.events)

    @cached_property
    def early(self) -> int | None:
        """The number of the note by which help was called before the script came to the emergency."""
        return early_call(self.truths, self.transcript.events, self.heard)

    def done(self, item: Expected, part: Part) -> bool:
        """Whether a part of it was done."""
        return _PARTS[part](self, item.about[1], item)

    def knew(self, step: str) -> bool:
        """Whether the truth of a step was heard, from its own question or elsewhere."""
        return step in self.heard.told or any(
            HIDDEN + one.id in self.heard.told for one in self.truths.case.hidden if one.step == step
        )

    def was_asked(self, step: str) -> bool:
        """Whether a step was asked, or its truth heard without."""
        return step in self.heard.asked or self.knew(step)

    def right(self, step: str) -> bool:
        """Whether what is recorded is true, and was not guessed."""
        if step not in self._counting or not self.truths.recorded(step, self._counting[step]):
            return False
        return self.knew(step) or conduct().due_unasked(step, self.truths.value(step))

    @cached_property
    def _counting(self) -> dict[str, object]:
        return dict(self.standing.walk.course.counting) if self.transcript.events else {}

    def explained_as(self, step: str) -> str:
        """The student's own words of an explanation; empty where it was read as it is written."""
        seq = self.heard.explained.get(step)
        value = {} if seq is None else self.transcript.events[seq - 1].value
        return str(value["words"]) if "as" in value else ""

    def recorded(self, step: str) -> object:
        """What is recorded at a step; None where nothing is."""
        return self._counting.get(step)

    def was_recorded(self, step: str) -> bool:
        """Whether anything is recorded at a step."""
        return step in self._counting

    def line(self, item: Expected) -> int | None:
        """The number of the event in which it was first done, or tried."""
        kind, name = item.about
        if kind == "alert":
            return next((e.seq for e in self._acknowledged(name)), None)
        if kind == "fact":
            return self.heard.told.get(HIDDEN + name)
        if kind in ("step", "explained"):
            answer = self.transcript.answers.get(name)
            return self.heard.first.get(name) or (None if answer is None else answer.seq)
        return None

    def could(self, item: Expected) -> int | None:
        """The number of the event where it could have been done; None where it was never near."""
        kind, name = item.about
        if kind == "fact" and name in self.truths.hidden:
            one = self.truths.hidden[name]
            near = [
                self.heard.first[step]
                for step in (one.step, *one.again, *one.asked)
                if step in self.heard.first
            ]
            return min(near, default=None) or self._position(one.step)
        if kind == "alert":
            return self._position(self.truths.raising(name))
        if kind == "ended":
            return self._position(CONSENT) if name == "refused" else self.heard.told.get(LEAVING)
        if kind == "rule":
            return self._position(CONSENT if name == "consent_first" else self.truths.emergency)
        return self._position(name)

    def _position(self, step: str | None) -> int | None:
        if step is None:
            return None
        answer = self.transcript.answers.get(step)
        if answer is not None:
            return self.heard.first.get(step, answer.seq)
        asked = self.truths.steps.get(step)
        if asked is None or asked.when is None:
            return None
        # The branch was closed by an earlier answer: that is where.
        closing = [c.name for c in comparisons(asked.when) if c.source == "answer"]
        return next((self._position(one) for one in closing if one in self.transcript.answers), None)

    def _acknowledged(self, alert: str) -> Iterator[Event]:
        yield from (event for event in self.transcript.events if answered_for(event, alert))
        urgent = any(one.id == alert and one.level == "emergency" for one in self.standing.script.alerts)
        if urgent and self.early is not None:
            yield self.transcript.events[self.early - 1]

    def _said(self, name: str, _item: Expected) -> bool:
        return name in self.heard.asked and name in self._counting

    def _seen(self, name: str, _item: Expected) -> bool:
        return any(True for _one in self._acknowledged(name)) or any(
            one.alert.id == name for one in self.standing.open_alerts
        )

    def _acted(self, name: str, _item: Expected) -> bool:
        alert = next((one for one in self.standing.script.alerts if one.id == name), None)
        if alert is None:
            return False
        return any(called(alert.level, done_words(event)) for event in self._acknowledged(name))

    def _noticed(self, name: str, item: Expected) -> bool:
        kind = item.about[0]
        if kind == "fact":
            step = self.truths.hidden[name].step
            return HIDDEN + name in self.heard.told and (step not in self.truths.path or self.right(step))
        if kind == "alert":
            return self._seen(name, item) and self._acted(name, item)
        if kind == "explained":
            return name in self.heard.explained
        if kind == "ended":
            return self.transcript.stopped_as == name and self._followed(name)
        return self.right(name)

    def _followed(self, how: str) -> bool:
        """Whether the wish was heard, and nothing was recorded after it but that."""
        if how == "refused":
            return CONSENT in self.heard.told and self.right(CONSENT)
        heard = self.heard.told.get(LEAVING)
        return heard is not None and not any(e.kind == "answered" for e in self.transcript.events[heard:])

    def _kept(self, name: str, _item: Expected) -> bool:
        return self._consent_first if name == "consent_first" else self._urgent_first

    @cached_property
    def _consent_first(self) -> bool:
        """No health question before the patient agreed; and the patient was asked."""
        asked = CONSENT in self.heard.asked and CONSENT in self.transcript.history
        return asked and self.broken("consent_first") is None

    @cached_property
    def _urgent_first(self) -> bool:
        """Nothing more was asked once the emergency was answered for."""
        return self._helped is not None and self.broken("urgent_first") is None

    def broken(self, rule: str) -> Event | None:
        """What was asked or recorded although the order forbids it; None where that is not why."""
        if rule == "consent_first":
            return too_soon(self.truths, self.transcript)
        return None if self._helped is None else went_on(self.transcript.events, self._helped)

    @cached_property
    def _helped(self) -> int | None:
        """The number of the event in which the emergency was answered for."""
        urgent = [one.id for one in self.standing.script.alerts if one.level == "emergency"]
        events = self.transcript.events
        done = (event.seq for event in events if any(answered_for(event, alert) for alert in urgent))
        return next(done, None) or noted_call(self.truths, events, self.heard)

    def expects(self, item: Expected) -> bool:
        """Whether a thing was to be done: not what came after help was called before the script asked."""
        if self.early is None or item.kind == "order":
            return True
        kind, name = item.about
        if kind == "alert":
            return any(one.id == name and one.level == "emergency" for one in self.standing.script.alerts)
        urgent = name in telling(self.truths) or HIDDEN + name in telling(self.truths)
        return (urgent and kind == "fact") or self.was_recorded(name)


_PARTS: Final[dict[Part, Callable[[Judge, str, Expected], bool]]] = {
    "said": Judge._said,
    "asked": lambda judge, name, _item: judge.was_asked(name),
    "recorded": lambda judge, name, _item: judge.right(name),
    "written": lambda judge, name, _item: judge.was_recorded(name),
    "explained": lambda judge, name, _item: name in judge.heard.explained,
    "seen": Judge._seen,
    "acted": Judge._acted,
    "noticed": Judge._noticed,
    "kept": Judge._kept,
}
