"""A published version is frozen, and so is the kind of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.script.library import find_script, load_script, script_files
from assistant.script.published import PublishedScript, answer_kinds, frozen_faults, published
from assistant.script.source import read_source
from assistant.settings import shipped
from tests import published as keeping


def test_the_shipped_scripts_are_as_they_were_published() -> None:
    """Where this fails: raise `version` in the script, then run `python -m tests.published`."""
    assert keeping.page(published(), keeping.scripts()) == keeping.FILE.read_text(encoding="utf-8")
    assert set(published()) == {path.stem for path in (shipped() / "interviews").glob("*.yaml")}


def test_what_a_release_kept_is_published_as_it_was() -> None:
    kept = keeping.released()
    assert len(kept) >= 2
    assert kept <= {digest for one in published().values() for digest in one.versions}


def test_nothing_is_wrong_with_the_shipped_scripts() -> None:
    for path in script_files():
        assert list(frozen_faults(read_source(path), load_script(path))) == []


TEXT = "answer: {kind: text, optional: true}"
NOW = find_script("effects").version
RAISED = (f"version: {NOW}", f"version: {NOW + 1}")


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ([("minutes: 3", "minutes: 4")], "version: ", "raise “version”"),
        ([("minutes: 3", "minutes: 4"), RAISED], None, ""),
        (
            [(TEXT, "answer: {kind: date, optional: true}"), RAISED],
            "- id: noticed_told",
            "“noticed_told” was of kind text and is of kind date",
        ),
    ],
)
def test_a_change_is_a_fault_with_its_place(
    tmp_path: Path, changes: list[tuple[str, str]], place: str | None, said: str
) -> None:
    text = (shipped() / "interviews" / "effects.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "effects.yaml"
    path.write_text(text, encoding="utf-8")
    found = list(frozen_faults(read_source(path), load_script(path)))
    assert len(found) == bool(said)
    for fault in found:
        assert said in fault.message
        assert place is not None
        assert text.splitlines()[fault.line - 1].strip().startswith(place)


def test_the_list_only_grows() -> None:
    script = find_script("observance")
    old = ("0" * 16,) * (script.version - 1)
    known = PublishedScript(id="observance", versions=(*old, script.digest), answers=answer_kinds(script))
    assert script.digest in keeping.page({"observance": known}, [script])
    before = known.model_copy(update={"versions": old})
    assert f'"{"0" * 16}", "{script.digest}"' in keeping.page({"observance": before}, [script])
    unreleased = {"observance": known.model_copy(update={"versions": (*old, "1" * 16)})}
    with pytest.raises(ValueError, match="was changed"):
        keeping.page(unreleased, [script])
    assert script.digest in keeping.page(unreleased, [script], again=True)
    (kept,) = (one for one in published()["observance"].versions if one in keeping.released())
    first = script.model_copy(update={"version": 1}).sealed(b"", "2" * 16)
    with pytest.raises(ValueError, match="was changed"):
        keeping.page({"observance": known.model_copy(update={"versions": (kept,)})}, [first], again=True)
    with pytest.raises(ValueError, match="changed the kind"):
        keeping.page({"observance": known.model_copy(update={"answers": {"memory": "text"}})}, [script])
