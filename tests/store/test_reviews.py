"""Reviews: who may do what, what decisions do, and that nothing of them is lost or altered unseen."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from assistant.dossier.review import Review
from assistant.errors import AssistantError, InputError, NotFoundError, RightsError, StoreError
from assistant.people import Role
from assistant.settings import read_settings
from assistant.store.appending import JournalWriter
from assistant.store.audit import Audit
from assistant.store.doctor import examine
from assistant.store.entry import Entry
from assistant.store.erasing import erase
from assistant.store.lock import Lock
from assistant.store.reviews import LONGEST, Reviewing
from assistant.store.signing import signature
from assistant.store.store import Store
from assistant.store.vault.access import Access
from assistant.store.vault.changes import without
from assistant.year.library import legal_texts, rules
from assistant.year.report import year_report
from tests.interview.asking import Watch, up_to
from tests.opening import PASSPHRASE, opened
from tests.script.small import script_of
from tests.store.test_verifying import FACTS, cut, held, kinds, records, store_of, verified

if TYPE_CHECKING:
    from tests.store.conftest import Disk

CAMILLE = "Camille Martin"
BRUNO = "Bruno Petit"
ZOE = "Zoé Roux"
ADHERED = {
    "adhesion_date": "2016-01-15",
    "medicine": "Coumadine 5 mg",
    "treatment_start": "2016-01-01",
    "expected_months": 24,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    folder = tmp_path / "store"
    store_of(folder).close()
    store_of(folder, BRUNO, "supervisor").close()
    return folder


@pytest.fixture
def transcript(folder: Path) -> str:
    """A signed interview of P1."""
    return held(folder, "P1").stem


def by(folder: Path, name: str, transcript: str, *, practised: bool = False) -> Reviewing:
    """The review of a transcript, for one person."""
    store = opened(folder, Watch(), name)
    return Reviewing(store.practising() if practised else store, transcript)


def practised(folder: Path, name: str, role: Role = "pharmacist") -> str:
    """A rehearsal held by somebody; its id."""
    with opened(folder, Watch(), name, role) as store, store.practising() as practice:
        practice.add_patient(FACTS)
        session = practice.begin(practice.summaries()[-1].patient.ref, script_of())
        up_to(session, None)
        session.finish()
        return session.name


def refused(act: str, review: Reviewing) -> bool:
    """Whether a person's role keeps them from doing this."""
    acts = {
        "remark": lambda: review.remark("error", "Relire.", event=2),
        "reply": lambda: review.reply("r1", "Vu."),
        "resolve": lambda: review.resolve("r1"),
        "decide": lambda: review.decide("queried", "Pourquoi ?"),
        "answer": lambda: review.answer("Revu."),
    }
    before = [event.to_json() for event in review.review.events]
    try:
        acts[act]()
    except RightsError:
        assert [event.to_json() for event in review.review.events] == before
        return True
    except AssistantError:
        return False
    return False


ACTS = ("remark", "reply", "resolve", "decide", "answer")


def test_a_supervisor_reviews_and_a_pharmacist_answers(folder: Path, transcript: str) -> None:
    assert [act for act in ACTS if refused(act, by(folder, BRUNO, transcript))] == ["answer"]
    camille = by(folder, CAMILLE, transcript)
    assert [act for act in ACTS if refused(act, camille)] == ["remark", "resolve", "decide"]


def test_a_student_has_no_review_of_a_real_interview(folder: Path, transcript: str) -> None:
    store_of(folder, ZOE, "student").close()
    with opened(folder, Watch(), ZOE) as store:
        assert store.access.rehearsal
        with pytest.raises(NotFoundError):
            Reviewing(store, transcript)


def test_among_rehearsals_pharmacists_review_and_students_answer_for_their_own(folder: Path) -> None:
    own, other = practised(folder, ZOE, "student"), practised(folder, "Yann Le Gall", "student")
    for name in (CAMILLE, BRUNO):
        review = by(folder, name, own, practised=True)
        assert not any(refused(act, review) for act in ("remark", "reply", "resolve", "decide"))
    zoe = by(folder, ZOE, own)
    zoe.open()
    assert [act for act in ACTS if refused(act, zoe)] == ["remark", "resolve", "decide"]
    with pytest.raises(RightsError, match=r"Yann Le Gall\. A student reads their own"):
        by(folder, ZOE, other)
    theirs = practised(folder, CAMILLE)
    review = by(folder, CAMILLE, theirs, practised=True)
    assert not refused("remark", review)
    assert refused("decide", review)


def test_nobody_decides_on_their_own_interview_whatever_they_became(folder: Path) -> None:
    name = held(folder, "P1", by="Denis Roy").stem
    entry = Entry(folder, Watch())
    keys = entry.keys(CAMILLE, PASSPHRASE)
    now = entry.clock.now()
    entry.change(
        keys, lambda v, known: without(v, known, "Denis Roy", now, new_keys=False), "person_removed", "x"
    )
    review = Reviewing(opened(folder, Watch(), "Denis Roy", "supervisor"), name)
    assert review.own
    assert not refused("remark", review)
    for decision in ("approved", "queried", "returned"):
        with pytest.raises(RightsError, match="their own interview"):
            review.decide(decision, "Parce que.")


def test_what_is_not_said_well_is_refused(folder: Path, transcript: str) -> None:
    review = by(folder, BRUNO, transcript)
    acts: tuple[Callable[[], object], ...] = (
        lambda: review.remark("kind", "x"),
        lambda: review.remark("error", "x", event=0),
        lambda: review.remark("error", "x", event=999),
        lambda: review.remark("error", "x", section="nowhere"),
        lambda: review.remark("error", " \n "),
        lambda: review.remark("error", "x" * (LONGEST + 1)),
        lambda: review.decide("perhaps"),
        lambda: review.decide("queried"),
        lambda: review.decide("returned", "  "),
        lambda: review.decide("returned", "x" * (LONGEST + 1)),
        lambda: by(folder, CAMILLE, transcript).answer("x"),
    )
    for act in acts:
        with pytest.raises(InputError) as said:
            act()
        assert said.value.message.isprintable()
    with pytest.raises(NotFoundError, match="no remark"):
        review.resolve("r9")
    assert review.review.events == []
    with store_of(folder) as store:
        store.add_patient(FACTS, "P2")
        session = store.begin("P2", script_of())
        up_to(session, "low")
    with pytest.raises(InputError, match="not over"):
        by(folder, BRUNO, session.name).decide("approved")


def test_a_returned_act_leaves_the_year_and_comes_back(folder: Path, transcript: str) -> None:
    with store_of(folder) as store:
        store.record("P1", ADHERED)

    def counted() -> tuple[list[str], list[str]]:
        with store_of(folder) as store:
            found = store.summaries()
        acts = [(s.patient, s.treatment, s.adhesion, s.acts) for s in found]
        report = year_report(acts, rules(read_settings().rules), legal_texts(), 2016, date(2016, 6, 30))
        (status,) = report.patients
        return [act.origin for act in status.counted], [one.reason for one in status.uncounted]

    assert counted() == ([transcript], [])
    by(folder, BRUNO, transcript).decide("queried", "Quelle heure de prise ?")
    assert counted() == ([transcript], [])
    by(folder, BRUNO, transcript).decide("returned", "La borne haute n’est pas celle de l’ordonnance.")
    assert counted() == ([], ["returned"])
    review = by(folder, CAMILLE, transcript)
    assert review.review.state(1) == "returned"
    review.answer("Corrigée d’après l’ordonnance.")
    assert counted() == ([transcript], [])
    assert review.review.state(1) == "answered"
    by(folder, BRUNO, transcript).decide("returned", "Toujours pas.")
    assert counted() == ([], ["returned"])
    by(folder, BRUNO, transcript).decide("approved")
    assert counted() == ([transcript], [])


def test_an_amendment_reopens_what_was_approved_and_loses_no_remark(folder: Path, transcript: str) -> None:
    bruno = by(folder, BRUNO, transcript)
    bruno.remark("question", "Sûre ?", event=4)
    bruno.remark("praise", "Très clair.", section="plan")
    bruno.decide("approved")
    before = bruno.review.remarks

    def state() -> str:
        with store_of(folder) as store:
            line = store.summary("P1").transcripts[0]
        assert line.digest is not None
        assert line.digest.open_remarks == 1
        return line.digest.state

    assert state() == "approved"
    with store_of(folder) as store:
        store.amending(transcript).amend("low", "2,5", "relu")
    assert state() == "to_read"
    assert by(folder, BRUNO, transcript).review.remarks == before
    with pytest.raises(InputError, match="changed since you opened it"):
        bruno.decide("approved")
    bruno.decide("approved")  # what it reads now has the amendment
    assert state() == "approved"
    assert verified(folder).faults == []


def test_remarks_are_answered_and_settled(folder: Path, transcript: str) -> None:
    bruno, camille = by(folder, BRUNO, transcript), by(folder, CAMILLE, transcript)
    bruno.open()
    bruno.open()
    bruno.remark("risk", "Dose [b]double[/b] ?", event=3)
    camille.reply("r2", "Non, une seule.")
    bruno.reply("r2", "Merci.")
    bruno.resolve("r2")
    review = camille.review
    assert [event.kind for event in review.events] == ["read", "remarked", "replied", "replied", "resolved"]
    assert [event.seq for event in review.events] == [1, 2, 3, 4, 5]
    (remark,) = review.remarks.values()
    assert [(reply.by, reply.text) for reply in remark.replies] == [
        (CAMILLE, "Non, une seule."),
        (BRUNO, "Merci."),
    ]
    assert remark.resolved is not None
    assert remark.resolved[0] == BRUNO
    assert review.open_remarks == []
    with pytest.raises(InputError, match="already"):
        bruno.resolve("r2")
    again = Review(type(event).from_json(json.loads(json.dumps(event.to_json()))) for event in review.events)
    assert again.remarks == review.remarks
    kinds_of = [line.kind for line in store_of(folder).audit.lines()]
    assert kinds_of.count("opened") == 2


def test_two_reviewers_at_once_lose_nothing_and_share_no_name(folder: Path, transcript: str) -> None:
    people = (BRUNO, "Denise Caro", "Élise Morin")
    reviews = []
    for name in people:
        opened(folder, Watch(), name, "supervisor").close()
        reviews.append(by(folder, name, transcript))

    def write(review: Reviewing, name: str) -> None:
        for number in range(12):
            review.remark("question", f"{name} {number}")

    threads = [Thread(target=write, args=pair) for pair in zip(reviews, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    review = reviews[0].review
    assert [event.seq for event in review.events] == list(range(1, 37))
    assert len(review.remarks) == 36
    for name in people:
        said = [remark.text for remark in review.remarks.values() if remark.by == name]
        assert said == [f"{name} {number}" for number in range(12)]
    assert verified(folder).faults == []


def test_while_another_writes_a_review_it_is_said_who(
    folder: Path, transcript: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.store.reviews._PATIENCE", 0.0)
    path = journal_of(folder, transcript)
    lock = Lock(path, "Denise Caro", Watch(), store_of(folder).access.seal)
    with lock, pytest.raises(StoreError, match="Denise Caro"):
        by(folder, BRUNO, transcript).remark("error", "x")
    by(folder, BRUNO, transcript).remark("error", "x")


def journal_of(folder: Path, transcript: str) -> Path:
    """Where the review of a transcript is kept."""
    (path,) = folder.glob(f"dossiers/*/{transcript}.journal")
    return path.with_name(f"r{transcript}.review")


def test_a_torn_tail_is_set_aside_and_said(folder: Path, transcript: str) -> None:
    bruno = by(folder, BRUNO, transcript)
    bruno.remark("error", "Un.")
    bruno.remark("error", "Deux.")
    path = journal_of(folder, transcript)
    path.write_bytes(path.read_bytes()[:-9])
    assert [one.text for one in bruno.review.remarks.values()] == ["Un."]
    with store_of(folder) as store:
        assert store.summary("P1").acts
        assert verified(folder).faults == []  # it was never acknowledged, as far as anybody can tell
        _count, findings = examine(store)
    (finding,) = findings
    assert finding.where.endswith(path.name)
    assert "cut short" in finding.what
    assert finding.did
    with store_of(folder, BRUNO) as store:
        path.write_bytes(path.read_bytes()[:-9])
        Reviewing(store, transcript).remark("error", "Trois.")
        assert len(store.notices) == 1
    assert [one.text for one in bruno.review.remarks.values()] == ["Trois."]
    assert len(list(path.parent.glob("*.torn"))) == 2


def test_a_damaged_review_takes_no_interview_away(folder: Path, transcript: str) -> None:
    bruno = by(folder, BRUNO, transcript)
    for text in ("Un.", "Deux."):
        bruno.remark("error", text)
    path = journal_of(folder, transcript)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with store_of(folder) as store:
        assert len(store.summary("P1").acts) == 1
        (said,) = store.damaged()
        assert path.name in said
        assert examine(store)[1][-1].where.endswith(path.name)
    assert [fault.kind for fault in verified(folder).faults] == ["damaged"]
    bruno.open()
    with pytest.raises(StoreError):
        bruno.remark("error", "Trois.")
    assert path.read_bytes() == bytes(data)


def test_a_full_disk_keeps_nothing_and_says_so(folder: Path, transcript: str, disk: Disk) -> None:
    bruno = by(folder, BRUNO, transcript)
    bruno.remark("error", "Un.")
    disk.fail_on("write", error=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    with pytest.raises(StoreError):
        bruno.remark("error", "Deux.")
    disk.heal()
    bruno.remark("error", "Trois.")
    assert [one.text for one in bruno.review.remarks.values()] == ["Un.", "Trois."]


def test_a_head_not_kept_apart_is_put_there_by_the_doctor(
    folder: Path, transcript: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object, **_about: object) -> None:
        raise StoreError("busy")

    with monkeypatch.context() as patch:
        patch.setattr(Audit, "add", busy)
        by(folder, BRUNO, transcript).decide("approved")
    (fault,) = verified(folder).faults
    assert (fault.kind, fault.transcript, fault.record) == ("apart", transcript, 1)
    with store_of(folder) as store:
        assert [finding.did for finding in examine(store)[1]] == ["It is kept there now."]
    assert verified(folder).faults == []


def decided(folder: Path, transcript: str) -> Path:
    """A review with a remark and a decision; its journal."""
    review = by(folder, BRUNO, transcript)
    review.remark("error", "Relire.")
    review.decide("returned", "À revoir.")
    return journal_of(folder, transcript)


def forge(path: Path, access: Access, *, signed: bool = True, **changes: object) -> None:
    """Add a decision with a program of one's own, made from the last one."""
    journal = JournalWriter(path, access.seal)
    row = json.loads(journal.read().payloads[-1])["reviews"][-1]
    row = {**row, "seq": row["seq"] + 1, "by": access.person.name}
    row["value"] = {**row["value"], "state": "approved", **changes}
    record: dict[str, object] = {"reviews": [row]}
    if signed:
        record["signatures"] = [signature(access, journal.head, [row])]
    journal.append(json.dumps(record).encode())
    journal.close()


def test_a_decision_is_verified_with_what_it_covers(folder: Path, transcript: str) -> None:
    path = decided(folder, transcript)
    assert verified(folder).faults == []
    assert verified(folder, transcript).faults == []
    with store_of(folder) as store:
        assert examine(store)[1] == []
    kept = path.read_bytes()
    camille, bruno = store_of(folder).access, store_of(folder, BRUNO).access
    for access, signed, changes, kind in (
        (camille, True, {}, "forged"),
        (bruno, False, {}, "forged"),
        (bruno, True, {"head": "0" * 64}, "replaced"),
        (bruno, True, {"events": 1}, "replaced"),
    ):
        forge(path, access, signed=signed, **changes)
        assert kinds(folder) == [(kind, 3)], kind
        path.write_bytes(kept)
    forge(path, bruno)
    assert kinds(folder) == [("apart", 3)]  # signed by a supervisor: its head alone is missing
    path.write_bytes(kept)
    assert verified(folder).faults == []


def test_a_decision_on_ones_own_interview_shows(folder: Path) -> None:
    name = held(folder, "P1", by="Denis Roy").stem
    path = decided(folder, name)
    entry = Entry(folder, Watch())
    keys = entry.keys(CAMILLE, PASSPHRASE)
    now = entry.clock.now()
    entry.change(
        keys, lambda v, known: without(v, known, "Denis Roy", now, new_keys=False), "person_removed", "x"
    )
    forge(path, opened(folder, Watch(), "Denis Roy", "supervisor").access)
    ((kind, record),) = kinds(folder)
    assert (kind, record) == ("forged", 3)


@pytest.mark.parametrize("how", ["cut", "removed", "changed", "moved", "no review"])
def test_a_review_tampered_with_shows(folder: Path, transcript: str, how: str) -> None:
    path = decided(folder, transcript)
    access = store_of(folder).access
    if how == "cut":
        cut(path, access)
        assert kinds(folder) == [("cut", 2)]
    elif how == "removed":
        path.unlink()
        (fault,) = verified(folder).faults
        assert (fault.kind, fault.transcript) == ("missing", transcript)
        assert "review" in fault.message
    elif how == "changed":
        header, raw, _payloads = records(path, access)
        path.write_bytes(header + raw[0][:-1] + bytes([raw[0][-1] ^ 1]) + raw[1])
        assert kinds(folder) == [("damaged", 1)]
    elif how == "moved":
        other = held(folder, "P2")
        path.rename(other.with_name(f"r{other.stem}.review"))
        assert {kind for kind, _record in kinds(folder)} == {"damaged", "missing"}
    else:
        journal = JournalWriter(path, access.seal)
        journal.append(b'{"reviews": [{"nothing": 1}]}')
        journal.close()
        assert kinds(folder) == [("damaged", 3)]
    assert verified(folder, "0" * 16).faults == []


def test_a_last_record_changed_shows(folder: Path, transcript: str) -> None:
    path = decided(folder, transcript)
    by(folder, BRUNO, transcript).remark("error", "Encore.")
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    assert kinds(folder) == [("damaged", 3)]


def test_what_is_said_not_to_be_provable_is_not_found(folder: Path, transcript: str) -> None:
    path = decided(folder, transcript)
    by(folder, BRUNO, transcript).remark("error", "Encore.")
    cut(path, store_of(folder).access)
    assert kinds(folder) == []


def test_erasing_removes_the_review_and_what_was_found_in_it(folder: Path, transcript: str) -> None:
    path = decided(folder, transcript)
    (folder / "search").write_bytes(b"anything")
    with store_of(folder) as store:
        lock = Lock(path, BRUNO, Watch(), store.access.seal)
        with lock, pytest.raises(StoreError):
            erase(store, "P1")
        found = erase(store, "P1")
    assert (found.transcripts, found.left) == (1, [])
    assert not path.parent.exists()
    assert not (folder / "search").exists()
    assert verified(folder).faults == []


def test_a_review_is_exported_with_its_interview(folder: Path, transcript: str) -> None:
    from assistant.dossier.exported import exported

    decided(folder, transcript)
    with store_of(folder) as store:
        document = json.loads(json.dumps(exported(store.dossier("P1"))))
    (interview,) = document["interviews"]
    assert [event["kind"] for event in interview["review"]] == ["remarked", "decided"]
    assert interview["review"][0]["value"]["text"] == "Relire."
    assert document["acts"][0]["returned"] is True


def test_a_review_comes_back_from_a_backup(folder: Path, transcript: str, tmp_path: Path) -> None:
    from assistant.store.archive import Archive
    from assistant.store.backup import back_up
    from assistant.store.restoring import restore

    path = decided(folder, transcript)
    before = [event.to_json() for event in by(folder, BRUNO, transcript).review.events]
    with path.open("ab") as journal:
        journal.write(b"\x00\x00\x00\x50")  # a record that is being written
    entry = Entry(folder, Watch())
    keys = entry.keys(CAMILLE, PASSPHRASE)
    back_up(entry, keys, tmp_path / "copy")
    other = tmp_path / "other"
    restore(Archive(tmp_path / "copy"), keys.rings["store"], other)
    assert [event.to_json() for event in by(other, BRUNO, transcript).review.events] == before
    assert verified(other).faults == []
    with store_of(other) as store:
        assert [act.returned for act in store.summary("P1").acts] == [True]


def test_a_supervisor_changes_no_answer_through_the_store(folder: Path, transcript: str) -> None:
    with store_of(folder, BRUNO) as store:
        assert isinstance(store, Store)
        for act in (
            lambda: store.begin("P1", script_of()),
            lambda: store.resume(transcript),
            lambda: store.amending(transcript),
            lambda: store.record("P1", {"phone": "01"}),
            lambda: store.add_patient(FACTS),
            lambda: erase(store, "P1"),
        ):
            with pytest.raises(RightsError):
                act()


def test_what_others_practise_is_neither_read_nor_changed_through_the_store(folder: Path) -> None:
    own, other = practised(folder, ZOE, "student"), practised(folder, "Yann Le Gall", "student")
    with store_of(folder, ZOE) as store:
        assert store.interview(own)[1].id == own
        store.amending(own)
        for read in (store.interview, store.amending, store.resume):
            with pytest.raises(RightsError):
                read(other)
        with pytest.raises(RightsError):  # others practise on it too
            erase(store, store.summaries()[0].patient.ref)
    for name in (CAMILLE, BRUNO):  # they review, and change no answer
        with store_of(folder, name) as store, store.practising() as practice:
            assert isinstance(practice, Store)
            assert practice.interview(own)[1].id == own
            for write in (practice.amending, practice.resume):
                with pytest.raises(RightsError):
                    write(own)
