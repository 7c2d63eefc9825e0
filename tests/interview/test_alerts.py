"""Alerts: raised at once, answered for on their values, open again when those change."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.interview.session import Session
from assistant.interview.standing import StateError
from tests.interview.asking import Memory, begun, replayed, state, up_to


def opened(session: Session) -> list[str]:
    return [item.alert.id for item in session.open_alerts]


def calling(memory: Memory | None = None) -> Session:
    """An interview in which an INR calls for the prescriber."""
    session = begun(memory=memory)
    up_to(session, "bleeding", rows="2016-05-20 4,5")
    return session


def test_an_alert_is_raised_by_the_answer_itself() -> None:
    session = begun()
    up_to(session, "rows")
    assert session.alerts == []
    session.answer("2016-05-20 4,5")
    assert opened(session) == ["call"]
    assert session.alerts[0].on["inr.value"] == 4.5


def test_an_open_alert_keeps_the_interview_from_being_complete() -> None:
    session = calling()
    up_to(session, None)
    with pytest.raises(StateError, match="alert is still open"):
        session.finish()
    session.acknowledge("call", "médecin appelé")
    assert session.finish().kind == "completed"
    assert session.alerts[0].acknowledged is not None
    assert session.alerts[0].acknowledged.done == "médecin appelé"


def test_what_was_done_must_be_said_and_about_an_open_alert() -> None:
    session = calling()
    for nothing in ("", "  ", "\x1b"):
        with pytest.raises(InputError, match="few words"):
            session.acknowledge("call", nothing)
    with pytest.raises(StateError, match="no open alert"):
        session.acknowledge("emergency", "x")
    session.acknowledge("call", "x")
    with pytest.raises(StateError, match="no open alert"):
        session.acknowledge("call", "x")


def test_a_value_that_changes_opens_it_again_and_back_again_closes_it() -> None:
    memory = Memory()
    session = calling(memory)
    session.acknowledge("call", "x")
    session.correct("rows", "2016-05-20 4,8")
    assert opened(session) == ["call"]
    assert opened(session) == [item.alert.id for item in replayed(memory).open_alerts]
    session.correct("rows", "2016-05-20 4,5")
    assert opened(session) == []


def test_answers_that_come_later_do_not_open_it_again() -> None:
    session = calling()
    session.acknowledge("call", "x")
    up_to(session, None)
    assert opened(session) == []


def test_an_alert_that_no_longer_holds_is_gone() -> None:
    session = calling()
    session.correct("rows", "2016-05-20 2,5")
    assert session.alerts == []
    up_to(session, None)
    assert session.finish().kind == "completed"


def test_the_gravest_comes_first() -> None:
    session = begun()
    up_to(session, "where", bleeding="oui")
    session.answer("gums; stools")
    assert opened(session) == ["emergency", "gums"]


def test_a_graver_alert_is_another_one() -> None:
    session = calling()
    session.acknowledge("call", "x")
    session.answer("oui")
    session.answer("stools")
    assert opened(session) == ["emergency"]


def test_an_answer_chosen_beside_opens_it_again() -> None:
    session = begun()
    up_to(session, "where", bleeding="oui")
    session.answer("gums")
    session.acknowledge("call", "x")
    session.acknowledge("gums", "x")
    session.correct("where", "gums; skin")
    assert opened(session) == ["gums"]


def test_an_alert_on_a_fact_learnt_here_opens_again_when_it_changes() -> None:
    session = begun()
    up_to(session, "high", low="3.2")
    assert opened(session) == ["low_bound"]
    session.acknowledge("low_bound", "x")
    up_to(session, "rows", high="3.5")
    assert opened(session) == []
    session.correct("low", "3.4")
    assert opened(session) == ["low_bound"]


def test_alerts_stay_as_they_were_in_a_replay() -> None:
    memory = Memory()
    session = calling(memory)
    session.acknowledge("call", "x")
    up_to(session, None)
    assert state(replayed(memory)) == state(session)
