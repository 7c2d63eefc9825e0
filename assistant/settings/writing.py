"""The file of settings, written: what is changed alone, comments and the rest stay."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings.reading import settings_file
from assistant.settings.settings import Pharmacist

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT


def write_settings(changes: Mapping[str, object]) -> Path:
    """Keep these settings; the file they are in. A file that cannot be understood is kept beside it.

    Args:
        changes: checked values, by key.

    Raises:
        InputError: the file cannot be written.
    """
    path = settings_file()
    try:
        path = path.resolve()  # a link to the file stays one
        path.parent.mkdir(parents=True, exist_ok=True)
        document = _document(path)
        for key, value in changes.items():
            _set(document, key, value)
        _replace(path, document.as_string())
    except (OSError, ValueError) as error:
        sentence = _("The settings cannot be written in {path}. Check who may write there, and the disk.")
        raise InputError(sentence.format(path=shorten(str(path), 200))) from error
    return path


def _document(path: Path) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.document()
    except (ParseError, ValueError, RecursionError):
        path.replace(path.with_name(path.name + ".old"))
        return tomlkit.document()


def _set(document: TOMLDocument, key: str, value: object) -> None:
    import tomlkit

    table, _point, lower = key.partition(".")
    if lower:
        if not isinstance(document.get(table), dict):
            document[table] = tomlkit.table()
        document[table][lower] = value
    elif isinstance(value, tuple):
        document.pop(key, None)
        if value:
            document[key] = _tables(value)
    else:
        document[key] = value


def _tables(pharmacists: tuple[Pharmacist, ...]) -> AoT:
    import tomlkit

    tables = tomlkit.aot()
    for one in pharmacists:
        table = tomlkit.table()
        table.add("name", one.name)
        if one.rpps:
            table.add("rpps", one.rpps)
        tables.append(table)
    return tables


def _replace(path: Path, text: str) -> None:
    """Put the whole file in place at once."""
    descriptor, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
