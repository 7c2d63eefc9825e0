"""The documents are true: commands run, examples load, exchanges happen as they are written."""

from __future__ import annotations

import asyncio
import io
import json
import re
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from assistant import language
from assistant.avk.computed import COMPUTED
from assistant.bilingual import Text
from assistant.cli import main
from assistant.clock import SystemClock
from assistant.interview.play import play
from assistant.rehearsal.case import (
    Case,
    Control,
    Days,
    Difficulty,
    Hidden,
    Leaving,
    Noticed,
    Person,
    Temperament,
    Trap,
    Truth,
    Weight,
)
from assistant.script.answers import AnswerKind
from assistant.script.conditions import OPERATORS, SOURCES
from assistant.script.kinds import Feed
from assistant.script.library import find_script, load_script, parse_script
from assistant.script.source import parse
from assistant.script.steps import (
    Alert,
    Ask,
    Chapter,
    Level,
    Notion,
    OwnMandate,
    Point,
    Rate,
    Script,
    Section,
    Stop,
    Tell,
)
from assistant.settings import read_settings, shipped
from tests import pictures, reference
from tests.opening import PASSPHRASE, opened

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES: Final = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
SETUP: Final = "python3 -m venv"


def blocks(text: str, kind: str) -> list[str]:
    """The code blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def shell_lines(page: Path) -> list[str]:
    """Every command of a page's shell blocks, continued lines joined."""
    text = "".join(blocks(page.read_text(encoding="utf-8"), "sh")).replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = language.current()
    yield
    language.use(before)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The checkout as working folder, a store and a configuration of our own."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSISTANT_USER", "Anne Martin")
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("ASSISTANT_LANG", raising=False)
    return tmp_path


def called(line: str, monkeypatch: pytest.MonkeyPatch, typed: str = "") -> int:
    """The exit code of a command typed in a shell, with nobody at the keyboard."""
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    words = shlex.split(line)
    assert words[0] == "assistant", line
    return main(words[1:])


def test_the_first_screenful_says_what_it_is_with_a_picture() -> None:
    first = "\n".join(README.splitlines()[:24])
    assert "(docs/interview.svg)" in first
    assert ".venv/bin/assistant" in first


def test_one_command_sets_up_and_runs_one_sets_up_and_tests() -> None:
    setups = [line for line in shell_lines(ROOT / "README.md") if line.startswith(SETUP)]
    assert len(setups) == 2
    run, test = setups
    assert run.endswith("install --quiet -c constraints.txt . && .venv/bin/assistant")
    assert '-e ".[dev]"' in test
    assert "`uv run assistant`" in README
    assert "`uv run --extra dev pytest`" in README
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_run_as_they_are_written(
    page: Path, alone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line for line in shell_lines(page) if not line.startswith(SETUP)]
    if page.name == "README.md":
        assert len(lines) > 12
    if not any(line.startswith("assistant init") for line in lines):
        opened(alone / "store", SystemClock()).close()
    for line in lines:
        code = called(line, monkeypatch)
        said = capsys.readouterr()
        if re.fullmatch(r"assistant interview \S+", line):  # the screens need a terminal, and say so
            assert (code, said.out) == (1, "")
            assert "--plain" in said.err
            assert called(line + " --plain", monkeypatch) == 0
            capsys.readouterr()
        else:
            assert code == 0, (line, said.err)
            assert said.out


def test_every_key_of_a_case_is_explained() -> None:
    page = (DOCS / "cases.md").read_text(encoding="utf-8")
    for model in (Case, Person, Truth, Hidden, Leaving, Trap, Noticed, Control, Days):
        for key in model.model_fields:
            assert re.search(rf"[`{{ ]{key}[`:]", page), (model.__name__, key)
    for words in (Difficulty, Temperament, Weight):
        assert all(word in page for word in get_args(words))


def test_every_command_and_option_is_in_the_readme() -> None:
    seen = 0
    for words, parser in reference.commands():
        assert f"`{' '.join(['assistant', *words])}" in README
        for action in parser._actions:
            for option in action.option_strings:
                if option != "-h":
                    seen += 1
                    assert re.search(rf"{re.escape(option)}(?![\w-])", README), (words, option)
    assert seen > 100


def test_every_option_is_told_where_its_command_is() -> None:
    sections = re.findall(r"^### (.+?)\n(.+?)(?=^##)", README, re.DOTALL | re.MULTILINE)
    for words, parser in reference.commands():
        if not words:
            continue
        told = [text for heading, text in sections if words[0] in re.split(r"[ ,]+", heading)]
        told += re.findall(rf"^\| `assistant {words[0]}\b.*$", README, re.MULTILINE)
        for option in (option for action in reference.options(parser) for option in action.option_strings):
            assert re.search(rf"{re.escape(option)}(?![\w-])", "\n".join(told)), (words, option)


def test_the_readme_names_every_variable_of_the_environment() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "assistant").rglob("*.py"))
    variables = set(re.findall(r"\bASSISTANT_[A-Z]+\b", code))
    assert variables == set(re.findall(r"^\| `(ASSISTANT_[A-Z]+)` \|", README, re.MULTILINE))


def test_the_readme_says_what_the_program_is_not() -> None:
    part = README.split("## What it is not", 1)[1].split("\n## ", 1)[0]
    for words in ("no diagnosis", "no dose", "not a certified medical device", "SECURITY.md", "avenant 8"):
        assert words in part


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _hash, heading = target.partition("#")
        found = page if not name else page.parent / name
        assert found.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles}, target


def test_paths_named_in_the_documents_exist() -> None:
    pattern = re.compile(r"`((?:assistant|tests|docs|scripts)/[\w./-]+)`")
    for page in PAGES:
        for path in pattern.findall(page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists() or path.startswith("scripts/interviews"), (page.name, path)


def test_the_reference_is_that_of_the_parsers() -> None:
    kept = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert kept == reference.page(), "run `python -m tests.reference`"


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_small_alone_and_in_the_readme(name: str) -> None:
    text = pictures.path_of(name).read_text(encoding="utf-8")
    ET.fromstring(text)
    assert len(text) < 150_000
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}
    assert f"](docs/{name}.svg)" in README


def test_the_pictures_are_of_the_program_as_it_is(tmp_path: Path) -> None:
    taken = asyncio.run(pictures.pictures(tmp_path))
    assert tuple(taken) == pictures.PICTURES
    for name, svg in taken.items():
        assert words_of(svg) == words_of(pictures.path_of(name).read_text(encoding="utf-8")), (
            "run `python -m tests.pictures`"
        )
    step = next(s for _x, s in find_script("avk").steps() if s.id == pictures.SHOWN)
    assert step.words.fr.replace("\u00a0", " ") in words_of(taken["interview"])
    assert "validée" in words_of(taken["end"])


def words_of(svg: str) -> str:
    """What a picture says, with common spaces."""
    return "".join(ET.fromstring(svg).itertext()).replace("\u00a0", " ")


def test_a_picture_is_freed_of_what_it_would_fetch() -> None:
    svg = "<svg><style>\n@font-face { src: url(x) }\n.a { font-family: Fira Code, monospace }</style></svg>"
    assert pictures.alone(svg) == "<svg><style>\n.a { font-family: monospace }</style></svg>\n"


def test_the_script_of_the_manual_is_the_example_and_loads(alone: Path) -> None:
    example = DOCS / "examples" / "tablets.yaml"
    written = blocks((DOCS / "scripts.md").read_text(encoding="utf-8"), "yaml")
    assert written[0] == example.read_text(encoding="utf-8")
    assert written[1] == (DOCS / "examples" / "tablets-answers.yaml").read_text(encoding="utf-8")
    assert load_script(example).id == "tablets"


def test_the_conditions_of_the_manual_are_conditions() -> None:
    text = (DOCS / "scripts.md").read_text(encoding="utf-8")
    conditions = blocks(text, "yaml")[2].splitlines()
    assert len(conditions) == 5
    example = (DOCS / "examples" / "tablets.yaml").read_text(encoding="utf-8")
    for line in conditions:
        (old,) = re.findall(r"^ +when: .*all.*$", example, re.MULTILINE)
        script = parse_script(example.replace(old, " " * 8 + line).encode(), "example.yaml")
        assert any(step.when is not None for _section, step in script.steps())


def test_the_manual_names_every_key_and_value() -> None:
    text = (DOCS / "scripts.md").read_text(encoding="utf-8")
    models = (Script, OwnMandate, Section, Chapter, Alert, Tell, Ask, Rate, Notion, Point, Stop, Text)
    keys = {str(field.alias or name) for model in models for name, field in model.model_fields.items()}
    kinds = get_args(get_args(AnswerKind)[0])
    keys |= {name for kind in kinds for name in kind.model_fields}
    keys |= {*SOURCES, *OPERATORS, *COMPUTED, *get_args(Level), *get_args(Feed)}
    keys |= {get_args(kind.model_fields["kind"].annotation)[0] for kind in kinds}
    assert not {key for key in keys if f"`{key}`" not in text and f"`{key}:" not in text}


def test_the_rules_of_yaml_are_as_they_are_told() -> None:
    told = parse(b"a: no\nb: on\nc: 12:30\nd: true\n", Path("told.yaml"))
    assert told.data == {"a": "no", "b": "on", "c": "12:30", "d": True}
    assert told.faults == ()
    for text in (b"a: 1\na: 2\n", b"a: &x 1\nb: *x\n", b"a: !tag 1\n"):
        assert parse(text, Path("told.yaml")).faults


def test_every_kind_of_error_is_told() -> None:
    from assistant.errors import AssistantError

    def kinds(error: type[AssistantError]) -> set[str]:
        return {error.kind, *(kind for lower in error.__subclasses__() for kind in kinds(lower))}

    page = reference.page()
    told = kinds(AssistantError) - {AssistantError.kind}
    assert len(told) >= 8
    assert not {kind for kind in told if f"`{kind}`" not in page}


def exchange() -> tuple[list[str], list[Any]]:
    """What is sent and received in the worked exchange."""
    (text,) = blocks((DOCS / "jsonl.md").read_text(encoding="utf-8"), "text")
    lines = text.splitlines()
    sent = [line[2:] for line in lines if line.startswith("> ")]
    received = [json.loads(line[2:]) for line in lines if line.startswith("< ")]
    assert len(sent) + len(received) == len(lines)
    return sent, received


def test_the_exchange_happens_as_it_is_written(
    alone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, received = exchange()
    opened(alone / "store", SystemClock()).close()
    assert called("assistant patients add --from docs/examples/patient.json", monkeypatch) == 0
    capsys.readouterr()
    line = "assistant interview D1 --script docs/examples/tablets.yaml --jsonl --lang en"
    assert called(line, monkeypatch, "\n".join(sent) + "\n") == 0
    out = capsys.readouterr().out
    (transcript,) = set(re.findall(r'"transcript": "(\w+)"', out))
    came = [json.loads(x) for x in out.replace(transcript, "T1").splitlines()]
    # The year depends on the day on which the test runs.
    assert set(came[-1].pop("year")) == set(received[-1].pop("year"))
    assert came == received
    events = {message["event"] for message in received}
    assert events == {"question", "saved", "refused", "alert", "end"}


def test_the_protocol_page_names_every_field() -> None:
    text = (DOCS / "jsonl.md").read_text(encoding="utf-8")
    fields = {name for message in exchange()[1] for name in message if name != "event"}
    assert not {name for name in fields if f"`{name}`" not in text}


def test_the_import_page_names_every_column() -> None:
    from assistant.exchange.arrivals import NEEDED, OPTIONAL

    text = (DOCS / "import.md").read_text(encoding="utf-8")
    assert not {name for name in (*NEEDED, *OPTIONAL) if f"`{name}`" not in text}
    first = (DOCS / "examples" / "patients.csv").read_text(encoding="utf-8").splitlines()[0]
    assert set(first.split(";")) == {*NEEDED, *OPTIONAL}


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {p.name for p in (ROOT / "assistant").iterdir() if (p / "__init__.py").exists()}
    modules = {p.stem for p in (ROOT / "assistant").glob("*.py") if not p.stem.startswith("__")}
    assert not {name for name in rooms if f"`{name}/`" not in text}
    assert not {name for name in modules if f"`{name}`" not in text}


HOSTS = {"keepachangelog.com", "semver.org", "rpps.esante.gouv.fr"}
"""Conventions followed, and a name of FHIR for the RPPS numbers."""


def test_documents_name_no_path_of_one_machine_and_few_hosts() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://([^/ )`]+)", text)) <= HOSTS, page.name
        assert not re.search(r"(?<![\w~:/.>%)])/[a-z]+/[a-z]", text), page.name


def test_the_example_of_a_file_of_answers_completes(alone: Path) -> None:
    from datetime import date

    answers = parse((DOCS / "examples" / "tablets-answers.yaml").read_bytes(), Path("answers.yaml")).data
    script = load_script(DOCS / "examples" / "tablets.yaml")
    result = play(script, answers, SystemClock(), date(2016, 6, 1))
    assert result["status"] == "completed"
    assert [alert["id"] for alert in result["alerts"]] == ["many_left"]
    assert (shipped() / "interviews" / "observance.yaml").exists()


def test_the_settings_of_the_readme_are_all_of_them_and_hold(alone: Path) -> None:
    from assistant.settings.settings import KEYS

    (text,) = blocks(README, "toml")
    (alone / "config").mkdir()
    (alone / "config" / "settings.toml").write_text(text, encoding="utf-8")
    found = read_settings()
    assert found.faults == ()
    assert found.pharmacists
    assert not {key for key in KEYS if not re.search(rf"^\[*{key.split('.')[-1]}\b", text, re.MULTILINE)}


def test_every_source_cited_is_on_the_page_of_sources() -> None:
    page = (DOCS / "sources.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^## (§\d)", page, re.M))
    ids = set(re.findall(r"^\| `([^`]+)`", page, re.M))
    cited = 0
    for path in sorted((ROOT / "scripts").rglob("*.yaml")):
        for source in re.findall(r"^\s*source: \"?(.*?)\"?$", path.read_text(encoding="utf-8"), re.M):
            cited += 1
            assert set(re.findall(r"§\d", source)) <= sections, (path.name, source)
            assert not re.search(r"\[S\d\]", source), (path.name, source)
            assert set(re.findall(r"\bS\d\b", source)) <= ids, (path.name, source)
            assert set(re.findall(r"docs/sources\.md, ([^)]+)\)", source)) <= ids, (path.name, source)
    assert cited > 200


def test_nothing_cites_a_file_that_is_not_here() -> None:
    named = "DOMAIN" + ".md"
    kept = [*(ROOT / "scripts").rglob("*.yaml"), *(ROOT / "assistant").rglob("*.py"), *DOCS.rglob("*.md")]
    assert not [str(path) for path in kept if named in path.read_text(encoding="utf-8")]


def test_the_exchange_page_names_every_column_and_line() -> None:
    from assistant.exchange import eventrows, interviews

    text = (DOCS / "exchange.md").read_text(encoding="utf-8")
    lines = {
        "archive",
        "dossier",
        "fact",
        "script",
        "case",
        "interview",
        "event",
        "reviewed",
        "review",
        "end",
    }
    assert not {name for name in {*interviews.COLUMNS, *eventrows.COLUMNS, *lines} if f"`{name}`" not in text}
