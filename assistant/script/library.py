"""Where data files are: shipped with the program, and a user's own beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.errors import AssistantError, NotFoundError
from assistant.language import _
from assistant.notation import fold, shorten
from assistant.script.faults import Fault, refuse
from assistant.script.loader import examine, validate
from assistant.script.references import reference_faults
from assistant.script.source import parse, read_source
from assistant.script.steps import Script
from assistant.settings import configuration_folder, shipped


def own_folder() -> Path:
    """Where a pharmacy's own scripts are."""
    return configuration_folder() / "scripts" / "interviews"


def script_files() -> Iterator[Path]:
    """Every interview script: the shipped ones, then the user's own."""
    for folder in (shipped() / "interviews", own_folder()):
        yield from sorted(folder.glob("*.yaml"))


def scripts() -> tuple[list[Script], dict[Path, str]]:
    """Every script that can be begun by its id, by title; and for each file that cannot be read, why.

    One's own goes before a shipped one of the same id, also where it is at fault: what is asked must never be
    other than what was meant.
    """
    found, wrong = [], {}
    for path in {path.stem: path for path in script_files()}.values():
        try:
            found.append(_named(load_script(path), path))
        except AssistantError as error:
            wrong[path] = error.message
    return sorted(found, key=lambda one: fold(str(one.title))), wrong


def find_script(name: str) -> Script:
    """The script of this id or at this path; a user's own goes before a shipped one of the same id.

    Raises:
        NotFoundError: there is none; names those there are.
        ScriptError: the file has faults, or is not called after its script.
    """
    path = script_file(name)
    script = load_script(path)
    return script if name not in {path.stem for path in script_files()} else _named(script, path)


def script_file(name: str) -> Path:
    """The file of the script of this id or at this path; a user's own goes before a shipped one.

    Raises:
        NotFoundError: there is none; names those there are.
    """
    files = {path.stem: path for path in script_files()}
    path = files.get(name) or Path(name)
    try:
        known = path.is_file()
    except (OSError, ValueError):  # a name no system allows
        known = False
    if not known:
        raise NotFoundError(
            _("There is no script “{name}”. Known: {known}; or give the path of a file.").format(
                name=shorten(name), known=", ".join(sorted(files))
            )
        )
    return path


def _named(script: Script, path: Path) -> Script:
    """The script, if its file is called after it: interviews are taken up again by that name."""
    if script.id == path.stem:
        return script
    place = read_source(path).place(("id",))
    said = _("The script is called “{id}”: call its file {id}.yaml, or give it the id {name}.")
    raise refuse([Fault(path, *place, said.format(id=script.id, name=shorten(path.stem)))])


def load_script(path: Path) -> Script:
    """The script of a file, its references checked.

    Raises:
        NotFoundError: the file cannot be read.
        ScriptError: it has faults; all of them are named.
    """
    source = read_source(path)
    script, faults = examine(source, Script)
    faults.extend(reference_faults(source))
    if script is None or faults:
        raise refuse(faults)
    return script.sealed(source.text, source.digest)


@cache
def parse_script(text: bytes, name: str) -> Script:
    """The script of a text kept in a store; `name` only names it in faults.

    Its references were checked when it was first used: facts or mandates that are gone since do not make what
    was held under it unreadable.
    """
    source = parse(text, Path(name))
    return validate(source, Script).sealed(source.text, source.digest)
