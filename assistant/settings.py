"""Where data and configuration live on this system, and what a pharmacy may set."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten

NAME: Final = "entretien-avk"
FILE: Final = "settings.toml"
"""What is set, in the configuration folder."""
LONGEST: Final = 120
"""Minutes after which the screens lock at the latest."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pharmacy may set."""

    lock_minutes: int = 10
    """Minutes without a key or the mouse after which the screens lock."""


def read_settings() -> Settings:
    """What is set; where nothing is, the usual values.

    Raises:
        InputError: the file cannot be read, or something in it cannot be taken.
    """
    path = configuration_folder() / FILE
    name = shorten(str(path), 200)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise InputError(
            _("The settings in {path} cannot be read. Check who may read the file.").format(path=name)
        ) from error
    import tomllib

    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of figures is no TOMLDecodeError
        raise InputError(
            _("{path} cannot be understood. It has lines such as: lock_minutes = 10").format(path=name)
        ) from error
    return _settings(found, name)


def _settings(found: dict[str, Any], name: str) -> Settings:
    known = [field.name for field in fields(Settings)]
    for key in found:
        if key not in known:
            raise InputError(
                _("{path}: there is no setting “{key}”. Settings: {known}.").format(
                    path=name, key=shorten(key), known=", ".join(known)
                )
            )
    minutes = found.get("lock_minutes", Settings().lock_minutes)
    if type(minutes) is not int or not 1 <= minutes <= LONGEST:
        raise InputError(
            _("{path}: lock_minutes is a whole number from 1 to {most}.").format(path=name, most=LONGEST)
        )
    return Settings(lock_minutes=minutes)


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
    package = Path(__file__).parent
    installed = package / "scripts"
    return installed if installed.is_dir() else package.parent / "scripts"
