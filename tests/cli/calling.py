"""Calls commands in this process, and holds interviews with them as another program would."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.cli import main

Said = dict[str, Any]
Reply = Callable[[Said], Any]


@dataclass(frozen=True)
class Called:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its one JSON document."""
        lines = self.out.splitlines()
        assert len(lines) == 1, self.out
        return json.loads(lines[0])

    @property
    def result(self) -> Any:
        """What it found, in the envelope of a command that did not fail."""
        assert set(self.document) == {"ok", "result"}, self.out + self.err
        assert self.document["ok"] is True
        return self.document["result"]

    @property
    def error(self) -> Any:
        """What is wrong, in the envelope of a command that failed."""
        assert set(self.document) == {"ok", "error"}
        assert self.document["ok"] is False
        assert set(self.document["error"]) == {"kind", "message", "details"}
        return self.document["error"]

    @property
    def messages(self) -> list[Said]:
        """Its JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Called]


class Ears(io.StringIO):
    """Standard output that remembers which lines were heard."""

    def __init__(self) -> None:
        super().__init__()
        self._heard = 0

    def new(self) -> list[str]:
        """The lines written since the last time."""
        lines = self.getvalue().splitlines()
        new, self._heard = lines[self._heard :], len(lines)
        return new


ANSWERS = {
    "yes_no": "yes",
    "number": "5",
    "text": "rien à dire",
    "readings": "2016-05-01 2,4; 2016-05-29 3,1",
    "tell": "",
    "rate": "acquired",
    "choices": "",
    "date": "aujourd'hui",
}


def usual(said: Said) -> Any:
    """The reply that gets on: what is suggested, or something of the right kind."""
    if said["event"] == "alert":
        return {"acknowledge": said["id"], "done": "fait"}
    if said["suggested"]:
        return {"answer": said["suggested"]}
    if said["step"] == "prescriber_rpps":
        return {"answer": ""}
    if said["kind"] == "choice":
        return {"answer": said["options"][0]["id"]}
    return {"answer": ANSWERS[said["kind"]]}


@dataclass
class Driver:
    """Another program on the other side: standard input made from what was heard on standard output."""

    ears: Ears
    replies: Mapping[str, Any] = field(default_factory=dict)
    """Step or alert id to what is sent; a list is sent one at a time, None ends the input."""
    last: str | None = None
    """The step at which the input ends."""
    waiting: list[Said] = field(default_factory=list)
    turns: int = 0

    def readline(self) -> str:
        """The next line that is sent."""
        self.waiting += [
            said for said in map(json.loads, self.ears.new()) if said["event"] in ("question", "alert")
        ]
        self.turns += 1
        assert self.turns < 400, "the interview does not end"
        if not self.waiting:
            return ""
        said = self.waiting.pop(0)
        name = said.get("step") or said["id"]
        if name == self.last:
            return ""
        planned = self.replies.get(name)
        if isinstance(planned, list):
            planned = planned.pop(0) if planned else None
        reply = usual(said) if planned is None else planned
        return (reply if isinstance(reply, str) else json.dumps(reply)) + "\n"

    def __iter__(self) -> Iterator[str]:
        while line := self.readline():
            yield line


def hold(
    patch: pytest.MonkeyPatch,
    *words: str,
    replies: Mapping[str, Any] | None = None,
    last: str | None = None,
) -> Called:
    """Hold an interview by `--jsonl`."""
    ears = Ears()
    with patch.context() as patched:
        patched.setattr(sys, "stdout", ears)
        patched.setattr(sys, "stdin", Driver(ears, replies or {}, last))
        code = main(["--lang", "en", "interview", *words, "--jsonl"])
    return Called(code, ears.getvalue(), "")


def of(said: list[Said], event: str) -> list[Said]:
    """The messages of one kind."""
    return [message for message in said if message["event"] == event]
