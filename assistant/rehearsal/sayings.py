"""Everything that may be said while a script is practised, and the words that are shared with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from math import log
from typing import Final

from assistant.language import Language
from assistant.rehearsal.phrasings import Meaning, Phrasings, everything
from assistant.rehearsal.wording import Wording, in_order, plain
from assistant.script.steps import Script

UNSEEN: Final = 0.5
"""What a word weighs that nothing holds, as a part of the rarest one that something does."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A way of putting something, as it is compared."""

    meaning: Meaning
    said: str
    plain: str
    tokens: tuple[str, ...]
    in_order: str
    """Its plain words by the alphabet: people put them in any order."""
    weight: float


class Sayings:
    """All ways of putting all there is to say in one script, in one language."""

    def __init__(self, script: Script, language: Language, ways: Phrasings, wording: Wording) -> None:
        read = [
            (meaning, said, words, wording.tokens(words), in_order(words))
            for meaning, said in everything(script, language, ways)
            if (words := plain(said))
        ]
        self._known: dict[str, set[str]] = defaultdict(set)
        for (intent, step), _said, _words, tokens, _in_order in read:
            self._known[step or intent].update(tokens)
        self.weights = _weights(self._known.values())
        """Each word that something holds, weighed by how few steps do."""
        self._unseen = UNSEEN * max(self.weights.values(), default=1.0)
        self._all = [Saying(*one, self.weigh(one[3])) for one in read]
        self.generic = [number for number, saying in enumerate(self._all) if saying.meaning[1] is None]
        """The numbers of those said at any step."""
        self._exactly: dict[str, list[Saying]] = defaultdict(list)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, saying in enumerate(self._all):
            self._exactly[saying.plain].append(saying)
            for token in saying.tokens:
                self._holding[token].append(number)

    def __getitem__(self, number: int) -> Saying:
        return self._all[number]

    def exactly(self, words: str) -> list[Saying]:
        """Those that have these plain words and no others, in this order."""
        return self._exactly.get(words, [])

    def overlaps(self, tokens: Collection[str]) -> dict[int, float]:
        """For each that shares a word, how much the two share, of 100."""
        total = self.weigh(tokens)
        shared: dict[int, float] = defaultdict(float)
        for token in tokens:
            for number in self._holding.get(token, ()):
                shared[number] += self.weights[token]
        return {number: 200 * part / (total + self._all[number].weight) for number, part in shared.items()}

    def known(self, meaning: Meaning) -> set[str]:
        """All words by which a step, or what is said at any, is put."""
        intent, step = meaning
        return self._known[step or intent]

    def part_known(self, tokens: Collection[str], meaning: Meaning) -> float:
        """How much of these words is among those, of 100."""
        known = self.known(meaning)
        part = self.weigh([token for token in tokens if token in known])
        return 100 * part / self.weigh(tokens) if part else 0.0

    def weigh(self, tokens: Collection[str]) -> float:
        """The weight of these words together."""
        return sum(self.weights.get(token, self._unseen) for token in tokens)


def _weights(known: Collection[set[str]]) -> dict[str, float]:
    holding: dict[str, int] = defaultdict(int)
    for tokens in known:
        for token in tokens:
            holding[token] += 1
    return {token: log(1 + len(known) / count) for token, count in holding.items()}
