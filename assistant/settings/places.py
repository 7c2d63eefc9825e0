"""Where data and configuration live on this system, and where what is shipped is found."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten

NAME: Final = "entretien-avk"


def configuration_folder() -> Path:
    """The folder of the user's own scripts and settings; `ASSISTANT_CONFIG` moves it."""
    if chosen := os.environ.get("ASSISTANT_CONFIG"):
        return _folder(chosen)
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False, roaming=True)


def store_folder(chosen: str | None = None) -> Path:
    """The folder of the store: the one chosen, `ASSISTANT_STORE`, or the system's data folder."""
    if folder := chosen or os.environ.get("ASSISTANT_STORE"):
        return _folder(folder)
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def _folder(typed: str) -> Path:
    try:
        if b"\0" in os.fsencode(typed):
            raise ValueError(typed)
        return Path(typed).expanduser()
    except ValueError as error:  # nor is half a surrogate pair the name of anything
        raise InputError(
            _("“{typed}” cannot be the name of a folder.").format(typed=shorten(typed))
        ) from error
    except RuntimeError as error:  # `~name` of nobody here
        raise InputError(
            _("There is no home folder for “{typed}”. Give the whole path.").format(typed=shorten(typed))
        ) from error


@cache
def shipped() -> Path:
    """The folder of shipped data files: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "scripts"
    return installed if installed.is_dir() else package.parent / "scripts"


def rule_files() -> dict[str, Path]:
    """The rule sets there are, by id; a pharmacy's own goes before a shipped one of the same id.

    Raises:
        InputError: the configuration folder has a name that cannot be.
    """
    folders = (shipped() / "rules", configuration_folder() / "rules")
    files = (path for folder in folders for path in sorted(folder.glob("*.yaml")))
    return {path.stem: path for path in files if path.stem != "texts"}
