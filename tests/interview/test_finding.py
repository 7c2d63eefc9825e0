"""Finding one's way: where each step stands, what matches, what may be done there."""

from __future__ import annotations

import pytest

from assistant import language
from assistant.interview.finding import Place, matching, parts, places
from assistant.interview.session import Session
from tests.interview.asking import begun, up_to


def at(session: Session, step: str) -> Place:
    """One step."""
    return next(place for place in places(session) if place.step == step)


def states(session: Session) -> dict[str, str]:
    """Where each step stands."""
    return {place.step: place.state for place in places(session)}


def test_each_step_stands_somewhere() -> None:
    session = begun()
    up_to(session, "missed")
    found = states(session)
    assert found["hello"] == found["consent"] == found["bleeding"] == "answered"
    assert found["where"] == "skipped"
    assert found["missed"] == "asked"
    assert found["missed_words"] == found["next_date"] == "to_come"
    assert list(found) == [step.id for _section, step in session.script.steps()]


def test_what_may_be_done_goes_by_where_a_step_stands() -> None:
    session = begun()
    up_to(session, "missed")
    assert at(session, "hello").deeds == ("return",)  # said, so there is nothing to correct
    assert at(session, "bleeding").deeds == ("correct", "return")
    assert at(session, "where").deeds == ("ask",)
    assert at(session, "missed").deeds == at(session, "next_date").deeds == ()


def test_whatever_may_be_done_can_be_done() -> None:
    session = begun()
    up_to(session, "missed")
    session.open(at(session, "bleeding").step)
    assert at(session, "bleeding").state == "asked"
    assert (at(session, "missed").state, at(session, "missed").deeds) == ("waiting", ("return",))
    session.open("missed")
    assert session.position == "missed"
    session.open("where")
    assert session.position == "where"


def test_returning_to_a_step_does_not_make_it_apply_for_ever() -> None:
    session = begun()
    up_to(session, "missed", bleeding="oui", where="peau")
    session.open("where")
    assert session.position == "where"
    session.correct("bleeding", "non")
    assert at(session, "where").state == "skipped"
    assert session.position == "missed"


def test_nothing_lies_behind_a_refusal() -> None:
    session = begun()
    up_to(session, None, consent="non")
    assert set(states(session).values()) == {"answered", "to_come"}


def test_an_interview_that_is_over_is_only_read() -> None:
    session = begun()
    up_to(session, None)
    session.finish()
    assert {place.deeds for place in places(session)} == {()}


@pytest.mark.parametrize("typed", ["où", "ou", "OÙ", " saignez ou ", "inr saignement"])
def test_accents_case_and_order_do_not_matter(typed: str) -> None:
    language.use("fr")
    found = [place.step for place in matching(places(begun()), typed)]
    assert "where" in found or "bleeding" in found


def test_titles_come_first_and_every_word_counts() -> None:
    language.use("fr")
    session = begun()
    up_to(session, "missed", bleeding="oui", where="peau")
    found = matching(places(session), "oubli")
    assert found[0].step == "missed"
    assert [place.step for place in matching(places(session), "peau")] == ["where"]  # what was answered
    assert [place.step for place in matching(places(session), "jamais deux")] == ["missed"]  # the explanation
    assert matching(places(session), "oubli girafe") == []
    assert matching(places(session), "  ") == []


def test_sections_say_how_far_they_are() -> None:
    session = begun()
    assert [(p.section, p.state, p.first) for p in parts(session)] == [
        ("welcome", "current", "hello"),
        ("inr", "to_come", None),
        ("plan", "to_come", None),
    ]
    up_to(session, "missed")
    assert [(p.section, p.state, p.left, p.first) for p in parts(session)] == [
        ("welcome", "done", 0, "hello"),
        ("inr", "done", 0, "low"),
        ("plan", "current", 4, "missed"),
    ]
    session.open("low")
    assert [p.state for p in parts(session)] == ["done", "current", "left"]
