"""The calendar: what is to come, under titles that anybody may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from assistant import language
from assistant.avk.reading import Reading
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.dossier.summary import Summary
from assistant.exchange.calendar import Occasion, is_ours, occasions, to_ics
from assistant.script.knowledge import thresholds

TODAY = date(2016, 6, 1)
MADE = datetime(2016, 6, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True, params=["fr", "en"])
def _spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    before = language.current()
    language.use(request.param)
    yield
    language.use(before)


def opened(data: bytes | str) -> tuple[Any, list[Any]]:
    """The calendar as another program reads it, and its entries."""
    calendar: Any = Calendar.from_ical(data)
    return calendar, list(calendar.walk("VEVENT"))


def patient(ref: str = "P1", **others: object) -> Summary:
    one = Summary(
        patient=Patient(ref, "Durand", "Léa", date(1943, 2, 1), nir="243027505601273"),
        treatment=Treatment(medicine="coumadine", start=date(2015, 1, 1)),
        adhesion=Adhesion(date(2015, 3, 5)),
        acts=(),
        last_reading=Reading(date(2016, 5, 20), 2.4),
        transcripts=(),
        next_inr=date(2016, 6, 10),
        next_interview=date(2016, 7, 4),
    )
    return replace(one, **others)  # type: ignore[arg-type]


def days(*summaries: Summary) -> list[tuple[str, str, date]]:
    return [(one.ref, one.kind, one.day) for one in occasions(summaries, thresholds(), TODAY)]


def test_the_next_appointment_and_the_next_control_by_day() -> None:
    assert days(patient("B"), patient("A", next_interview=date(2016, 6, 5))) == [
        ("A", "appointment", date(2016, 6, 5)),
        ("A", "reminder", date(2016, 6, 10)),
        ("B", "reminder", date(2016, 6, 10)),
        ("B", "appointment", date(2016, 7, 4)),
    ]


def test_a_late_control_stands_on_the_day_of_the_report_and_a_past_appointment_nowhere() -> None:
    late = patient(
        last_reading=Reading(date(2016, 3, 1), 2.4), next_inr=None, next_interview=date(2016, 5, 31)
    )
    assert days(late) == [("P1", "reminder", TODAY)]


def test_an_appointment_of_today_is_still_to_come() -> None:
    assert ("P1", "appointment", TODAY) in days(patient(next_interview=TODAY))


@pytest.mark.parametrize(
    "left",
    [
        {"patient": Patient("P1", "D", "L", date(1943, 2, 1), death_date=date(2016, 5, 1))},
        {"adhesion": Adhesion(date(2015, 3, 5), withdrawn_on=date(2016, 5, 1))},
        {"treatment": Treatment(medicine="coumadine", end=date(2016, 5, 1))},
    ],
)
def test_nobody_is_called_who_died_withdrew_or_is_not_treated_any_more(left: dict[str, Any]) -> None:
    assert days(patient(**left)) == []


def test_nothing_of_the_patient_but_the_ref_is_in_the_file() -> None:
    text = to_ics(occasions([patient()], thresholds(), TODAY), MADE).decode()
    for hidden in (
        "Durand",
        "DURAND",
        "Léa",
        "INR",
        "AVK",
        "Coumadine",
        "coumadine",
        "1943",
        "2430275",
        "2,4",
    ):
        assert hidden not in text, hidden
    titles = [str(entry["summary"]) for entry in opened(text)[1]]
    assert len(titles) == 2
    assert all(title.endswith(" · ref P1") for title in titles)
    assert len(set(titles)) == 2


def test_an_entry_is_a_private_whole_day_that_blocks_nothing() -> None:
    calendar, (entry,) = opened(to_ics([Occasion("P1", "appointment", date(2016, 12, 31))], MADE))
    assert calendar["version"] == "2.0"
    assert entry["dtstart"].dt == date(2016, 12, 31)
    assert entry["dtend"].dt == date(2017, 1, 1)
    assert (entry["class"], entry["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert entry["dtstamp"].dt == MADE


def test_a_new_day_moves_the_same_entry() -> None:
    def entry(day: date, made: datetime) -> tuple[str, int, date]:
        _calendar, (found,) = opened(to_ics([Occasion("P1", "appointment", day)], made))
        return str(found["uid"]), int(found["sequence"]), found["dtstart"].dt

    first, later = entry(TODAY, MADE), entry(date(2016, 9, 1), MADE + timedelta(days=3))
    assert first[0] == later[0]
    assert first[1] < later[1]
    assert (
        len({Occasion(ref, kind, TODAY).uid for ref in ("P1", "P2") for kind in ("appointment", "reminder")})
        == 4
    )


def test_hostile_refs_stay_in_their_line() -> None:
    ref = "a;b,c\\n:BEGIN" + "é" * 60
    data = to_ics([Occasion(ref, "appointment", TODAY)], MADE)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    _calendar, (entry,) = opened(data)
    assert str(entry["summary"]).endswith(ref)


def test_only_a_file_of_ours_is_known_again() -> None:
    assert is_ours(to_ics([], MADE))
    assert not is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")
    assert not is_ours(b"")
