"""Choices in a text, made by a seed: the same seed says the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def chance(*key: object) -> float:
    """A number from 0 to below 1 that depends on the key alone, on every machine and in every version."""
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def varied(text: str, *key: object, fills: Mapping[str, str] | None = None) -> str:
    """The text with each `{a|b|c}` chosen by the key, and each `{name}` filled in.

    Args:
        text: with braces, none inside another.
        key: what the choices depend on.
        fills: name to what stands for it; other names stay as they are.
    """
    count = 0

    def put(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        inside = found[1]
        if "|" in inside:
            choices = inside.split("|")
            return choices[int(chance(*key, count) * len(choices))].strip()
        return (fills or {}).get(inside, found[0])

    return _BRACES.sub(put, text)
