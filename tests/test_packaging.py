"""What is installed: metadata, constraints, and what the wheel holds."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest

from assistant import __version__

ROOT: Final = Path(__file__).parents[1]
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS: Final = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def normal(name: str) -> str:
    """A project's name as installers compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    """Name to version of every line of the constraints."""
    lines = [line for line in CONSTRAINTS.splitlines() if line and not line.startswith("#")]
    pairs = [line.split("==") for line in lines]
    assert all(len(pair) == 2 for pair in pairs), lines
    return {normal(name): version for name, version in pairs}


def named(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return normal(match[0])


def test_constraints_pin_every_dependency() -> None:
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(requirement for extra in extras for requirement in extra)]
    wanted += PROJECT["build-system"]["requires"]
    assert {named(requirement) for requirement in wanted} <= set(pinned())


def test_constraints_pin_what_the_dependencies_need_themselves() -> None:
    from importlib.metadata import requires

    voice = {named(requirement) for requirement in PROJECT["project"]["optional-dependencies"]["voice"]}
    missing = set()
    for name in set(pinned()) - voice:  # not installed for the tests; needs nothing on Linux
        for requirement in requires(name) or []:
            if "extra ==" not in requirement and ";" not in requirement:
                missing |= {named(requirement)} - set(pinned())
    assert missing == set()


def test_constraints_name_no_index() -> None:
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.+!]+", line) for line in lines), lines
    assert "://" not in CONSTRAINTS


def test_a_lock_that_names_hosts_stays_out() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not [
        name for name in ("poetry.lock", "pdm.lock", "setup.py", "setup.cfg") if (ROOT / name).exists()
    ]


def test_textual_alone_is_pinned_exactly() -> None:
    exact = [x for x in PROJECT["project"]["dependencies"] if "==" in x]
    assert exact == [f"textual=={pinned()['textual']}"]


def test_the_version_is_that_of_the_package() -> None:
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "assistant/__init__.py"
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_everything_that_runs(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    scripts = {f"assistant/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "scripts").rglob("*.yaml")}
    package = {
        p.relative_to(ROOT).as_posix()
        for p in (ROOT / "assistant").rglob("*")
        if p.suffix in (".py", ".tcss", ".mo")
    }
    assert len(scripts) >= 8
    assert scripts <= names
    assert package <= names
    assert any(name.endswith(".tcss") for name in package)
    assert any(name.endswith(".mo") for name in package)


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"assistant"}
    assert not [name for name in wheel.namelist() if "__pycache__" in name or name.endswith(".pyc")]


def test_the_metadata_say_what_it_is(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    metadata = wheel.read(name).decode()
    assert f"Version: {__version__}\n" in metadata
    assert "Requires-Python: >=3.11\n" in metadata
    assert "License-Expression: MIT\n" in metadata
    (entry,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "assistant = assistant.cli:main" in wheel.read(entry).decode()
