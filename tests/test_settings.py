"""Where data and configuration live, and what is set."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from assistant.errors import AssistantError, InputError, NotFoundError
from assistant.script.knowledge import thresholds
from assistant.settings import (
    Pharmacist,
    Settings,
    configuration_folder,
    read_settings,
    shipped,
    store_folder,
)
from assistant.settings.settings import check
from assistant.settings.writing import write_settings


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


WHOLE = """\
# ours
language = "en" # for the students
theme = "contrast"
rules = "avenant-8"
ttr_gap_days = 60
lock_minutes = 5
review_sample = 0

[pharmacy]
name = "Pharmacie [du Port]"
address = "3 quai du Port, 29000 Quimper"
number = "292012345"

[[pharmacists]]
name = "Anne Martin"
rpps = "10001234565"

[[pharmacists]]
name = "Paul Petit"
"""


def test_without_a_file_the_usual_settings_hold(file: Path) -> None:
    assert not file.exists()
    assert read_settings() == Settings()
    assert (Settings().lock_minutes, Settings().language, Settings().rules) == (10, "fr", "avenant-8")


def test_the_usual_gap_is_that_of_the_knowledge() -> None:
    assert Settings().ttr_gap_days == thresholds().ttr_max_gap_days


def test_everything_can_be_set(file: Path) -> None:
    file.write_text("\ufeff" + WHOLE, encoding="utf-8")
    found = read_settings()
    assert found.faults == ()
    assert found == Settings(
        pharmacy_name="Pharmacie [du Port]",
        pharmacy_address="3 quai du Port, 29000 Quimper",
        pharmacy_number="292012345",
        pharmacists=(Pharmacist("Anne Martin", "10001234565"), Pharmacist("Paul Petit")),
        language="en",
        theme="contrast",
        rules="avenant-8",
        ttr_gap_days=60,
        lock_minutes=5,
        review_sample=0,
    )
    assert [found[key] for key in ("pharmacy.number", "theme")] == ["292012345", "contrast"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lock_minutes = 0", ("lock_minutes", "0", "1", "120")),
        ("lock_minutes = 121", ("121", "120")),
        ("lock_minutes = 2.5", ("120",)),
        ("lock_minutes = true", ("120",)),
        ("lock_minute = 10", ("lock_minute", "lock_minutes", "pharmacy.name")),
        ("[lock_minutes]\nx = 1", ("120",)),
        ("ttr_gap_days = 13", ("14", "120")),
        ("review_sample = 101", ("review_sample", "0", "100")),
        ("language = 'de'", ("de", "fr, en")),
        ("theme = 'blue'", ("blue", "dark, light, contrast")),
        ("theme = 0x" + "f" * 9000, ("dark, light, contrast",)),
        ("rules = 'texts'", ("texts", "avenant-8")),
        ("pharmacy = 3", ("pharmacy", "pharmacy.name")),
        ("[pharmacy]\nnumber = '12'", ("pharmacy.number", "9")),
        ("[pharmacy]\nnumber = 0x" + "f" * 9000, ("9",)),
        ('[pharmacy]\nname = "a\\u001b"', ("pharmacy.name", "200")),
        ("[pharmacy]\nfax = '12'", ("pharmacy.fax", "pharmacy.number")),
        ("[[pharmacists]]\nname = ''", ("pharmacists", "11")),
        ("[[pharmacists]]\nname = 'A'\nrpps = '12'", ("pharmacists", "11")),
        ("[[pharmacists]]\nname = 'A'\nage = 12", ("pharmacists", "11")),
        ("pharmacists = ['A']", ("pharmacists", "11")),
        ("lock_minutes = ten", ("lock_minutes = 10",)),
        ("lock_minutes = " + "9" * 5000, ("lock_minutes = 10",)),
        ("x = " + "[" * 5000, ("lock_minutes = 10",)),
    ],
)
def test_what_cannot_be_is_named_with_what_can(file: Path, text: str, said: tuple[str, ...]) -> None:
    file.write_text(text, encoding="utf-8")
    found = read_settings()
    assert found == Settings()
    (fault,) = found.faults
    assert file.name in fault
    assert [word for word in said if word not in fault] == []
    assert len(fault) < 600


def test_one_wrong_value_leaves_the_others(file: Path) -> None:
    file.write_text(WHOLE.replace("contrast", "blue").replace("60", "600"), encoding="utf-8")
    found = read_settings()
    assert (found.theme, found.ttr_gap_days, found.lock_minutes) == ("dark", 56, 5)
    assert len(found.faults) == 2


def test_a_file_that_is_no_text_is_said(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    found = read_settings()
    assert found == Settings()
    assert file.name in found.faults[0]


def test_a_folder_that_cannot_be_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CONFIG", "~nobody-of-this-name/x")
    assert "~nobody-of-this-name" in read_settings().faults[0]


def test_a_rule_set_of_ones_own_may_be_named(file: Path) -> None:
    (file.parent / "rules").mkdir()
    (file.parent / "rules" / "ours.yaml").write_text("", encoding="utf-8")
    file.write_text("rules = 'ours'", encoding="utf-8")
    assert read_settings().rules == "ours"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ()),
        ("Anne Martin", (Pharmacist("Anne Martin"),)),
        (
            " Anne  Martin 10 001 234 565 ; Paul Petit",
            (Pharmacist("Anne Martin", "10001234565"), Pharmacist("Paul Petit")),
        ),
        (
            "Anne Martin, 10001234565\nJ.-P. d’Ys",
            (Pharmacist("Anne Martin", "10001234565"), Pharmacist("J.-P. d’Ys")),
        ),
    ],
)
def test_pharmacists_are_typed_one_after_the_other(typed: str, kept: tuple[Pharmacist, ...]) -> None:
    assert check("pharmacists", typed) == kept
    assert check("pharmacists", "; ".join(map(str, kept))) == kept


@pytest.mark.parametrize("typed", ["10001234565", "Anne 12", "Anne 10001234565 x 3"])
def test_pharmacists_typed_wrongly_are_refused(typed: str) -> None:
    with pytest.raises(InputError, match="11"):
        check("pharmacists", typed)


def test_what_is_written_is_read_again(file: Path) -> None:
    values = {
        "pharmacy.name": 'Pharmacie "du Port"',
        "pharmacists": (Pharmacist("Anne Martin", "10001234565"), Pharmacist("Paul Petit")),
        "theme": "light",
        "pharmacy.number": "2A2012345",
        "lock_minutes": 7,
        "language": "en",
    }
    assert write_settings(values) == file.resolve()
    found = read_settings()
    assert found.faults == ()
    assert {key: found[key] for key in values} == values
    write_settings({"pharmacists": (), "theme": "dark", "ttr_gap_days": 20})
    found = read_settings()
    assert (found.pharmacists, found.theme, found.ttr_gap_days, found.lock_minutes) == ((), "dark", 20, 7)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_comments_and_what_is_unknown_stay(file: Path) -> None:
    file.write_text(WHOLE + "\n[ours]\nx = 1 # kept\n", encoding="utf-8")
    write_settings({"theme": "light", "pharmacy.address": ""})
    text = file.read_text(encoding="utf-8")
    assert "# ours" in text
    assert "# for the students" in text
    assert "x = 1 # kept" in text
    found = read_settings()
    assert (found.theme, found.pharmacy_address, len(found.pharmacists)) == ("light", "", 2)


@pytest.mark.parametrize("text", [b"theme = ", b"\xff", b"pharmacy = 3\n[ours]\n"])
def test_a_file_in_disorder_is_set_right_and_nothing_of_it_lost(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    write_settings({"pharmacy.name": "Pharmacie du Port", "theme": "light"})
    found = read_settings()
    assert (found.pharmacy_name, found.theme) == ("Pharmacie du Port", "light")
    old = file.with_name("settings.toml.old")
    assert old.read_bytes() == text if old.exists() else b"[ours]" in file.read_bytes()


def test_a_link_to_the_settings_stays_one(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    file.symlink_to(elsewhere / "mine.toml")
    write_settings({"theme": "light"})
    assert file.is_symlink()
    assert read_settings().theme == "light"


def test_settings_that_cannot_be_written_are_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(WHOLE, encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=re.escape(file.name)):
        write_settings({"theme": "light"})
    assert file.read_text(encoding="utf-8") == WHOLE
    assert [path.name for path in file.parent.iterdir()] == [file.name]
