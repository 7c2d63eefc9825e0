"""The file of settings, read. Whatever is in it, the program starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings.places import configuration_folder
from assistant.settings.settings import KEYS, Settings, check, refusal, settings_of, unknown

FILE: Final = "settings.toml"
"""In the configuration folder."""


def settings_file() -> Path:
    """Where the settings are kept.

    Raises:
        InputError: the configuration folder has a name that cannot be.
    """
    return configuration_folder() / FILE


def read_settings() -> Settings:
    """What is set; where nothing is, or something that cannot be, the usual value, and a sentence on it."""
    try:
        path = settings_file()
    except InputError as error:
        return Settings(faults=(error.message,))
    name = shorten(str(path), 200)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        sentence = _("The settings in {path} cannot be read; the usual ones hold. Check who may read it.")
        return Settings(faults=(sentence.format(path=name),))
    import tomllib

    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):  # a number of thousands of figures is no TOMLDecodeError
        sentence = _(
            "{path} cannot be understood; the usual settings hold. It has lines such as: lock_minutes = 10"
        )
        return Settings(faults=(sentence.format(path=name),))
    return _settings(found, name)


def _settings(found: dict[str, Any], name: str) -> Settings:
    values: dict[str, object] = {}
    faults: list[str] = []
    for key, value in _flat(found):
        if key not in KEYS:
            faults.append(unknown(key))
            continue
        try:
            values[key] = check(key, value)
        except InputError as error:
            faults.append(refusal(key, _written(value), error))
    return settings_of(values, tuple(f"{name}: {fault}" for fault in faults))


def _flat(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Every key with its value, those of the table of the pharmacy after its name."""
    for key, value in found.items():
        if key == "pharmacy" and isinstance(value, dict):
            yield from ((f"pharmacy.{lower}", one) for lower, one in value.items())
        else:
            yield key, value


def _written(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # a number of thousands of figures
        return "…"
