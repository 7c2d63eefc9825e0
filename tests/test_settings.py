"""Where data and configuration live."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import AssistantError, InputError, NotFoundError
from assistant.settings import configuration_folder, shipped, store_folder


def test_the_folder_chosen_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_STORE", "/from/environment")
    assert store_folder("/chosen") == Path("/chosen")
    assert store_folder() == store_folder("") == Path("/from/environment")


def test_without_a_choice_the_system_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ASSISTANT_STORE", "ASSISTANT_CONFIG"):
        monkeypatch.setenv(name, "")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    assert "entretien-avk" in store_folder().parts
    assert "entretien-avk" in configuration_folder().parts
    assert not (tmp_path / "entretien-avk").exists()


def test_the_configuration_is_moved_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CONFIG", "/config")
    assert configuration_folder() == Path("/config")


def test_a_home_folder_is_written_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert store_folder("~/store") == tmp_path / "store"


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "~nobody-of-this-name/x"])
def test_what_can_be_no_folder_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        store_folder(name)


def test_data_files_are_shipped() -> None:
    assert {path.name for path in shipped().iterdir()} >= {"interviews", "rules", "knowledge"}


def test_an_error_has_a_sentence_and_details_of_its_own() -> None:
    details: dict[str, object] = {"a": 1}
    error = NotFoundError("Nothing here.", details)
    details["a"] = 2
    assert isinstance(error, AssistantError)
    assert (error.kind, error.message, str(error), error.details) == (
        "not_found",
        "Nothing here.",
        "Nothing here.",
        {"a": 1},
    )
    assert AssistantError("x").details == {}
