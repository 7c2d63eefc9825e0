"""What a step does: it tells, asks or rates a notion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from assistant.bilingual import Text
from assistant.errors import InputError
from assistant.language import _
from assistant.script.answers import AnswerKind
from assistant.script.closed import Closed, Id
from assistant.script.conditions import Condition
from assistant.script.options import RATINGS, Option, labels, match

Feed = Literal["inr.readings", "inr.low", "inr.high", "inr.bleeding", "inr.danger", "medicines"]
"""Which input of the computed values an answer gives."""


class _Step(Closed):
    id: Id
    title: Text
    """A few words, for lists and progress."""
    when: Condition | None = None
    """When the step applies; always, if absent."""
    mandates: tuple[Id, ...] = ()
    """Ids of `mandates.yaml` that the step covers."""
    source: str | None = None
    """Where its facts come from."""
    guide: Text | None = None
    """For the pharmacist's eyes only, never read aloud."""
    uncertain: Text | None = None
    """What in it no source confirms; for the pharmacist's eyes only too."""

    @property
    def aside(self) -> str:
        """Everything for the pharmacist's eyes only, in the language spoken now."""
        doubt = "" if self.uncertain is None else f"[?] {self.uncertain}"
        return " ".join(part for part in (str(self.guide or ""), doubt) if part)


class Tell(_Step):
    """Words to say aloud; once said, answered by nothing typed."""

    tell: Text

    @property
    def kind(self) -> str:
        """The kind of answer, as other programs name it."""
        return "tell"

    @property
    def words(self) -> Text:
        """What is said aloud."""
        return self.tell

    @property
    def options(self) -> Sequence[Option]:
        """What there is to choose from."""
        return ()

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """Nothing: `""`.

        Raises:
            InputError: something was typed.
        """
        if typed.strip():
            raise InputError(_("There is nothing to answer here: press Enter once it is said."))
        return ""

    def write(self, value: Any) -> str:
        """Nothing to read again."""
        return ""

    def typed(self, value: Any) -> str:
        """Nothing to type again."""
        return ""


class Stop(Closed):
    """Where a script ends early."""

    when: str
    """The answer that ends it."""
    as_: Annotated[Literal["refused", "withdrawn"], Field(alias="as")]
    """How the transcript is then marked."""


class Ask(_Step):
    """A question to say aloud and the kind of answer it takes."""

    say: Text
    answer: AnswerKind
    fact: Id | None = None
    """The fact of `facts.yaml` that is offered as the answer and learnt from it."""
    feeds: Feed | None = None
    favourable: Literal["yes", "no"] | None = None
    """For an observance question: the answer that gives its point."""
    stop: Stop | None = None

    @property
    def kind(self) -> str:
        """The kind of answer, as other programs name it."""
        return self.answer.kind

    @property
    def words(self) -> Text:
        """What is said aloud."""
        return self.say

    @property
    def options(self) -> Sequence[Option]:
        """What there is to choose from."""
        return self.answer.choices_offered()

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """The value typed (see `answers`)."""
        return self.answer.read(typed, today, confirmed=confirmed)

    def write(self, value: Any) -> str:
        """The value as people read it."""
        return self.answer.write(value)

    def typed(self, value: Any) -> str:
        """The value as it could be typed again."""
        return self.answer.typed(value)


class Point(Closed):
    """Something to listen for in the patient's own words."""

    id: Id
    fr: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    en: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

    @property
    def text(self) -> Text:
        """The point in both languages."""
        return Text(fr=self.fr, en=self.en)


class Notion(Closed):
    """A notion of knowledge: what to listen for, and what to explain when it is not acquired."""

    chapter: Id
    listen_for: Annotated[tuple[Point, ...], Field(min_length=1)]
    explain: Text


class Rate(_Step):
    """An open question by which a notion of knowledge is rated."""

    say: Text
    rate: Notion

    @property
    def kind(self) -> str:
        """The kind of answer, as other programs name it."""
        return "rate"

    @property
    def words(self) -> Text:
        """What is said aloud."""
        return self.say

    @property
    def options(self) -> Sequence[Option]:
        """The three ratings."""
        return RATINGS

    def read(self, typed: str, today: date, *, confirmed: bool = False) -> Any:
        """The id of the rating typed."""
        return match(typed, RATINGS)

    def write(self, value: Any) -> str:
        """The rating as people read it."""
        return labels(RATINGS, [value])

    def typed(self, value: Any) -> str:
        """The rating as it could be typed again."""
        return str(value)


def _kind(value: Any) -> str | None:
    keys = value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((kind for key, kind in _BY_KEY.items() if key in keys), None)


# Tags stand in the path of a fault: one that is also a key would lead to the wrong place.
_BY_KEY = {"tell": "<tell>", "rate": "<rate>", "answer": "<ask>"}

Step = Annotated[
    Annotated[Tell, Tag("<tell>")] | Annotated[Ask, Tag("<ask>")] | Annotated[Rate, Tag("<rate>")],
    Discriminator(
        _kind,
        custom_error_type="step_kind",
        custom_error_message="neither tell, answer nor rate",
    ),
]
"""A step: told by `tell`, asked by `answer` or rated by `rate`."""
