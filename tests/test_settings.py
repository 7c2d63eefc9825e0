"""Where data and configuration live, and what is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import AssistantError, InputError, NotFoundError
from assistant.settings import Settings, configuration_folder, read_settings, shipped, store_folder


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


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings, not made yet."""
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path))
    return tmp_path / "settings.toml"


def test_without_a_file_the_screens_lock_after_ten_minutes(file: Path) -> None:
    assert not file.exists()
    assert read_settings() == Settings(lock_minutes=10)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 10),
        ("lock_minutes = 1", 1),
        ("# two hours\nlock_minutes = 120\n", 120),
        ("\ufefflock_minutes=5", 5),
    ],
)
def test_the_file_sets_when_the_screens_lock(file: Path, text: str, minutes: int) -> None:
    file.write_text(text, encoding="utf-8")
    assert read_settings().lock_minutes == minutes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lock_minutes = 0", "1"),
        ("lock_minutes = 121", "120"),
        ("lock_minutes = 2.5", "120"),
        ("lock_minutes = true", "120"),
        ("lock_minutes = '10'", "120"),
        ("lock_minute = 10", "lock_minutes"),
        ("[lock_minutes]\nx = 1", "120"),
        ("lock_minutes = ten", "lock_minutes = 10"),
        ("lock_minutes = " + "9" * 5000, "lock_minutes = 10"),
        ("x = " + "[" * 5000, "lock_minutes = 10"),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_can(file: Path, text: str, said: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_settings()
    assert file.name in refused.value.message
    assert said in refused.value.message


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError) as refused:
        read_settings()
    assert file.name in refused.value.message
