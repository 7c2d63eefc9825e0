"""The way taken: each step of the script stands in it once, with why it was passed by."""

from __future__ import annotations

from assistant.interview.pathway import path_lines, pathway
from assistant.interview.session import Session
from tests.interview.asking import begun, give, up_to


def stops(session: Session) -> dict[str, tuple[str, str]]:
    return {stop.step: (stop.met, stop.reason) for stretch in pathway(session) for stop in stretch.stops}


def test_every_step_is_there_once_in_the_order_of_the_script() -> None:
    session = begun()
    up_to(session, "go_on")
    found = [stop.step for stretch in pathway(session) for stop in stretch.stops]
    assert found == [step.id for _section, step in session.script.steps()]


def test_a_step_is_taken_skipped_waiting_or_beyond() -> None:
    session = begun()
    up_to(session, "go_on")
    met = stops(session)
    assert met["bleeding"] == ("answered", "")
    assert met["where"] == ("skipped", "only if “Bleeding” is “Yes” (“Bleeding”: No)")
    assert met["known"] == (
        "skipped",
        "only if “Missed dose” last time has an answer (“Missed dose” last time: nothing)",
    )
    assert met["go_on"] == ("asked", "")
    assert met["next_date"] == ("not_reached", "")
    assert [stretch.taken for stretch in pathway(session)] == [2, 4, 2]


def test_a_conditional_step_that_was_taken_says_why() -> None:
    session = begun(previous={"missed": "partial"})
    up_to(session, "go_on", bleeding="oui", where="gums", missed="non acquis", missed_words="rien", known="")
    met = stops(session)
    assert met["where"] == ("answered", "because “Bleeding” is “Yes”")
    assert met["known"] == ("answered", "because “Missed dose” last time has an answer")
    assert met["missed_words"][1].startswith("because “Missed dose” is “Not acquired” or")


def test_a_step_opened_by_hand_says_so() -> None:
    session = begun()
    up_to(session, "missed")
    session.open("where")
    session.answer("gums")
    met, reason = stops(session)["where"]
    assert met == "answered"
    assert reason == "opened by hand, although it applies only if “Bleeding” is “Yes” (“Bleeding”: No)"


def test_a_refusal_leaves_everything_beyond() -> None:
    session = begun()
    give(session, "hello", "consent", consent="non")
    met = stops(session)
    assert met["consent"] == ("answered", "")
    assert {kind for name, (kind, _why) in met.items() if name not in ("hello", "consent")} == {"not_reached"}


def test_as_text() -> None:
    session = begun()
    up_to(session, "missed")
    lines = path_lines(pathway(session))
    assert lines[:3] == ["Welcome · 2 of 2", "  ✓ Hello", "  ✓ Consent"]
    assert "  – Where · skipped" in lines
    assert "  ? Missed dose · waiting" in lines
    assert "  · Go on · beyond" in lines
