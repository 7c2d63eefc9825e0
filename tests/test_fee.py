"""Nothing that can reach a patient's eyes or ears mentions the fee: what is shown, said, written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from assistant import language
from assistant.exchange.calendar import Occasion, to_ics
from assistant.settings import shipped
from assistant.tui.end import EndScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.patient import PatientScreen
from assistant.year.rules import RuleSet
from assistant.year.words import discreet_words
from tests.year.test_cases import TABLE, status_of

FEE: Final = re.compile(
    r"€|\beuros?\b|\beur\b|r[ée]mun[ée]r|\bpay(é|ée|és|ées|er|ez|ent|aient|ant|ante|ement|ements)\b|\btarifs?\b"
    r"|\bhonoraires?\b|\bfactur|\bmontants?\b|\bargent\b|\bprix\b|\bprimes?\b|\bfees?\b|\bpaid\b"
    r"|\bpaie(nt)?\b|\bpa(y|ying|yment|yments|yable)\b|\bbill(s|ed|ing)?\b|\bamounts?\b|\bmoney\b|\bearn|\bprices?\b|\brevenue\b",
    re.IGNORECASE,
)
SCREENS: Final = Path(__file__).parent / "screens"
FACING: Final = (
    "alert_call",
    "card",
    "correct",
    "dossier_",
    "emergency",
    "end",
    "find_",
    "interview_",
    "note",
    "patient",
    "review",
    "review_confirm",
    "stop",
    "themes_end",
    "themes_offered",
    "themes_patient",
    "reader",
    "locked",
)
"""Screens that may be turned towards a patient. The list of patients names everybody: it never is."""
ASKED: Final = "_amounts"
"""What the pharmacist has asked to see by a key."""


def mentioned(text: str) -> list[str]:
    """Each mention with what is around it."""
    return [text[max(0, found.start() - 30) : found.end() + 30] for found in FEE.finditer(text)]


def strings(node: Any) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from strings(one)


@pytest.fixture(params=["fr", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


def test_a_mention_would_be_found() -> None:
    for said in (
        "30 € acquis",
        "votre rémunération",
        "Is it paid?",
        "le tarif",
        "amount",
        "payé",
        "The fee.",
    ):
        assert mentioned(said), said
    for said in ("le pays", "une carte", "coffee", "paysage"):
        assert not mentioned(said), said


def test_no_script_mentions_it() -> None:
    files = sorted([*shipped().glob("interviews/*.yaml"), *shipped().glob("knowledge/*.yaml")])
    assert len(files) > 8
    for path in files:
        found = mentioned("\n".join(strings(yaml.safe_load(path.read_text("utf-8")))))
        assert not found, (path.name, found)


@pytest.mark.parametrize("name", FACING)
def test_no_screen_mentions_it(name: str) -> None:
    files = [path for path in SCREENS.rglob(f"{name}*.txt") if ASKED not in path.name]
    assert files
    for path in files:
        assert not mentioned(path.read_text("utf-8")), path


def test_the_year_is_told_without_it(spoken: str) -> None:
    sets = {
        path.stem: RuleSet.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in shipped().glob("rules/*.yaml")
        if path.stem != "texts"
    }
    assert len(TABLE["cases"]) > 100
    for case in TABLE["cases"]:
        found = mentioned("\n".join(discreet_words(status_of(case, sets))))
        assert not found, (case, found)


def test_no_key_of_a_screen_that_a_patient_may_see_mentions_it(spoken: str) -> None:
    for screen in (EndScreen, InterviewScreen, PatientScreen):
        for one in screen.BINDINGS:
            words = f"{language._(one.description)} {language._(one.tooltip)}"  # type: ignore[union-attr]
            assert not mentioned(words), (screen.__name__, words)


def test_a_calendar_does_not_mention_it(spoken: str) -> None:
    found = [Occasion("P1", "appointment", date(2026, 3, 1)), Occasion("P1", "reminder", date(2026, 3, 2))]
    assert not mentioned(to_ics(found, datetime(2026, 1, 1, tzinfo=UTC)).decode())
