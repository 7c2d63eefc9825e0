"""Who uses the program."""

from __future__ import annotations

import getpass

import pytest

from assistant.people import user


def test_the_name_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_USER", "  Anne Martin ")
    assert user() == "Anne Martin"


def test_or_the_one_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_USER", " ")
    monkeypatch.setattr(getpass, "getuser", lambda: "amartin")
    assert user() == "amartin"


@pytest.mark.parametrize("error", [OSError, KeyError])
def test_a_system_without_a_login_name_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.delenv("ASSISTANT_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert user() == "?"
