"""Where an interview stands: derived from its events, through the flow of its script."""

from __future__ import annotations

from typing import Any

from assistant.avk.reference import Reference, reference
from assistant.errors import AssistantError
from assistant.interview.alerts import Raised, raised
from assistant.interview.background import Background
from assistant.interview.event import ANSWERED, Event
from assistant.interview.fitting import Misfit, fitting
from assistant.interview.flow import Walk, flow_of
from assistant.interview.question import Question, Stage, minutes_left, question, stages
from assistant.interview.transcript import Transcript
from assistant.language import _
from assistant.script.knowledge import facts, thresholds
from assistant.script.steps import Ask, Script, Section, Step


class StateError(AssistantError):
    """Something that cannot be done where the interview stands."""

    kind = "state"


class Standing:
    """A transcript read with its script."""

    def __init__(self, script: Script, transcript: Transcript) -> None:
        self.script = script
        self.transcript = transcript
        self._flow = flow_of(script)
        self._walk: Walk | None = None
        self._misfits: tuple[Misfit, ...] = ()

    @property
    def background(self) -> Background:
        """What was known when the interview began."""
        if self.transcript.background is None:
            raise StateError(_("This interview has not begun: its first event is missing."))
        return self.transcript.background

    @property
    def walk(self) -> Walk:
        """Where the answers lead."""
        if self._walk is None:
            answers, self._misfits = fitting(self.script, self.transcript, self.background.today)
            self._walk = self._flow.walk(self.background, answers, self.transcript.opened)
        return self._walk

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """Answers given under another version of the script that do not fit this one."""
        return self._misfits if self.walk else ()

    @property
    def position(self) -> str | None:
        """The step asked now: the one gone back to, or the first without an answer."""
        if self.transcript.over:
            return None
        returned = self.transcript.returned_to
        return returned if returned in self.walk.path else self.walk.frontier

    @property
    def question(self) -> Question | None:
        """What is asked now; None when nothing is."""
        name = self.position
        return None if name is None else self.question_of(name)

    def question_of(self, name: str) -> Question:
        """Any step as a question, with what is known of its answer."""
        section, step = self.located(name)
        return question(section, step, self._known(step), self.background.today)

    @property
    def alerts(self) -> list[Raised]:
        """Every alert that holds, the gravest first."""
        return raised(self.script, self.walk.course, self.transcript.acknowledgements)

    @property
    def open_alerts(self) -> list[Raised]:
        """Those that wait for what was done."""
        return [] if self.transcript.over else [alert for alert in self.alerts if alert.open]

    @property
    def explaining(self) -> Question | None:
        """The notion to explain now: the last event rated it as not, or only partly, acquired."""
        return self.to_explain(self.transcript.events[-1]) if self.transcript.events else None

    def to_explain(self, event: Event) -> Question | None:
        """The notion to explain after an event, where that rated it as not, or only partly, acquired."""
        if event.kind not in ANSWERED or event.step is None or event.value == "acquired":
            return None
        asked = self.question_of(event.step)
        return asked if asked.explain else None

    def reference_for(self, alert: Raised) -> Reference | None:
        """What the doctor will weigh, for an alert on the INR; None where there is bleeding or no range.

        Pharmacist's screen only (docs/sources.md §3).
        """
        value = alert.on.get("inr.value")
        inputs = self.walk.course.inputs()
        if value is None or inputs.target is None or inputs.bleeding or alert.alert.level == "emergency":
            return None
        return reference(value, inputs.target, thresholds().reference)

    @property
    def answered(self) -> list[str]:
        """Steps whose answers count, in the order of the script: each can be corrected."""
        return [name for name in self.walk.course.counting if self.located(name)[1].kind != "tell"]

    def answer_shown(self, name: str) -> str:
        """The answer that counts at a step, as people read it."""
        return str(self.located(name)[1].write(self.walk.course.counting[name]))

    @property
    def can_go_back(self) -> bool:
        """Whether there is a question before the present one."""
        path = self.walk.path
        return not self.transcript.over and bool(path) and self.position != path[0]

    @property
    def refused(self) -> bool:
        """Whether an answer makes the script end early."""
        return self.walk.end not in (None, "completed")

    @property
    def stages(self) -> list[Stage]:
        """The sections with how far each is."""
        return stages(self.script, self.walk, self.position)

    @property
    def minutes_left(self) -> int:
        """Minutes that what is still to come usually takes."""
        return 0 if self.transcript.over else minutes_left(self.script, self.walk)

    @property
    def skipped(self) -> list[Question]:
        """Steps before the present one that did not apply; each can be opened."""
        return [self.question_of(name) for name in self.passed]

    @property
    def passed(self) -> list[str]:
        """Ids of the steps that were skipped."""
        last = None if self.walk.end == "completed" else self.walk.path[-1]
        steps = [step.id for _section, step in self.script.steps()]
        before = steps if last is None else steps[: steps.index(last)]
        return [name for name in before if name not in self.walk.path]

    @property
    def cannot_refuse(self) -> bool:
        """Whether the script has no question by which the patient may refuse."""
        return not self._refusals

    @property
    def consented(self) -> bool:
        """Whether every question by which the patient may refuse was answered otherwise."""
        return not any(
            self.walk.course.answer(name) in (None, refusal) and name not in self.passed
            for name, refusal in self._refusals.items()
        )

    @property
    def _refusals(self) -> dict[str, str]:
        return {
            step.id: step.stop.when
            for _section, step in self.script.steps()
            if isinstance(step, Ask) and step.stop is not None and step.stop.as_ == "refused"
        }

    def located(self, name: str) -> tuple[Section, Step]:
        """A step of the script with its section.

        Raises:
            StateError: the script has no such step.
        """
        for section, step in self.script.steps():
            if step.id == name:
                return section, step
        raise StateError(_("There is no step “{step}” in this script.").format(step=name))

    def _known(self, step: Step) -> Any:
        fact = getattr(step, "fact", None)
        if step.id in self._refusals or (fact is not None and facts()[fact].agreement):
            return None  # the patient's agreement is said again each time, even where one goes back to it
        given = self.transcript.answers.get(step.id)
        if given is not None:
            return given.value
        return None if fact is None else self.walk.course.fact(fact)
