"""The store that each release left is read by this version, whole, by everybody who could read it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant import __version__, language
from assistant.interview.replaying import replay
from assistant.store.entry import Entry
from assistant.store.verifying import verify
from tests.opening import PASSPHRASE
from tests.releases import FOLDER, PEOPLE, Clock, content, main

RELEASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Any]:
    """A copy of a release's store, and what it holds."""
    language.use("fr")
    folder = tmp_path / "store"
    shutil.copytree(FOLDER / request.param, folder)
    return folder, json.loads((FOLDER / f"{request.param}.json").read_text(encoding="utf-8"))


def test_this_release_left_one() -> None:
    assert __version__ in RELEASES
    assert main([]) == 1


@pytest.mark.parametrize("name", PEOPLE)
def test_everything_is_read_as_it_was_written(release: tuple[Path, Any], name: str) -> None:
    folder, known = release
    before = {path: path.read_bytes() for path in folder.rglob("*.journal")}
    with Entry(folder, Clock()).unlock(name, PASSPHRASE) as store:
        assert store.person.role == PEOPLE[name]
        assert json.loads(json.dumps(content(store))) == known[name]
        assert verify(store, store.audit).faults == []
    assert {path: path.read_bytes() for path in folder.rglob("*.journal")} == before


def test_everything_held_is_where_its_own_version_leads(release: tuple[Path, Any]) -> None:
    folder, _known = release
    with Entry(folder, Clock()).unlock("Sofia Diaz", PASSPHRASE) as store:
        held = [one for line in store.summaries() for one in store.dossier(line.patient.ref).interviews]
        assert held
        for interview in held:
            assert replay(interview.standing.transcript, store.script) is None, interview.id


def test_what_was_under_way_goes_on(release: tuple[Path, Any]) -> None:
    folder, _known = release
    with Entry(folder, Clock()).unlock("Anne Martin", PASSPHRASE) as store:
        (line,) = store.summary("P2").unfinished
        assert store.draft(line.id).read() == ("medicine", "Couma")
        session = store.resume(line.id)
        assert session.position == "medicine"
        session.answer("Coumadine 5 mg")
        assert verify(store, store.audit).faults == []
