"""`assistant print`: documents made, recorded, handed over; what cannot be is said first."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.clock import SystemClock
from tests.cli.calling import Call, Called
from tests.cli.test_rehearse import CALM, REFUSED
from tests.documents.paper import read, text_of
from tests.opening import opened

Talk = Callable[..., Called]


@pytest.fixture
def held(talk: Talk, ref: str) -> str:
    """A completed questionnaire."""
    return str(talk(ref, "--script", "observance").messages[-1]["transcripts"][0])


def program(folder: Path, name: str, does: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    (folder / name).chmod(0o700)


class Keyboard(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


def trail(call: Call) -> list[dict[str, object]]:
    """What the audit trail has of prints."""
    return [one for one in call("review", "trail", "--json").result if one["kind"] == "printed"]


def test_a_document_is_written_once_and_recorded(call: Call, ref: str, held: str, tmp_path: Path) -> None:
    file = tmp_path / "q.pdf"
    done = call("print", "observance", held, "--out", str(file), "--json")
    assert done.result == {"kind": "observance", "ref": held, "file": str(file), "pages": 1}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = text_of(file.read_bytes())
    assert "DURAND Léa" in text
    assert "Score 6 out of 6" in text
    again = call("print", "observance", ref, "--out", str(file), "--json")
    assert (again.code, again.error["kind"]) == (1, "input")
    french = tmp_path / "fr.pdf"
    assert call("print", "observance", ref, "--out", str(french), lang="fr").out.startswith("Écrit")
    assert "bonne observance" in text_of(french.read_bytes())
    lines = trail(call)
    assert len(lines) == 2  # the one that was refused is none
    assert "Durand" not in json.dumps(lines)
    said = call("review", "trail").out
    assert "observance questionnaire" in said
    assert held in said


def test_who_is_a_student_prints_no_patient(
    call: Call, tmp_path: Path, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "store", SystemClock(), "Élise", "student").close()
    monkeypatch.setenv("ASSISTANT_USER", "Élise")
    for kind in ("fiche", "observance", "adhesion", "letter", "patient", "year"):
        refused = call("print", kind, held, "--out", str(tmp_path / "x.pdf"), "--json")
        assert (refused.code, refused.error["kind"]) == (1, "rights")
    assert (
        call("print", "review", held, "--out", str(tmp_path / "x.pdf"), "--json").error["kind"] == "not_found"
    )
    assert not (tmp_path / "x.pdf").exists()


def test_a_supervisor_prints_reviews_and_year_files_but_records_no_agreement(
    call: Call, tmp_path: Path, ref: str, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "store", SystemClock(), "Sophie", "supervisor").close()
    monkeypatch.setenv("ASSISTANT_USER", "Sophie")
    assert call("review", "remark", held, "À <relire> *vite*", "--kind", "praise").code == 0
    file = tmp_path / "review.pdf"
    assert call("print", "review", held, "--out", str(file)).code == 0
    assert "À <relire> *vite*" in text_of(file.read_bytes())
    assert call("print", "year", ref, "--out", str(tmp_path / "year.pdf")).code == 0
    assert call("print", "letter", ref, "--agreed", "--out", str(tmp_path / "l.pdf"), "--json").code == 1


def test_a_letter_is_changed_in_an_editor_and_leaves_nothing_behind(
    call: Call, talk: Talk, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk(ref, "--script", "avk", replies={"contact_agreement": {"answer": "no"}})
    letter = ("print", "letter", ref, "--edit", "--out", str(tmp_path / "l.pdf"))
    assert "did not agree" in call(*letter).err
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    program(
        tmp_path / "bin",
        "write",
        'ls -l "$1" > "$0.seen"; grep -q DURAND "$1" && echo "À *vous* de voir." > "$1"',
    )
    monkeypatch.setenv("EDITOR", str(tmp_path / "bin" / "write"))
    monkeypatch.delenv("VISUAL", raising=False)
    assert call(*letter, "--agreed").code == 0
    text = text_of((tmp_path / "l.pdf").read_bytes())
    assert "À *vous* de voir." in text
    assert "Dear Doctor" not in text
    assert (tmp_path / "bin" / "write.seen").read_text(encoding="utf-8").startswith("-rw-------")
    assert list(temporary.iterdir()) == []
    known = call("patients", "export", ref, "--json").result["facts"]
    agreed = next(one for one in known if one["id"] == "contact_agreed")
    assert [one["value"] for one in agreed["history"]] == ["no", "yes"]
    for does in ("exit 1", 'rm "$1"', ': > "$1"'):
        program(tmp_path / "bin", "write", does)
        assert call("print", "letter", ref, "--edit", "--out", str(tmp_path / "m.pdf")).code == 1
    assert not (tmp_path / "m.pdf").exists()
    assert len(trail(call)) == 1
    assert list(temporary.iterdir()) == []


def test_it_is_opened_or_sent_where_the_system_can(
    call: Call, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    program(tmp_path / "bin", "xdg-open", f'cp "$1" {tmp_path}/seen')
    program(tmp_path / "bin", "lp", f"cat > {tmp_path}/paper")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/bin{os.pathsep}/usr/bin")
    file = tmp_path / "a.pdf"
    assert call("print", "adhesion", ref, "--out", str(file), "--view", "--printer").code == 0
    assert (tmp_path / "seen").read_bytes() == (tmp_path / "paper").read_bytes() == file.read_bytes()
    nobody = call("print", "adhesion", ref)
    assert nobody.code == 1
    assert "--out" in nobody.err
    (tmp_path / "seen").unlink()
    monkeypatch.setattr(sys, "stdin", Keyboard("\n"))
    assert main(["print", "adhesion", ref]) == 0
    assert len(read((tmp_path / "seen").read_bytes()).pages) == 2
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_is_practised_on_is_printed_as_an_exercise(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "store", SystemClock(), "Élise", "student").close()
    monkeypatch.setenv("ASSISTANT_USER", "Élise")
    name = call(*CALM, typed=REFUSED).messages[-1]["transcripts"][0]
    for kind in ("debrief", "review"):
        file = tmp_path / f"{kind}.pdf"
        assert call("print", kind, name, "--out", str(file), "--rehearsals", lang="fr").code == 0
        document = read(file.read_bytes())
        assert all("EXERCICE" in page.extract_text() for page in document.pages)
    text = text_of((tmp_path / "debrief.pdf").read_bytes())
    for words in ("Ce qui s’est bien passé", "Attendu", "Élise"):
        assert words in text
    latest = tmp_path / "latest.pdf"
    assert call("print", "debrief", "coat_on", "--out", str(latest)).code == 0
    assert "REHEARSAL" in text_of(latest.read_bytes())
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    assert call("print", "debrief", name, "--out", str(tmp_path / "anne.pdf")).code == 0
    opened(tmp_path / "store", SystemClock(), "Luc", "student").close()
    monkeypatch.setenv("ASSISTANT_USER", "Luc")
    for kind in ("debrief", "review"):
        refused = call("print", kind, name, "--rehearsals", "--out", str(tmp_path / "luc.pdf"), "--json")
        assert refused.error["kind"] == "rights"
    assert not (tmp_path / "luc.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("print",),
        ("print", "fiche"),
        ("print", "adhesion", "P1", "--printer"),
        ("print", "adhesion", "P1", "--out", "x.pdf", "--view"),
        ("print", "poster", "P1"),
        ("print", "fiche", "P1", "--edit", "--out", "x.pdf"),
        ("print", "fiche", "P1", "--agreed", "--out", "x.pdf"),
        ("print", "fiche", "P1", "--year", "2017", "--out", "x.pdf"),
        ("print", "year", "P1", "--year", "1", "--out", "x.pdf"),
        ("print", "year", "P1", "--year", "x", "--out", "x.pdf"),
        ("print", "fiche", "nobody", "--out", "x.pdf"),
        ("print", "fiche", "P1", "--out", "x.pdf"),
        ("print", "year", "P1", "--out", "x.pdf"),
        ("print", "debrief", "P1", "--out", "x.pdf"),
        ("print", "adhesion", "P1", "--rehearsals", "--out", "x.pdf"),
        ("print", "adhesion", "P1", "--out", "no/such/folder/x.pdf"),
    ],
)
def test_what_cannot_be_is_said(
    call: Call, ref: str, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    done = call(*words)
    assert done.code == 1
    assert done.err.strip()
    assert done.out == ""
    assert not (tmp_path / "x.pdf").exists()
    assert trail(call) == []


def test_without_the_extra_it_says_what_to_install(
    call: Call, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = call("print", "adhesion", ref, "--out", str(tmp_path / "x.pdf"))
    assert done.code == 1
    assert "entretien-avk[paper]" in done.err
    assert trail(call) == []


def test_nothing_leaves_that_the_trail_does_not_have(
    call: Call, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.errors import StoreError
    from assistant.store.audit import Audit

    def full(_self: Audit, _kind: str, **_about: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(Audit, "add", full)
    assert call("print", "adhesion", ref, "--out", str(tmp_path / "x.pdf")).code == 1
    assert not (tmp_path / "x.pdf").exists()
