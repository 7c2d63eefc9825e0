"""`python -m assistant.voice.engine`: says one text, read from standard input, and ends.

A process of its own, because engines block while they speak, and because ending it is what stops them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, Final

DONE: Final = 0
NO_PACKAGE: Final = 3

SPEED: Final = 160
"""Words a minute: slower than an engine's own 200, which is too fast for somebody who listens."""


def main() -> int:
    """Say it; the exit code tells a missing package from an engine that fails, each in its own way."""
    asked = json.loads(sys.stdin.buffer.read())
    try:
        import pyttsx3
    except ImportError:
        return NO_PACKAGE
    engine = pyttsx3.init()
    voice = voice_for(engine.getProperty("voices"), asked["language"])
    if voice is not None:
        engine.setProperty("voice", voice)
    engine.setProperty("rate", SPEED)
    engine.say(asked["text"])
    engine.runAndWait()
    return DONE


def voice_for(voices: Iterable[Any], language: str) -> str | None:
    """Id of the voice that speaks a language best; None where none does.

    Args:
        voices: what the engine has: `id`, `name` and `languages` such as `fr-fr`, `fr_FR` or `b"\\x05fr"`.
        language: `fr` or `en`.
    """
    country = {"fr": "fr", "en": "gb"}.get(language, language)
    named = {"fr": ("french", "français"), "en": ("english",)}.get(language, ())
    best: tuple[int, str] | None = None
    for voice in voices:
        spoken = [_code(code) for code in getattr(voice, "languages", None) or ()]
        if f"{language}-{country}" in spoken or language in spoken:
            rank = 0
        elif any(code.startswith(f"{language}-") for code in spoken):
            rank = 1
        elif any(word in str(voice.name).casefold() for word in named):
            rank = 2
        else:
            continue
        if best is None or rank < best[0]:
            best = (rank, str(voice.id))
    return None if best is None else best[1]


def _code(code: str | bytes) -> str:
    text = code.decode("utf-8", "replace") if isinstance(code, bytes) else str(code)
    return "".join(c for c in text if c.isprintable()).casefold().replace("_", "-")


if __name__ == "__main__":
    sys.exit(main())
