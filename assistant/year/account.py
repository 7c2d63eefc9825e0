"""A patient's year as a page tells it: where it stands, and which text is in force if another is."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.language import _
from assistant.year.report import YearReport, status_of
from assistant.year.status import Standing
from assistant.year.themes import theme_sentences
from assistant.year.words import discreet_words, standing_words
from assistant.year.words import words as full_words


@dataclass(frozen=True, slots=True)
class Account:
    """The year of one patient, in the language it was made in."""

    year: int
    rules: str
    """Id of the rule set applied."""
    status: Standing
    sentences: tuple[str, ...]
    warning: str | None
    """Which text is in force, where the rule set is not."""

    @property
    def head(self) -> str:
        """The year, the rule set, the status."""
        return _("Year {year} ({rules}): {status}").format(
            year=self.year, rules=self.rules, status=standing_words(self.status)
        )

    @property
    def lines(self) -> list[str]:
        """All of it, a line each."""
        return [self.head, *(f"- {sentence}" for sentence in self.sentences), *filter(None, [self.warning])]

    def to_json(self) -> dict[str, object]:
        """The account as a JSON object."""
        return {
            "year": self.year,
            "rules": self.rules,
            "status": self.status,
            "sentences": list(self.sentences),
            "warning": self.warning,
        }


def account(report: YearReport | None, ref: str, *, amounts: bool = False) -> Account | None:
    """The year of one patient; None where the report says nothing of them.

    Args:
        report: the year.
        ref: the patient.
        amounts: whether amounts are told: never where the patient may see or hear it.
    """
    status = status_of(report, ref)
    if report is None or status is None:
        return None
    sentences = [*(full_words(status) if amounts else discreet_words(status)), *theme_sentences(status)]
    return Account(report.year, status.rules, status.status, tuple(sentences), report.warning)
