"""Whether something is named in what was said, and whether it is denied or forbidden there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from assistant.notation import fold
from assistant.rehearsal.denying import denying

_TOKEN: Final = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)?")
REACH: Final = 4
"""Words that a denial reaches over."""
STEM: Final = 4
"""Letters from which a word also stands for its plural and feminine."""


def tokens(text: str) -> list[str]:
    """The words of a text, without accents or case."""
    return _TOKEN.findall(fold(text.replace("\u2019", " ").replace("'", " ")))


def named(names: Iterable[str], said: str) -> bool:
    """Whether one of the names is in it: all its words, whole, in any order."""
    words = tokens(said)
    return any(_places(name, words) for name in names)


def affirmed(names: Iterable[str], said: str) -> bool:
    """Whether one of the names is in a clause of it and is not denied there."""
    wanted = list(names)
    if any(
        places and not any(_denied(words, place) for place in places)
        for words in _clauses(said)
        for places in (_places(name, words) for name in wanted)
    ):
        return True
    # Its words may stand in several clauses: then nothing is known of a denial but that there is none.
    return not any(denying().denying.intersection(words) for words in _clauses(said)) and named(wanted, said)


def opposed(teaching: Iterable[str], said: str) -> bool:
    """Whether something the teaching forbids is said without forbidding it: “take two” for “never two”."""
    forbidding = denying().forbidding
    forbidden: set[str] = set()
    allowed: set[str] = set()
    for text in teaching:
        for clause in _clauses(text):
            stems = {word[:STEM] for word in clause if len(word) >= STEM}
            (forbidden if forbidding.intersection(clause) else allowed).update(stems)
    forbidden -= allowed
    return any(
        word[:STEM] in forbidden
        for clause in _clauses(said)
        if not (denying().denying | forbidding).intersection(clause)
        for word in clause
        if len(word) >= STEM
    )


def _clauses(text: str) -> list[list[str]]:
    return [tokens(clause) for clause in denying().clause.split(text)]


def _denied(words: list[str], place: int) -> bool:
    before = words[max(0, place - REACH) : place]
    known = denying()
    after = words[place + 1 : place + 2]
    return bool(known.denying.intersection(before) or known.denying_before.intersection(after))


def _places(name: str, words: list[str]) -> list[int]:
    """Where each word of a name stands; nothing where one is missing."""
    found = []
    for part in tokens(name):
        place = next((number for number, word in enumerate(words) if _same(part, word)), None)
        if place is None:
            return []
        found.append(place)
    return found


def _same(part: str, word: str) -> bool:
    return word == part or (len(part) >= STEM and word in (part + "s", part + "x", part + "e", part + "es"))
