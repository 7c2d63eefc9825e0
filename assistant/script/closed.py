"""What every model of a data file has in common: closed, immutable, ids in one form."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""An id: a small letter, then small letters, figures and underscores."""


class Closed(BaseModel):
    """A part of a data file: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False)
