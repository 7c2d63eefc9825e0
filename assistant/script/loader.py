"""From a file to a checked model: every fault at once, each with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.script.allowed import allowed_keys
from assistant.script.faults import Fault, in_words, refuse
from assistant.script.source import Source, read_source

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)


def load(path: Path, model: type[Model]) -> Model:
    """The data of a file as this model.

    Raises:
        NotFoundError: the file cannot be read.
        ScriptError: it has faults; all of them are named.
    """
    return validate(read_source(path), model)


def validate(source: Source, model: type[Model]) -> Model:
    """The same for a source already read."""
    loaded, faults = examine(source, model)
    if loaded is None or faults:
        raise refuse(faults)
    return loaded


def examine(source: Source, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    """The model, or None, and every fault of the YAML and of the shape: at least one where it is None."""
    faults = list(source.faults)
    if source.data is None and faults:
        return None, faults
    try:
        return model.model_validate(source.data), faults
    except ValidationError as invalid:
        errors = [error for error in invalid.errors(include_url=False) if not _only_follows(error)]
        return None, faults + [_fault(source, model, error) for error in errors]


def _only_follows(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because entries in it are at fault, which are named too."""
    written = error["input"]
    return error["type"] == "too_short" and len(written) >= error.get("ctx", {})["min_length"]


def _fault(source: Source, model: type[BaseModel], error: ErrorDetails) -> Fault:
    path = error["loc"]
    unknown = error["type"] == "extra_forbidden"
    if error["type"] == "union_tag_invalid":  # it is said of the mapping; what is wrong is one value in it
        path = (*path, str(error.get("ctx", {})["discriminator"]).strip("'"))
    allowed = allowed_keys(model, path) if unknown else ()
    return Fault(source.path, *source.place(path, key=unknown), in_words(error, allowed))
