"""What the tests of the forecast share: dossiers with acts, and their outlook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from assistant.dossier.act import Act, ActKind
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.dossier.summary import Summary
from assistant.script.knowledge import foreseeing
from assistant.year.outlook import Outlook, outlook
from assistant.year.rules import RuleSet
from tests.year.naive import History
from tests.year.test_naive import any_history


def dossier(
    ref: str,
    *acts: tuple[ActKind, date],
    signed: date | None = date(2015, 3, 1),
    agreed: date | None = None,
) -> Summary:
    """A patient under treatment for long."""
    return Summary(
        Patient(ref, "Martin", "Jeanne", date(1943, 5, 12)),
        Treatment(start=date(2015, 1, 5), expected_months=24),
        Adhesion(signed) if signed else None,
        tuple(Act(kind, day, "import") for kind, day in acts),
        None,
        (),
        next_interview=agreed,
    )


def seen(
    dossiers: Sequence[Summary], rules: RuleSet | Sequence[RuleSet], as_of: date, year: int = 2016
) -> Outlook:
    """Their year with what is to come."""
    return outlook(dossiers, rules, (), foreseeing(), year, as_of)


def of(history: History, ref: str, agreed: date | None) -> Summary:
    """A random history as a dossier."""
    return Summary(
        Patient(
            ref,
            "Martin",
            "Jean",
            history.patient.birth_date,
            death_date=history.patient.death_date,
            moved_on=history.patient.moved_on,
        ),
        history.treatment,
        history.adhesion,
        history.acts,
        None,
        (),
        next_interview=agreed,
    )


def any_pharmacy(random: Random, rules: str, size: int) -> tuple[list[Summary], History]:
    """Some dossiers seen in the same year from the same day; the history that named them."""
    first = any_history(random, rules)
    found: list[Summary] = []
    while len(found) < size:
        one = any_history(random, rules)
        days = [act.day for act in one.acts] + [first.as_of]
        agreed = random.choice(days) if random.random() < 0.3 else None
        found.append(of(one, f"P{len(found)}", agreed))
    return found, first
