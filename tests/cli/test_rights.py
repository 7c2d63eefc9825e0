"""What a patient may ask for: withdraw consent, have everything kept, be erased."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from assistant.store import system
from tests.cli.calling import Call, Called
from tests.cli.conftest import PATIENT
from tests.opening import PASSPHRASE, opened

Talk = Callable[..., Called]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def held(talk: Talk, ref: str) -> str:
    """A completed questionnaire with a note, and an interview under way."""
    name = talk(ref, "--script", "observance").messages[-1]["transcripts"][0]
    talk(ref, "--script", "avk", last="medicine")
    return str(name)


def another(call: Call, **facts: str) -> str:
    words = {**PATIENT, "family_name": "Petit", "given_name": "Paul", **facts}
    options = [word for name, text in words.items() for word in ("--" + name.replace("_", "-"), text)]
    return str(call("patients", "add", "--json", *options).result["ref"])


def test_everything_is_exported_to_be_read(call: Call, held: str, ref: str, tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    done = call("patients", "export", ref, "--out", str(file))
    assert done.code == 0
    assert "not encrypted" in done.err
    text = file.read_text(encoding="utf-8")
    for words in ("DURAND Léa", "01/02/1943", "Family name", "Anne Martin", held, "Coumadine"):
        assert words in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert call("patients", "export", ref, "--out", str(file), "--json").error["kind"] == "input"
    document = call("patients", "export", ref, "--json").result
    assert {fact["id"]: fact["value"] for fact in document["facts"]}["family_name"] == "Durand"
    assert document["interviews"][0]["id"] == held
    assert document["interviews"][0]["events"][-1]["kind"] == "completed"
    assert all(fact["history"] for fact in document["facts"])


def test_a_withdrawal_stops_further_acts_and_keeps_what_was_done(
    call: Call, talk: Talk, held: str, ref: str
) -> None:
    events = json.dumps(call("transcripts", "show", held, "--json").result["events"])
    done = call("patients", "withdraw", ref, "--json")
    assert done.result["ref"] == ref
    refused = call("interview", ref, "--script", "avk", "--jsonl", "--json")
    assert (refused.code, refused.error["kind"]) == (1, "input")
    assert "withdrew consent" in refused.error["message"]
    assert json.dumps(call("transcripts", "show", held, "--json").result["events"]) == events
    assert call("patients", "withdraw", ref, "--on", "01/01/2099", "--json").error["kind"] == "input"
    assert call("patients", "withdraw", "nobody", "--json").error["kind"] == "not_found"


def test_a_new_adhesion_lifts_a_withdrawal(call: Call, store: Path) -> None:
    ref = another(call, adhesion_date="01/02/2016")
    early = call("patients", "withdraw", ref, "--on", "01/01/2016", "--json")
    assert early.error["kind"] == "input"
    call("patients", "withdraw", ref, "--on", "01/03/2016")
    with opened(store, SystemClock()) as opened_store:
        assert opened_store.dossier(ref).withdrawn_on is not None
        opened_store.record(ref, {"adhesion_date": "2016-04-01"})
        assert opened_store.dossier(ref).withdrawn_on is None
    assert call("interview", ref, "--script", "observance", "--plain", typed=":pause\n").code == 0


def test_no_interview_begins_with_who_died_and_what_was_begun_can_be_ended(call: Call, store: Path) -> None:
    ref = another(call)
    assert call("interview", ref, "--script", "avk", "--plain", typed=":pause\n").err == ""
    with opened(store, SystemClock()) as opened_store:
        opened_store.record(ref, {"death_date": "2016-06-01"})
        kept = opened_store.summary(ref).transcripts
    for way in ("--jsonl", "--plain"):
        refused = call("interview", ref, way, "--json")
        assert (refused.code, refused.error["kind"]) == (1, "input")
        assert "died on 01/06/2016" in refused.error["message"]
        assert "correct the date of death" in refused.error["message"]
    with opened(store, SystemClock()) as opened_store:
        assert opened_store.summary(ref).transcripts == kept, "nothing was begun"
    again = call("interview", ref, "--script", "avk", "--resume", "--jsonl", typed='{"do": "stop"}\n')
    assert again.code == 0
    assert "died on 01/06/2016" in again.err
    assert '"status": "stopped"' in again.out
    with opened(store, SystemClock()) as opened_store:
        opened_store.record(ref, {"death_date": None})
    assert call("interview", ref, "--script", "avk", "--plain", typed=":pause\n").code == 0


@pytest.mark.parametrize("way", ["--plain", "--jsonl"])
def test_who_left_the_pharmacy_may_be_asked_and_it_is_said_that_it_does_not_count(
    call: Call, store: Path, way: str
) -> None:
    ref = another(call)
    with opened(store, SystemClock()) as opened_store:
        opened_store.record(ref, {"moved_on": "2016-06-01"})
    typed = ":pause\n" if way == "--plain" else '{"do": "pause"}\n'
    said = call("interview", ref, way, typed=typed)
    assert said.code == 0
    assert said.err.count("left this pharmacy on 01/06/2016") == 1
    assert "counts no more for the year" in said.err
    with opened(store, SystemClock()) as opened_store:
        opened_store.record(ref, {"moved_on": None})
    assert "left" not in call("interview", ref, way, "--resume", typed=typed).err


def test_a_dossier_is_erased_and_nothing_of_it_is_left(call: Call, held: str, ref: str, store: Path) -> None:
    other = another(call)
    folder = next(store.glob(f"dossiers/*/{held}.journal")).parent
    assert call("patients", "erase", ref, "--json").error["kind"] == "input"
    done = call("patients", "erase", ref, "--yes", "--json")
    assert done.code == 0
    assert (done.result["transcripts"], done.result["left"], done.result["proved"]) == (2, [], True)
    assert done.result["searched"] >= 4
    assert not folder.exists()
    assert [row["ref"] for row in call("patients", "list", "--json").result] == [other]
    assert call("patients", "show", ref, "--json").error["kind"] == "not_found"
    assert call("transcripts", "verify", "--json").result["ok"] is True
    (line,) = [x for x in opened(store, SystemClock()).audit.lines() if x.kind == "erased"]
    assert dict(line.about) == {"dossier": folder.name, "transcripts": 2}


def test_words_left_in_another_dossier_are_named(call: Call, ref: str, talk: Talk, store: Path) -> None:
    other = another(call, companion="sa voisine Mme DURAND")
    done = call("patients", "erase", ref, "--yes", "--json")
    assert done.code == 2
    (where,) = done.result["left"] if len(done.result["left"]) == 1 else [done.result["left"][0]]
    assert where.startswith("dossiers/") or where == "index"
    assert done.result["proved"] is False
    assert call("patients", "show", other).code == 0


def test_a_namesake_who_stays_is_no_trace(call: Call, ref: str, talk: Talk) -> None:
    first = call("patients", "show", ref, "--json").result["facts"]
    same = another(call, family_name=first["family_name"], insured_name=first["given_name"])
    done = call("patients", "erase", ref, "--yes", "--json")
    assert (done.code, done.result["left"], done.result["proved"]) == (0, [], True)
    assert [row["ref"] for row in call("patients", "list", "--json").result] == [same]


def test_an_erasure_waits_for_who_writes(call: Call, held: str, ref: str, store: Path) -> None:
    with opened(store, SystemClock(), "Bruno Petit") as other:
        other.resume(other.summary(ref).unfinished[0].id)
        refused = call("patients", "erase", ref, "--yes", "--json")
        assert refused.error["kind"] == "held"
    assert call("patients", "show", ref).code == 0
    assert call("transcripts", "verify", "--json").result["ok"] is True
    assert call("patients", "erase", ref, "--yes").code == 0


def test_an_erasure_stopped_anywhere_is_finished_by_another(
    call: Call, held: str, ref: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, left = system.remove, 0

    def stops(path: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        remove(path)

    for count in range(40):
        left = count
        with monkeypatch.context() as patch:
            patch.setattr(system, "remove", stops)
            called = call("patients", "erase", ref, "--yes", "--json")
        if called.code == 0:
            break
        call("patients", "list")
    assert count > 2
    assert call("patients", "list", "--json").result == []
    call("doctor")
    assert list((store / "dossiers").iterdir()) == []


def test_only_a_pharmacist_erases(call: Call, ref: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(store, SystemClock(), "Sup Visor", "supervisor").close()
    monkeypatch.setenv("ASSISTANT_USER", "Sup Visor")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    for words in (("erase", ref, "--yes"), ("withdraw", ref)):
        assert call("patients", *words, "--json").error["kind"] == "rights"
    assert call("patients", "export", ref, "--json").result["ref"] == ref
