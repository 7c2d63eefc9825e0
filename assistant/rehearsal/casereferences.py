"""Whether what a case names is there: steps, points, facts, mandates, alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.language import _
from assistant.rehearsal.case import Case
from assistant.script.faults import Path_
from assistant.script.knowledge import facts, mandates
from assistant.script.steps import Rate, Script

Found = tuple[Path_, str]
"""Where something is wrong, and what."""


def reference_faults(case: Case, script: Script) -> Iterator[Found]:
    """Everything that a case names and that is not there."""
    steps = {step.id: step for _section, step in script.steps()}
    for path, name in _steps(case):
        if name not in steps:
            yield path, _("There is no step “{step}” in {script}.").format(step=name, script=script.id)
    for name, truth in case.answers.items():
        step = steps.get(name)
        if truth.knows is not None:
            points = [point.id for point in step.rate.listen_for] if isinstance(step, Rate) else []
            yield from _unknown(("answers", name, "knows"), truth.knows, points)
        if truth.truth is not None and isinstance(step, Rate):
            yield (
                ("answers", name, "truth"),
                _("“{step}” rates a notion: give the points the patient knows, in “knows”.").format(
                    step=name
                ),
            )
    yield from _unknown(("known",), case.known, facts())
    yield from _traps(case, script, list(steps))


def _steps(case: Case) -> Iterator[tuple[Path_, str]]:
    for name in case.answers:
        yield ("answers", name), name
    for name in case.previous:
        yield ("previous", name), name
    for index, hidden in enumerate(case.hidden):
        yield ("hidden", index, "step"), hidden.step
        for name in (*hidden.again, *hidden.asked, *hidden.volunteered):
            yield ("hidden", index), name
    if case.leaves is not None:
        yield ("leaves", "at"), case.leaves.at


def _traps(case: Case, script: Script, steps: list[str]) -> Iterator[Found]:
    alerts = [alert.id for alert in script.alerts]
    hidden = [one.id for one in case.hidden]
    allowed = {
        "fact": hidden,
        "step": steps,
        "explained": steps,
        "alert": alerts,
        "ended": ("refused", "withdrawn"),
    }
    for index, trap in enumerate(case.traps):
        kind, name = trap.noticed.about
        yield from _unknown(("traps", index, "noticed"), (name,), allowed[kind])
        yield from _unknown(("traps", index, "mandate"), filter(None, (trap.mandate,)), mandates())
        yield from _unknown(("traps", index, "alert"), filter(None, (trap.alert,)), alerts)


def _unknown(path: Path_, names: Iterable[str], allowed: Iterable[str]) -> Iterator[Found]:
    known = list(allowed)
    for name in names:
        if name not in known:
            yield (
                path,
                _("“{name}” is not known here. Known: {known}.").format(
                    name=name, known=", ".join(known) or "—"
                ),
            )
