"""The parts of a script's file, each read by itself, so that one fault does not hide those elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.script.faults import Path_
from assistant.script.held import Only
from assistant.script.source import Source
from assistant.script.steps import Alert, Script, Step

Item = TypeVar("Item")

_STEP: Final = TypeAdapter[Step](Step)
_ALERT: Final = TypeAdapter[Alert](Alert)
_ONLY: Final = TypeAdapter[Only](Only)
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One part: where it stands, its id, and what it is."""

    path: Path_
    id: str | None
    """None where it cannot be read."""
    item: Item | None = None
    """None where it is at fault, and for parts of which only the id matters."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What can be read of a script, however much of it is at fault."""

    sections: tuple[Part[None], ...]
    chapters: tuple[Part[None], ...]
    mandates: tuple[Part[None], ...]
    """The script's own ones."""
    steps: tuple[Part[Step], ...]
    alerts: tuple[Part[Alert], ...]
    only: tuple[Part[Only], ...]
    """What is promised of steps."""
    all_steps: bool
    """Whether every step of the file has been read with its id: only then is another name surely wrong."""
    all_chapters: bool
    """The same of chapters."""


def parts_of(source: Source) -> Parts:
    """The parts of a file that is, or was meant to be, a script."""
    data = source.data if isinstance(source.data, dict) else {}
    sections = list(_rows(data, ("sections",)))
    rows = [(holder, list(_rows(section, (*holder, "steps")))) for holder, section in sections]
    steps = tuple(_part(path, row, _STEP) for _holder, found in rows for path, row in found)
    chapters = tuple(_named(path, row) for path, row in _rows(data, ("chapters",)))
    whole = not source.faults  # a key that stands twice, say, hides what is under the second
    written = isinstance(data.get("chapters", ()), tuple)
    written = written and ("chapters" in data or set(data) <= set(Script.model_fields))
    return Parts(
        sections=tuple(_named(path, row) for path, row in sections),
        chapters=chapters,
        mandates=tuple(_named(path, row) for path, row in _rows(data, ("mandates",))),
        steps=steps,
        alerts=tuple(_part(path, row, _ALERT) for path, row in _rows(data, ("alerts",))),
        only=tuple(
            _part(path, row, _ONLY) for path, row in _rows(data.get("promises"), ("promises", "only"))
        ),
        all_steps=whole and bool(rows) and all(found for _holder, found in rows) and _all_named(steps),
        all_chapters=whole and written and _all_named(chapters),
    )


def _all_named(parts: tuple[Part[Any], ...]) -> bool:
    return all(part.id is not None for part in parts)


def _rows(holder: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    """The entries of a list with their paths; none where no list stands."""
    rows = holder.get(path[-1]) if isinstance(holder, dict) else None
    for position, row in enumerate(rows if isinstance(rows, tuple) else ()):
        yield (*path, position), row


def _named(path: Path_, row: Any) -> Part[Any]:
    name = row.get("id") if isinstance(row, dict) else None
    return Part(path, name if isinstance(name, str) and _ID.fullmatch(name) else None)


def _part(path: Path_, row: Any, adapter: TypeAdapter[Item]) -> Part[Item]:
    """The part as it stands, or without those of its keys that are at fault if it can do without them."""
    name = _named(path, row).id
    try:
        return Part(path, name, adapter.validate_python(row))
    except ValidationError as invalid:
        wrong = {_first_key(error["loc"]) for error in invalid.errors(include_url=False)}
    if not isinstance(row, dict):
        return Part(path, name)
    try:
        return Part(path, name, adapter.validate_python({key: row[key] for key in row if key not in wrong}))
    except ValidationError:
        return Part(path, name)


def _first_key(path: Path_) -> int | str | None:
    """The key of the part under which the fault lies: the first name that is no tag, as `<ask>` is."""
    return next((name for name in path if not str(name).startswith("<")), None)
