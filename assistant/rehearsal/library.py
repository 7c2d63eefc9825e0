"""Where cases are: shipped with the program, and a teacher's own beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.errors import AssistantError, NotFoundError
from assistant.language import _
from assistant.notation import shorten
from assistant.rehearsal.case import Case
from assistant.script.loader import validate
from assistant.script.source import parse, read_source
from assistant.settings import configuration_folder, shipped

DIFFICULTIES = ("easy", "medium", "hard", "exam")


def own_folder() -> Path:
    """Where a teacher's own cases are."""
    return configuration_folder() / "scripts" / "cases"


def case_files() -> dict[str, Path]:
    """Id to file of every case; one's own goes before a shipped one of the same id."""
    folders = (shipped() / "cases", own_folder())
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def find_case(name: str) -> Case:
    """The case of this id or at this path.

    Raises:
        NotFoundError: there is none; names those there are.
        ScriptError: the file has faults.
    """
    return load_case(find_file(name))


def find_file(name: str) -> Path:
    """The file of the case of this id, or at this path.

    Raises:
        NotFoundError: there is none; names those there are.
    """
    files = case_files()
    path = files.get(name) or Path(name)
    try:
        known = path.is_file()
    except (OSError, ValueError):  # a name no system allows
        known = False
    if not known:
        raise NotFoundError(
            _("There is no case “{name}”. Known: {known}; or give the path of a file.").format(
                name=shorten(name), known=", ".join(sorted(files))
            )
        )
    return path


def load_case(path: Path) -> Case:
    """The case of a file.

    Raises:
        NotFoundError: the file cannot be read.
        ScriptError: it has faults; all of them are named.
    """
    source = read_source(path)
    return validate(source, Case).sealed(source.text, source.digest)


@cache
def parse_case(text: bytes, name: str) -> Case:
    """The case of a text kept in a store; `name` only names it in faults."""
    source = parse(text, Path(name))
    return validate(source, Case).sealed(source.text, source.digest)


def cases() -> Iterator[Case]:
    """Every case that can be read, from easy to exam, by title."""
    found, _unread = _read()
    yield from sorted(found, key=lambda one: (DIFFICULTIES.index(one.difficulty), str(one.title)))


def unread() -> list[str]:
    """For each case that cannot be read, why: the others can be practised on all the same."""
    return _read()[1]


def misnamed(case: Case, path: Path) -> str:
    """A sentence on a file that is not called after its case; empty where it is."""
    if case.id == path.stem:
        return ""
    return _("The case is called “{id}”: call its file {id}.yaml.").format(id=case.id)


def _read() -> tuple[list[Case], list[str]]:
    found, wrong = [], []
    for path in case_files().values():
        try:
            case = load_case(path)
        except AssistantError as error:
            wrong.append(error.message)
            continue
        if said := misnamed(case, path):
            wrong.append(f"{path}: {said}")
        else:
            found.append(case)
    return found, wrong
