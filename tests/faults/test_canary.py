"""No readable word of a patient: canaries are typed into every field, and all that was written searched."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.clock import SystemClock
from assistant.script.knowledge import facts
from tests.cli.calling import usual
from tests.opening import PASSPHRASE, opened

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "assistant", "--lang", "en")
MARK = "CANARI-été"
REF = "REF-9f3a-PATIENT"
NIR = "143027812345662"
FAULTY = """
import sys
from assistant.dossier import dossier
def fails(*given):
    raise ValueError(sys.argv[-1])
dossier.Dossier.facts = property(fails)
from assistant.cli import main
sys.exit(main(sys.argv[1:-1]))
"""


class Sandbox:
    """A home, with everything that the program may write to inside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "data" / "store"
        self.said = ""
        """What the program said while no one had asked to see a patient."""
        self._count = 0
        (folder / "tmp").mkdir(parents=True)
        with opened(self.store, SystemClock()):
            pass

    @property
    def env(self) -> Mapping[str, str]:
        places = {
            "HOME": "",
            "TMPDIR": "tmp",
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "tmp",
            "ASSISTANT_CONFIG": "config",
            "ASSISTANT_STORE": "data/store",
        }
        inside = {name: str(self.folder / place) for name, place in places.items()}
        own = {"ASSISTANT_USER": "Anne Martin", "ASSISTANT_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT)}
        return {**os.environ, **inside, **own}

    def canary(self) -> str:
        """A word found nowhere else."""
        self._count += 1
        return f"{MARK}-{self._count:04d}-9f3a"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*COMMAND, *words], env=self.env, cwd=self.folder, capture_output=True, encoding="utf-8"
        )
        self.said += done.stderr
        return done

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *words],
            env=self.env,
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def readable(self) -> list[str]:
        """Where a canary, or the ref of the patient, is read in what was written."""
        marks = [form for word in (MARK, REF, NIR) for form in forms(word)]
        found = []
        for path in self.folder.rglob("*"):
            name = str(path.relative_to(self.folder)).encode()
            data = path.read_bytes() if path.is_file() else b""
            found += [f"{name.decode()}: {mark!r}" for mark in marks if mark in name or mark in data]
        return found


def forms(word: str) -> Iterator[bytes]:
    """A word as it may lie in a file."""
    yield word.encode()
    yield word.encode("latin-1")
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield json.dumps(word)[1:-1].encode()
    for shift in range(3):
        whole = base64.b64encode(b"x" * shift + word.encode())
        yield whole[4:-4]


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "home")


def added(sandbox: Sandbox) -> str:
    """A patient whose every text is a canary."""
    ref = REF
    words = ["patients", "add", "--ref", ref, "--birth-date", "01/02/1943", "--nir", NIR]
    for name, field in facts().items():
        if field.answer.kind == "text" and name not in ("nir", "prescriber_rpps"):
            words += ["--" + name.replace("_", "-"), sandbox.canary()]
    done = sandbox.run(*words)
    assert done.returncode == 0, done.stderr
    return ref


def hold(sandbox: Sandbox, ref: str, last: str | None = None) -> tuple[list[Any], subprocess.Popen[str]]:
    """Hold an interview, each text and note a canary; it stops before `last`, the process still running."""
    process = sandbox.start("interview", ref, "--script", "both", "--jsonl")
    assert process.stdin is not None
    assert process.stdout is not None
    heard, noted = [], 0
    for line in process.stdout:
        message = json.loads(line)
        heard.append(message)
        if message["event"] in ("saved", "refused"):
            continue
        if message["event"] == "end" or message.get("step", "") == last:
            break
        reply = usual(message)
        if message["event"] == "alert":
            reply = {"acknowledge": message["id"], "done": sandbox.canary()}
        elif message["kind"] == "text" and not message["suggested"]:
            reply = {"answer": sandbox.canary()} if message["step"] != "prescriber_rpps" else {"answer": ""}
        elif noted < 5:
            noted += 1
            reply = {"note": sandbox.canary()}
        process.stdin.write(json.dumps(reply) + "\n")
        process.stdin.flush()
    return heard, process


def end(process: subprocess.Popen[str]) -> str:
    _out, err = process.communicate(timeout=60)
    return err


def test_after_a_normal_end(sandbox: Sandbox) -> None:
    ref = added(sandbox)
    heard, process = hold(sandbox, ref)
    sandbox.said += end(process)
    assert heard[-1]["event"] == "end", heard[-3:]
    assert heard[-1]["status"] == "completed"
    name = heard[-1]["transcripts"][0]
    with opened(sandbox.store, SystemClock()) as store:
        session = store.begin(ref, store.dossier(ref).interviews[0].standing.script)
        assert store.draft(session.name).keep("medicine", sandbox.canary())
        held = sandbox.run("interview", ref, "--resume", "--jsonl")
        assert held.returncode == 1  # the note of who holds it was written
    reason = ("--reason", sandbox.canary())
    assert sandbox.run("transcripts", "amend", name, "doctor", sandbox.canary(), *reason).returncode == 0
    assert sandbox.run("transcripts", "unsign", name, "--reason", sandbox.canary()).returncode == 0
    for words in (("patients", "list"), ("year",), ("doctor",), ("backup", str(sandbox.folder / "copy"))):
        assert sandbox.run(*words).returncode == 0, words
    sandbox.run("patients", "show", sandbox.canary())
    assert sandbox._count > 30
    assert sandbox.readable() == []
    # What is searched for would be found: the same words, exported on purpose, are.
    sandbox.run("patients", "export", ref, "--out", str(sandbox.folder / "export.txt"))
    assert sandbox.readable() != []


@pytest.mark.parametrize("last", ["medicine", "inr_result", "missed_dose"])
def test_after_a_kill(sandbox: Sandbox, last: str) -> None:
    ref = added(sandbox)
    _heard, process = hold(sandbox, ref, last)
    process.kill()
    sandbox.said += end(process)
    assert sandbox.readable() == []
    assert MARK not in sandbox.said


def test_after_a_fault_of_ours(sandbox: Sandbox, figure: Callable[[str, int], None]) -> None:
    ref = added(sandbox)
    for words in (
        ("patients", "show", ref),
        ("interview", ref, "--jsonl"),
        ("interview", ref, "--plain", "--json"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", FAULTY, *words, sandbox.canary()],
            env=sandbox.env,
            cwd=sandbox.folder,
            capture_output=True,
            encoding="utf-8",
            input="",
        )
        assert done.returncode == 3, done.stderr
        assert MARK not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert sandbox.readable() == []
    figure("canaries typed", sandbox._count)
