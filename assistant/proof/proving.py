"""The proof of a script: every promise held against every way through the machine that runs.

What is proven and what is not stands in docs/proof.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from assistant.interview.flow import flow_of
from assistant.language import _, current
from assistant.proof.alerting import emergencies, raising
from assistant.proof.broken import Broken, Places
from assistant.proof.consenting import consenting
from assistant.proof.covering import covering, owed
from assistant.proof.effects import effects
from assistant.proof.exploring import EntangledError
from assistant.proof.finding import Finding, placed, silenced
from assistant.proof.ground import Ground
from assistant.proof.promised import concluding, only, promised
from assistant.proof.reaching import ending, endless, reaching
from assistant.proof.scoring import existing, scoring
from assistant.proof.survey import Survey
from assistant.proof.tallies import Length
from assistant.script.references import JUNCTION
from assistant.script.source import Source, parse
from assistant.script.steps import Script


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proof of one script came to."""

    script: str
    findings: tuple[Finding, ...]
    """In the order they stand in the file; those that the script silences are among them."""
    states: int = 0
    """States told apart, over the whole machine."""
    paths: int = 0
    """Ways through: kinds of answers that some condition on the way looks at and tells apart."""
    questions: Length | None = None
    """Of a completed interview; None where none can be completed or it was not counted."""
    minutes: Length | None = None

    @property
    def holds(self) -> bool:
        """Whether the script may be used."""
        return not any(finding.counts for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """The proof as a JSON object."""
        return {
            "holds": self.holds,
            "states": self.states,
            "paths": self.paths,
            "questions": None if self.questions is None else self.questions.to_json(),
            "minutes": None if self.minutes is None else self.minutes.to_json(),
        }


def prove(script: Script, path: Path) -> Proof:
    """The proof of a script read from a file; once for each content, name and language.

    Args:
        script: a script as the loader gives it, with its text.
        path: names the file in findings.
    """
    return _proved(script.text, script.digest, path, current(), _Held(script))


class _Held:
    """A script beside the key of a cache: all are equal."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=32)
def _proved(text: bytes, digest: str, path: Path, language: str, held: _Held) -> Proof:
    script = held.script
    return proof_of(Ground(script, flow_of(script)), lambda: parse(text, path))


_PROMISES: Final = (
    covering,
    owed,
    consenting,
    raising,
    emergencies,
    effects,
    scoring,
    existing,
    concluding,
    only,
)


def proof_of(ground: Ground, read: Callable[[], Source]) -> Proof:
    """The proof of a script on its ground.

    Args:
        ground: the script.
        read: gives the file, where there is anything to find in it.
    """
    script = ground.script
    survey = None
    found: list[Broken] = list(endless(ground))
    if not found:  # nothing else can be told of ways that need not end
        try:
            survey = Survey(ground)
            for look in (reaching, ending, promised):
                found += look(ground, survey)
            for promise in _PROMISES:
                found += promise(ground)
        except EntangledError as error:
            found.append(_entangled(ground, error.state))
    findings: list[Finding] = []
    if found or script.silence:
        source = read()
        findings = silenced(source, [placed(source, broken) for broken in _once(found)], script.silence)
    if survey is None:
        return Proof(script.id, tuple(findings))
    return Proof(
        script.id,
        tuple(findings),
        survey.explored.states,
        survey.paths,
        survey.questions,
        survey.minutes,
    )


def _once(found: list[Broken]) -> Iterator[Broken]:
    """Each broken promise once: of those that say the same, the first."""
    seen = set()
    for broken in found:
        key = (broken.finding, broken.at, broken.path)
        if key not in seen:
            seen.add(key)
            yield broken


def _entangled(ground: Ground, state: str) -> Broken:
    """The refusal of a script whose conditions look at too much at once; it names the widest of them."""
    places = Places(ground.script)
    widest = max(
        (step for step in ground.plan.steps.values() if step.when is not None),
        key=lambda step: len(ground.reads(ground.whole, JUNCTION + step.id)),
        default=None,
    )
    alerts = max(ground.script.alerts, key=lambda alert: len(ground.whole.reads(alert.when)), default=None)
    count = 0 if widest is None else len(ground.reads(ground.whole, JUNCTION + widest.id))
    most = 0 if alerts is None else len(ground.whole.reads(alerts.when))
    if alerts is not None and most > count:
        at, path, count = alerts.id, places.alert(alerts.id, "when"), most
    elif widest is not None:
        at, path = widest.id, places.step(widest.id, "when")
    else:
        at, path = state.removeprefix(JUNCTION), ("sections",)
    return Broken(
        "too-entangled",
        at,
        path,
        _(
            "This script’s conditions are too entangled to be proven: this one looks at {count} answers or "
            "facts. Let conditions look at fewer, or at nearer ones."
        ).format(count=count),
    )
