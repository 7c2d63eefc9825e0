"""A rehearsal: an interview held with a simulated patient, who answers what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from assistant.clock import Clock
from assistant.errors import InputError
from assistant.interview.background import Background
from assistant.interview.event import ANSWERED, Event
from assistant.interview.question import Question
from assistant.interview.recording import Recorder
from assistant.interview.session import Session
from assistant.interview.standing import StateError
from assistant.language import _
from assistant.people import Person
from assistant.rehearsal.case import Case
from assistant.rehearsal.heard import Heard
from assistant.rehearsal.matching import Intent, Understood
from assistant.rehearsal.patient import SimulatedPatient
from assistant.rehearsal.phrasings import phrasings
from assistant.rehearsal.practised import Practised, Rules
from assistant.rehearsal.taking import Doubt, take
from assistant.rehearsal.truths import Truths
from assistant.script.answers import clean
from assistant.script.steps import Script, Tell

LONGEST: Final = 1000
"""Most characters of what a student says at once."""
ASIDE: Final = ("noted", "acknowledged", "paused", "resumed", "briefed")
"""What happens beside the talk: the notion to explain stays the same."""
OUT_OF_TIME: Final = "time_up"
"""How an exam ends whose time is over."""


class Rehearsal(Session):
    """One student's hold on one rehearsal."""

    def __init__(
        self,
        name: str,
        script: Script,
        record: Recorder,
        person: Person,
        clock: Clock,
        events: Iterable[Event] = (),
        known: Background | None = None,
        *,
        case: Case,
    ) -> None:
        super().__init__(name, script, record, person, clock, events, known)
        self.case = case
        self._heard = Heard()
        self._played = 0

    @property
    def heard(self) -> Heard:
        """What was asked and told so far."""
        events = self.transcript.events
        for event in events[self._played :]:
            self._heard.add(event)
        self._played = len(events)
        return self._heard

    @cached_property
    def practised(self) -> Practised:
        """What it is of."""
        return Practised.from_json(self.transcript.rehearsal or {})

    @cached_property
    def truths(self) -> Truths:
        """What is true of the case on the day it began."""
        return Truths(self.case, self.script, self.background.today, self.practised.language)

    @cached_property
    def _patient(self) -> SimulatedPatient:
        return SimulatedPatient(self.truths, self.practised.seed)

    @property
    def rules(self) -> Rules:
        """What the way it is practised in allows."""
        return self.practised.rules

    @property
    def seconds_left(self) -> float | None:
        """Time left of an exam; None where there is no limit."""
        if not self.rules.timed or not self.transcript.events:
            return None
        # A clock that is set back gives nothing back: only time that went on counts, whatever the clock says.
        instants = [*(event.at for event in self.transcript.events), self.now]
        spent = sum(max(0.0, (b - a).total_seconds()) for a, b in pairwise(instants))
        return self.case.minutes * 60 - spent

    @property
    def topic(self) -> str | None:
        """The step that is talked about: a notion that is being explained, or the question asked now."""
        last = self.transcript.events[-1]
        if last.kind == "spoke" and last.step is not None and last.value["intent"] in ("explain", "check"):
            return last.step
        explaining = self.explaining
        return self.position if explaining is None else explaining.step

    def ask(self) -> Event:
        """Ask the present question as it is written.

        Raises:
            StateError: nothing is asked now.
        """
        self._going()
        if (asked := self.question) is None:
            raise StateError(_("Every question is answered: there is nothing left to ask."))
        return self._speak(Understood("ask", asked.step, 100.0, asked.say, ()), asked.say)

    def press(self, intent: Intent) -> Event:
        """Ask again, ask for precision, explain or check what was understood, in the usual words.

        Raises:
            StateError: there is nothing to do that about.
        """
        self._going()
        step = self.topic
        if step is None:
            raise StateError(_("Every question is answered: there is nothing left to ask."))
        asked = self.question_of(step)
        if intent == "explain" and not self.truths.explains(step):
            title = asked.title
            raise StateError(
                _("There is nothing to explain here: “{title}” is no notion.").format(title=title)
            )
        words = asked.explain if intent == "explain" and asked.explain else self._usual(intent)
        return self._speak(Understood(intent, step, 100.0, words, ()), words)

    def say(self, words: str) -> Event:
        """Say something in one's own words.

        Raises:
            InputError: nothing is said, or too much at once.
        """
        self._going()
        said = " ".join(clean(words).split())
        if not said:
            raise InputError(_("Nothing was said. Type a question, or what you explain."))
        if len(said) > LONGEST:
            raise InputError(
                _("That is {count} characters; nobody listens to more than {limit} at once.").format(
                    count=len(said), limit=LONGEST
                )
            )
        found, doubt = take(self.truths, said, self.topic, self.heard)
        return self._speak(found, said, own=True, doubt=doubt)

    def answer(self, typed: str, heard: Sequence[str] = ()) -> Event:
        """Record an answer; what is only told is said to the patient first."""
        self._going()
        name = self.position
        told = name is not None and isinstance(self.located(name)[1], Tell)
        if told and not typed.strip() and name not in self.heard.asked:
            self.ask()
        return super().answer(typed, heard)

    def back(self) -> Event:
        """Return to the question before; never in an exam."""
        self._lenient()
        return super().back()

    def correct(self, name: str, typed: str, heard: Sequence[str] = ()) -> Event:
        """Answer a step again; never in an exam."""
        self._lenient()
        return super().correct(name, typed, heard)

    def open(self, name: str) -> Event:
        """Ask a step that did not apply; never an earlier one in an exam."""
        if name in self.walk.path:
            self._lenient()
        return super().open(name)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a question before the present one, and it may be returned to."""
        return self.rules.revised and super().can_go_back

    @property
    def answered(self) -> list[str]:
        """Steps that can be corrected."""
        return super().answered if self.rules.revised else []

    @property
    def explaining(self) -> Question | None:
        """The notion to explain now, until it is explained or something else is talked about."""
        about: set[str | None] = set()
        for event in reversed(self.transcript.events):
            if event.kind in ANSWERED:
                done = event.step in self.heard.explained or not about <= {event.step}
                return None if done else self.to_explain(event)
            if event.kind == "spoke":
                about |= {event.step} - {None}
            elif event.kind not in ASIDE:
                return None
        return None

    def expire(self) -> bool:
        """End an exam whose time is over; whether it is."""
        left = self.seconds_left
        if left is None or left > 0 or self.transcript.over:
            return False
        self._add("stopped", value=OUT_OF_TIME)
        return True

    def _lenient(self) -> None:
        if not self.rules.revised:
            raise StateError(_("In an exam nothing is taken back: go on with the question on screen."))

    def _going(self) -> None:
        super()._going()
        if self.expire():
            raise StateError(_("The time of the exam is over. What was recorded is kept and scored."))

    def _usual(self, intent: Intent) -> str:
        generic = phrasings().generic
        ways = {
            "again": generic.again,
            "specify": generic.specify,
            "explain": generic.explain,
            "check": generic.check,
            "greet": generic.greet,
        }
        return ways[intent].text_in(self.practised.language)[0]

    def _speak(
        self, understood: Understood, words: str, *, own: bool = False, doubt: Doubt | None = None
    ) -> Event:
        reply = self._patient.reply(understood, words, self.heard, own=own)
        value: dict[str, Any] = {
            "intent": understood.intent,
            "words": words,
            "reply": reply.words,
            "told": list(reply.told),
            "manner": reply.manner,
        }
        if own:
            value["as"] = understood.phrasing
        if doubt is not None:
            value["doubt"] = doubt
        if understood.intent == "unknown" and understood.near:
            value["near"] = list(understood.near)
        return self._add("spoke", step=understood.step, value=value)
