"""Numbers that identify someone, their keys (docs/sources.md §6), and where to look when one is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten

_SPACES: Final = re.compile(r"[\s\u00a0\u202f.-]")
_FIGURES: Final = "0123456789"
_MOST_NAMED: Final = 3
_SEXES: Final = {"m": "137", "f": "248"}
"""The first figure by sex: for good, then while provisional."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a NIR as it is printed."""

    name: str
    start: int
    end: int
    allowed: str
    """A pattern."""


_GROUPS: Final = (
    Group("sex", 0, 1, r"[1-478]"),
    Group("year", 1, 3, r"\d{2}"),
    Group("month", 3, 5, r"(?!00|1[3-9])\d{2}"),  # from 20 on the month was not known
    Group("department", 5, 7, r"\d{2}|2[AB]"),
    Group("town", 7, 10, r"\d{3}"),
    Group("order", 10, 13, r"\d{3}"),
    Group("key", 13, 15, r"\d{2}"),
)


def read_nir(typed: str) -> str:
    """The NIR in 15 characters without spaces.

    Raises:
        InputError: wrong length, wrong characters or wrong key; says which group to look at.
    """
    text = _SPACES.sub("", typed).upper()
    if len(text) != 15:
        raise InputError(
            _(
                "A NIR has 15 characters with its key: sex 1, year 2, month 2, department 2, "
                "town 3, order 3, key 2. This one has {count}."
            ).format(count=len(text))
        )
    for group in _GROUPS:
        part = text[group.start : group.end]
        if not re.fullmatch(group.allowed, part, re.ASCII):
            raise InputError(
                _("Look at {group} in this NIR, “{part}”: {expected}.").format(
                    group=_named(group), part=shorten(part), expected=_expected(group)
                )
            )
    if text[13:] != nir.calc_check_digits(text[:13]):
        raise InputError(_key_fault(text))
    return text


def suspects(text: str) -> list[str]:
    """The groups of a NIR with a wrong key in which one wrong figure, or two exchanged, would explain it."""
    found = {index for changed, places in _near(text) if _fits(changed) for index in places}
    return [group.name for group in _GROUPS if any(group.start <= index < group.end for index in found)]


def differing_groups(number: str, birth_date: str | None, sex: str | None) -> list[str]:
    """The groups of a NIR that do not say what is known of its holder, in words.

    Args:
        number: a NIR as `read_nir` gives it.
        birth_date: the ISO day, where it is known.
        sex: `f` or `m`, where it is known.
    """
    said = {group.name: number[group.start : group.end] for group in _GROUPS}
    expected = {}
    if sex in _SEXES and said["sex"] not in _SEXES[sex]:
        expected["sex"] = _SEXES[sex][0]
    if birth_date is not None and said["year"] != birth_date[2:4]:
        expected["year"] = birth_date[2:4]
    if birth_date is not None and said["month"] <= "12" and said["month"] != birth_date[5:7]:
        expected["month"] = birth_date[5:7]
    return [
        _("{group} is {part} and not {expected}").format(
            group=_named(group), part=said[group.name], expected=expected[group.name]
        )
        for group in _GROUPS
        if group.name in expected
    ]


def read_rpps(typed: str) -> str:
    """The RPPS number in 11 figures without spaces.

    Raises:
        InputError: wrong length or wrong key; says which figures to look at.
    """
    text = _SPACES.sub("", typed)
    if not re.fullmatch(r"\d{11}", text, re.ASCII):
        raise InputError(_("An RPPS number has 11 figures; this one has {count}.").format(count=len(text)))
    try:
        luhn.validate(text)
    except ValidationError:
        raise InputError(_rpps_fault(text)) from None
    return text


def _key_fault(text: str) -> str:
    named = [group for group in _GROUPS if group.name in suspects(text)][:_MOST_NAMED]
    if not named:
        return _(
            "The key {key} does not fit this NIR, and more than one figure is wrong: compare every group "
            "with the carte Vitale."
        ).format(key=text[13:])
    places = [f"{_named(group)} ({text[group.start : group.end]})" for group in named]
    return _("The key {key} does not fit this NIR. Compare with the carte Vitale, first: {groups}.").format(
        key=text[13:], groups=", ".join(places)
    )


def _near(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The text with one figure changed, or two neighbours exchanged, and where."""
    for index, old in enumerate(text):
        if old in _FIGURES:
            for figure in _FIGURES.replace(old, ""):
                yield text[:index] + figure + text[index + 1 :], (index,)
        if text[index : index + 2] != text[index : index + 2][::-1]:
            yield text[:index] + text[index : index + 2][::-1] + text[index + 2 :], (index, index + 1)


def _fits(text: str) -> bool:
    whole = all(re.fullmatch(group.allowed, text[group.start : group.end], re.ASCII) for group in _GROUPS)
    return whole and nir.calc_check_digits(text[:13]) == text[13:]


def _rpps_fault(text: str) -> str:
    exchanged = [
        f"{index + 1}-{index + 2} ({text[index : index + 2]})"
        for index in range(10)
        if luhn.is_valid(text[:index] + text[index : index + 2][::-1] + text[index + 2 :])
    ]
    if exchanged:
        return _(
            "The last figure of this RPPS number does not fit the ten before it. Look first at figures "
            "{places}: exchanged, they would fit."
        ).format(places=", ".join(exchanged[:_MOST_NAMED]))
    return _(
        "The last figure of this RPPS number does not fit the ten before it. Compare group by group: "
        "{groups}."
    ).format(groups=f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:]}")


def _named(group: Group) -> str:
    return {
        "sex": _("the sex"),
        "year": _("the year of birth"),
        "month": _("the month of birth"),
        "department": _("the department"),
        "town": _("the town"),
        "order": _("the order number"),
        "key": _("the key"),
    }[group.name]


def _expected(group: Group) -> str:
    return {
        "sex": _("1 for a man, 2 for a woman; 3, 4, 7 or 8 while provisional"),
        "month": _("01 to 12, or from 20 on where the month was not known"),
        "department": _("2 figures, or 2A or 2B"),
        "town": _("3 figures"),
        "order": _("3 figures"),
    }.get(group.name, _("2 figures"))
