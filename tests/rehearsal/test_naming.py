"""What is named, denied and forbidden: the words are data, and each of them does what its list says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.rehearsal import naming
from assistant.rehearsal.denying import Denying, denying
from assistant.rehearsal.naming import affirmed, named, opposed
from assistant.script.loader import load

WORDS = denying()


@pytest.mark.parametrize("word", [*WORDS.denies.fr, *WORDS.denies.en])
def test_a_word_that_denies_does_so_in_its_clause_alone(word: str) -> None:
    assert named(["advil"], f"{word} advil")
    assert not affirmed(["advil"], f"{word} advil")
    assert not affirmed(["advil"], f"{word.upper()} de l’Advil")
    assert affirmed(["advil"], f"{word} aspirine, advil depuis lundi")


@pytest.mark.parametrize("word", [*WORDS.after.fr, *WORDS.after.en])
def test_some_deny_the_word_before_them(word: str) -> None:
    assert not affirmed(["médecin"], f"médecin {word} prévenu")
    assert word in (*WORDS.denies.fr, *WORDS.denies.en)


@pytest.mark.parametrize("word", [*WORDS.forbids.fr, *WORDS.forbids.en])
def test_a_word_that_forbids_makes_the_opposite_of_saying_it_without(word: str) -> None:
    assert opposed([f"{word} doubler"], "doublez la dose")
    assert not opposed([f"{word} doubler"], f"{word} doubler")


@pytest.mark.parametrize("word", [*WORDS.turns.fr, *WORDS.turns.en])
def test_a_turn_begins_a_new_clause(word: str) -> None:
    assert affirmed(["advil"], f"pas aspirine {word} advil")


def test_no_word_is_written_in_the_code() -> None:
    tree = ast.parse(Path(naming.__file__).read_text(encoding="utf-8"))
    lists = [node for node in ast.walk(tree) if isinstance(node, ast.List | ast.Set) and len(node.elts) > 1]
    assert lists == []


def test_the_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "denying.yaml"
    path.write_text("denies: {fr: [pas], en: [not]}\nmaybe: {fr: [peut], en: [may]}\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"denying\.yaml"):
        load(path, Denying)
