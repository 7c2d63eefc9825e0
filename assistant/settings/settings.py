"""What a pharmacy may set, and what each setting may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.errors import InputError
from assistant.language import DEFAULT, LANGUAGES, Language, _
from assistant.notation import shorten
from assistant.settings.places import rule_files

THEMES: Final = ("dark", "light", "contrast")
"""How the screens are coloured."""
LOCK: Final = (1, 120)
"""Minutes after which the screens may lock, from and to."""
GAP: Final = (14, 120)
"""Days the time in range may be interpolated over, from and to."""
SAMPLE: Final = (0, 100)
"""Percent of transcripts that a supervisor reads whatever they say, from and to."""
LONGEST: Final = 200
"""Characters of a text."""
_SPACES: Final = re.compile(r"[\s\u00a0\u202f.-]")


@dataclass(frozen=True, slots=True)
class Pharmacist:
    """Somebody whose name may stand on what is printed."""

    name: str
    rpps: str = ""
    """11 figures; empty where it is not known."""

    def __str__(self) -> str:
        return f"{self.name} {self.rpps}".strip()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pharmacy may set, with the usual values."""

    pharmacy_name: str = ""
    pharmacy_address: str = ""
    pharmacy_phone: str = ""
    pharmacy_number: str = ""
    """Its Assurance Maladie number."""
    pharmacists: tuple[Pharmacist, ...] = ()
    language: Language = DEFAULT
    theme: str = THEMES[0]
    rules: str = "avenant-8"
    """Id of the rule set that years are counted by."""
    ttr_gap_days: int = 56
    """Longest gap between two INR values that a time in range is interpolated over."""
    lock_minutes: int = 10
    """Minutes without a key or the mouse after which the screens lock."""
    review_sample: int = 5
    """Percent of transcripts that a supervisor reads whatever they say."""
    faults: tuple[str, ...] = field(default=(), compare=False)
    """Sentences on what the file says wrongly; the usual value stands in its place."""

    def __getitem__(self, key: str) -> Any:
        """The value of a key of `KEYS`."""
        return getattr(self, _attribute(key))


def _attribute(key: str) -> str:
    return key.replace(".", "_")


def settings_of(values: Mapping[str, object], faults: tuple[str, ...] = ()) -> Settings:
    """The settings of checked values, by key; the usual ones elsewhere."""
    named: dict[str, Any] = {_attribute(key): value for key, value in values.items()}
    return Settings(**named, faults=faults)


def written(value: object) -> str:
    """A value as it is typed."""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def unknown(key: str) -> str:
    """A sentence on a key that is none."""
    sentence = _("There is no setting “{key}”. Settings: {known}.")
    return sentence.format(key=shorten(key), known=", ".join(KEYS))


def labels() -> dict[str, str]:
    """What each setting is called."""
    return {
        "pharmacy.name": _("Name of the pharmacy"),
        "pharmacy.address": _("Address"),
        "pharmacy.phone": _("Telephone"),
        "pharmacy.number": _("Assurance Maladie number"),
        "pharmacists": _("Pharmacists"),
        "language": _("Language"),
        "theme": _("Colours"),
        "rules": _("Rule set of the year"),
        "ttr_gap_days": _("Longest gap of the TTR, days"),
        "lock_minutes": _("Screen lock, minutes"),
        "review_sample": _("Transcripts reviewed by lot, %"),
    }


def check(key: str, value: object) -> object:
    """A value of a setting, as it is kept.

    Args:
        key: one of `KEYS`.
        value: as the file has it, or as it was typed.

    Raises:
        InputError: it cannot be; says what can.
    """
    return _CHECKS[key](value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST:
        raise InputError(_("a text of one line and at most {most} characters").format(most=LONGEST))
    return " ".join(value.split())


def _figures(value: object) -> str:
    if type(value) is int and 0 <= value < 10**12:
        return str(value)
    return _SPACES.sub("", value).upper() if isinstance(value, str) else "?"


def _number(value: object) -> str:
    text = _figures(value)
    if text and not re.fullmatch(r"\d[\dAB]\d{7}", text, re.ASCII):
        raise InputError(_("9 figures, such as 752012345, or nothing"))
    return text


def _pharmacists(value: object) -> tuple[Pharmacist, ...]:
    if isinstance(value, str):
        typed = (line.strip() for line in re.split(r"[;\n]", value))
        return tuple(map(_typed_pharmacist, filter(None, typed)))
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError(_allowed_pharmacists())
    return tuple(map(_pharmacist, value))


def _typed_pharmacist(text: str) -> Pharmacist:
    # What follows the last letter is the number: it may be typed in groups.
    match = re.fullmatch(r"(.*?[^\W\d].*?)[\s,:]*((?:\d[\s.-]*)*)", text)
    if match is None:
        raise InputError(_allowed_pharmacists())
    return _pharmacist({"name": match[1], "rpps": match[2]})


def _pharmacist(table: Mapping[str, object]) -> Pharmacist:
    name, rpps = _text(table.get("name")), _figures(table.get("rpps", ""))
    known = set(table) <= {"name", "rpps"} and not re.search(r"[;\n]", name)
    if not known or not name or not re.fullmatch(r"(\d{11})?", rpps, re.ASCII):
        raise InputError(_allowed_pharmacists())
    return Pharmacist(name, rpps)


def _allowed_pharmacists() -> str:
    return _("names, each with an RPPS number of 11 figures or none")


def _one_of(names: Callable[[], tuple[str, ...]]) -> Callable[[object], str]:
    def taken(value: object) -> str:
        if not isinstance(value, str) or value not in names():
            raise InputError(_("one of: {known}").format(known=", ".join(names())))
        return value

    return taken


def _whole(low: int, high: int) -> Callable[[object], int]:
    def taken(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"\s*\d{1,6}\s*", value, re.ASCII):
            value = int(value)
        if type(value) is not int or not low <= value <= high:
            raise InputError(_("a whole number from {low} to {high}").format(low=low, high=high))
        return value

    return taken


CURRENT_RULES: Final = "current"
"""Instead of the id of a rule set: the one in force for each patient."""
_CHECKS: Final[Mapping[str, Callable[[object], object]]] = {
    "pharmacy.name": _text,
    "pharmacy.address": _text,
    "pharmacy.phone": _text,
    "pharmacy.number": _number,
    "pharmacists": _pharmacists,
    "language": _one_of(lambda: LANGUAGES),
    "theme": _one_of(lambda: THEMES),
    "rules": _one_of(lambda: (CURRENT_RULES, *sorted(rule_files()))),
    "ttr_gap_days": _whole(*GAP),
    "lock_minutes": _whole(*LOCK),
    "review_sample": _whole(*SAMPLE),
}
KEYS: Final = tuple(_CHECKS)
"""Every setting, as the file has it; a point stands between a table and a key in it."""


def checked(key: str, typed: str) -> object:
    """The same for what a person typed.

    Raises:
        InputError: it cannot be; the sentence names it, its key and what can.
    """
    try:
        return check(key, typed)
    except InputError as allowed:
        raise InputError(refusal(key, typed, allowed)) from None


def refusal(key: str, value: object, allowed: InputError) -> str:
    """A sentence that names a value that cannot be, and what can."""
    sentence = _("“{value}” cannot be the value of {key}. It can be: {allowed}.")
    return sentence.format(value=shorten(str(value)), key=key, allowed=allowed.message)
