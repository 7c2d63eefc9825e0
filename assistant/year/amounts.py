"""Euros in words, for the pharmacist's eyes only: screens show them where they can be hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language import _

if TYPE_CHECKING:
    from assistant.year.outlook import Outlook
    from assistant.year.report import YearReport
    from assistant.year.status import YearStatus


def possible_words(status: YearStatus | None) -> str:
    """What is still to be secured; after a plus where something is secured or expected already."""
    if status is None or not status.possible_eur:
        return ""
    sign = "+" if status.amount_eur else ""
    return _("{sign}{amount} €").format(sign=sign, amount=status.possible_eur)


def total_words(report: YearReport) -> str:
    """What the pharmacy has secured, and what it still can."""
    return _("{secured} € secured · {possible} € still possible").format(
        secured=report.secured_eur, possible=report.possible_eur
    )


def outlook_words(found: Outlook) -> str:
    """The same, with what is to be expected on the last day and what is at risk."""
    return _(
        "{secured} € secured · {possible} € still possible · {expected} € to be expected · {risk} € at risk"
    ).format(
        secured=found.report.secured_eur,
        possible=found.report.possible_eur,
        expected=found.expected_eur,
        risk=found.at_risk_eur,
    )
