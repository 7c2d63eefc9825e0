"""Numbers that identify someone, with their keys (DOMAIN.md §6)."""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

from assistant.errors import InputError
from assistant.language import _


def read_nir(typed: str) -> str:
    """The NIR in 15 characters without spaces.

    Raises:
        InputError: wrong length, wrong characters or wrong key; says which group to look at.
    """
    text = re.sub(r"[\s\u00a0\u202f.-]", "", typed).upper()
    if not re.fullmatch(r"[1-478]\d{4}(?:\d{2}|2[AB])\d{8}", text, re.ASCII):
        raise InputError(
            _(
                "A NIR has 13 characters and a key of 2 figures: sex, year, month, department, town, "
                "order, key. This one has {count} characters or a letter out of place."
            ).format(count=len(text))
        )
    expected = nir.calc_check_digits(text[:13])
    if text[13:] != expected:
        raise InputError(
            _(
                "The key {key} does not fit this NIR. Check the last two figures, then the groups before "
                "them, against the carte Vitale."
            ).format(key=text[13:])
        )
    return text


def read_rpps(typed: str) -> str:
    """The RPPS number in 11 figures without spaces.

    Raises:
        InputError: wrong length or wrong key.
    """
    text = re.sub(r"[\s\u00a0\u202f.-]", "", typed)
    if not re.fullmatch(r"\d{11}", text, re.ASCII):
        raise InputError(
            _("An RPPS number has 11 figures; this one has {count} characters.").format(count=len(text))
        )
    try:
        luhn.validate(text)
    except ValidationError:
        raise InputError(
            _("The last figure of this RPPS number does not fit the ten before it. Check them all.")
        ) from None
    return text
