"""Help of every command, in both languages; argparse's own sentences are in the catalogue."""

from __future__ import annotations

import argparse
import ast
import inspect

import pytest

from assistant.cli.parser import COMMANDS
from assistant.cli.usage import sentences
from tests.catalogue import places
from tests.cli.calling import Call

WORDS = [
    (),
    *((name,) for name in COMMANDS),
    *((name, action) for name in ("patients",) for action in ("list", "add", "show")),
    ("transcripts", "list"),
    ("transcripts", "show"),
    ("script", "check"),
]


@pytest.mark.parametrize("words", WORDS)
def test_help_is_said_in_both_languages(call: Call, words: tuple[str, ...]) -> None:
    said = {}
    for lang in ("fr", "en"):
        called = call(*words, "--help", "--lang", lang)
        assert (called.code, called.err) == (0, "")
        assert "--store" in called.out
        assert "--lang" in called.out
        assert "--json" in called.out
        assert "%" not in called.out
        assert call("--lang", lang, *words, "-h").out == called.out
        said[lang] = called.out
    assert said["fr"] != said["en"]
    assert "usage: assistant" in said["en"]
    assert "options:" in said["en"]


def test_help_names_every_command(call: Call) -> None:
    said = call("--help").out
    for name in COMMANDS:
        assert f"  {name}" in said


# Said to whoever writes a parser, or where ours say something of their own (Python 3.13 asks for more).
_OURS = (
    "not defined", "invalid argument for positionals", "must be optional", "is not callable", "cannot merge",
    "must start with", "dest= is required", "conflict", "cannot have multiple", "can't open", "mode %r",
    "%(prog)s: error", "deprecated", "%(prog)s: warning", "%(heading)s:",
    "program's version number", "(default: ",
)  # fmt: skip


def test_the_catalogue_has_what_argparse_says_to_a_person() -> None:
    listed = {
        message
        for found in places(inspect.getsource(inspect.getmodule(sentences) or argparse), "usage")
        if found.message
        for message in ([found.message] if isinstance(found.message, str) else found.message)
    }
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call)]
    used = {
        argument.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert len(used) > 20
    assert {text for text in used if not any(part in text for part in _OURS)} <= listed
    assert len(sentences()) > 15


def test_what_argparse_refuses_is_said_in_french_too(call: Call) -> None:
    english, french = call("inr", "2"), call("inr", "2", "--lang", "fr")
    assert "required: --target" in english.err
    assert french.err
    assert "required" not in french.err
