"""The one door to typst: pages become a PDF, in memory, without a network and without the system's fonts.

Texts reach the template as data, never as markup: nothing in a name or a note is obeyed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.documents.blocks import UNKNOWN, Pages
from assistant.errors import InputError
from assistant.language import _, ngettext

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE: Final = Path(__file__).with_name("pages.typ")
STANDARDS: Final = ("a-2a", "ua-1")
"""PDF/A-2a, to be kept for years, and PDF/UA-1, to be read aloud: tagged, its fonts inside."""
_MISSING: Final = re.compile(r"the (?:text|PDF contains the codepoint) `\"(.+?)\"`")
_CODE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished document."""

    data: bytes
    """The PDF."""
    pages: int
    replaced: int = 0
    """How many different characters no font of this machine can show; a sign stands for each."""

    @property
    def notices(self) -> list[str]:
        """What there is to say about it."""
        if not self.replaced:
            return []
        said = ngettext(
            "{count} character cannot be printed with the fonts of this machine: � stands for it.",
            "{count} characters cannot be printed with the fonts of this machine: � stands for them.",
            self.replaced,
        )
        return [said.format(count=self.replaced)]


def check_installed() -> None:
    """Go on only where documents can be typeset.

    Raises:
        InputError: the extra is not installed.
    """
    _typst()


def typeset(pages: Pages, at: datetime) -> Typeset:
    """The document as PDF, A4.

    Args:
        pages: what is on it.
        at: the instant it is dated with.

    Raises:
        InputError: the extra that typesets is not installed.
    """
    document = json.dumps(pages.to_json(), ensure_ascii=False)
    lost: set[str] = set()
    for attempt in range(_TRIES):
        missing = _try(document, at, system=attempt > 0)
        if isinstance(missing, Typeset):
            return Typeset(missing.data, missing.pages, len(lost))
        if attempt:  # no font of the system has it either
            lost |= missing
            document = document.translate({ord(one): UNKNOWN for one in missing})
    raise AssertionError("characters were replaced and are still missing")


def _try(document: str, at: datetime, *, system: bool) -> Typeset | set[str]:
    """The PDF, or the characters that no font has."""
    typst = _typst()
    compiler = typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(system=system),
        ignore_system_fonts=True,  # `_fonts` says which there are
        sys_inputs={"page": document},
    )
    try:
        data = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=int(at.timestamp()))
    except typst.TypstError as error:
        found = _lost("".join(map(_unescaped, _MISSING.findall(error.diagnostic or error.message))))
        if not found:
            raise
        return found
    return Typeset(data, json.loads(compiler.query("<total>", field="value", one=True)))


def _lost(named: str) -> set[str]:
    """Which of the characters named cannot be shown: letters are named with the mark they carry.

    The marks alone where there are some; what is left without them is seen at the next try. ASCII, which
    every font has, is never among them.
    """
    found = {one for one in named if not one.isascii()} - {UNKNOWN}
    return {one for one in found if unicodedata.category(one).startswith("M")} or found


def _unescaped(text: str) -> str:
    return _CODE.sub(lambda code: chr(int(code[1], 16)), text).replace('\\"', '"').replace("\\\\", "\\")


@cache
def _fonts(*, system: bool) -> Fonts:
    """Those that come with typst; the system's beside them only for characters these do not have."""
    fonts: Fonts = _typst().Fonts(include_system_fonts=system)
    return fonts


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise InputError(
            _('Printing needs the extra “paper”. Install it: pip install "entretien-avk[paper]".')
        ) from error
    return typst
