"""Searching transcripts: what is found, where, and that nothing of it is readable or left behind."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant import language
from assistant.interview.session import Session
from assistant.rehearsal import attempts
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.review.queue import Filter
from assistant.review.search import Search
from assistant.store import whole
from assistant.store.erasing import erase
from assistant.store.layout import SEARCH
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from tests.opening import opened
from tests.rehearsal.practising import case_of
from tests.review.holding import CALL, LÉA, NINE, Pace, amend, hold
from tests.script.small import script_of

NOTE = "L’été, mange des épinards\n[bold]crus[/bold]"


def noted(session: Session) -> None:
    session.note(NOTE)


@pytest.fixture
def transcript(store: Store) -> str:
    """An interview in which much was said."""
    return hold(
        store, done="Dr Kervella prévenu", before=noted, missed="non acquis", missed_words="je double", **CALL
    )


def found(store: Store, words: str, chosen: Filter | None = None) -> list[str]:
    return [hit.transcript for hit in Search(store).find(words, chosen)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("epinards", "L’été, mange des épinards [bold]crus[/bold]"),
        ("ÉPINARDS", "L’été, mange des épinards [bold]crus[/bold]"),
        ("l'ete crus", "L’été, mange des épinards [bold]crus[/bold]"),
        ("kervella", "Dr Kervella prévenu"),
        ("double", "je double"),
        ("tablet", "Tablet"),
        ("comprime", "Comprimé"),
        ("acquis", "Non acquis"),
        ("not acquired", "Not acquired"),
        ("5.5", "20/05/2016: 5.5"),
        ("5,5", "20/05/2016: 5,5"),
        ("01/12/2016", "01/12/2016"),
    ],
)
def test_what_is_found_and_how_it_is_shown(store: Store, transcript: str, words: str, text: str) -> None:
    (hit,) = Search(store).find(words)
    assert (hit.transcript, hit.ref, hit.patient, hit.script) == (transcript, "P1", "DURAND Odette", "small")
    assert hit.text == text
    event = store.interview(transcript)[1].standing.transcript.events[hit.event - 1]
    assert event.seq == hit.event
    assert (event.kind == "noted") == ("épinards" in text)
    assert json.loads(json.dumps(hit.to_json()))["text"] == text


def test_it_is_shown_in_the_language_spoken(store: Store, transcript: str) -> None:
    searching = Search(store)
    (english,) = searching.find("oui")
    assert english.text == "Oui"
    language.use("fr")
    (french,) = searching.find("yes oui")
    assert (french.text, french.event) == ("Oui", english.event)


@pytest.mark.parametrize("words", ["", "  ", "zzz", "epinards zzz", "durand", "L’été,mange", "\n", "\x00"])
def test_what_is_not_found(store: Store, transcript: str, words: str) -> None:
    assert found(store, words) == []


def test_all_words_may_stand_in_different_places_but_in_one_transcript(store: Store, transcript: str) -> None:
    other = hold(store, missed="non acquis", missed_words="je demande")
    assert found(store, "kervella double") == [transcript]
    assert found(store, "kervella demande") == []
    assert set(found(store, "je")) == {transcript, other}
    (hit,) = Search(store).find("kervella double")
    assert hit.text == "je double", "the first event that holds one of them"
    (hit,) = Search(store).find("je kervella prevenu")
    assert hit.text == "Dr Kervella prévenu", "the event that holds most of them"


def test_the_latest_comes_first(store: Store, clock: Pace, transcript: str) -> None:
    clock.set(NINE + timedelta(days=1))
    later = hold(store)
    assert found(store, "oui") == [later, transcript]


def test_reasons_and_remarks_are_found(store: Store, supervisor: Store, transcript: str) -> None:
    searching = Search(supervisor)
    searching.prepare()
    amend(store, transcript, "medicine_choice", "gouttes", "mal entendu")
    review = Reviewing(supervisor, transcript)
    review.remark("question", "Pourquoi ce détour ?", event=5)
    review.remark("risk", "Section trop rapide", section="plan")
    Reviewing(store, transcript).reply("r1", "La patiente était pressée")
    review.decide("returned", "Appeler le laboratoire")
    Reviewing(store, transcript).answer("Laborantin joint")
    plan = next(
        e.seq for e in store.interview(transcript)[1].standing.transcript.events if e.step == "missed"
    )
    for words, event in (
        ("entendu", None),
        ("detour", 5),
        ("pressee", 5),
        ("trop rapide", plan),
        ("laboratoire", 1),
        ("laborantin", 1),
    ):
        (hit,) = searching.find(words)
        assert event in (None, hit.event), words


def test_words_of_a_rehearsal_are_found(store: Store) -> None:
    with store.practising() as practice:
        session = attempts.begin(practice, case_of("shopping_bag"), 1, "practice", "fr").session
        assert isinstance(session, Rehearsal)
        session.say("Bonjour, parlons de vos topinambours")
        practice.release(session.name)
        (hit,) = Search(practice).find("TOPINAMBOURS")
        assert (hit.transcript, hit.ref) == (session.name, "shopping_bag")
    assert found(store, "topinambours") == []


@pytest.mark.parametrize(
    ("chosen", "there"),
    [
        (Filter(), True),
        (Filter(patient="P1", person="anne", role="pharmacist", script="small", state="to_read"), True),
        (Filter(since=date(2016, 6, 1), until=date(2016, 6, 1)), True),
        (Filter(patient="P2"), False),
        (Filter(state="approved"), False),
        (Filter(until=date(2016, 5, 31)), False),
    ],
)
def test_a_filter_narrows_the_search(store: Store, transcript: str, chosen: Filter, *, there: bool) -> None:
    assert found(store, "kervella", chosen) == ([transcript] if there else [])


def test_a_decision_is_seen_by_the_filter_at_once(store: Store, supervisor: Store, transcript: str) -> None:
    searching = Search(supervisor)
    assert searching.find("kervella", Filter(state="approved")) == []
    Reviewing(supervisor, transcript).decide("approved")
    assert len(searching.find("kervella", Filter(state="approved"))) == 1


def test_what_is_being_said_is_found_without_writing_everything_again(
    store: Store, supervisor: Store, folder: Path, transcript: str
) -> None:
    searching = Search(supervisor)
    assert len(searching.find("oui")) == 1
    kept = (folder / SEARCH).read_bytes()
    session = store.begin("P1", script_of())
    session.answer("")
    session.note("Une chose nouvelle")
    (hit,) = searching.find("nouvelle")
    assert (hit.transcript, hit.text) == (session.name, "Une chose nouvelle")
    assert (folder / SEARCH).read_bytes() == kept
    assert len(found(supervisor, "nouvelle")) == 1
    assert (folder / SEARCH).read_bytes() != kept


def test_what_is_kept_is_sealed(store: Store, folder: Path, transcript: str) -> None:
    assert found(store, "kervella") == [transcript]
    kept = (folder / SEARCH).read_bytes()
    for said in ("Kervella", "kervella", "Durand", "DURAND", "pinards", "Comprim", "shown"):
        assert said.encode() not in kept


@pytest.mark.parametrize("spoilt", [b"", b"x", None])
def test_a_cache_that_is_lost_or_spoilt_is_made_again(
    store: Store, folder: Path, transcript: str, spoilt: bytes | None
) -> None:
    searching = Search(store)
    assert len(searching.find("kervella")) == 1
    good = (folder / SEARCH).read_bytes()
    if spoilt is None:
        (folder / SEARCH).unlink()
    else:
        (folder / SEARCH).write_bytes(spoilt or good[:-1])
    assert len(searching.find("kervella")) == 1
    assert found(store, "kervella") == [transcript]
    assert (folder / SEARCH).exists()


def test_a_damaged_interview_leaves_the_others(store: Store, folder: Path, transcript: str) -> None:
    bad = hold(store, before=noted)
    (path,) = folder.glob(f"dossiers/*/{bad}.journal")
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2] + b"\x00" * 40 + good[len(good) // 2 + 40 :])
    searching = Search(store)
    assert [hit.transcript for hit in searching.find("epinards")] == [transcript]
    path.write_bytes(good)
    assert {hit.transcript for hit in searching.find("epinards")} == {transcript, bad}


def test_progress_is_told(store: Store, transcript: str) -> None:
    store.add_patient(LÉA, "P2")
    told: list[tuple[int, int]] = []
    Search(store).prepare(lambda done, count: told.append((done, count)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    Search(store).prepare(lambda done, count: told.append((done, count)))
    assert len(told) == 3


def test_of_a_patient_erased_nothing_is_left(
    store: Store, folder: Path, clock: Pace, transcript: str
) -> None:
    store.add_patient(LÉA, "P2")
    other = hold(store, "P2", before=lambda session: session.note("aime les topinambours"))
    searching = Search(store)
    assert searching.find("kervella") != []
    with opened(folder, clock) as elsewhere:
        erased = erase(elsewhere, "P1")
    assert erased.left == []
    assert not (folder / SEARCH).exists()
    for one in (searching, Search(store)):
        assert one.find("kervella") == []
        assert [hit.transcript for hit in one.find("topinambours")] == [other]
    text = (whole.get(folder / SEARCH, "index", store.access.seal) or b"").decode().casefold()
    assert "topinambours" in text
    assert not [
        word for word in ("kervella", "durand", "odette", "épinards", "epinards", "p1") if word in text
    ]


def test_an_empty_store_is_searched(tmp_path: Path, clock: Pace) -> None:
    with opened(tmp_path / "new", clock) as store:
        assert Search(store).find("oui") == []
