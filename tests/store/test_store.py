"""Dossiers on disk: kept, taken up again, found, and never lost for one that is damaged."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.dossier.summary import Summary
from assistant.errors import AssistantError, HeldError, InputError, NotFoundError, StoreError
from assistant.interview.event import Event
from assistant.interview.standing import StateError
from assistant.script.library import load_script
from assistant.script.steps import Script
from assistant.settings import shipped
from assistant.store import whole
from assistant.store.database import Database
from assistant.store.dossiers import Dossiers
from assistant.store.store import Store
from tests import opening
from tests.interview.asking import Watch, up_to
from tests.script.small import SMALL, changed, script_of

if TYPE_CHECKING:
    from tests.store.conftest import Disk

CAMILLE = "Camille Martin"
ANNE = {"family_name": "Durand", "given_name": "Anne", "birth_date": "1943-05-01"}
Start = Callable[[str, Path], subprocess.Popen[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "configuration"))
    return tmp_path / "store"


def opened(folder: Path) -> Store:
    return opening.opened(folder, Watch(), CAMILLE)


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with opened(folder) as one:
        yield one


def own_script(folder: Path, text: str) -> None:
    """Put a user's own script in place."""
    path = folder.parent / "configuration" / "scripts" / "interviews" / "small.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def of(folder: Path, ref: str) -> Path:
    """The folder of a dossier."""
    return folder / "dossiers" / Dossiers(folder, opened(folder).access).folder_of(ref).name


def test_an_empty_store(folder: Path, store: Store) -> None:
    assert store.summaries() == []
    assert store.damaged() == []
    assert not folder.exists() or not (folder / "dossiers").exists()
    for act in (lambda: store.dossier("P1"), lambda: store.summary("P1"), lambda: store.interview("t1")):
        with pytest.raises(NotFoundError, match="names them all"):
            act()


def test_a_patient_is_added_and_found(folder: Path, store: Store) -> None:
    ref = store.add_patient(ANNE)
    assert opened(folder).dossier(ref).patient.name == "DURAND Anne"
    assert [summary.patient.ref for summary in opened(folder).summaries()] == [ref]
    assert store.summary(ref) == opened(folder).summary(ref)


def test_a_ref_may_be_chosen_once(folder: Path, store: Store) -> None:
    assert store.add_patient(ANNE, " 2016/12 b ") == "2016/12 b"
    for other in (store, opened(folder)):
        with pytest.raises(InputError, match="is taken"):
            other.add_patient(ANNE, "2016/12 b")
    assert len(store.summaries()) == 1


@pytest.mark.parametrize("ref", ["", "  ", "a\nb", "a\x1b[31m", "x" * 61, "\u202eP1", "\ud800"])
def test_what_cannot_be_a_ref(folder: Path, store: Store, ref: str) -> None:
    with pytest.raises(InputError, match="printable") as refused:
        store.add_patient(ANNE, ref)
    assert refused.value.message.isprintable()
    assert not (folder / "dossiers").exists()


@pytest.mark.parametrize(
    "ref", ["../../x", "/etc/passwd", "C:\\x", "[red", "..", ".", "NUL", "'; --", "日本"]
)
def test_a_hostile_ref_is_only_a_name(folder: Path, store: Store, ref: str) -> None:
    before = {path for path in folder.parent.iterdir() if path != folder}
    assert store.add_patient(ANNE, ref) == ref
    assert opened(folder).dossier(ref).ref == ref
    assert {path for path in folder.parent.iterdir() if path != folder} == before
    names = [path.name for path in (folder / "dossiers").iterdir()]
    assert all(len(name) == 32 and int(name, 16) >= 0 for name in names)


@pytest.mark.parametrize(
    "name", ["", "..", "../facts", "facts", "a/b", "x" * 5000, "a\x00b", "*", "\x1b[31m", "é", "a b"]
)
def test_a_hostile_transcript_is_not_found(store: Store, name: str) -> None:
    store.add_patient(ANNE, "P1")
    for act in (store.interview, store.resume, store.draft):
        with pytest.raises(NotFoundError) as refused:
            act(name)
        assert refused.value.message.isprintable()


def test_facts_and_acts_are_recorded_together(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    store.record(
        "P1", {"inr_low": 2.0, "inr_high": 3.0}, [("interview", "2016-03-01"), ("observance", "2016-04-01")]
    )
    store.record("P1", {"inr_low": 2.5})
    store.record("P1", {})
    dossier = opened(folder).dossier("P1")
    assert dossier.treatment.target is not None
    assert dossier.treatment.target.low == 2.5
    assert [act.kind for act in dossier.acts] == ["interview", "observance"]
    assert [event.seq for event in dossier.events] == list(range(1, len(dossier.events) + 1))


def test_an_interview_closed_without_a_word_goes_on_at_the_right_question(folder: Path) -> None:
    own_script(folder, SMALL)
    first = opened(folder)
    first.add_patient(ANNE, "P1")
    session = first.begin("P1", script_of())
    up_to(session, "rows")
    first.close()
    with opened(folder) as again:
        line = again.summary("P1").unfinished[0]
        assert (line.status, line.events) == ("in_progress", 6)
        resumed = again.resume(session.name)
        assert resumed.position == "rows"
        up_to(resumed, None)
        resumed.finish()
    with opened(folder) as later:
        assert later.summary("P1").transcripts[0].status == "completed"
        assert [act.origin for act in later.dossier("P1").acts] == [session.name]
        with pytest.raises(StateError, match="over"):
            later.resume(session.name)
        with pytest.raises(StateError, match="over"):  # the refusal gave the transcript back
            later.resume(session.name)


KILLED = """
import os, sys
from pathlib import Path
from tests.opening import opened
from tests.interview.asking import Watch, up_to
from tests.script.small import script_of
store = opened(Path(sys.argv[1]), Watch(), "Jean Dupont")
session = store.begin("P1", script_of())
up_to(session, "high")
print(session.name, flush=True)
sys.stdin.readline()
"""


def test_a_killed_interview_is_held_while_it_lives_and_goes_on_afterwards(folder: Path, child: Start) -> None:
    own_script(folder, SMALL)
    with opened(folder) as store:
        store.add_patient(ANNE, "P1")
        process = child(KILLED, folder)
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        with pytest.raises(HeldError, match="Jean Dupont"):
            store.resume(name)
        ref, interview = store.interview(name)  # it can still be read
        assert (ref, interview.standing.position) == ("P1", "high")
        store.record("P1", {"inr_low": 3.0})  # and the facts have a writer of their own
        other = store.begin("P1", script_of())
        assert other.name != name
        process.kill()
        process.wait()
        session = store.resume(name)
        assert session.position == "high"
        assert session.walk.course.counting["low"] == 2.0
        assert session.transcript.events[-2].by == "Jean Dupont"


def test_the_same_process_does_not_hold_a_transcript_twice(folder: Path, store: Store) -> None:
    own_script(folder, SMALL)
    store.add_patient(ANNE, "P1")
    name = store.begin("P1", script_of()).name
    for other in (store, opened(folder)):
        with pytest.raises(HeldError):
            other.resume(name)
    store.release(name)
    assert store.resume(name).position == "hello"
    store.release(name)
    store.release(name)


def test_what_is_on_disk_is_what_was_acknowledged(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())
    up_to(session, "low")
    path = of(folder, "P1") / f"{session.name}.journal"
    kept = [Event.from_json(row) for row in Database(path, opened(folder).access.seal).rows("events")]
    assert kept == session.transcript.events
    assert [event.step for event in kept] == [None, "hello", "consent", None]


def test_a_disk_that_refuses_an_answer_keeps_the_session_where_it_is(
    folder: Path, store: Store, disk: Disk
) -> None:
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())
    session.answer("")
    disk.fail_on("write", error=OSError(28, "No space left on device"))
    with pytest.raises(StoreError):
        session.answer("oui")
    assert session.position == "consent"
    disk.heal()
    session.answer("oui")
    assert session.position == "low"
    _ref, interview = opened(folder).interview(session.name)
    assert interview.standing.position == "low"


def test_a_disk_that_refuses_the_first_event_holds_nothing(folder: Path, store: Store, disk: Disk) -> None:
    own_script(folder, SMALL)
    store.add_patient(ANNE, "P1")
    script = script_of()
    store.versions.keep(script)
    facts = opened(folder).dossier("P1").facts
    calls = 0

    def second_sync(_number: int, name: str) -> BaseException | None:
        nonlocal calls
        calls += name == "sync"
        return OSError(5, "Input/output error") if name == "sync" and calls > 1 else None

    disk.fails = second_sync
    with pytest.raises(StoreError):
        store.begin("P1", script)
    disk.heal()
    made = [path.stem for path in of(folder, "P1").glob("*.journal") if path.stem != "facts"]
    assert len(made) == 1
    # The journal has no event: nothing was asked, and the dossier is as it was.
    assert opened(folder).dossier("P1").facts == facts
    assert opened(folder).damaged() == []
    assert opened(folder).summary("P1").transcripts == ()
    for act in (store.resume, store.interview):
        with pytest.raises(NotFoundError):
            act(made[0])
    assert store.begin("P1", script).position == "hello"


def test_summaries_are_the_same_without_the_index(folder: Path, store: Store) -> None:
    for number in range(4):
        store.add_patient({**ANNE, "given_name": f"Anne {number}"}, f"P{number}")
    session = store.begin("P2", script_of())
    up_to(session, None)
    session.finish()
    before = store.summaries()
    assert (folder / "index").exists()
    assert opened(folder).summaries() == before
    (folder / "index").unlink()
    assert opened(folder).summaries() == before
    (folder / "index").write_bytes(b"\x00rubbish")
    assert opened(folder).summaries() == before
    assert [summary.patient.ref for summary in before] == ["P0", "P1", "P2", "P3"]


def test_a_list_tells_its_progress(folder: Path, store: Store) -> None:
    for number in range(3):
        store.add_patient(ANNE, f"P{number}")
    (folder / "index").unlink(missing_ok=True)
    seen: list[tuple[int, int]] = []
    store.summaries(lambda done, of_: seen.append((done, of_)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_summary_follows_each_answer(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())

    def counted(summary: Summary) -> int:
        return summary.transcripts[0].events

    assert counted(opened(folder).summary("P1")) == 1
    session.answer("")
    assert counted(opened(folder).summary("P1")) == 2
    assert counted(store.summary("P1")) == 2


def test_the_script_of_a_transcript_is_kept(folder: Path, store: Store) -> None:
    own_script(folder, SMALL)
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())
    up_to(session, "next_date")
    store.close()
    own_script(folder, changed(("version: 1", "version: 2"), ("{fr: Bas, en: Low}", "{fr: Sol, en: Floor}")))
    _ref, interview = opened(folder).interview(session.name)
    assert interview.standing.question_of("low").title == "Low"
    with opened(folder) as again:
        resumed = again.resume(session.name)
        assert resumed.script.version == 2
        assert resumed.position == "next_date"
        assert resumed.question_of("low").title == "Floor"
        up_to(resumed, None)
        resumed.finish()
    kept = list((folder / "scripts").glob("*.script"))
    seal = opened(folder).access.seal
    assert len(kept) == 2
    assert SMALL.encode() in [whole.get(path, "script", seal) for path in kept]
    assert not any(b"consent" in path.read_bytes() for path in kept)
    assert opened(folder).summary("P1").transcripts[0].version == 2


def test_a_script_that_is_gone_is_taken_from_what_was_kept(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())
    up_to(session, "low")
    store.close()
    assert opened(folder).resume(session.name).position == "low"


def test_a_kept_script_that_was_changed_is_reported(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())
    store.add_patient(ANNE, "P2")
    path = next((folder / "scripts").glob("*.script"))
    seal = opened(folder).access.seal
    whole.put(path, "script", changed(("{fr: Bas, en: Low}", "{fr: Sol, en: Floor}")).encode(), seal)
    with pytest.raises(StoreError, match="changed"):
        opened(folder).interview(session.name)
    assert [summary.patient.ref for summary in opened(folder).summaries()] == ["P1", "P2"]
    assert opened(folder).summary("P1").transcripts == ()
    assert "changed" in "".join(opened(folder).damaged())
    whole.put(path, "script", SMALL.encode(), seal)
    assert [len(summary.transcripts) for summary in opened(folder).summaries()] == [1, 0]
    assert opened(folder).damaged() == []


def test_a_dossier_half_made_is_passed_over(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    (folder / "dossiers" / ("0" * 32)).mkdir()
    (folder / "dossiers" / "a file").write_text("x", encoding="utf-8")
    assert [summary.patient.ref for summary in opened(folder).summaries()] == ["P1"]
    assert opened(folder).damaged() == []


def spoil(path: Path) -> None:
    """Change one byte in the middle of a journal."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x20
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("what", ["facts", "transcript", "script"])
def test_a_damaged_dossier_is_reported_and_the_others_stay_readable(
    folder: Path, store: Store, what: str
) -> None:
    for ref in ("P1", "P2", "P3"):
        store.add_patient({**ANNE, "given_name": ref}, ref)
    session = store.begin("P2", script_of())
    up_to(session, "bleeding")
    store.close()
    paths = {
        "facts": of(folder, "P2") / "facts.journal",
        "transcript": of(folder, "P2") / f"{session.name}.journal",
        "script": next((folder / "scripts").glob("*.script")),
    }
    with opened(folder) as reader:
        assert len(reader.summaries()) == 3
        if what == "script":
            paths[what].unlink()
        else:
            spoil(paths[what])
            (folder / "index").unlink()
        if what == "script":
            (folder / "index").unlink()
        assert len(reader.damaged()) == 1
        if what == "facts":
            assert [summary.patient.ref for summary in reader.summaries()] == ["P1", "P3"]
            assert of_name(paths["facts"]) in reader.damaged()[0]
            with pytest.raises(AssistantError):
                reader.dossier("P2")
            with pytest.raises(AssistantError):
                reader.summary("P2")
        else:  # the rest of the dossier stays readable
            assert [summary.patient.ref for summary in reader.summaries()] == ["P1", "P2", "P3"]
            assert "P2" in reader.damaged()[0]
            assert reader.dossier("P2").patient.given_name == "P2"
            assert list(reader.dossier("P2").unreadable) == [session.name]
            assert reader.summary("P2").transcripts == ()
            with pytest.raises(InputError, match="P2"):
                reader.add_patient(ANNE, "P2")
        assert reader.dossier("P3").patient.given_name == "P3"
        reader.record("P1", {"regime": "général"})


def of_name(path: Path) -> str:
    return path.parent.name


def test_what_is_put_right_is_readable_again_at_once(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    path = of(folder, "P1") / "facts.journal"
    data = path.read_bytes()
    spoil(path)
    (folder / "index").unlink(missing_ok=True)
    assert len(opened(folder).damaged()) == 1
    path.write_bytes(data)
    assert opened(folder).damaged() == []
    assert len(opened(folder).summaries()) == 1


def test_a_draft_is_kept_beside_its_transcript(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    session = store.begin("P1", script_of())
    assert store.draft(session.name).keep("hello", "[/half a wo")
    assert opened(folder).draft(session.name).read() == ("hello", "[/half a wo")


def test_erasing_a_patient_is_deleting_a_folder(folder: Path, store: Store) -> None:
    store.add_patient(ANNE, "P1")
    store.add_patient(ANNE, "P2")
    path = of(folder, "P1")
    for file in path.iterdir():
        file.unlink()
    path.rmdir()
    assert [summary.patient.ref for summary in store.summaries()] == ["P2"]
    for act in (store.dossier, store.summary):
        with pytest.raises(AssistantError):
            act("P1")


@pytest.fixture(scope="module")
def avk() -> Script:
    return load_script(shipped() / "interviews" / "avk.yaml")


def test_a_second_interview_knows_the_first(folder: Path, store: Store, avk: Script) -> None:
    import random

    from tests.interview.asking import any_answer  # with answers drawn by lot

    chance = random.Random(3)
    store.add_patient(ANNE, "P1")

    def held(consenting: str) -> list[str]:
        session = store.begin("P1", avk)
        while not session.transcript.over:
            name = session.position
            if session.open_alerts:
                session.acknowledge(session.open_alerts[0].alert.id, "appelé")
            elif name is None:
                session.finish()
            else:
                step: Any = session.located(name)[1]
                stops = getattr(step, "stop", None) is not None
                typed = (
                    consenting if stops else "acquired" if step.kind == "rate" else any_answer(step, chance)
                )
                try:
                    session.answer(typed)
                except InputError:
                    session.answer(typed)
        store.release(session.name)
        return list(session.walk.path)

    first, second, third = held("yes"), held("yes"), held("yes")
    assert len(second) < len(first) - 10
    assert len(third) <= len(second) + 10
    assert held("no")[-1] == "consent"
    dossier = opened(folder).dossier("P1")
    assert len(dossier.acts) == 3
    assert len(dossier.interviews) == 4
