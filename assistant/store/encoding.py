"""Documents as bytes: JSON, compact, in UTF-8."""

from __future__ import annotations

import json
from typing import Any, Final

from assistant.errors import StoreError
from assistant.language import _

DEEPEST: Final = 100
"""Levels of lists and objects: few enough to be read again however deep the reader's own calls are."""


class UnreadableError(ValueError):
    """Bytes that are not a JSON text."""


_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decoded = json.JSONDecoder().decode
_escaped = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode
_sorted = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True).encode


def encode(value: object) -> bytes:
    """The value as JSON (see `compact`).

    Raises:
        StoreError: when the value is not made of texts, finite numbers, yes/no, lists and objects, or is
            nested more than `DEEPEST` levels deep.
    """
    try:
        data = compact(value)
        # Few brackets cannot nest deeply: most documents are not walked.
        if data.count(b"[") + data.count(b"{") > DEEPEST and _deep(json.loads(data)):
            raise RecursionError
    except (TypeError, ValueError, RecursionError):
        raise StoreError(
            _("Only texts, numbers, yes or no, lists and objects can be kept. Nothing was saved.")
        ) from None
    return data


def compact(value: object) -> bytes:
    """The value as JSON, where all its parts are known to be fit for it.

    Half a surrogate pair, which UTF-8 cannot hold, is escaped and comes back as it was.
    """
    try:
        return _plain(value).encode()
    except UnicodeEncodeError:
        return _escaped(value).encode()


def decode(data: bytes) -> Any:
    """The value that `encode` wrote.

    Raises:
        UnreadableError: when the bytes are not JSON.
    """
    try:
        return _decoded(data.decode())  # told that it is UTF-8, it need not find out
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from None


def _deep(value: object) -> bool:
    level = [value]
    for _level in range(DEEPEST):
        parts = [part for part in level if isinstance(part, dict | list)]
        level = [inner for part in parts for inner in (part.values() if isinstance(part, dict) else part)]
        if not level:
            return False
    return True


def same(one: object, other: object) -> bool:
    """Whether two values are written alike, the order of keys apart: `1`, `1.0` and `True` differ."""
    try:
        return _sorted(one) == _sorted(other)
    except (TypeError, ValueError, RecursionError):
        return False
