"""A fault of ours ends the program in words: no traceback, no value of a patient."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.clock import SystemClock
from assistant.tui.app import AssistantApp
from tests.opening import PASSPHRASE, opened


class Screenless(io.StringIO):
    """A stream that passes for a terminal."""

    def isatty(self) -> bool:
        return True


async def fail_in(app: AssistantApp) -> None:
    """Let something go wrong while the screens are shown."""

    def fail() -> None:
        patient = "Durand"
        raise LookupError(patient)

    async with app.run_test() as pilot:
        app.call_later(fail)
        await pilot.pause()


async def test_nothing_is_printed_of_what_went_wrong(app: AssistantApp) -> None:
    with pytest.raises(LookupError):
        await fail_in(app)
    assert isinstance(app.fault, LookupError)
    assert app._exit_renderables == []


def test_the_command_says_that_it_is_our_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(self: AssistantApp) -> None:
        self._exception = LookupError("Durand")

    monkeypatch.setattr(AssistantApp, "run", run)
    monkeypatch.setattr("sys.stdin", Screenless())
    monkeypatch.setattr("assistant.cli.screens.sys.stdout", Screenless())
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    opened(tmp_path, SystemClock()).close()
    assert main(["--store", str(tmp_path), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "our fault: LookupError" in said
    assert "Durand" not in said
    assert "Traceback" not in said


def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, list[AssistantApp]]:
    """The exit code of the command, and the interface it started."""
    apps: list[AssistantApp] = []
    monkeypatch.setattr(AssistantApp, "run", lambda self: apps.append(self))
    monkeypatch.setattr("sys.stdin", Screenless())
    monkeypatch.setattr("assistant.cli.screens.sys.stdout", Screenless())
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path))
    return main(["--store", str(tmp_path / "store"), "--lang", "en", *words]), apps


def test_the_passphrase_of_the_environment_is_taken_out_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    code, (app,) = started(tmp_path, monkeypatch)
    assert code == 0
    assert (app._doorstep.called, app._doorstep.passphrase) == ("Anne Martin", PASSPHRASE)
    assert "ASSISTANT_PASSPHRASE" not in os.environ


def test_the_passphrase_of_a_file_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_PASSPHRASE", raising=False)
    (tmp_path / "secret").write_text(PASSPHRASE + "\n", encoding="utf-8")
    code, (app,) = started(tmp_path, monkeypatch, "--passphrase-file", str(tmp_path / "secret"))
    assert code == 0
    assert app._doorstep.passphrase == PASSPHRASE


def test_the_minutes_of_the_settings_are_those_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text("lock_minutes = 3\n", encoding="utf-8")
    code, (app,) = started(tmp_path, monkeypatch)
    assert (code, app._idle._most) == (0, 180)
    (tmp_path / "settings.toml").write_text("lock_minutes = 121\n", encoding="utf-8")
    code, (app,) = started(tmp_path, monkeypatch)
    assert (code, app._idle._most) == (0, 600)
    assert "settings.toml" in app.settings.faults[0]
