"""What a page is made of: frozen blocks of plain text, before anything is typeset (pure)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Literal

from assistant.language import Language

LONGEST: Final = 24
"""Characters of a word from which it may be cut at the end of a line."""
UNKNOWN: Final = "\ufffd"
"""Stands for a character that cannot be printed."""
_CUT: Final = 16
_LEFT: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Control characters, halves of pairs, private use, unassigned: no font shows them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; lines are kept."""

    text: str
    look: Literal["plain", "strong", "small", "right", "subject"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they label, in two columns; what is empty is left to be filled in by hand."""

    rows: tuple[tuple[str, str], ...]
    wide: bool = False
    """Whether each takes the whole width."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that comes again on each page."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """The share of the width of each column; 0 for what its text needs."""
    centred: tuple[int, ...] = ()
    """Columns whose cells stand in the middle."""
    strong: tuple[int, ...] = ()
    """Rows that stand out."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; with boxes to tick by hand where `boxes`."""

    items: tuple[str, ...]
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Boxed:
    """What must be seen: a title and lines in a frame."""

    title: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in by hand: a label and dotted lines."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Signatures:
    """Empty boxes side by side, each with what it is for."""

    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve, each place given as shares of the width and the height (0 to 1, from the lower left)."""

    alt: str
    """The same in words, for those who do not see it."""
    band: tuple[float, float] | None
    """Lowest and highest level of the range."""
    runs: tuple[tuple[tuple[float, float], ...], ...]
    points: tuple[tuple[float, float, bool], ...]
    """The places, and whether each is in the range."""
    marks: tuple[float, ...]
    """Where interviews were held."""
    days: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    legend: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the titles of the other parts with their pages."""


Block = Heading | Words | Facts | Table | Bullets | Boxed | Blank | Signatures | Plot | Contents


@dataclass(frozen=True, slots=True)
class Part:
    """Something that begins on a page of its own."""

    title: str
    blocks: tuple[Block, ...]
    above: str = ""
    """Stands over the title: whom it is for, which original."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A document."""

    title: str
    language: Language
    parts: tuple[Part, ...]
    sender: tuple[str, ...]
    """The pharmacy's details, a line each; its name first."""
    footer: str = ""
    mark: str = ""
    """Stands across every page; empty where the document is what it seems."""
    points: int = 10
    """Size of the type: 15 for who sees badly."""
    apart: bool = False
    """Whether the pages of each part are numbered by themselves."""

    def to_json(self) -> dict[str, Any]:
        """The document as the template reads it: every text fit to be printed."""
        document: dict[str, Any] = _plain(self)
        return document

    def texts(self) -> Iterable[str]:
        """Every text in it, as it was given."""
        return _texts(self)


def printed(text: str) -> str:
    """The text with what no font shows replaced, and long words ready to be cut at the end of a line."""
    shown = "".join(_shown(c) for c in text)
    return "".join(
        "\u200b".join(word[at : at + _CUT] for at in range(0, len(word), _CUT))
        if len(word) > LONGEST
        else word
        for word in _words(shown)
    )


def _shown(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    if character in "\t\r\v\f\u0085\u2028\u2029" or character.isspace():
        return "\u00a0" if character in "\u00a0\u202f" else " "
    return UNKNOWN if unicodedata.category(character) in _LEFT else ""


def _words(text: str) -> Iterable[str]:
    """The text in words and single spaces, in order."""
    start = 0
    for at, character in enumerate(text):
        if character.isspace():
            yield text[start:at]
            yield character
            start = at + 1
    yield text[start:]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return printed(value)
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return named | {"kind": type(value).__name__.casefold()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
