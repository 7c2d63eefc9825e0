"""Which keys a mapping of a data file may have: read off the model, never written down twice."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, Tag

from assistant.script.faults import Path_


def allowed_keys(model: type[BaseModel], path: Path_) -> tuple[str, ...]:
    """The keys of the mapping in which the last part of the path stands, as they are written in a file.

    `path` is a path of the validator: keys, positions and the tags of unions. What comes closest to the
    last part stands first; the others are in the order of the model. Empty where no mapping is expected.
    """
    reached = list(_members(model))
    for part in path[:-1]:
        tagged = [(tag, kind) for tag, kind in reached if part == tag or part in _tags(kind)]
        reached = tagged or [inner for _tag, kind in reached for inner in _inside(kind, part)]
    keys = list(dict.fromkeys(key for _tag, kind in reached for key in _fields(kind)))
    close = get_close_matches(str(path[-1]), keys, n=1) if path else []
    return (*close, *(key for key in keys if key not in close))


def _members(annotation: Any, tag: str | None = None) -> Iterator[tuple[str | None, Any]]:
    """The kinds of value an annotation allows, each with the tag it has in a union."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from _members(inner, next((mark.tag for mark in marks if isinstance(mark, Tag)), tag))
    elif get_args(annotation) and get_origin(annotation) not in (tuple, list, dict, Literal):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield tag, annotation


def _fields(kind: Any) -> dict[str, Any]:
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return {}
    return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}


def _tags(kind: Any) -> Iterator[Any]:
    """What the key that tells a union's members apart may say in this one."""
    for annotation in _fields(kind).values():
        if get_origin(annotation) is Literal and len(get_args(annotation)) == 1:
            yield from get_args(annotation)


def _inside(kind: Any, part: int | str) -> Iterator[tuple[str | None, Any]]:
    if get_origin(kind) in (tuple, list):
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) is dict:
        yield from _members(get_args(kind)[1])
    elif part in (fields := _fields(kind)):
        yield from _members(fields[str(part)])
