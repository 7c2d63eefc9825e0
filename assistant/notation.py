"""How dates and decimals are written and read."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from assistant.errors import InputError
from assistant.language import _, current

_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula."""
_DAYS_AGO = {"aujourd'hui": 0, "aujourd hui": 0, "today": 0, "hier": 1, "yesterday": 1}


def read_number(typed: str) -> float:
    """The number typed, with a comma or a point: `"2,5"` and `"2.5"` are both 2.5.

    Raises:
        InputError: when the text is not one finite number.
    """
    text = re.sub(r"[\s\u00a0\u202f]", "", typed)
    if not _NUMBER.fullmatch(text):
        raise InputError(
            _("“{typed}” is not a number. Type figures only, such as {example}.").format(
                typed=shorten(typed), example=write_number(2.5)
            )
        )
    value = float(text.replace(",", "."))
    if not math.isfinite(value):  # the pattern bounds the figures; kept as a last guard
        raise InputError(_("“{typed}” is too large.").format(typed=shorten(typed)))
    return value


def write_number(value: float) -> str:
    """The number as it is shown: a comma in French, a point in English, no needless zeros."""
    text = f"{value:.10g}"
    return text.replace(".", ",") if current() == "fr" else text


def read_date(typed: str, today: date) -> date:
    """The date typed: JJ/MM/AAAA, ISO 8601, or “aujourd'hui”, “hier”, “today”, “yesterday”.

    Raises:
        InputError: when the text is none of these or no such day exists.
    """
    text = " ".join(typed.replace("\u2019", "'").casefold().split())
    if text in _DAYS_AGO and today > date.min:
        return today - timedelta(days=_DAYS_AGO[text])
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise InputError(
            _("“{typed}” is not a date. Type day, month and year, such as 31/12/2016.").format(
                typed=shorten(typed)
            )
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError(
            _("The day {typed} does not exist. Check the day and the month.").format(typed=shorten(typed))
        ) from None


def write_date(day: date) -> str:
    """The date as it is shown, in both languages: JJ/MM/AAAA."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def shorten(text: str, length: int = 60) -> str:
    """The text on one line without control characters, cut to `length`, fit for a message."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= length else clean[: length - 1] + "…"


def fold(text: str) -> str:
    """The text without accents, ligatures, case or needless spaces, so that typed words compare equal."""
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    # Nothing below U+0300 combines: most characters are not looked up.
    kept = [c for c in decomposed if c < "\u0300" or not unicodedata.combining(c)]
    return " ".join("".join(kept).casefold().replace("œ", "oe").replace("æ", "ae").split())


def defused(text: str) -> str:
    """The text, which no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    return "'" + text if text.lstrip(" \u00a0").startswith(_FORMULAS) or text.startswith(_FORMULAS) else text


def grouped_nir(nir: str | None) -> str:
    """The NIR in the groups in which it is printed and typed: 2 43 05 75 116 001 57."""
    if not nir or len(nir) != 15:
        return nir or ""
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return " ".join(nir[start:end] for start, end in pairwise(cuts))
