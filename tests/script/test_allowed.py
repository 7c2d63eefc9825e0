"""The keys a mapping may have, read off the model along the path of a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.script.allowed import allowed_keys
from assistant.script.faults import Path_
from assistant.script.steps import Script
from tests.script.small import changed, faults_of, place

STEP: Path_ = ("sections", 0, "steps", 1, "<ask>")
SOURCES = ("answer", "previous", "fact", "computed")
TESTS = ("exists", "=", "!=", ">", "<", ">=", "<=")


KEYS = (
    "id",
    "version",
    "kind",
    "counts_as",
    "title",
    "notice",
    "mandates",
    "chapters",
    "sections",
    "alerts",
    "promises",
    "silence",
)
"""Of a script, in their order."""


class _Table(BaseModel):
    rows: dict[str, list[dict[str, Script | None]]]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (
            ("x",),
            KEYS,
        ),
        (
            ("secions",),
            ("sections", *(key for key in KEYS if key != "sections")),
        ),
        (("title", "de"), ("fr", "en")),
        (("notice", "de"), ("fr", "en")),
        (("sections", 0, "x"), ("id", "title", "minutes", "steps")),
        ((*STEP, "stop", "az"), ("when", "as")),
        ((*STEP, "answer", "yes_no", "unsur"), ("unsure", "optional", "kind")),
        ((*STEP, "when", "<any>", "any", 0, "<all>", "all", 2, "<comparison>", "x"), (*SOURCES, *TESTS)),
        ((*STEP, "when", "<any>", "x"), ("any",)),
        (("version", "x"), ()),
        (("nowhere", "x"), ()),
        (
            (),
            KEYS,
        ),
    ],
)
def test_keys_along_a_path(path: Path_, keys: tuple[str, ...]) -> None:
    assert allowed_keys(Script, path) == keys


def test_keys_inside_mappings_and_lists() -> None:
    assert allowed_keys(_Table, ("rows", "a", 3, "b", "title", "de")) == ("fr", "en")


def test_an_unknown_key_stands_at_the_key_and_names_the_closest_first(tmp_path: Path) -> None:
    text = changed(("stop: {when: no, as: refused}", "stop: {when: no, as: refused, wen: 1}"))
    assert faults_of(text, tmp_path) == [
        (*place(text, "wen: 1"), "“wen” is not a known key here. Allowed: when, as.")
    ]
