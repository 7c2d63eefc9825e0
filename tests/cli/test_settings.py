"""`assistant settings`, and what the settings change in other commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import Settings, read_settings
from assistant.settings.settings import KEYS
from tests.cli.calling import Call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of settings, in a folder that is there."""
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "settings.toml"


def test_everything_is_shown(call: Call, tmp_path: Path) -> None:
    shown = call("settings", "show", "--json").result
    assert shown["file"] == str(tmp_path / "config" / "settings.toml")
    assert set(shown["settings"]) == set(KEYS)
    assert shown["settings"]["lock_minutes"] == 10
    assert shown["faults"] == []
    lines = call("settings", "show").out.splitlines()
    assert [line.split()[0] for line in lines] == list(KEYS)
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("pharmacy.name", "Pharmacie [du Port]", "Pharmacie [du Port]"),
        ("pharmacy.number", "29 2 01234 5", "292012345"),
        ("pharmacists", "Anne Martin 10001234565; Paul Petit", None),
        ("language", "en", "en"),
        ("theme", "contrast", "contrast"),
        ("rules", "avenant-8", "avenant-8"),
        ("ttr_gap_days", "60", 60),
        ("lock_minutes", "5", 5),
    ],
)
def test_one_is_set(call: Call, key: str, typed: str, kept: object) -> None:
    called = call("settings", "set", key, typed)
    assert called.code == 0
    assert called.out.split()[0] == key
    found = read_settings()
    if kept is not None:
        assert found[key] == kept
    else:
        assert [one.rpps for one in found.pharmacists] == ["10001234565", ""]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("theme", "blue", "dark, light, contrast"),
        ("lock_minutes", "0", "from 1 to 120"),
        ("pharmacy.number", "12", "9 figures"),
        ("colour", "blue", "theme"),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_can(call: Call, key: str, typed: str, said: str) -> None:
    called = call("settings", "set", key, typed)
    assert (called.code, called.out) == (1, "")
    assert said in called.err
    assert read_settings() == Settings()


def test_a_command_says_what_is_wrong_in_the_file_and_goes_on(call: Call, file: Path) -> None:
    file.write_text("theme = 'blue'\n", encoding="utf-8")
    called = call("inr", "2,5", "--target", "2-3", "--json")
    assert called.code == 0
    assert json.loads(called.out)["ok"] is True
    assert called.err.count("settings.toml") == 1
    assert "dark, light, contrast" in called.err
    assert call("settings", "show", "--json").result["faults"] == [called.err.strip()]


def test_the_language_of_the_settings_is_spoken_where_none_is_asked_for(call: Call, file: Path) -> None:
    def said(lang: str, *words: str) -> bool:
        return "in range" in call("inr", "2,5", "--target", "2-3", *words, lang=lang).out

    assert not said("")
    file.write_text("language = 'en'\n", encoding="utf-8")
    assert said("")
    assert not said("fr")
    assert not said("", "--lang", "fr")


def test_the_gap_of_the_settings_holds_for_the_time_in_range(call: Call, file: Path) -> None:
    readings = file.with_name("readings.csv")
    readings.write_text("date,value\n2016-01-01,2.5\n2016-02-10,2.5\n", encoding="utf-8")
    ask = ("ttr", str(readings), "--target", "2-3", "--json")
    assert call(*ask).result["days"] == 40
    file.write_text("ttr_gap_days = 39\n", encoding="utf-8")
    assert call(*ask).result["days"] == 0
    assert call(*ask, "--gap", "40").result["days"] == 40
    refused = call(*ask[:-1], "--gap", "5")
    assert refused.code == 1
    assert "14" in refused.err


def test_the_year_is_counted_by_the_rule_set_of_the_settings(call: Call, file: Path) -> None:
    shipped = Path(__file__).parents[2] / "scripts" / "rules" / "avenant-8.yaml"
    (file.parent / "rules").mkdir()
    own = shipped.read_text(encoding="utf-8").replace("id: avenant-8", "id: ours")
    (file.parent / "rules" / "ours.yaml").write_text(own, encoding="utf-8")
    assert call("year", "--json").result["rules"] == "avenant-8"
    assert call("settings", "set", "rules", "ours").code == 0
    assert call("year", "--json").result["rules"] == "ours"


def test_init_sets_the_pharmacy_and_the_rules(call: Call, tmp_path: Path) -> None:
    ask = ("init", "--store", str(tmp_path / "other"), "--pharmacy", "Pharmacie du Port", "--rules")
    refused = call(*ask, "none")
    assert (refused.code, refused.out) == (1, "")
    assert "avenant-8" in refused.err
    assert not (tmp_path / "other").exists()
    assert call(*ask, "avenant-8").code == 0
    assert (read_settings().pharmacy_name, read_settings().rules) == ("Pharmacie du Port", "avenant-8")


def test_init_prints_the_recovery_key_even_where_the_settings_cannot_be_kept(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "file" / "x"))
    called = call("init", "--store", str(tmp_path / "other"), "--pharmacy", "Pharmacie du Port", "--json")
    assert called.code == 0
    assert called.result["recovery_key"]
    assert "settings.toml" in called.err


@pytest.mark.parametrize("typed", ["Anne Martin 10001234567", "Anne 10001234565; Paul 10001234567"])
def test_the_key_of_an_rpps_number_is_checked(call: Call, typed: str) -> None:
    refused = call("settings", "set", "pharmacists", typed)
    assert refused.code == 1
    assert "RPPS" in refused.err
