"""`assistant transcripts export` and `assistant import --jsonl`."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.clock import SystemClock
from tests.cli.calling import Call, Called
from tests.cli.test_rehearse import CALM, sent
from tests.opening import PASSPHRASE, opened

OTHER = "ASSISTANT_STORE"


@pytest.fixture
def held(call: Call, talk: Callable[..., Called], ref: str) -> str:
    """An observance questionnaire of the patient; its id."""
    return str(talk(ref, "--script", "observance").messages[-1]["transcripts"][0])


def trail(call: Call) -> list[dict[str, object]]:
    """What the audit trail says of what left and came."""
    lines = call("review", "trail", "--json").result
    return [line["about"] for line in lines if line["kind"] in ("exported", "imported")]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_a_table_and_an_archive_are_written_and_recorded(
    call: Call, tmp_path: Path, ref: str, held: str, lang: str
) -> None:
    for words in (
        (held, "--html"),
        (held, "--csv", "wide"),
        ("--patient", ref, "--csv", "long"),
        ("--all", "--xlsx", "wide"),
        ("--all", "--xlsx", "long", "--words"),
        ("--all", "--jsonl"),
    ):
        out = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        called = call("transcripts", "export", *words, "--out", str(out), "--json", lang=lang)
        assert called.code == 0, called.err
        assert called.result["file"] == str(out)
        assert called.result["transcripts"] == 1
        assert called.err, "that it is not encrypted is said"
        assert out.stat().st_mode & 0o077 == 0
        assert not list(tmp_path.glob("*.new"))
    kinds = [about["what"] for about in trail(call)]
    assert kinds == ["page", "table", "table", "table", "table", "archive"]
    shown = call("review", "trail", lang=lang).out
    assert ("une archive" if lang == "fr" else "an archive") in shown


def test_without_a_file_it_is_printed(call: Call, held: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(call("transcripts", "export", held, "--csv", "wide").out, newline=""))
    )
    assert [row["transcript"] for row in rows] == [held]
    assert call("transcripts", "export", held, "--html").out.startswith("<!doctype html>")
    lines = call("transcripts", "export", "--all", "--jsonl").out.splitlines()
    assert {next(iter(json.loads(line))) for line in lines} >= {"archive", "fact", "event", "end"}
    assert len(trail(call)) == 3


def test_the_options_of_csv(call: Call, held: str) -> None:
    bom = call("transcripts", "export", held, "--csv", "long", "--bom", "--separator", "tab").out
    assert bom.startswith("\ufefftranscript\t")
    assert call("transcripts", "export", held, "--csv", "long", lang="fr").out.startswith("transcript;")
    words = call("transcripts", "export", held, "--csv", "wide", "--words").out
    assert "observance.memory " in words.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--csv", "wide"), "Say which"),
        (("--all", "--patient", "P1", "--csv", "wide"), "Say which"),
        (("--all", "--html"), "one interview"),
        (("abc", "--jsonl"), "whole dossiers"),
        (("--all", "--xlsx", "wide"), "not printed"),
        (("--all", "--jsonl", "--bom"), "CSV alone"),
        (("--all", "--jsonl", "--words"), "tables alone"),
        (("--all", "--csv", "wide", "--json"), "--out"),
        (("--patient", "nobody", "--csv", "wide"), "no patient"),
        (("nothing", "--html"), "no transcript"),
    ],
)
def test_what_cannot_be_is_said(call: Call, ref: str, words: tuple[str, ...], said: str) -> None:
    called = call("transcripts", "export", *words)
    assert called.code == 1
    assert said in called.out + called.err
    assert trail(call) == []


def test_what_is_there_already_and_a_missing_folder_are_refused_before_a_line_is_added(
    call: Call, tmp_path: Path, held: str
) -> None:
    out = tmp_path / "there"
    out.write_text("mine", encoding="utf-8")
    assert call("transcripts", "export", held, "--html", "--out", str(out)).code == 1
    assert out.read_text(encoding="utf-8") == "mine"
    missing = call("transcripts", "export", held, "--html", "--out", str(tmp_path / "no" / "x"))
    assert (missing.code, "There is no folder" in missing.err) == (1, True)
    assert trail(call) == []


def test_a_dossier_goes_to_another_store_and_back(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ref: str, held: str
) -> None:
    out = tmp_path / "all.jsonl"
    assert call("transcripts", "export", "--all", "--jsonl", "--out", str(out)).code == 0
    before = call("patients", "export", ref, "--json").result
    monkeypatch.setenv(OTHER, str(tmp_path / "other"))
    monkeypatch.setenv("ASSISTANT_USER", "Zoé Petit")
    opened(tmp_path / "other", SystemClock(), "Zoé Petit").close()
    looked = call("import", "--jsonl", str(out), "--dry-run")
    assert looked.code == 0
    assert "Nothing was imported" in looked.out
    assert call("transcripts", "list", "--json").result == []
    taken = call("import", "--jsonl", str(out), "--json")
    assert taken.result == {
        "dossiers": 1,
        "transcripts": 1,
        "events": len(before["interviews"][0]["events"]),
        "there": 0,
        "signatures": {"known": 0, "unknown": 1, "missing": 0},
    }
    assert "who signed is not proved" in taken.err
    assert call("patients", "export", ref, "--json").result == before
    verified = call("transcripts", "verify")
    assert verified.code == 0, verified.out
    assert "1 interview came from another store" in verified.out
    assert call("doctor").code == 0
    again = call("import", "--jsonl", str(out))
    assert "here already: 1" in again.out
    shown = call("review", "trail").out
    assert "imported" in shown
    # Erased and brought back, it is a new dossier of the same patient, whose signatures are known here.
    assert call("patients", "erase", ref, "--yes").code == 0
    monkeypatch.setenv(OTHER, str(tmp_path / "store"))
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    assert call("patients", "erase", ref, "--yes").code == 0
    back = call("import", "--jsonl", str(out), "--json")
    assert back.result["signatures"] == {"known": 1, "unknown": 0, "missing": 0}
    assert call("patients", "export", ref, "--json").result == before
    assert call("transcripts", "verify").code == 0


@pytest.mark.parametrize("words", [("--dispensed",), ("--as-of", "01/01/2016")])
def test_what_is_of_tables_is_not_of_archives(call: Call, words: tuple[str, ...]) -> None:
    assert call("import", "--jsonl", "x", *words).code == 1
    assert call("import", "x", "--rehearsals").code == 1


def test_a_file_that_is_not_there_or_no_archive_is_said(call: Call, tmp_path: Path, ref: str) -> None:
    assert call("import", "--jsonl", str(tmp_path / "no")).code == 1
    table = tmp_path / "t.csv"
    table.write_text("a;b\n", encoding="utf-8")
    refused = call("import", "--jsonl", str(table))
    assert (refused.code, "no archive" in refused.err) == (1, True)


def test_other_files_that_leave_are_recorded_too(call: Call, tmp_path: Path, ref: str) -> None:
    for option in ("--csv", "--xlsx", "--ics"):
        assert call("year", "--as-of", "01/10/2016", option, str(tmp_path / option[2:])).code == 0
    assert call("patients", "export", ref, "--out", str(tmp_path / "p.txt")).code == 0
    assert call("review", "trail", "--csv", str(tmp_path / "t.csv")).code == 0
    whats = [about.get("what") for about in trail(call)]
    assert whats == ["year", "year", "calendar", None, "audit"]


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
@pytest.mark.parametrize(("name", "code_then"), [("SIGINT", 1), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_what_is_given_up_leaves_no_half_file(
    tmp_path: Path, ref: str, held: str, name: str, code_then: int
) -> None:
    """The signal comes while the file is being written beside: a reader that is slow makes sure of it."""
    out = tmp_path / "slow.jsonl"
    code = (
        "import os, signal, sys\n"
        "from assistant.exchange import archive\n"
        "lines = archive._lines\n"
        "def slow(*given):\n"
        "    yield next(lines(*given)) * 70_000\n"
        "    assert any(name.endswith('.new') for name in os.listdir(sys.argv[1]))\n"
        f"    os.kill(os.getpid(), signal.{name})\n"
        "    yield from lines(*given)\n"
        "archive._lines = slow\n"
        "from assistant.store.vault import cipher\n"
        "cipher.COST = cipher.Cost(memory_kib=8, passes=1, lanes=1)\n"
        "from assistant.cli import main\n"
        "words = ['transcripts', 'export', '--all', '--jsonl', '--lang', 'en']\n"
        "sys.exit(main([*words, '--out', sys.argv[2]]))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "ASSISTANT_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(out)],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert done.returncode == code_then, done.stderr
    assert ("was not written" in done.stderr) == (name == "SIGINT")
    assert not out.exists()
    assert not list(tmp_path.glob("*.new"))


def test_a_student_exports_what_they_held(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ref: str
) -> None:
    opened(tmp_path / "store", SystemClock(), "Eve Roy", "student").close()
    monkeypatch.setenv("ASSISTANT_USER", "Eve Roy")
    for form in (("--jsonl",), ("--csv", "wide")):
        refused = call("transcripts", "export", "--all", "--rehearsals", *form, "--json", "--out", "x")
        assert (refused.code, refused.error["kind"]) == (1, "rights")


def test_rehearsals_go_to_another_store_and_are_not_mixed_with_patients(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = sent({"answer": ""}, {"answer": ""}, {"say": "<b>"}, {"answer": "no"})
    name = call(*CALM, typed=typed).messages[-1]["transcripts"][0]
    before = call("debrief", name, "--json").result
    page = call("transcripts", "export", name, "--rehearsals", "--html").out
    assert page.count("REHEARSAL") == 2
    wide = call("transcripts", "export", name, "--rehearsals", "--csv", "wide").out
    (row,) = csv.DictReader(io.StringIO(wide, newline=""))
    assert row["rehearsal"].count("/") == 2
    out = tmp_path / "practised.jsonl"
    assert call("transcripts", "export", "--all", "--rehearsals", "--jsonl", "--out", str(out)).code == 0
    monkeypatch.setenv(OTHER, str(tmp_path / "other"))
    monkeypatch.setenv("ASSISTANT_USER", "Zoé Petit")
    opened(tmp_path / "other", SystemClock(), "Zoé Petit").close()
    mixed = call("import", "--jsonl", str(out))
    assert (mixed.code, "--rehearsals" in mixed.err) == (1, True)
    taken = call("import", "--jsonl", str(out), "--rehearsals", "--json")
    assert taken.code == 0, taken.out + taken.err
    assert call("debrief", name, "--json").result == before
    whats = [line["about"].get("what") for line in call("review", "trail", "--rehearsals", "--json").result]
    assert "archive" in whats


def test_how_far_it_is_is_told(call: Call, monkeypatch: pytest.MonkeyPatch, held: str) -> None:
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _stream: True)
    monkeypatch.setattr("assistant.cli.progress._SOON", 0)
    assert "Exporting 1/1" in call("transcripts", "export", "--all", "--jsonl").err
    assert "Exporting 1/1" in call("transcripts", "export", "--all", "--csv", "long").err
