"""What the tests of rehearsals share."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest

from assistant import language


@pytest.fixture(autouse=True)
def speaking_english() -> Iterator[None]:
    """Messages without a catalogue."""
    before = language.current()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything runs offline: whatever opens a connection fails the test."""

    def refuse(*_given: object, **_named: object) -> NoReturn:
        raise AssertionError("a rehearsal opened a network connection")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
