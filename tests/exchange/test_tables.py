"""Interviews as tables: a row each, or a row an event."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant import language
from assistant.exchange import eventrows
from assistant.exchange.archive import archive
from assistant.exchange.eventrows import event_rows
from assistant.exchange.interviews import COLUMNS, interviews
from assistant.exchange.recorded import Held, Steps, held
from assistant.exchange.sheet import Sheet, csv_lines, to_csv, to_xlsx
from assistant.interview.event import ANSWERED
from assistant.language import Language
from assistant.store import system, versions
from assistant.store.store import Store
from tests.exchange.dossiers import HOSTILE
from tests.exchange.goldens import golden
from tests.exchange.spreadsheet import converted
from tests.interview.asking import up_to
from tests.opening import opened
from tests.review.holding import ODETTE, Pace
from tests.script.small import changed, script_of

NEWER = (
    ("version: 1", "version: 2"),
    ("- id: missed\n", "- id: forgot\n"),
    ("answer: missed,", "answer: forgot,"),
    ("answer: missed,", "answer: forgot,"),
    ("previous: missed,", "previous: forgot,"),
)
"""The small script once a question was replaced by another."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A patient who was interviewed; the script then changed in the middle."""
    with system.unsynced(), opened(tmp_path / "store", Pace(), "Anne Martin") as one:
        one.add_patient(ODETTE, "P1")
        yield one


@pytest.fixture
def lived(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same, with an interview begun under one version and ended under the next."""
    session = store.begin("P1", script_of())
    up_to(session, "next_date")
    session.correct("low", "2,5")
    session.note("=1+1 à revoir")
    session.pause()
    store.release(session.name)
    monkeypatch.setattr(versions, "find_script", lambda _name: script_of(changed(*NEWER)))
    again = store.resume(session.name)
    up_to(again, None, forgot="acquired")
    while again.open_alerts:
        again.acknowledge(again.open_alerts[0].alert.id, "médecin appelé")
    again.finish()
    store.release(again.name)
    store.amending(session.name).amend("low", "2", "mal entendu")
    store.release(session.name)
    return store


@pytest.fixture(params=["fr", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[Language]:
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


def wide(store: Store, *, words: bool = False) -> Sheet:
    return interviews(held(store, ["P1"]), Steps(store), words=words)


def long(store: Store, *, words: bool = False) -> list[list[str]]:
    data = b"".join(
        csv_lines(eventrows.COLUMNS, event_rows(held(store, ["P1"]), Steps(store), words=words), ",")
    )
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def rows_of(sheet: Sheet) -> list[dict[str, str]]:
    data = b"".join(csv_lines(sheet.headings, sheet.rows, ","))
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("words", [False, True])
def test_tables_are_as_they_were(lived: Store, lang: Language, words: bool) -> None:
    kind = "words" if words else "values"
    assert not golden(f"wide.{kind}.{lang}.csv", _written(wide(lived, words=words)))
    found = event_rows(held(lived, ["P1"]), Steps(lived), words=words)
    assert not golden(f"long.{kind}.{lang}.csv", b"".join(csv_lines(eventrows.COLUMNS, found)).decode())


def test_an_archive_is_as_it_was(lived: Store) -> None:
    text = b"".join(archive(lived, ["P1"])).decode()
    lines = [line for line in text.splitlines() if not line.startswith('{"script"')]
    assert not golden(
        "archive.jsonl", "\n".join(lines).replace(lived.access.seal.name, "aes-256-gcm-~") + "\n"
    )


def _written(sheet: Sheet) -> str:
    return b"".join(csv_lines(sheet.headings, sheet.rows)).decode()


def test_an_answer_to_a_question_that_is_gone_has_its_column(lived: Store, lang: Language) -> None:
    (row,) = rows_of(wide(lived))
    assert (row["version"], row["versions"]) == ("2", "small/1; small/2")
    assert (row["small.missed"], row["small.forgot"]) == ("acquired", "acquired")
    assert row["small.low"] == "2.0"
    headings = wide(lived).headings
    assert headings.index("small.forgot") < headings.index("small.missed"), "what is asked now comes first"
    assert row["notes"] == "'=1+1 à revoir"


def test_an_answer_on_a_branch_no_longer_taken_is_no_answer(store: Store) -> None:
    session = store.begin("P1", script_of())
    up_to(session, "next_date", bleeding="oui", where="Selles noires, rouges")
    session.correct("bleeding", "non")
    store.release(session.name)
    (row,) = rows_of(wide(store))
    assert (row["small.bleeding"], row["small.where"]) == ("no", "")
    found = [dict(zip(eventrows.COLUMNS, one, strict=True)) for one in long(store)[1:]]
    assert any(one["step"] == "where" and one["new"] for one in found), "its event stays"


def test_every_event_is_a_row_with_what_was_there_before(lived: Store, lang: Language) -> None:
    events = lived.dossier("P1").interviews[0].standing.transcript.events
    head, *rows = long(lived)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [int(row["event"]) for row in found] == [event.seq for event in events]
    low = [(row["kind"], row["old"], row["new"], row["reason"]) for row in found if row["step"] == "low"]
    assert [one[0] for one in low] == ["answered", "corrected", "amended"]
    assert [(one[1], one[2]) for one in low] == [("", low[0][2]), (low[0][2], "2.5"), ("2.5", "2.0")]
    assert low[-1][3] == "mal entendu"
    last: dict[str, object] = {}
    for event, row in zip(events, found, strict=True):
        assert row["at"] == event.at.isoformat(timespec="milliseconds")
        if event.kind in ANSWERED and event.step:
            assert (row["old"] == "") == (last.get(event.step) in (None, ""))
            last[event.step] = event.value


def test_xlsx_has_instants_days_and_numbers(lived: Store) -> None:
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    sheet = wide(lived)
    with zipfile.ZipFile(io.BytesIO(to_xlsx(sheet, date(2016, 6, 1)))) as book:
        page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = book.read("xl/styles.xml").decode()
    cells = page.findall(".//m:row[@r='2']/m:c", space)
    place = dict(zip(sheet.headings, sheet.rows[0], strict=True))
    numbers = [name for name, value in place.items() if isinstance(value, int | float | date)]
    assert {"birth_date", "started_at", "version", "small.low"} <= set(numbers)
    counted = [cell for cell in cells if cell.get("t") is None and cell.find("m:v", space) is not None]
    assert len(counted) == len(numbers)
    assert "dd/mm/yyyy hh:mm:ss" in styles


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_in_every_field(store: Store, text: str, lang: Language) -> None:
    store.record("P1", {"family_name": text, "given_name": text})
    session = store.begin("P1", script_of())
    session.note(text)
    session.stop()
    store.release(session.name)
    for sheet in (wide(store), wide(store, words=True)):
        for bom in (False, True):
            lines = b"".join(csv_lines(sheet.headings, sheet.rows, "", bom=bom))
            table = list(
                csv.reader(io.StringIO(lines.decode("utf-8-sig"), newline=""), delimiter=_mark(lang))
            )
            assert [len(row) for row in table] == [len(sheet.headings)] * 2
            assert not [cell for cell in table[1] if cell.lstrip().startswith(("=", "+", "-", "@"))]
        assert zipfile.ZipFile(io.BytesIO(to_xlsx(sheet, date(2016, 6, 1)))).testzip() is None
    head, *rows = long(store)
    assert all(len(row) == len(head) for row in rows)
    assert all(json.loads(line) for line in b"".join(archive(store, ["P1"])).split(b"\n")[:-1])


def _mark(lang: Language) -> str:
    return ";" if lang == "fr" else ","


def test_other_readers_find_the_same_table(lived: Store, lang: Language) -> None:
    sheet = wide(lived, words=True)
    text = b"".join(csv_lines(sheet.headings, sheet.rows, "")).decode()
    found = csv.Sniffer().sniff(text, delimiters=";,\t")
    assert found.delimiter == _mark(lang)
    assert len(next(csv.reader(io.StringIO(text, newline=""), found))) == len(sheet.headings)


def test_a_spreadsheet_with_french_settings_reads_it(lived: Store, tmp_path: Path) -> None:
    """An office program, where there is one: numbers are numbers, days are days, formulas are words."""
    before = language.current()
    language.use("fr")
    try:
        sheet = wide(lived)
        path = tmp_path / "wide.csv"
        path.write_bytes(to_csv(sheet))
    finally:
        language.use(before)
    (read,) = converted(path)
    assert read["small.low"] == ("float", "2")
    assert read["birth_date"] == ("date", "1943-05-01")
    assert read["family_name"] == ("string", "Durand")
    assert read["notes"][0] == "string"


def test_nothing_found_is_a_table_with_its_headings(store: Store) -> None:
    none: Callable[[], Iterator[Held]] = lambda: iter(())  # noqa: E731
    assert interviews(none(), Steps(store)).headings == (*COLUMNS, "notes")
    assert list(event_rows(none(), Steps(store))) == []
