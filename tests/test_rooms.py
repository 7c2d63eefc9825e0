"""The table of rooms, held against the code: statically, and in fresh interpreters."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from assistant.clock import SystemClock
from tests.opening import PASSPHRASE, opened

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "assistant"

LEVELS: Final = (
    {"cli", "tui"},
    {"documents", "exchange", "demo"},
    {"rehearsal", "review"},
    {"store"},
    {"year"},
    {"dossier"},
    {"proof"},
    {"interview"},
    {"script"},
    {"avk", "voice"},
    {"people", "settings", "language", "clock", "errors", "notation", "bilingual"},
)
"""From the top down: a room imports those of lower rows; rooms of one row do not know each other."""

COMPOSES: Final = {("cli", "tui")}
"""The composition root starts the screens."""

FREE: Final = LEVELS[-1]
"""Modules that know each other, under all the rooms."""

DOORS: Final = {
    "textual": "tui/",
    "rich": "tui/",
    "transitions": "interview/flow.py",
    "tinydb": "store/",
    "yaml": "script/source.py",
    "filelock": "store/lock.py",
    "platformdirs": "settings/places.py",
    "tomlkit": "settings/writing.py",
    "stdnum": "script/identifiers.py",
    "textual_plot": "tui/plotting.py",
    "cryptography": "store/vault/cipher.py",
    "fcntl": "store/system.py",
    "msvcrt": "store/system.py",
    "pyttsx3": "voice/engine.py",
    "rapidfuzz": "rehearsal/matching.py",
    "icalendar": "exchange/calendar.py",
    "xlsxwriter": "exchange/sheet.py",
    "typst": "documents/typesetting.py",
}
PYDANTIC_ROOMS: Final = {"script", "avk", "year", "bilingual", "rehearsal", "demo", "documents"}
"""Rooms whose data files have a schema."""

LAST_RESORT: Final = PACKAGE / "cli" / "run.py"
"""Where a fault of ours becomes an exit code instead of a traceback."""

NEVER: Final = {"pickle", "marshal", "shelve", "dill", "sqlite3"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The room a module is in: its folder, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Full name of every module imported anywhere in a file, its line, and whether only types need it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            typing |= {id(inner) for statement in node.body for inner in ast.walk(statement)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno, id(node) in typing
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written out in full"
            yield str(node.module), node.lineno, id(node) in typing
            if node.module == "assistant":
                for name in node.names:
                    yield f"assistant.{name.name}", node.lineno, id(node) in typing


def level(name: str) -> int:
    return next(row for row, rooms in enumerate(LEVELS) if name in rooms)


def may_import(upper: str, lower: str) -> bool:
    """Whether one room may know another."""
    if upper == lower or (upper, lower) in COMPOSES or {upper, lower} <= FREE:
        return True
    return level(upper) < level(lower)


def is_room(name: str) -> bool:
    return any(name in rooms for rooms in LEVELS)


def test_every_module_is_in_a_room_of_the_table() -> None:
    known = {"__init__", "__main__", *(name for rooms in LEVELS for name in rooms)}
    assert {room(path) for path in modules()} <= known


def test_imports_point_downwards_only() -> None:
    wrong = []
    seen = 0
    for path in modules():
        here = room(path)
        for name, line, _typing in imports(path):
            parts = name.split(".")
            if parts[0] != "assistant" or len(parts) < 2 or here == "__main__":
                continue
            assert is_room(parts[1]) or parts[1] in ("__version__", "__init__"), f"{path}:{line}: {name}"
            seen += 1
            if is_room(parts[1]) and (here == "__init__" or not may_import(here, parts[1])):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {here} imports {name}")
    assert wrong == []
    assert seen > 200


@pytest.mark.parametrize(
    ("upper", "lower", "allowed"),
    [
        ("store", "dossier", True),
        ("dossier", "store", False),
        ("interview", "store", False),
        ("documents", "exchange", False),
        ("rehearsal", "review", False),
        ("tui", "cli", False),
        ("cli", "tui", True),
        ("script", "avk", True),
        ("avk", "script", False),
        ("avk", "language", True),
        ("language", "avk", False),
    ],
)
def test_the_table_says_what_the_design_says(upper: str, lower: str, allowed: bool) -> None:
    assert may_import(upper, lower) is allowed


def test_one_door_for_each_dependency() -> None:
    wrong = []
    entered = set()
    for path in modules():
        place = path.relative_to(PACKAGE).as_posix()
        for name, line, typing in imports(path):
            top = name.split(".")[0]
            assert top not in NEVER, f"{place}:{line}: {name}"
            door = DOORS.get(top)
            if door is not None:
                entered.add(top)
                if not place.startswith(door):
                    wrong.append(f"{place}:{line}: {name}")
            elif top.startswith("pydantic") and not typing and room(path) not in PYDANTIC_ROOMS:
                wrong.append(f"{place}:{line}: {name}")
    assert wrong == []
    assert entered >= {"textual", "transitions", "tinydb", "yaml", "filelock", "platformdirs", "stdnum"}


def test_every_dependency_declared_has_a_door() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = text.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = {
        line.strip().strip('"').split(">")[0].split("=")[0] for line in declared.splitlines() if line.strip()
    }
    imported = {"pyyaml": "yaml", "python-stdnum": "stdnum", "textual-plot": "textual_plot"}
    assert {imported.get(name, name) for name in names} <= {*DOORS, "pydantic", "cryptography"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            assert not node.name.strip("_").endswith(("Manager", "Helper", "Util", "Utils", "Base")), (
                node.name
            )
        if isinstance(node, ast.ExceptHandler):
            caught = "" if node.type is None else ast.unparse(node.type)
            last_resort = path == LAST_RESORT and caught == "Exception"
            assert last_resort or caught not in ("", "Exception"), f"line {node.lineno}: catches everything"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec", "__import__"), f"line {node.lineno}"


def fresh(code: str) -> str:
    """What a new interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(code: str) -> set[str]:
    """Packages that are there once a new interpreter has run the code."""
    return set(fresh(f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})").split())


HEAVY: Final = {
    "textual",
    "numpy",
    "pydantic",
    "pydantic_core",
    "tinydb",
    "transitions",
    "yaml",
    "stdnum",
    "filelock",
    "rapidfuzz",
    "icalendar",
    "xlsxwriter",
}


def test_starting_a_command_loads_nothing_heavy() -> None:
    assert not loaded("import assistant.cli") & HEAVY
    assert loaded("import assistant.script.steps") & HEAVY == {"pydantic", "pydantic_core", "stdnum"}


def test_a_list_of_patients_needs_neither_machine_nor_schemas_nor_screens(tmp_path: Path) -> None:
    opened(tmp_path, SystemClock()).close()
    code = (
        "from pathlib import Path\nfrom assistant.clock import SystemClock\n"
        "from assistant.store.entry import Entry\n"
        f"store = Entry(Path({str(tmp_path)!r}), SystemClock()).unlock('Anne Martin', {PASSPHRASE!r})\n"
        "assert store.summaries() == []"
    )
    assert not loaded(code) & {"textual", "pydantic", "tinydb", "transitions", "yaml", "stdnum"}


def test_everything_imports_without_fcntl() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in modules()
        if path.name != "__main__.py"
    ]
    # filelock chooses by system; as on Windows it must find no fcntl, and still be importable.
    code = (
        "import sys\nsys.modules['fcntl'] = None\nimport importlib\n"
        f"for name in {names!r}: importlib.import_module(name)\nprint('done')"
    )
    assert fresh(code) == "done\n"
