"""What the tests of the commands share: a store of their own, a caller, a driver."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from assistant import language
from assistant.cli import main
from assistant.clock import SystemClock
from tests.cli.calling import Call, Called, hold
from tests.opening import PASSPHRASE, opened

PATIENT = {
    "family_name": "Durand",
    "given_name": "Léa",
    "birth_date": "01/02/1943",
    "medicine": "Coumadine 5 mg",
    "treatment_start": "01/01/2016",
    "expected_months": "24",
    "inr_low": "2",
    "inr_high": "3",
}


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("STORE", "CONFIG"):
        monkeypatch.setenv(f"ASSISTANT_{name}", str(tmp_path / name.lower()))
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    opened(tmp_path / "store", SystemClock()).close()
    monkeypatch.delenv("ASSISTANT_LANG", raising=False)
    before = language.current()
    yield
    language.use(before)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls a command, in English unless the words say otherwise."""

    def called(*words: str, typed: str | bytes = "", lang: str = "en") -> Called:
        raw = typed if isinstance(typed, bytes) else typed.encode("utf-8", "surrogatepass")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
            patch.setenv("ASSISTANT_LANG", lang)
            capsys.readouterr()
            code = main(words)
            captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return called


@pytest.fixture
def ref(call: Call) -> str:
    """One patient of the store."""
    options = [word for name, text in PATIENT.items() for word in ("--" + name.replace("_", "-"), text)]
    return str(call("patients", "add", "--ref", "P1", "--json", *options).result["ref"])


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Called]:
    """Holds an interview by `--jsonl`."""
    return partial(hold, monkeypatch)
