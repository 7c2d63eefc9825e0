"""Shipped files with any node taken out, renamed or exchanged: read, or refused in our words and in place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.avk.interactions import Interactions
from assistant.avk.medicines import Medicines
from assistant.avk.thresholds import Thresholds
from assistant.demo.cases import Cases
from assistant.documents.wording import (
    AdhesionWording,
    LetterWording,
    PatientWording,
    QuestionnaireWording,
)
from assistant.rehearsal.case import Case
from assistant.rehearsal.conduct import Conduct
from assistant.rehearsal.denying import Denying
from assistant.rehearsal.phrasings import Phrasings
from assistant.rehearsal.usual import Usual
from assistant.script.faults import refuse
from assistant.script.knowledge import Declared, Dispensed, Facts, Foreseeing, Mandates, Rereading
from assistant.script.library import script_files
from assistant.script.loader import examine, validate
from assistant.script.references import reference_faults
from assistant.script.source import parse, read_source
from assistant.script.steps import Script
from assistant.settings import shipped
from assistant.year.rules import LegalTexts, RuleSet
from tests.script.small import PYDANTIC, SMALL

FILES: dict[str, type[BaseModel]] = {
    "interviews/avk": Script,
    "interviews/observance": Script,
    "knowledge/facts": Facts,
    "knowledge/mandates": Mandates,
    "knowledge/inr": Thresholds,
    "knowledge/medicines": Medicines,
    "knowledge/interactions": Interactions,
    "knowledge/dispensed": Dispensed,
    "knowledge/declaring": Declared,
    "knowledge/forecast": Foreseeing,
    "knowledge/review": Rereading,
    "documents/adhesion": AdhesionWording,
    "documents/letter": LetterWording,
    "documents/patient": PatientWording,
    "documents/letter-aod": LetterWording,
    "documents/patient-aod": PatientWording,
    "documents/questionnaire": QuestionnaireWording,
    "rules/avenant-1": RuleSet,
    "rules/avenant-8": RuleSet,
    "rules/avenant-11": RuleSet,
    "rules/avenant-21": RuleSet,
    "rules/convention-2022": RuleSet,
    "rules/avenant-1-2024": RuleSet,
    "rules/texts": LegalTexts,
    "demo/patients": Cases,
    "rehearsal/conduct": Conduct,
    "rehearsal/denying": Denying,
    "rehearsal/usual": Usual,
    "rehearsal/phrasings": Phrasings,
    "rehearsal/template": Case,
}
OTHERS: tuple[Any, ...] = (
    None,
    "",
    "no",
    "nothing of the kind",
    "Not an id",
    "x" * 20_000,
    "2016-13-45",
    "2016-05-01T10:00:00",
    0,
    -1,
    10**17,
    10**30,
    2.5,
    1e308,
    -0.0,
    True,
    [],
    {},
    [None],
    ["a", 1],
    {"a": 1},
    {"kind": "yes_no"},
    {"kind": 3},
    {"fr": "a"},
    {"answer": "consent"},
    {"any": 3},
    {"all": [{"any": []}]},
    [[]],
)
Way = tuple[int | str, ...]


@cache
def plain(name: str) -> str:
    """The data of a file, small enough to be checked often: long lists keep a few of their rows."""
    return json.dumps(_short(read_source(shipped() / f"{name}.yaml").data))


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_short(inner) for inner in value[:3]]
    return value


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to every node."""
    yield way
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from ways(inner, (*way, key))


def change(data: Any, way: Way, how: str, other: Any) -> Any:
    """The data with one node taken out, renamed, doubled or exchanged."""
    if not way:
        return other
    holder = data
    for part in way[:-1]:
        holder = holder[part]
    last: Any = way[-1]
    if how == "take out":
        del holder[last]
    elif how == "rename" and isinstance(holder, dict):
        holder["x" + str(last)] = holder.pop(last)
    elif how == "double" and isinstance(holder, list):
        holder.append(holder[last])
    else:
        holder[last] = other
    return data


def judged(text: str, model: type[BaseModel]) -> None:
    """Reads the text as the model; what is wrong must be said in our words, inside the file."""
    source = parse(text.encode(), Path("fuzzed.yaml"))
    loaded, faults = examine(source, model)
    assert faults or loaded is not None
    if model is Script:
        faults.extend(reference_faults(source))
    refused = refuse(faults).details["faults"]
    assert isinstance(refused, list)
    rows = text.split("\n")
    for fault in refused:
        assert 1 <= fault["line"] <= len(rows)
        assert 1 <= fault["column"] <= len(rows[fault["line"] - 1]) + 1
        assert fault["message"].isprintable()
        assert not [words for words in PYDANTIC if words in fault["message"]], fault["message"]


@pytest.mark.parametrize("name", [name for name in FILES if name != "rehearsal/phrasings"])  # lists of words
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_node_changed(name: str, data: st.DataObject) -> None:
    tree = json.loads(plain(name))
    for _time in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(list(ways(tree))))
        how = data.draw(st.sampled_from(["take out", "rename", "double", "exchange", "exchange"]))
        tree = change(tree, way, how, deepcopy(data.draw(st.sampled_from(OTHERS))))
    judged(json.dumps(tree, indent=1), FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_every_shipped_file_is_covered_and_read(name: str) -> None:
    validate(read_source(shipped() / f"{name}.yaml"), FILES[name])
    judged(plain(name), FILES[name])


def test_no_shipped_file_is_forgotten() -> None:
    own = {path.relative_to(shipped()).with_suffix("").as_posix() for path in shipped().glob("*/*.yaml")}
    known = {*FILES, *(f"interviews/{p.stem}" for p in script_files())}
    assert {name for name in own if not name.startswith("cases/")} <= known


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(SMALL)),
    st.integers(0, 40),
    st.text(" \n\t-:{}[]\"'&*!|>%@`#,?a1\x00\x1bé", max_size=6),
)
def test_any_piece_of_text_changed(start: int, length: int, put: str) -> None:
    judged(SMALL[:start] + put + SMALL[start + length :], Script)
