"""What lists need of a dossier."""

from __future__ import annotations

import json
from datetime import date

from assistant.dossier.summary import Summary, line, summary
from tests.dossier.test_dossier import dossier, fact, interview


def test_a_summary_comes_back_from_json() -> None:
    full = dossier(
        fact("nir", "1"),
        fact("regime", "général"),
        fact("medicine", "coumadine"),
        fact("treatment_start", "2015-01-01"),
        fact("expected_months", 12.0),
        fact("adhesion_date", "2015-06-01"),
        fact("interview", "2015-07-01", kind="act"),
        interview(10),
        interview(20, until="low"),
    )
    for one in (full, dossier()):
        made = summary(one)
        assert Summary.from_row(json.loads(json.dumps(made.to_row()))) == made


def test_a_summary_says_what_the_dossier_says() -> None:
    one = dossier(fact("adhesion_date", "2015-06-01"), interview(10), interview(20, until="low"))
    made = summary(one)
    assert made.patient == one.patient
    assert made.treatment == one.treatment
    assert made.acts == one.acts
    assert made.last_reading == one.readings[-1]
    assert made.adhesion is not None
    assert made.adhesion.signed_on == date(2015, 6, 1)
    assert [item.status for item in made.transcripts] == ["completed", "in_progress"]


def test_unfinished_interviews_the_latest_first() -> None:
    made = summary(dossier(interview(10, until="low"), interview(20), interview(30, until="rows")))
    assert [item.id for item in made.unfinished] == ["t30", "t10"]


def test_a_line_of_a_list() -> None:
    held = interview(10, consent="non")
    shown = line(held.id, "P1", held.standing.transcript).to_json()
    assert shown == {
        "id": "t10",
        "patient": "P1",
        "script": "small",
        "version": 1,
        "status": "stopped",
        "stopped_as": "refused",
        "started_at": "2016-01-14T10:00:01.000+01:00",
        "events": 4,
        "signed": True,
    }
