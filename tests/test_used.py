"""Nothing is kept that nobody uses: each public name of a module has a user in the program itself."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).parents[1] / "assistant"


def names(tree: ast.Module) -> Iterator[str]:
    """What a module defines for others."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (one.id for one in targets if isinstance(one, ast.Name))


def used(tree: ast.Module) -> Iterator[str]:
    """What a module looks at: an import alone is no use of a name, nor is standing in `__all__`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def unused(texts: dict[str, str]) -> list[str]:
    """The public names that no module looks at, each after its module."""
    trees = {name: ast.parse(text) for name, text in texts.items()}
    looked_at = Counter(name for tree in trees.values() for name in used(tree))
    return [
        f"{module}: {name}"
        for module, tree in trees.items()
        for name in names(tree)
        if not name.startswith("_") and not looked_at[name]
    ]


def test_every_public_name_has_a_user() -> None:
    texts = {str(path.relative_to(SOURCE)): path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
    assert unused(texts) == []


def test_a_name_that_is_only_imported_or_listed_is_found() -> None:
    texts = {
        "one.py": '__all__ = ("spoken", "heard")\nLINK = 32\ndef spoken(): ...\ndef heard(): ...\n',
        "other.py": "from one import heard, spoken\nheard()\n",
    }
    assert unused(texts) == ["one.py: LINK", "one.py: spoken"]
