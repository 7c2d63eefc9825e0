"""What a student's own words are taken for, once more than the words are known."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from assistant.rehearsal.heard import Heard
from assistant.rehearsal.matching import Understood, matcher_for
from assistant.rehearsal.naming import opposed, tokens
from assistant.rehearsal.phrasings import phrasings
from assistant.rehearsal.truths import Truths
from assistant.script.steps import Rate, Tell

Doubt = Literal["short", "opposed"]
SHORTEST: Final = 4
"""Words that an explanation has at least."""


def take(truths: Truths, words: str, topic: str | None, heard: Heard) -> tuple[Understood, Doubt | None]:
    """What the words are taken for, and why they are no explanation although they look like one.

    Args:
        truths: of the case.
        words: as they were said.
        topic: the step that is talked about.
        heard: what was asked before.
    """
    found = matcher_for(truths.script, truths.language).understand(words, topic)
    step = found.step
    if found.intent == "explain" and step is not None and (doubt := _doubt(truths, step, words)):
        return replace(found, intent="unknown", step=None, near=(step,)), doubt
    if topic is not None and topic in heard.asked and step != topic and _hangs_on(truths, topic, words):
        return Understood("specify", topic, 100.0, words, ()), None
    return found, None


def _doubt(truths: Truths, step: str, words: str) -> Doubt | None:
    asked = truths.steps[step]
    if not isinstance(asked, Rate):
        return None
    if len(tokens(words)) < SHORTEST:
        return "short"
    teaching = [point.text.text_in(truths.language) for point in asked.rate.listen_for]
    return "opposed" if opposed(teaching, words) else None


def _hangs_on(truths: Truths, topic: str, words: str) -> bool:
    """Whether the words only mean something after another question: “since when?”, “which ones?”."""
    if isinstance(truths.steps[topic], Tell):
        return False
    hanging = {word for text in phrasings().words.hanging.text_in(truths.language) for word in tokens(text)}
    return bool(tokens(words)) and set(tokens(words)) <= hanging
