"""An archive of dossiers, written and read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant import language
from assistant.dossier.exported import exported
from assistant.errors import AssistantError, InputError
from assistant.exchange.archive import archive
from assistant.exchange.receiving import Received, Receiving
from assistant.store import system
from assistant.store.carrying import carried_dossier
from assistant.store.doctor import examine
from assistant.store.store import Store
from assistant.store.vault import cipher
from assistant.store.verifying import verify
from tests.exchange.dossiers import Ticking, make
from tests.opening import opened
from tests.tui.lived import hold

NUMBERS = count()
ODETTE = {"family_name": "Durand", "given_name": "Odette", "birth_date": "1943-05-01"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    with system.unsynced():
        yield
    language.use(before)


@dataclass
class Pair:
    """Two pharmacies that do not know each other."""

    here: Store
    supervised: Store
    there: Store
    file: Path

    def write(self, *refs: str) -> bytes:
        """An archive of these patients."""
        data = b"".join(archive(self.here, refs))
        self.file.write_bytes(data)
        return data

    def take(self, *, only_look: bool = False) -> Received:
        """Import it."""
        return Receiving(self.there, self.file).run(only_look=only_look)


@contextmanager
def cheap(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passphrases that cost nothing to try, for more than one test."""
    patch.setattr(cipher, "COST", cipher.Cost(memory_kib=8, passes=1, lanes=1))
    yield


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    clock = Ticking()
    with (
        pytest.MonkeyPatch.context() as patch,
        system.unsynced(),
        cheap(patch),
        opened(folder / "here", clock) as here,
        opened(folder / "here", clock, "Sam Roux", "supervisor") as supervised,
        opened(folder / "there", clock, "Zoé Petit") as there,
    ):
        yield Pair(here, supervised, there, folder / "a.jsonl")


@pytest.fixture
def one(pair: Pair) -> str:
    """A patient with one interview that was signed; the ref."""
    ref = f"P{next(NUMBERS)}"
    pair.here.add_patient(ODETTE, ref)
    hold(pair.here, ref, "observance")
    return ref


def same(pair: Pair, ref: str) -> None:
    """Both pharmacies hold the same of this patient, to the byte and to the eye."""
    stores = (pair.here, pair.there)
    first, second = (carried_dossier(one.folder_of(ref), ref, one.access.seal) for one in stores)
    assert first.begins(second)
    assert second.begins(first)
    assert first.interviews.keys() == second.interviews.keys()
    signed = [
        {name: each.events.signed for name, each in found.interviews.items()} for found in (first, second)
    ]
    assert signed[0] == signed[1]
    known = [exported(one.dossier(ref)) for one in stores]
    assert known[0] == known[1]


def round_trip(pair: Pair, data: st.DataObject) -> None:
    """One dossier drawn, taken to the other pharmacy and compared."""
    ref = f"G{next(NUMBERS)}"
    make(pair.here, pair.supervised, ref, data)
    pair.write(ref)
    pair.take()
    same(pair, ref)


def test_generated_dossiers_come_back_identical(pair: Pair, long: bool) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]

    # Each example adds to both stores, so a smaller one cannot be looked for.
    @settings(
        max_examples=500 if long else 12,
        deadline=None,
        suppress_health_check=checks,
        database=None,
        phases=[Phase.generate],
    )
    @given(st.data())
    def each(data: st.DataObject) -> None:
        round_trip(pair, data)

    each()
    assert verify(pair.there, pair.there.audit).faults == []
    assert [found.what for found in examine(pair.there)[1]] == []


def test_the_lines_of_an_archive(pair: Pair, one: str) -> None:
    lines = [json.loads(line) for line in pair.write(one).splitlines()]
    kinds = [next(iter(line)) for line in lines]
    assert kinds[:3] == ["archive", "dossier", "fact"]
    assert list(dict.fromkeys(kinds[2:])) == ["fact", "script", "interview", "event", "end"]
    head, end = lines[0]["archive"], lines[-1]["end"]
    assert (head["name"], head["format"], head["dossiers"], head["rehearsal"]) == (
        "entretien-avk",
        1,
        1,
        False,
    )
    assert (end["dossiers"], end["transcripts"], end["lines"]) == (1, 1, len(lines) - 1)
    events = [line for line in lines if "event" in line]
    transcript = pair.here.dossier(one).interviews[0].standing.transcript
    assert [line["event"] for line in events] == [event.to_json() for event in transcript.events]
    assert [set(line) for line in events[-2:]] == [{"event"}, {"event", "signed"}]
    assert set(events[-1]["signed"]) == {"before", "by", "key", "signature"}


def test_what_came_from_elsewhere_says_so_and_is_verified(pair: Pair, one: str) -> None:
    pair.write(one)
    found = pair.take()
    assert (found.dossiers, found.transcripts, found.known, found.unknown, found.unsigned) == (1, 1, 0, 1, 0)
    same(pair, one)
    kept = carried_dossier(pair.there.folder_of(one), one, pair.there.access.seal)
    (name,) = kept.interviews
    (origin,) = kept.interviews[name].events.origins
    assert (origin["store"], origin["brought_by"]) == (pair.here.access.seal.name, "Zoé Petit")
    assert origin["dossier"] == pair.here.folder_of(one).name
    verified = verify(pair.there, pair.there.audit, name)
    assert (verified.faults, verified.checked, verified.signed, verified.brought) == ([], 1, 1, 1)
    assert pair.there.audit.lines()[-1].about == {"what": "archive", "dossiers": 1}


def test_what_was_brought_goes_on_as_any_other(pair: Pair, one: str) -> None:
    pair.write(one)
    pair.take()
    name = pair.there.dossier(one).interviews[0].id
    amending = pair.there.amending(name)
    amending.unsign("typed for somebody else")
    pair.there.release(name)
    assert verify(pair.there, pair.there.audit, name).faults == []
    with opened(pair.there.folder.parent / "third", Ticking(), "Luc Bel") as third:
        pair.file.write_bytes(b"".join(archive(pair.there, [one])))
        found = Receiving(third, pair.file).run()
        assert (found.unknown, found.unsigned) == (2, 0)
        assert verify(third, third.audit).faults == []
        assert exported(third.dossier(one)) == exported(pair.there.dossier(one))
        origins = (
            carried_dossier(third.folder_of(one), one, third.access.seal).interviews[name].events.origins
        )
        assert [origin["brought_by"] for origin in origins] == ["Zoé Petit", "Luc Bel"]


def test_who_changes_what_was_brought_is_found(pair: Pair, one: str) -> None:
    """Somebody with the key of the dossiers, and not of a pharmacist, says that it came from elsewhere."""
    from assistant.store import frame
    from assistant.store.encoding import compact, decode
    from assistant.store.journal import Journal
    from assistant.store.layout import JOURNAL

    pair.write(one)
    pair.take()
    (path,) = (p for p in pair.there.folder_of(one).glob("*" + JOURNAL) if p.stem != "facts")
    seal = pair.there.access.seal
    journal = Journal(path, seal)
    tables = decode(journal.read().payloads[0])
    tables["events"][2]["value"] = "changed"
    sealed = seal.seal(journal.start, compact(tables))
    path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n" + frame.frame(sealed))
    kinds = [fault.kind for fault in verify(pair.there, pair.there.audit, path.stem).faults]
    assert kinds == ["forged"]


def test_again_adds_nothing(pair: Pair, one: str) -> None:
    pair.write(one)
    pair.take()
    before = [line.kind for line in pair.there.audit.lines()]
    found = pair.take()
    assert (found.dossiers, found.there) == (0, 1)
    assert [line.kind for line in pair.there.audit.lines()] == before
    pair.there.record(one, {"doctor": "Dr Roux"})  # who has more than the archive keeps it
    assert pair.take().there == 1


def test_another_dossier_of_the_ref_refuses_all(pair: Pair, one: str) -> None:
    pair.here.add_patient(ODETTE, one + "x")
    pair.there.add_patient(ODETTE | {"given_name": "Berthe"}, one + "x")
    pair.write(one, one + "x")
    with pytest.raises(InputError, match="not the same as in the archive") as refused:
        pair.take()
    assert refused.value.details == {"refs": [one + "x"]}
    assert one not in pair.there.refs().values()
    assert not (pair.there.folder / "arriving").exists()


def test_the_same_person_under_another_ref_is_told(pair: Pair, one: str) -> None:
    pair.there.add_patient(ODETTE, one + "y")
    pair.write(one)
    assert any(one + "y" in sentence for sentence in pair.take().alike)


def test_only_looking_writes_nothing(pair: Pair, one: str) -> None:
    pair.write(one)
    assert pair.take(only_look=True).dossiers == 1
    assert one not in pair.there.refs().values()
    assert not (pair.there.folder / "arriving").exists()


def test_what_was_looked_at_or_refused_leaves_no_script(pair: Pair, one: str, tmp_path: Path) -> None:
    """A text that is kept stands against another one of its version: what was not taken must not."""
    data = pair.write(one)
    with opened(tmp_path / "new", Ticking()) as store:
        assert Receiving(store, pair.file).run(only_look=True).dossiers == 1
        pair.file.write_bytes(data[:-9])
        with pytest.raises(InputError):
            Receiving(store, pair.file).run()
        assert list((store.folder / "scripts").glob("*")) == []
        pair.file.write_bytes(data)
        assert Receiving(store, pair.file).run().dossiers == 1
        assert list((store.folder / "scripts").glob("*.brought")) != []
        assert exported(store.dossier(one)) == exported(pair.here.dossier(one))


def _number(found: list[Any], kind: str) -> int:
    return next(place for place, line in enumerate(found) if kind in line)


def _newer(lines: list[Any]) -> None:
    lines[0]["archive"]["format"] = 99


def _other_name(lines: list[Any]) -> None:
    lines[0]["archive"]["name"] = "something"


def _value(lines: list[Any]) -> None:
    lines[_number(lines, "fact") + 1]["fact"]["value"] = "Martin"


def _signed_value(lines: list[Any]) -> None:
    lines[-2]["event"]["by"] = "Somebody"


def _without(lines: list[Any]) -> None:
    del lines[_number(lines, "event") + 1]


def _renamed(lines: list[Any]) -> None:
    lines[_number(lines, "interview")]["interview"]["id"] = "../../x"


def _script(lines: list[Any]) -> None:
    lines[_number(lines, "script")]["script"]["text"] += "\n# more"


def _kind(lines: list[Any]) -> None:
    lines[_number(lines, "event") + 1]["event"]["kind"] = "invented"


def _moved(lines: list[Any]) -> None:
    at = _number(lines, "event")
    lines[at], lines[at + 1] = lines[at + 1], lines[at]


def _rehearsal(lines: list[Any]) -> None:
    lines[0]["archive"]["rehearsal"] = True


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_newer, "newer version"),
        (_other_name, "no archive"),
        (_value, "it was changed"),
        (_signed_value, "signature is not of what stands there"),
        (_without, "is damaged"),
        (_renamed, "is damaged"),
        (_script, "is damaged"),
        (_kind, "is damaged"),
        (_moved, "is damaged"),
        (_rehearsal, "rehearsals"),
    ],
)
def test_a_file_that_was_changed_is_refused_whole(
    pair: Pair, one: str, change: Callable[[list[Any]], None], said: str
) -> None:
    lines = [json.loads(line) for line in pair.write(one).splitlines()]
    change(lines)
    pair.file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert said in _refusal(pair, one)


def test_every_cut_and_every_torn_line_is_refused(pair: Pair, one: str) -> None:
    data = pair.write(one)
    lines = data.splitlines(keepends=True)
    for at in range(len(lines)):
        pair.file.write_bytes(b"".join(lines[:at]))
        assert ("cut short" if at else "no archive") in _refusal(pair, one)
        pair.file.write_bytes(b"".join(lines[:at]) + lines[at][: len(lines[at]) // 2])
        assert ("cut short" if at else "no archive") in _refusal(pair, one)
        pair.file.write_bytes(b"".join([*lines[:at], b"\xff\x00{\n", *lines[at + 1 :]]))
        assert ("is damaged" if at else "no archive") in _refusal(pair, one)
    pair.file.write_bytes(data + b"{}\n")
    assert "it was changed" in _refusal(pair, one)
    for other in (b"", b"\n", b"a;b\r\n1;2\r\n", b"[]\n", b'{"archive":[]}\n', b"x" * 100_000):
        pair.file.write_bytes(other)
        assert "no archive" in _refusal(pair, one)


def _refusal(pair: Pair, ref: str) -> str:
    """Why the file is not taken, which leaves nothing."""
    with pytest.raises(AssistantError) as refused:
        pair.take()
    assert ref not in {one.patient.ref for one in pair.there.summaries()}
    assert not (pair.there.folder / "arriving").exists()
    return refused.value.message


def test_values_that_no_interview_holds_are_refused(pair: Pair, one: str) -> None:
    """Somebody who makes the file anew, sums and all, gets no further than a sentence."""
    from hashlib import sha256

    lines = [json.loads(line) for line in pair.write(one).splitlines()]
    lines[_number(lines, "fact") + 3]["fact"]["value"] = "not a day"
    made = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
    lines[-1]["end"]["sha256"] = sha256("".join(made[:-1]).encode()).hexdigest()
    made[-1] = json.dumps(lines[-1]) + "\n"
    pair.file.write_text("".join(made), encoding="utf-8")
    assert "cannot be read" in _refusal(pair, one)


def test_a_disk_that_refuses_leaves_nothing(pair: Pair, one: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.here.add_patient(ODETTE, one + "z")
    pair.write(one, one + "z")
    renamed = system.rename
    count_ = count()

    def rename(source: Path, target: Path) -> None:
        if target.parent.name == "dossiers" and next(count_) == 1:
            raise OSError(28, "No space left on device")
        renamed(source, target)

    monkeypatch.setattr(system, "rename", rename)
    assert "disk is full" in _refusal(pair, one)
    monkeypatch.undo()
    assert pair.take().dossiers == 2


def test_an_import_that_was_killed_is_cleared_by_the_next(pair: Pair, one: str) -> None:
    left = pair.there.folder / "arriving" / ("0" * 32)
    left.mkdir(parents=True)
    (left / "facts.journal").write_bytes(b"half")
    pair.write(one)
    assert pair.take().dossiers == 1
    assert not left.parent.exists()


def test_a_supervisor_imports_nothing(pair: Pair, one: str) -> None:
    pair.write(one)
    with pytest.raises(AssistantError, match="never changes a dossier"):
        Receiving(pair.supervised, pair.file).run()
