"""Words made comparable: fillers left out, endings cut, words that mean the same taken for one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from assistant.language import Language
from assistant.notation import fold
from assistant.rehearsal.phrasings import Words

LIMIT: Final = 600
"""Characters read of what is said; nobody puts more into one question."""
SENTENCES: Final = 8
"""Sentences looked at apart."""
SHORTEST: Final = 4
"""Letters that are left at least when an ending is cut."""

_ENDINGS: Final[dict[Language, tuple[str, ...]]] = {
    "fr": ("ements", "ement", "aient", "ions", "iez", "ait", "ais", "ant", "ees", "ent", "ons", "ez", "er",
           "es", "ee", "e", "s", "x"),
    "en": ("ings", "ing", "ed", "es", "ly", "e", "s"),
}  # fmt: skip
"""Tried in this order; only the first that fits is cut."""
_SENTENCE: Final = re.compile(r"[^.!?\n…]+[.!?\n…]*")
_NO_WORD: Final = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The text as words with single spaces between them, without accents, case or punctuation."""
    return _NO_WORD.sub(" ", fold(text)).strip()


def in_order(words: str) -> str:
    """Plain words by the alphabet."""
    return " ".join(sorted(words.split()))


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was said, or one sentence of it."""

    plain: str
    asks: bool
    """Whether it is a question."""
    tokens: tuple[str, ...]
    """Its words as they are compared."""


class Wording:
    """How words of one language are compared."""

    def __init__(self, words: Words, language: Language) -> None:
        self._endings = _ENDINGS[language]
        self._fillers = _any_of(words.fillers.text_in(language))
        tags = _either(words.tags.text_in(language))
        self._tag = re.compile(tags)
        self._tagged = re.compile(rf"(.+?)\s(?:{tags})")
        self._asking = re.compile(rf"(?:\S+ )??(?:{_either(words.asking.text_in(language))})\b")
        self._several: dict[str, str] = {}
        self.alike: dict[str, str] = {}
        """Words, and words without their ending, that are taken for another, with what they are taken for."""
        for group in words.alike.text_in(language):
            self._take_alike([plain(word) for word in group])
        self._expressions = _any_of(self._several)

    def _take_alike(self, group: list[str]) -> None:
        first = self._stem(group[0]).replace(" ", "_")  # one word, whatever stands first in its group
        for words in group:
            if " " in words:
                self._several[words] = first
            else:
                self.alike[words] = first
                self.alike.setdefault(self._stem(words), first)

    def sentences(self, words: str) -> tuple[Sentence, ...]:
        """What was said as a whole; after it each of its sentences, where there are several."""
        text = words[:LIMIT]
        said = [part for part in map(self._sentence, _SENTENCE.findall(text)[:SENTENCES]) if part.plain]
        if len(said) < 2:
            return tuple(said)
        # A nod asked for (“All right?”) is no question.
        parts = [part for part in said if not self._tag.fullmatch(part.plain)] or said
        whole = replace(self._sentence(text), asks=any(part.asks for part in parts))
        return (whole, *parts)

    def _sentence(self, text: str) -> Sentence:
        words = plain(text)
        begins = self._asking.match(words) is not None
        if "?" in text and not begins and (tagged := self._tagged.fullmatch(words)):
            return Sentence(tagged[1], False, self.tokens(tagged[1]))
        return Sentence(words, begins or "?" in text, self.tokens(words))

    def tokens(self, words: str) -> tuple[str, ...]:
        """Plain words as they are compared, each once."""
        words = self._expressions.sub(lambda found: f" ={self._several[found[0]]} ", words)
        words = self._fillers.sub(" ", words)
        return tuple(dict.fromkeys(self._token(word) for word in words.split()))

    def _token(self, word: str) -> str:
        if word.startswith("="):
            return word[1:]
        stem = self._stem(word)
        return self.alike.get(word) or self.alike.get(stem, stem)

    def _stem(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                return word.removesuffix(ending)
        return word


def _either(texts: Iterable[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(re.escape(text) for text in sorted(map(plain, texts), key=len, reverse=True))


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of these as whole words; `=` marks what is settled already."""
    return re.compile(rf"(?<![\w=])(?:{_either(texts)})(?!\w)")
