"""The published schema is the one of the models, and accepts what the loader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from assistant.script.library import script_files
from assistant.script.loader import examine
from assistant.script.schema import script_schema, script_schema_text
from assistant.script.source import parse, read_source
from assistant.script.steps import Script
from assistant.settings import shipped
from tests.script.small import SMALL

PUBLISHED: Final = Path(__file__).parents[2] / "docs" / "script.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(script_schema())
    return Draft202012Validator(script_schema())


def plain(data: Any) -> Any:
    """Data as JSON has it."""
    return json.loads(json.dumps(data))


def test_the_published_schema_is_up_to_date() -> None:
    """Where this fails: `assistant script schema > docs/script.schema.json`."""
    assert PUBLISHED.read_text(encoding="utf-8") == script_schema_text()


def test_it_accepts_every_shipped_script(validator: Draft202012Validator) -> None:
    for path in [*script_files(), shipped() / "template.yaml"]:
        assert [error.message for error in validator.iter_errors(plain(read_source(path).data))] == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 0"),
        ("version: 1", "version: one"),
        ("kind: interview", "kind: dance"),
        ("id: small", "id: Small"),
        ("title: {fr: Petit, en: Small}", "title: {fr: Petit}"),
        ("minutes: 2", "minutes: 61"),
        ("minutes: 2", "minuts: 2"),
        ("        tell: {fr: Bonjour., en: Hello.}\n", ""),
        ("answer: {kind: readings}", "answer: {kind: reading}"),
        ("answer: {kind: readings}", "answer: {kind: readings, limit: 3}"),
        ("stop: {when: no, as: refused}", "stop: {when: no, as: gone}"),
        ("fact: inr_low", "fact: inr_lowest"),
        ("feeds: inr.low", "feeds: inr.lowest"),
        ('when: {answer: bleeding, "=": yes}', "when: {answer: bleeding}"),
        ('when: {answer: bleeding, "=": yes}', 'when: {answer: bleeding, "=": yes, exists: true}'),
        ('when: {answer: bleeding, "=": yes}', 'when: {answer: bleeding, fact: sex, "=": yes}'),
        ('when: {answer: bleeding, "=": yes}', "when: {all: []}"),
        ("when: {previous: missed, exists: true}", "when: {computed: inr.colour, exists: true}"),
        ("level: emergency", "level: panic"),
        ("bounds: future", "bounds: tomorrow"),
    ],
)
def test_what_the_loader_refuses_it_refuses(validator: Draft202012Validator, old: str, new: str) -> None:
    assert old in SMALL
    good = parse(SMALL.encode(), Path("small.yaml"))
    assert validator.is_valid(plain(good.data))
    bad = parse(SMALL.replace(old, new).encode(), Path("small.yaml"))
    assert not bad.faults
    from assistant.script.references import reference_faults

    assert examine(bad, Script)[0] is None or list(reference_faults(bad))
    assert not validator.is_valid(plain(bad.data))


def test_keys_are_explained() -> None:
    schema = script_schema()
    step = schema["$defs"]["Ask"]["properties"]
    assert "never read aloud" in step["guide"]["description"]
    assert schema["properties"]["kind"]["enum"] == ["interview", "observance", "other"]
    assert "contact_agreed" in step["fact"]["enum"]
    assert schema["additionalProperties"] is False
