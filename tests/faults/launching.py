"""Runs the program many times without the cost of fresh interpreters: each run is a fork of one that is warm.

Run as a module, this is the warm process; `Launcher` is what a test holds of it.
"""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

Said = dict[str, Any]
ROOT: Final = Path(__file__).parents[2]
_MOST: Final = 1 << 16


@dataclass
class Run:
    """What came of one run of the program."""

    messages: list[Said] = field(default_factory=list)
    """What it said as JSON Lines."""
    err: str = ""
    status: int = 0
    """Its exit code, or minus the signal that ended it."""

    @property
    def saved(self) -> list[Said]:
        """What it acknowledged."""
        return [said for said in self.messages if said["event"] == "saved"]

    @property
    def killed(self) -> bool:
        return self.status == -9


class Launcher:
    """Starts runs, one at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", __name__, str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def __enter__(self) -> Launcher:
        return self

    def __exit__(self, *_ignored: object) -> None:
        self._socket.close()  # its end of input
        self._process.wait(20)

    def run(
        self,
        *words: str,
        env: Mapping[str, str],
        reply: Callable[[Said], Any] | None = None,
        plan: Mapping[str, float] | None = None,
    ) -> Run:
        """Run the program.

        Args:
            words: what follows `assistant`.
            env: what is set in its environment.
            reply: what is sent in return to a message; None sends nothing.
            plan: when it is to be killed (see `tests.faults.killing`).
        """
        (in_read, in_write), (out_read, out_write), (err_read, err_write) = os.pipe(), os.pipe(), os.pipe()
        theirs = [in_read, out_write, err_write]
        job = {"words": words, "env": dict(env), "plan": dict(plan) if plan else None}
        socket.send_fds(self._socket, [json.dumps(job).encode()], theirs)
        for descriptor in theirs:
            os.close(descriptor)
        done = Run()
        with (
            os.fdopen(out_read, encoding="utf-8") as heard,
            os.fdopen(err_read, encoding="utf-8") as complained,
            os.fdopen(in_write, "w", encoding="utf-8") as told,
        ):
            for line in heard:
                done.messages.append(json.loads(line))
                answer = None if reply is None else reply(done.messages[-1])
                if answer is not None:
                    try:
                        told.write(json.dumps(answer) + "\n")
                        told.flush()
                    except BrokenPipeError:
                        continue  # it is dead; what it said before is still to be read
            done.err = complained.read()
            with suppress(BrokenPipeError):
                told.close()
        done.status = int(json.loads(self._socket.recv(_MOST)))
        return done


def serve(descriptor: int) -> None:
    """Take jobs until there are no more."""
    with socket.socket(fileno=descriptor) as asked:
        while True:
            data, streams, _flags, _address = socket.recv_fds(asked, _MOST, 3)
            if not data:
                return
            child = os.fork()
            if child == 0:
                asked.detach()
                code = 70
                try:
                    code = _child(json.loads(data), streams)
                finally:
                    os._exit(code)
            for stream in streams:
                os.close(stream)
            _pid, status = os.waitpid(child, 0)
            asked.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _child(job: dict[str, Any], streams: list[int]) -> int:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(number, mode, closefd=False), encoding="utf-8")
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    os.environ.update(job["env"])
    from assistant.cli import main
    from tests.faults.killing import arm

    if job["plan"]:
        arm(job["plan"])
    code = main(job["words"])
    for said in (sys.stdout, sys.stderr):
        said.flush()
    return code


def _warm() -> None:
    """Import what a run needs, once."""
    import importlib

    for name in (
        "cli.jsonl",
        "cli.interview",
        "cli.patients",
        "store.entry",
        "store.sittings",
        "store.draft",
    ):
        importlib.import_module("assistant." + name)
    for name in ("interview.session", "store.database", "store.recorder", "store.signing", "store.versions"):
        importlib.import_module("assistant." + name)
    importlib.import_module("filelock")
    importlib.import_module("tests.faults.killing")


if __name__ == "__main__":
    _warm()
    serve(int(sys.argv[1]))
