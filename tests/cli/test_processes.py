"""What only real processes show: pipes, signals, streams that are closed, other locales."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.clock import SystemClock
from tests.cli.calling import Call, Called, of, usual
from tests.opening import opened

COMMAND = (sys.executable, "-W", "error", "-m", "assistant", "--lang", "en")


def start(*words: str, **streams: Any) -> subprocess.Popen[str]:
    """A process with the program in it."""
    pipes = {name: streams.pop(name, subprocess.PIPE) for name in ("stdin", "stdout", "stderr")}
    return subprocess.Popen([*COMMAND, *words], **pipes, encoding="utf-8", **streams)


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next message."""
    assert process.stdout is not None
    message: dict[str, Any] = json.loads(process.stdout.readline())
    return message


def say(process: subprocess.Popen[str], reply: Any) -> None:
    """Send one reply."""
    assert process.stdin is not None
    process.stdin.write(json.dumps(reply) + "\n")
    process.stdin.flush()


def end(process: subprocess.Popen[str]) -> int:
    """Close the pipes and wait; the exit code."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    return process.wait(20)


def test_after_the_end_the_process_ends_though_its_input_stays_open(ref: str) -> None:
    process = start("interview", ref, "--jsonl", "--script", "observance")
    try:
        while (message := heard(process))["event"] != "end":
            if message["event"] == "question":
                say(process, usual(message))
        assert message["status"] == "completed"
        assert process.wait(20) == 0
    finally:
        process.kill()
        end(process)


def test_after_a_kill_each_saved_answer_is_there_and_the_right_question_comes(
    ref: str, tmp_path: Path, talk: Callable[..., Called]
) -> None:
    saved: list[dict[str, Any]] = []
    for kill_after in (2, 3, 2):
        process = start("interview", ref, "--jsonl", "--script", "avk", *(["--resume"] if saved else []))
        try:
            done = 0
            while done < kill_after:
                message = heard(process)
                if message["event"] == "question":
                    if saved:
                        assert message["step"] not in [one["step"] for one in saved]
                    say(process, usual(message))
                elif message["event"] == "saved":
                    saved.append(message)
                    done += 1
        finally:
            process.kill()
            end(process)
    with opened(tmp_path / "store", SystemClock()) as store:
        _patient, interview = store.interview(saved[0]["transcript"])
    transcript = interview.standing.transcript
    events = {event.seq: event for event in transcript.events}
    assert [events[one["seq"]].step for one in saved] == [one["step"] for one in saved]
    assert transcript.status == "in_progress"
    asked = talk(ref, "--resume", last="nothing").messages[0]
    last = interview.standing.question
    assert last is not None
    assert asked["step"] == last.step


def test_a_second_process_on_the_same_transcript_is_refused_in_words(ref: str) -> None:
    first = start("interview", ref, "--jsonl")
    try:
        heard(first)
        second = start("interview", ref, "--jsonl", "--resume")
        assert second.stdout is not None
        assert second.stderr is not None
        assert second.stdout.read() == ""
        assert "Anne Martin" in second.stderr.read()
        assert end(second) == 1
    finally:
        first.kill()
        end(first)


def test_whoever_reads_may_leave(ref: str) -> None:
    for words in (
        ("--help",),
        ("patients", "list"),
        ("interview", ref, "--plain"),
        ("interview", ref, "--jsonl"),
    ):
        reading, writing = os.pipe()
        os.close(reading)
        process = start(*words, stdin=subprocess.DEVNULL, stdout=writing)
        os.close(writing)
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert end(process) == (0 if words == ("--help",) else 1)  # argparse itself lets that go


@pytest.mark.parametrize("closed", [("stdin",), ("stdout",), ("stderr",), ("stdin", "stdout", "stderr")])
def test_streams_that_are_closed_are_at_their_end(
    call: Call, ref: str, monkeypatch: pytest.MonkeyPatch, closed: tuple[str, ...]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO())
        for stream in closed:  # as Python leaves them when a shell says `<&-` or `>&-`
            patch.setattr(sys, stream, None)
        assert main(["interview", ref, "--jsonl"]) == 0
        assert main(["patients", "show", "nobody"]) == 1
    assert [line["status"] for line in call("transcripts", "list", "--json").result] == ["paused"]


def test_a_locale_without_utf8_changes_nothing(ref: str) -> None:
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment |= {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*COMMAND, "interview", ref, "--jsonl"],
        input='{"note": "œdème"}\n{"do": "stop"}\n'.encode(),
        capture_output=True,
        env=environment,
        timeout=20,
    )
    said = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert of(said, "end")[0]["status"] == "stopped"
    shown = subprocess.run(
        [*COMMAND, "transcripts", "show", said[0]["transcript"]],
        capture_output=True,
        env=environment,
        timeout=20,
    )
    assert "œdème" in shown.stdout.decode("utf-8")


def test_the_screens_need_a_terminal(ref: str) -> None:
    for words in ((), ("interview", ref)):
        process = start(*words, stdin=subprocess.DEVNULL)
        assert process.stdout is not None
        assert process.stderr is not None
        assert "need a terminal" in process.stderr.read()
        assert process.stdout.read() == ""
        assert end(process) == 1
