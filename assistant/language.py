"""The language on screen: French first, English complete.

Messages in the code are English and are looked up in the catalogues of `assistant/locale`.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path
from typing import Final, Literal, get_args

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "fr"
LOCALE: Final = Path(__file__).parent / "locale"

_current: Language = DEFAULT
_catalogues: dict[Language, _gettext.NullTranslations] = {}


def use(language: Language) -> None:
    """Speak this language from now on."""
    global _current
    _current = language


def named(text: str | None) -> Language | None:
    """The language of this code; None if it is none."""
    for language in LANGUAGES:
        if language == text:
            return language
    return None


def current() -> Language:
    """The language spoken now."""
    return _current


def _catalogue() -> _gettext.NullTranslations:
    if _current not in _catalogues:
        # English is the language of the messages themselves: it needs no catalogue.
        _catalogues[_current] = (
            _gettext.NullTranslations()
            if _current == "en"
            else _gettext.translation("assistant", LOCALE, [_current], fallback=True)
        )
    return _catalogues[_current]


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _catalogue().gettext(message)


def labelled(label: object, text: object) -> str:
    """A label, a colon and what it labels, set as the language spoken now sets them."""
    return _("{label}: {text}").format(label=label, text=text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the number that `count` asks for in the language spoken now."""
    return _catalogue().ngettext(singular, plural, count)
