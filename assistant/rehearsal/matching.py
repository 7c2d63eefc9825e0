"""What a student means, told from the student's own words: small, transparent and offline.

Every way of putting something (`phrasings.yaml`, and what the script says itself) is a saying. What was said
is compared with them by three things that can be told apart: how much of the words of either is found in the
other, rare words counting for more; how alike the two are as they are written (rapidfuzz); and how many of
the words are known of that step at all. The nearest saying tells what is meant. Where none is near, or two
are, that is said instead of guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.language import Language
from assistant.rehearsal.phrasings import Intent, Meaning, Phrasings, phrasings
from assistant.rehearsal.sayings import Saying, Sayings
from assistant.rehearsal.wording import Sentence, Wording, in_order
from assistant.script.conditions import Comparison
from assistant.script.steps import Rate, Script, Tell

__all__ = ("Intent", "Matcher", "Understood", "matcher_for")

UNDERSTOOD: Final = 52.0
"""From this score on, of 100, something is understood."""
MARGIN: Final = 1.0
"""Two steps nearer to each other than this are a tie."""
HERE: Final = 12.0
"""What the step asked now is given above the others."""
UNFIT: Final = 0.65
"""What is left of a score where a statement would have to be a question, or a question a statement."""
NAMED: Final = 80.0
"""From this score on, the words beside “can you be more specific” name a step."""
MISTYPED: Final = 0.8
"""From this likeness on, an unknown word of six letters or more is taken for a known one, mistyped."""
COMPARED: Final = 60
"""Sayings compared as they are written: those that share the most words."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood."""

    intent: Intent
    step: str | None
    """The step it concerns; None for a greeting, for what is not understood, and where no step is asked."""
    score: float
    """How near it came, from 0 to 100."""
    phrasing: str
    """The way of putting it that it came closest to, for the student to see; empty if to none."""
    near: tuple[str, ...] = ()
    """The nearest other steps, for “did you mean”."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Something it may mean."""

    meaning: Meaning
    saying: Saying
    score: float
    rank: float
    """The score, with what speaks for or against it."""


class Matcher:
    """Understands what is said while one script is practised, in one language."""

    def __init__(self, script: Script, language: Language, ways: Phrasings | None = None) -> None:
        ways = ways or phrasings()
        steps = [step for _section, step in script.steps()]
        self._told = {step.id for step in steps if isinstance(step, Tell)}
        self._notions = {step.id for step in steps if isinstance(step, Rate)}
        self._hangs_on = {
            step.id: step.when.name
            for step in steps
            if isinstance(step.when, Comparison) and step.when.source == "answer"
        }
        self._wording = Wording(ways.words, language)
        self._sayings = Sayings(script, language, ways, self._wording)
        known = self._sayings.weights
        self._spelling = {word: token for word, token in self._wording.alike.items() if token in known}
        self._spelling |= {token: token for token in known}

    def understand(self, words: str, position: str | None) -> Understood:
        """What these words mean while the step `position` is asked (None: none is)."""
        whole, *parts = self._wording.sentences(words) or (Sentence("", False, ()),)
        read = {sentence: self._read(sentence, position) for sentence in (whole, *parts)}
        asked = [part for part in parts if part.asks]
        # Where a question comes with something else, the question is what is answered.
        for sentences in ((*asked, whole) if len(asked) < len(parts) else (whole,), parts):
            clear = [one for part in sentences if (one := read[part]).intent not in ("unknown", "greet")]
            if clear:
                return max(clear, key=lambda one: one.score)
        return max(read.values(), key=lambda one: (one.intent == "greet", one.score))

    def _read(self, sentence: Sentence, position: str | None) -> Understood:
        tokens = tuple(dict.fromkeys(map(self._spelt, sentence.tokens)))
        exactly = self._sayings.exactly(sentence.plain)
        found = [_Found(saying.meaning, saying, 100.0, 100.0) for saying in exactly]
        found = found or list(self._candidates(sentence, tokens))
        found = sorted((_placed(one, position) for one in found), key=lambda one: -one.rank)
        understood = self._verdict(found, position)
        if understood.intent not in ("ask", "greet", "unknown") and found[0].saying.meaning[1] is None:
            named = self._named(tokens, understood.intent)
            return replace(understood, step=named) if named else understood
        if understood.intent == "unknown":
            for number in self._sayings.generic:
                saying = self._sayings[number]
                if saying.meaning[0] == "greet" and f"{sentence.plain} ".startswith(f"{saying.plain} "):
                    return Understood("greet", None, UNDERSTOOD, saying.said, understood.near)
        return understood

    def _verdict(self, found: Sequence[_Found], position: str | None) -> Understood:
        steps = dict.fromkeys(
            step for one in found if (step := one.meaning[1]) is not None and one.score > 30
        )
        if not found:
            return Understood("unknown", None, 0.0, "")
        best = found[0]
        if best.rank < UNDERSTOOD or best.meaning[0] == "unknown":
            return Understood("unknown", None, round(best.score, 1), best.saying.said, tuple(steps)[:3])
        if best.saying.meaning[1] is not None and best.meaning[1] != position:
            close = [
                one for one in found if best.rank - one.rank < MARGIN and one.saying.meaning[1] is not None
            ]
            tied = dict.fromkeys(str(one.meaning[1]) for one in close)
            # A question that hangs on the answer to another comes after it.
            first = [step for step in tied if self._hangs_on.get(step) not in tied]
            if len(first) > 1:
                return Understood("unknown", None, round(best.score, 1), best.saying.said, tuple(tied)[:3])
            best = next(one for one in close if one.meaning[1] == first[0])
        intent, step = best.meaning
        near = tuple(other for other in steps if other != step)[:3]
        return Understood(intent, step, round(best.score, 1), best.saying.said, near)

    def _candidates(self, sentence: Sentence, tokens: Sequence[str]) -> Iterator[_Found]:
        """Everything it may mean."""
        for saying, score in self._nearest(tokens, sentence.plain):
            intent, step = saying.meaning
            if intent == "explain" and step is not None and sentence.asks:
                continue
            fits = self._fits(saying.meaning, sentence.asks)
            yield _Found(saying.meaning, saying, score, score if fits else UNFIT * score)

    def _fits(self, meaning: Meaning, asks: bool) -> bool:
        """Whether a question, or a statement, may mean this."""
        intent, step = meaning
        if step is None and intent not in ("explain", "check"):
            return True
        return asks != (intent == "explain" or step in self._told)

    def _named(self, tokens: Sequence[str], intent: Intent) -> str | None:
        """The step that is named beside generic words."""
        rest = [token for token in tokens if token not in self._sayings.known((intent, None))]
        best, named = 2 * NAMED, None
        for number, overlap in self._sayings.overlaps(rest).items():
            meaning = self._sayings[number].meaning
            step = meaning[1]
            if step is None or (step not in self._notions and intent in ("explain", "check")):
                continue
            score = overlap + self._sayings.part_known(rest, meaning)
            if score >= best:
                best, named = score, step
        return named

    def _nearest(self, tokens: Sequence[str], words: str) -> Iterator[tuple[Saying, float]]:
        """For each meaning the nearest saying and its score."""
        overlaps = self._sayings.overlaps(tokens)
        most = sorted(overlaps, key=lambda number: -overlaps[number])[:COMPARED]
        put = in_order(words)
        best: dict[Meaning, tuple[Saying, float]] = {}
        for number in dict.fromkeys((*most, *self._sayings.generic)):
            saying = self._sayings[number]
            score = (overlaps.get(number, 0.0) + fuzz.ratio(put, saying.in_order)) / 2
            if saying.meaning not in best or score > best[saying.meaning][1]:
                best[saying.meaning] = (saying, score)
        for meaning, (saying, score) in best.items():
            yield saying, (score + self._sayings.part_known(tokens, meaning)) / 2

    def _spelt(self, token: str) -> str:
        """The known word that this one is, or is mistyped for."""
        if token in self._sayings.weights or len(token) < 6:
            return token
        near = process.extractOne(
            token, self._spelling.keys(), scorer=OSA.normalized_similarity, score_cutoff=MISTYPED
        )
        return self._spelling[near[0]] if near else token


def _placed(found: _Found, position: str | None) -> _Found:
    """The same at the step asked now: generic words concern it, and it goes before the others."""
    intent, step = found.meaning
    if step is None:
        return replace(found, meaning=(intent, None if intent in ("greet", "unknown") else position))
    return replace(found, rank=found.rank + HERE) if step == position else found


_made: dict[tuple[str, Language], Matcher] = {}


def matcher_for(script: Script, language: Language) -> Matcher:
    """The matcher of a script by the ways that are shipped, made once for each content and language.

    Raises:
        ScriptError: the file of these ways has faults.
    """
    if not script.digest:  # not read from a file: nothing tells it from another of its name
        return Matcher(script, language)
    key = (script.ref, language)
    if key not in _made:
        _made[key] = Matcher(script, language)
    return _made[key]
