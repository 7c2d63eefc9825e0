"""A scripted interview that is killed: what was heard, what must be there afterwards, what is asked next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.clock import SystemClock
from assistant.interview.event import Event
from assistant.store.doctor import examine
from assistant.store.store import Store
from assistant.store.verifying import verify
from tests.cli.calling import usual
from tests.faults.launching import ROOT, Launcher, Run, Said
from tests.opening import PASSPHRASE, opened

FACTS = {
    "family_name": "Durand",
    "given_name": "Léa",
    "birth_date": "1943-02-01",
    "medicine": "coumadine",
    "treatment_start": "2016-01-01",
    "expected_months": 24,
    "inr_low": 2.0,
    "inr_high": 3.0,
}
What = tuple[str, str | None, Any]
"""Kind, step and value of an event: what of it is the same in every run."""


def reply(said: Said) -> Any:
    """What the patient answers, the same in every run."""
    return usual(said) if said["event"] in ("question", "alert") else None


@dataclass(frozen=True)
class Place:
    """A folder with a store in it, and the scripts beside it."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def env(self) -> Mapping[str, str]:
        """What a run of the program there finds."""
        return {
            "ASSISTANT_STORE": str(self.store),
            "ASSISTANT_CONFIG": str(self.folder / "configuration"),
            "ASSISTANT_USER": "Anne Martin",
            "ASSISTANT_PASSPHRASE": PASSPHRASE,
            "ASSISTANT_LANG": "en",
        }

    def make(self) -> None:
        """A store with one patient, and a script of the pharmacy's own."""
        own = self.folder / "configuration" / "scripts" / "interviews"
        own.mkdir(parents=True)
        shutil.copy(ROOT / "docs" / "examples" / "tablets.yaml", own)
        with self.opened() as store:
            store.add_patient(FACTS, "P1")

    def copy(self, folder: Path) -> Place:
        """The same, to be broken."""
        shutil.copytree(self.folder, folder)
        return Place(folder)

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store, opened here."""
        with opened(self.store, SystemClock()) as store:
            yield store


@dataclass(frozen=True)
class Model:
    """An interview that nobody killed: what every other run of it is held against."""

    words: tuple[str, ...]
    events: tuple[tuple[What, ...], ...]
    """Of each script held, in order."""
    next: Mapping[tuple[int, int], str | None]
    """Which script and how many of its events there are, to the step or alert asked next."""

    @classmethod
    def of(cls, place: Place, launcher: Launcher, *words: str) -> Model:
        """Hold the interview to its end."""
        done = launcher.run("interview", "P1", "--jsonl", *words, env=place.env, reply=reply)
        assert (done.status, done.err) == (0, ""), done
        names = done.messages[-1]["transcripts"]
        with place.opened() as store:
            events = tuple(played(events_of(store, name)) for name in names)
            assert verify(store, store.audit).faults == []
        following: dict[tuple[int, int], str | None] = {}
        waiting: list[str] = []
        script, count = 0, 1
        for said in done.messages:
            if said["event"] == "saved":
                script, count = names.index(said["transcript"]), said["seq"]
                waiting = waiting[1:]
            elif said["event"] == "question" and names.index(said["transcript"]) != script:
                script, count = script + 1, 1
            if said["event"] in ("question", "alert"):
                waiting.append(said.get("step") or said["id"])
            following[script, count] = waiting[0] if waiting else None
        return cls(words, events, following)

    def asked_after(self, script: int, count: int) -> str | None:
        """The step or alert that comes when so many events of a script are kept; None at its end."""
        known = [number for one, number in self.next if one == script and number <= count]
        return self.next[script, max(known)]


def what(event: Event) -> What:
    """What does not differ from run to run."""
    value = event.value
    if event.kind == "started":
        value = None  # holds the day
    return event.kind, event.step, value


def events_of(store: Store, transcript: str) -> list[Event]:
    """Every event that is kept of a transcript."""
    return store.interview(transcript)[1].standing.transcript.events


def check(place: Place, model: Model, runs: Sequence[Run], launcher: Launcher) -> None:
    """What was acknowledged is there, nothing else is, and the interview goes on to its end.

    Args:
        place: where it was killed.
        model: the same interview, not killed.
        runs: what was heard of it, before each kill.
        launcher: what takes it up again.
    """
    with place.opened() as store:
        assert store.damaged() == []
        lines = store.summary("P1").transcripts
        kept = [events_of(store, line.id) for line in lines]
        _acknowledged({line.id: events for line, events in zip(lines, kept, strict=True)}, runs)
        told = [played(events) for events in kept]
        assert len(told) <= len(model.events)
        for events, whole in zip(told, model.events, strict=False):
            assert events == whole[: len(events)]
        assert [*map(len, told[:-1])] == [*map(len, model.events[: len(told[:-1])])]
        expect_sound(store)
        over = sum(line.status in ("completed", "stopped") for line in lines)
        here = None
        if over < len(lines):
            here = model.asked_after(len(lines) - 1, len(told[-1]))
            standing = store.interview(lines[-1].id)[1].standing
            assert here == next((item.alert.id for item in standing.open_alerts), standing.position)
    resume = ("--resume",) if lines else ()
    again = launcher.run("interview", "P1", "--jsonl", *resume, *model.words, env=place.env, reply=reply)
    if over == len(model.events):
        assert again.status == 1
        assert "no unfinished" in again.err
    else:
        assert again.status == 0, again.err
        if here is not None:
            assert (again.messages[0].get("step") or again.messages[0].get("id")) == here
    _finished(place, model)


def expect_sound(store: Store) -> None:
    """Nothing is altered; a head that a kill kept out of the trail is told, and put there by `doctor`."""
    if faults := verify(store, store.audit).faults:
        assert {fault.kind for fault in faults} == {"apart"}
        examine(store)
        assert verify(store, store.audit).faults == []


def played(events: Sequence[Event]) -> tuple[What, ...]:
    """What happened, without the traces of having been taken up again."""
    return tuple(what(event) for event in events if event.kind != "resumed")


def _acknowledged(kept: Mapping[str, Sequence[Event]], runs: Sequence[Run]) -> None:
    for said in (said for run in runs for said in run.saved):
        events = kept[said["transcript"]]
        assert len(events) >= said["seq"], f"lost: {said}"
        event = events[said["seq"] - 1]
        assert (event.seq, event.step) == (said["seq"], said["step"])
    for events in kept.values():
        assert [event.seq for event in events] == list(range(1, len(events) + 1))


def _finished(place: Place, model: Model) -> None:
    with place.opened() as store:
        lines = store.summary("P1").transcripts
        assert [line.status for line in lines] == ["completed"] * len(model.events)
        found = verify(store, store.audit)
        assert (found.faults, found.signed) == ([], len(lines))
        assert found.torn <= found.checked - len(lines)  # in one that was never begun: nobody writes there
        assert tuple(played(events_of(store, line.id)) for line in lines) == model.events
