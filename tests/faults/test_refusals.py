"""A disk that refuses one call, whichever: said in words, nothing acknowledged is lost, the next works."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.interview.amending import Amending
from assistant.interview.session import Session
from assistant.store.entry import Entry
from assistant.store.store import Store
from tests.faults.conftest import Figure
from tests.faults.talking import expect_sound
from tests.interview.asking import CALM, Watch
from tests.opening import PASSPHRASE
from tests.script.small import SMALL, script_of
from tests.store.conftest import Disk

CODES = [errno.ENOSPC, errno.EIO, errno.EACCES]
FACTS = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
STRIDE = 13
TRIES = 3


class Day:
    """What a pharmacist does with a new store, each thing tried again until the disk takes it."""

    def __init__(self, folder: Path) -> None:
        self.entry = Entry(folder, Watch())
        self.refused: list[str] = []
        """What was said."""
        self.done = 0
        """Things that were acknowledged."""

    def live(self) -> None:
        """The whole of it."""
        store, _recovery = self._take(lambda: self.entry.create("anne", "Anne Martin", PASSPHRASE))
        self._take(lambda: store.add_patient(FACTS, "P1"), again="taken by another patient")
        self._take(lambda: store.record("P1", {"inr_low": 2.0}, [("interview", "2016-01-04")]))
        session: Session = self._take(lambda: store.begin("P1", script_of()))
        for step in ("hello", "consent", "low"):
            self._answer(session, step)
        self._take(lambda: session.note("avec sa fille"))
        draft = store.draft(session.name)
        self._take(lambda: draft.keep("high", "2,"), told=True)
        self._take(session.pause)
        store.close()
        self.store = self._take(lambda: self.entry.unlock("anne", PASSPHRASE))
        session = self._resume(session.name)
        assert self.store.draft(session.name).read_all() in ({"high": "2,"}, {})
        while session.position is not None:
            self._answer(session, session.position)
        self._take(lambda: draft.clear(), told=True)
        self._take(session.finish)
        self.store.release(session.name)
        amending: Amending = self._take(lambda: self.store.amending(session.name))
        self._take(lambda: amending.amend("low", "2,1", "mal entendu"))
        self.store.close()
        self.name = session.name

    def _answer(self, session: Session, step: str) -> None:
        if session.position == step:  # the last try may have kept it, though it was refused
            self._take(lambda: session.answer(CALM[step]))

    def _resume(self, name: str) -> Session:
        session: Session = self._take(lambda: self.store.resume(name))
        return session

    def _take(self, act: Callable[[], Any], *, told: bool = False, again: str = "") -> Any:
        for _number in range(TRIES):
            try:
                result = act()
            except AssistantError as error:
                self.refused.append(error.message)
                if again and again in error.message:  # the disk took it and failed only then
                    break
                continue
            if told and result is False:
                self.refused.append("")
                continue
            self.done += 1
            return result
        else:
            raise AssertionError(self.refused)
        return None


def kept(store: Store, name: str) -> list[tuple[str, str | None, Any]]:
    events = store.interview(name)[1].standing.transcript.events
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    # What was known of the patient is kept with the consent, or with the next answer the disk takes.
    assert [event.kind for event in events].count("briefed") == 1
    return [(e.kind, e.step, e.value) for e in events if e.kind not in ("started", "briefed")]


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_any_one_call_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    long: bool,
    figure: Figure,
    chance: random.Random,
    code: int,
) -> None:
    own = tmp_path / "configuration" / "scripts" / "interviews" / "small.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(SMALL, encoding="utf-8")
    disk = Disk(monkeypatch, also=("make_folder",))
    calm = Day(tmp_path / "calm")
    disk.heal()
    calm.live()
    calls = len(disk.calls)
    assert calm.refused == []
    whole = kept(calm.store, calm.name)
    numbers = range(1, calls + 1) if long else range(chance.randrange(1, STRIDE), calls + 1, STRIDE)
    for number in numbers:
        day = Day(tmp_path / str(number))
        disk.fail_at(number, code)
        day.live()
        disk.heal()
        assert len(day.refused) <= 1
        said = [sentence for sentence in day.refused if sentence]
        assert all(sentence.isprintable() and sentence.count(".") >= 1 for sentence in said)
        with day.entry.unlock("anne", PASSPHRASE) as store:
            assert store.dossier("P1").facts["inr_low"] == 2.1
            assert [summary.patient.ref for summary in store.summaries()] == ["P1"]
            assert [act.kind for act in store.dossier("P1").acts] == ["interview", "interview"]
            assert kept(store, day.name) == whole
            assert store.draft(day.name).read() is None
            expect_sound(store)
    figure(f"calls refused with {errno.errorcode[code]}", len(numbers))


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_a_ref_stays_taken_while_the_disk_refuses_one_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    entry = Entry(tmp_path / "store", Watch())
    first, _recovery = entry.create("anne", "Anne Martin", PASSPHRASE)
    first.add_patient(FACTS, "P1")
    disk = Disk(monkeypatch, also=("make_folder",))
    for number in range(1, 100):
        (tmp_path / "store" / "index").unlink(missing_ok=True)
        with entry.unlock("anne", PASSPHRASE) as store:
            disk.fail_at(number, code)
            with pytest.raises(AssistantError):
                store.add_patient(FACTS, "P1")
            reached = len(disk.calls) >= number
            disk.heal()
        if not reached:
            break
    assert number > 4
    assert [summary.patient.ref for summary in first.summaries()] == ["P1"]
