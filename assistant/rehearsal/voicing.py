"""How a truth is put into a patient's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from assistant.bilingual import Text
from assistant.language import Language
from assistant.rehearsal.truths import Truths
from assistant.rehearsal.usual import GenericName, usual
from assistant.rehearsal.variations import varied
from assistant.script.answers import Number
from assistant.script.steps import Ask, Rate, Tell

_MONTHS: Final = Text(fr="mois", en="months")
_DOUBLE: Final = re.compile(r"(?<!\.)\.\.(?!\.)")
"""The full stop of a sentence after one that ends what is filled in."""


def sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    ended = words if words[-1:] in ".!?…" else words + "."
    return ended[:1].upper() + ended[1:]


class Voicing:
    """The words of one case under one seed."""

    def __init__(self, truths: Truths, seed: int) -> None:
        self._truths = truths
        self._seed = seed

    def generic(self, name: GenericName) -> Text:
        """What is said at any step: in the case's own way, or else in the usual one."""
        own = self._truths.case.words.get(name)
        return own if own is not None else getattr(usual().generic, name)

    def say(self, text: Text, *key: str, value: str = "") -> str:
        """A text with its choices made."""
        words = text.text_in(self._truths.language)
        fills = {"value": value, "points": value}
        return _DOUBLE.sub(".", varied(words, self._seed, self._truths.case.id, *key, fills=fills))

    def clear(self, step: str) -> str:
        """The truth of a step: in the case's own words, or else in the usual ones."""
        own = self._truths.of(step).clear
        if own is not None:
            return self.say(own, step, value=self._written(step))
        asked = self._truths.steps[step]
        if isinstance(asked, Rate):
            return self._points(asked, self._truths.knows(asked))
        return self._usual(step)

    def back(self, step: str, *, explained: bool) -> str:
        """A notion said back: what was explained, or else what was known."""
        asked = self._truths.steps[step]
        if not isinstance(asked, Rate):
            return self.clear(step)
        points = [point.id for point in asked.rate.listen_for] if explained else self._truths.knows(asked)
        if not explained or not points:
            return self._points(asked, points)
        return self.say(self.generic("teaches_back"), step, value=self._points(asked, points))

    def _points(self, step: Rate, points: Iterable[str]) -> str:
        said = self._truths.usually(step.id)
        voiced = [
            self.say(said.points[point], step.id, point) if point in said.points else self._point(step, point)
            for point in points
        ]
        if not voiced:
            return self.say(said.unsure or self.generic("unsure"), step.id)
        return " ".join(voiced)

    def _point(self, step: Rate, name: str) -> str:
        point = next(one for one in step.rate.listen_for if one.id == name)
        words = point.text.text_in(self._truths.language)
        return sentence(words)

    def _usual(self, step: str) -> str:
        says, asked = self._truths.usually(step).says, self._truths.steps[step]
        if isinstance(asked, Tell):
            return self.say(says.get("value", self.generic("nods")), step)
        value = self._truths.value(step)
        if value in (None, "", []):
            return self.say(says.get("none", self.generic("nothing")), step)
        chosen = value if isinstance(value, list) and asked.kind == "choices" else [value]
        if asked.kind in ("yes_no", "choice", "choices"):
            parts = [self.say(says[name], step, name) if name in says else str(name) for name in chosen]
            return sentence(", ".join(parts))
        return (
            self.say(says["value"], step, value=self._written(step))
            if "value" in says
            else self._written(step)
        )

    def _written(self, step: str) -> str:
        asked, value = self._truths.steps[step], self._truths.value(step)
        if isinstance(asked, Ask) and isinstance(asked.answer, Number) and asked.answer.unit == _MONTHS:
            return "" if value is None else _duration(int(value), self._truths.language)
        return "" if isinstance(asked, Tell) else asked.write(value)


def _duration(months: int, language: Language) -> str:
    """A number of months as people say it."""
    years, rest = divmod(months, 12)
    if rest or years < 1:
        return f"{months} mois" if language == "fr" else f"{months} months"
    many = years > 1
    return f"{years} an{'s' * many}" if language == "fr" else f"{years} year{'s' * many}"
