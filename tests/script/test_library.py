"""Where scripts are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import NotFoundError, ScriptError
from assistant.script.library import find_script, load_script, parse_script, script_files
from tests.script.small import SMALL, changed


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path))
    folder = tmp_path / "scripts" / "interviews"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("name", ["avk", "observance"])
def test_shipped_scripts_by_id(own: Path, name: str) -> None:
    assert find_script(name).id == name
    assert own.is_dir()


def test_a_users_own_beside_the_shipped_ones(own: Path) -> None:
    (own / "small.yaml").write_text(SMALL, encoding="utf-8")
    assert find_script("small").id == "small"
    assert [path.stem for path in script_files()] == [
        "aod",
        "avk",
        "daily_life",
        "effects",
        "observance",
        "observance_theme",
        "surveillance",
        "small",
    ]


def test_a_users_own_goes_before_a_shipped_one(own: Path) -> None:
    (own / "avk.yaml").write_text(changed(("id: small", "id: avk")), encoding="utf-8")
    assert find_script("avk").title.en == "Small"


def test_a_path(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert find_script(str(path)).id == "small"


@pytest.mark.parametrize("name", ["", "nothing", "../avk", "x" * 5000, "a\x00b", "/", "\x1b[31m"])
def test_a_name_of_no_script(own: Path, name: str) -> None:
    assert own.is_dir()
    with pytest.raises(NotFoundError) as refused:
        find_script(name)
    assert "aod, avk, daily_life, effects, observance" in refused.value.message
    assert refused.value.message.isprintable()


def test_a_kept_script_is_read_though_a_fact_it_names_is_gone(tmp_path: Path) -> None:
    text = changed(("fact: inr_low", "fact: given_up"))
    path = tmp_path / "kept.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScriptError):
        load_script(path)
    assert parse_script(text.encode(), "kept.yaml").id == "small"
