"""What a patient has not understood so far."""

from __future__ import annotations

from datetime import date

from assistant.dossier.dossier import Interview
from assistant.dossier.notions import not_acquired, notions
from tests.dossier.test_dossier import interview


def rated(days: int, rating: str, until: str | None = None) -> Interview:
    """An interview in which the notion was rated."""
    return interview(days, until=until, missed=rating, missed_words="un mot")


def ratings(*held: str) -> list[tuple[str, str, date]]:
    """What counts after interviews, ten days apart, with these ratings."""
    interviews = [rated(10 * n, rating) for n, rating in enumerate(held)]
    return [(one.step, one.rating, one.day) for one in notions(interviews)]


def test_the_latest_rating_holds() -> None:
    assert ratings("na") == [("missed", "not_acquired", date(2016, 1, 4))]
    assert ratings("na", "a") == [("missed", "acquired", date(2016, 1, 14))]
    assert ratings("a", "na", "pa") == [("missed", "partial", date(2016, 1, 24))]
    assert ratings() == []


def test_only_what_is_not_acquired_is_gone_over_again() -> None:
    assert not_acquired([rated(0, "a")]) == []
    (one,) = not_acquired([rated(0, "pa")])
    assert one.sentence == "Missed dose: Partly acquired (04/01/2016)"


def test_what_was_rated_before_a_pause_counts() -> None:
    assert [n.rating for n in notions([rated(0, "na", "known")])] == ["not_acquired"]
    assert notions([interview(0, until="missed")]) == []


def test_a_refusal_leaves_the_earlier_rating() -> None:
    first, refused = rated(0, "na"), interview(5, consent="non")
    assert [n.day for n in notions([first, refused])] == [date(2016, 1, 4)]
