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
    voice = voice_for(engine.getProperty("voices"), asked["language"], asked.get("who", ""))
    if voice is not None:
        engine.setProperty("voice", voice)
    engine.setProperty("rate", SPEED)
    engine.say(asked["text"])
    engine.runAndWait()
    return DONE


def voice_for(voices: Iterable[Any], language: str, who: str = "") -> str | None:
    """Id of the voice that speaks a language best; None where none does.

    Args:
        voices: what the engine has: `id`, `name`, `languages` such as `fr-fr`, `fr_FR` or `b"\\x05fr"`, and
            `gender` where it tells.
        language: `fr` or `en`.
        who: `f` or `m` for another voice than the usual one, of that gender where the engine tells it.
    """
    ranked = [(rank, voice) for voice in voices if (rank := _rank(voice, language)) is not None]
    able = [voice for _rank_, voice in sorted(ranked, key=lambda pair: pair[0])]
    if not able:
        return None
    usual, *others = able
    if not who:
        return str(usual.id)
    fitting = [one for one in others if _gender(one) == who]
    untold = [one for one in others if not _gender(one)]
    rest = [] if _gender(usual) == who else others
    return str([*fitting, *untold, *rest, usual][0].id)


def _rank(voice: Any, language: str) -> int | None:
    """How well a voice speaks a language: 0 is best; None where it does not."""
    country = {"fr": "fr", "en": "gb"}.get(language, language)
    named = {"fr": ("french", "français"), "en": ("english",)}.get(language, ())
    spoken = [_code(code) for code in getattr(voice, "languages", None) or ()]
    if f"{language}-{country}" in spoken or language in spoken:
        return 0
    if any(code.startswith(f"{language}-") for code in spoken):
        return 1
    return 2 if any(word in str(voice.name).casefold() for word in named) else None


def _gender(voice: Any) -> str:
    """`f` or `m`; empty where the engine does not tell."""
    told = str(getattr(voice, "gender", None) or "").casefold()
    return "f" if "female" in told else "m" if "male" in told else ""


def _code(code: str | bytes) -> str:
    text = code.decode("utf-8", "replace") if isinstance(code, bytes) else str(code)
    return "".join(c for c in text if c.isprintable()).casefold().replace("_", "-")


if __name__ == "__main__":
    sys.exit(main())
