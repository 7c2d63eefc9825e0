"""From a file to a checked model: every fault at once, each with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.script.faults import Fault, in_words, refuse
from assistant.script.source import Source, read_source

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
    faults = list(source.faults)
    if source.data is not None or not faults:
        try:
            loaded = model.model_validate(source.data)
        except ValidationError as invalid:
            faults.extend(
                Fault(source.path, *source.place(error["loc"]), in_words(error))
                for error in invalid.errors(include_url=False, include_input=False)
            )
        else:
            if not faults:
                return loaded
    raise refuse(faults)
