"""Lines are not broken at spaces that hold French together: before `?`, `:` or `»`, after `«`."""

from __future__ import annotations

import re
from typing import Final

from rich import _wrap

_HOLDING: Final = "\u00a0\u202f"
_BREAKING: Final = rf"[^\S{_HOLDING}]"

_WORD: Final = re.compile(rf"{_BREAKING}*[\S{_HOLDING}]+{_BREAKING}*")


def keep_together() -> None:
    """Let no line begin with a question mark."""
    # No public way: what Textual wraps with takes every white space for a place to break at.
    _wrap.re_word = _WORD
