"""Ways of putting it, as data: `scripts/rehearsal/phrasings.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import Field

from assistant.language import Language
from assistant.rehearsal.case import Typed
from assistant.script.closed import Closed, Id
from assistant.script.loader import load
from assistant.script.steps import Rate, Script
from assistant.settings import shipped

Intent = Literal["ask", "again", "specify", "explain", "check", "greet", "unknown"]
"""What a student wants of the patient: `ask` also where a step is told; `unknown` where that is not clear."""
GENERIC: Final[tuple[Intent, ...]] = ("again", "specify", "explain", "check", "greet", "unknown")
"""What may be said at any step; the last asks for nothing."""
Meaning = tuple[Intent, str | None]
"""An intent and the step it concerns; None where it concerns whichever is asked."""

Some = Annotated[tuple[Typed, ...], Field(min_length=1)]
_SENTENCE: Final = re.compile(r"[^.!?]+[.!?]")


class Ways(Closed):
    """Ways of putting one thing, in each language."""

    fr: Some
    en: Some

    def text_in(self, language: Language) -> tuple[str, ...]:
        """Those of one language."""
        return self.fr if language == "fr" else self.en


class Alike(Closed):
    """Groups of words that are taken for one another, in each language."""

    fr: tuple[Some, ...]
    en: tuple[Some, ...]

    def text_in(self, language: Language) -> tuple[tuple[str, ...], ...]:
        """Those of one language."""
        return self.fr if language == "fr" else self.en


class Words(Closed):
    """What is known of words before they are compared."""

    fillers: Ways
    """Left out: they say nothing about what is meant."""
    tags: Ways
    """Asked after a statement they leave it a statement."""
    asking: Ways
    """At the beginning of a sentence they make it a question, with or without its mark."""
    alike: Alike
    hanging: Ways
    """Of which a question is made that only means something after another: “since when?”."""


class Generic(Closed):
    """What is said at any step."""

    again: Ways
    specify: Ways
    explain: Ways
    check: Ways
    greet: Ways
    unknown: Ways
    """Said to be kind or to go on: nothing is asked, so nothing is answered."""


class StepWays(Closed):
    """Ways of putting one step."""

    asked: Ways
    """Asking it, or saying it where nothing is asked."""
    explained: Ways | None = None
    """Explaining its notion."""


class Phrasings(Closed):
    """`phrasings.yaml`."""

    words: Words
    generic: Generic
    steps: dict[Id, StepWays]
    """By the id of a step, of whatever script; one that is not here goes by what the script itself says."""


@cache
def phrasings() -> Phrasings:
    """The ways that are shipped.

    Raises:
        ScriptError: the file has faults.
    """
    return load(shipped() / "rehearsal" / "phrasings.yaml", Phrasings)


def everything(script: Script, language: Language, ways: Phrasings) -> Iterator[tuple[Meaning, str]]:
    """Everything that may be said while a script is practised, with what it means."""
    for intent in GENERIC:
        for text in getattr(ways.generic, intent).text_in(language):
            yield (intent, None), text
    for _section, step in script.steps():
        own = ways.steps.get(step.id)
        asked = own.asked.text_in(language) if own else ()
        words = step.words.text_in(language)
        questions = (part for part in _SENTENCE.findall(words) if part.endswith("?"))
        for text in dict.fromkeys((words, step.title.text_in(language), *questions, *asked)):
            yield ("ask", step.id), text
        if isinstance(step, Rate):
            explained = step.rate.explain.text_in(language)
            points = (point.text.text_in(language) for point in step.rate.listen_for)
            told = own.explained.text_in(language) if own and own.explained else ()
            for text in dict.fromkeys((explained, *explained.split(". "), *points, *told)):
                yield ("explain", step.id), text
