"""A store that cannot be used: a sentence and exit code 1, never a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.exchange import taking
from assistant.store import system
from assistant.store.vault.ring import Ring
from tests.cli.calling import Call, Called, of
from tests.cli.test_importing import COLUMNS
from tests.opening import PASSPHRASE

ADD = ("patients", "add", "--family-name", "A", "--given-name", "B", "--birth-date", "1943-02-01")


def _refused(called: Called) -> None:
    assert (called.code, called.out) == (1, "")
    assert "Traceback" not in called.err
    assert called.err.count(".") >= 1
    assert len(called.err) > 20


def test_a_store_that_is_not_there_yet_is_made_by_init_alone(call: Call, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "new"))
    for words in (("patients", "list"), ADD):
        refused = call(*words, *store, "--json")
        assert (refused.code, refused.error["kind"]) == (1, "not_found")
        assert "assistant init" in refused.error["message"]
    assert not (tmp_path / "new").exists()
    assert call("init", *store).code == 0
    assert call("patients", "list", "--json", *store).result == []
    assert call(*ADD, *store).code == 0
    assert len(call("patients", "list", "--json", *store).result) == 1


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_a_file_where_the_folder_should_be(call: Call, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x")
    store = ("--store", str(tmp_path / "file" / below))
    _refused(call(*ADD, *store))
    for words in (("patients", "list"), ("year",), ("transcripts", "list"), ("patients", "show", "x")):
        called = call(*words, *store)
        assert called.code == 1
        assert called.err
    assert (tmp_path / "file").read_text() == "x"


@pytest.mark.parametrize(
    "fault", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG]
)
@pytest.mark.parametrize("operation", ["make_folder", "open_new", "write", "sync"])
def test_a_disk_that_refuses(call: Call, monkeypatch: pytest.MonkeyPatch, fault: int, operation: str) -> None:
    def refuses(*given: object) -> int:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as patch:
        patch.setattr(system, operation, refuses)
        _refused(call(*ADD))
        assert call(*ADD, "--json").error["kind"] == "store"
    assert call("patients", "list", "--json").result == []
    assert call(*ADD).code == 0


def test_an_answer_that_could_not_be_saved_is_refused_and_asked_again(
    call: Call, talk: Callable[..., Called], ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, seal = system.write, Ring.seal
    left = 3  # the third answer finds no room, nor do those after it

    def counted(self: Ring, previous: bytes, payload: bytes) -> bytes:
        nonlocal left
        left -= b'"answered"' in payload
        return seal(self, previous, payload)

    def full(descriptor: int, data: bytes) -> int:
        if left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr(Ring, "seal", counted)
        patch.setattr(system, "write", full)
        replies = {"consent": [{"answer": "yes"}, {"answer": "no"}]}
        said = talk(ref, "--script", "avk", replies=replies).messages
    assert [m["step"] for m in of(said, "saved")][:2] == ["confidential_space", "purpose"]
    assert len(of(said, "refused")) >= 2
    assert "full" in of(said, "refused")[0]["message"]
    shown = call("transcripts", "show", said[0]["transcript"], "--json").result
    assert list(shown["answers"]) == ["confidential_space", "purpose"]
    assert talk(ref, "--resume", last="consent").messages[0]["step"] == "consent"


def test_an_import_cut_short_by_the_disk_says_how_far_it_came_and_goes_on(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "import.csv"
    rows = [f"R{n},{n}A,B,{1943 + n}-02-01,,,,,,,,,interview,2016-02-01" for n in range(5)]
    path.write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
    wait, waited = system.sync_together, []

    def full(descriptors: Sequence[int]) -> None:
        waited.append(len(descriptors))
        if len(waited) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        wait(descriptors)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "TOGETHER", 3)
        patch.setattr(system, "sync_together", full)
        called = call("import", str(path), "--json")
    assert waited == [3, 2]
    assert (called.code, called.error["details"]["taken"]) == (1, 3)
    assert "3 of 5" in called.error["message"]
    assert call("import", str(path), "--json").result == {"patients": 2, "updated": 0, "acts": 2}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
def test_what_is_printed_to_a_full_disk_is_said_not_to_be_whole(call: Call) -> None:
    assert call(*ADD).code == 0
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "ASSISTANT_PASSPHRASE": PASSPHRASE}
    for words in (["patients", "list"], ["transcripts", "export", "--all", "--csv", "wide"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "assistant", "--lang", "en", *words],
                env=env,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, "disk is full" in done.stderr) == (1, True), done.stderr
        assert "our fault" not in done.stderr
