"""What the pharmacist is told beside an alert: the medicine that raised it, the level nobody confirmed."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.clock import SystemClock
from assistant.interview.alerts import Raised
from assistant.interview.background import Background
from assistant.interview.session import Session
from assistant.language import use
from assistant.people import Person
from assistant.script.library import find_script
from assistant.script.steps import Rate, Tell

TODAY = date(2016, 6, 1)


def held(**typed: str) -> Session:
    """An AVK interview on these answers, everything else calm."""
    usual = {"consent": "oui", "inr_low": "2", "inr_high": "3", "inr_readings": "2016-05-29 2,4"}
    script = find_script("avk")
    session = Session("t", script, lambda event: None, Person("Camille"), SystemClock())
    session.begin(Background("P1", TODAY))
    while (asked := session.question) is not None:
        step = session.located(asked.step)[1]
        if asked.step in typed or asked.step in usual:
            session.answer(typed.get(asked.step, usual.get(asked.step, "")))
        elif isinstance(step, Tell) or asked.optional or asked.kind == "choices":
            session.answer("")
        elif isinstance(step, Rate):
            session.answer("acquired")
        elif asked.kind in ("yes_no", "choice"):
            session.answer("non" if asked.kind == "yes_no" else asked.options[0][0])
        else:
            session.answer({"date": "aujourd'hui", "number": "6"}.get(asked.kind, "rien"))
    return session


def raised(session: Session, alert: str) -> Raised | None:
    """The alert of this id, if it holds."""
    return next((item for item in session.alerts if item.alert.id == alert), None)


@pytest.mark.parametrize(
    ("medicine", "alert"),
    [("Bactrim", "advised_against_medicine"), ("tisane de millepertuis", "contraindicated_medicine")],
)
def test_a_medicine_named_in_words_raises_its_alert(medicine: str, alert: str) -> None:
    use("fr")
    session = held(takes_other_medicines="oui", other_medicines=medicine)
    found = raised(session, alert)
    assert found is not None
    assert found.notes
    assert raised(held(takes_other_medicines="oui", other_medicines="Levothyrox"), alert) is None


def test_a_level_that_no_source_confirms_says_so() -> None:
    use("fr")
    found = raised(held(inr_readings="2016-05-29 1,2"), "inr_call")
    assert found is not None
    assert any("1,5" in note for note in found.notes)
    plain = raised(held(inr_readings="2016-05-29 4,5"), "inr_call")
    assert plain is not None
    assert plain.notes == ()


def test_an_inverted_range_does_not_pass_unseen() -> None:
    session = held(inr_low="3", inr_high="2", inr_readings="2016-05-29 3,5")
    assert raised(session, "target_unknown") is not None
