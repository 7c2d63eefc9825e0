"""A year's status in words, for the pharmacist: amounts are never shown to a patient."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.year.counting import Uncounted, WhyNot
from assistant.year.missing import missing_words
from assistant.year.reason import Reason
from assistant.year.status import Standing, YearStatus
from assistant.year.ways import Option


def words(status: YearStatus) -> list[str]:
    """Sentences in the language spoken now: what holds, what is missing and until when, why not."""
    return [
        *(_reason(reason, status) for reason in status.reasons),
        *(_option(option, status) for option in status.options),
        *_uncounted(status.uncounted),
    ]


def discreet_words(status: YearStatus) -> list[str]:
    """The same without any amount, for a screen that the patient may see."""
    return [
        *(_unpriced(reason, status) for reason in status.reasons),
        *(option_words(option) for option in status.options if status.status != "met"),
        *_uncounted(status.uncounted),
    ]


def option_words(option: Option) -> str:
    """What one way to an amount still takes and until when, without the amount."""
    return _("{missing}, starting on {day} at the latest.").format(
        missing=missing_words(option.missing), day=write_date(option.last_date)
    )


def standing_words(standing: Standing) -> str:
    """The status in one or two words, for lists."""
    return {
        "met": _("met"),
        "possible": _("still possible"),
        "impossible": _("no longer possible"),
        "not_eligible": _("not eligible"),
        "to_confirm": _("to confirm"),
    }[standing]


def _unpriced(reason: Reason, status: YearStatus) -> str:
    match reason.code:
        case "met":
            return _("The year is met since {day}.").format(day=write_date(reason.day) if reason.day else "")
        case "death" | "late_adhesion":
            return _("Exception: to be confirmed with the caisse.")
        case "steps_paid":
            return _("The steps done so far count.")
        case _:
            return _reason(reason, status)


def _reason(reason: Reason, status: YearStatus) -> str:
    day = write_date(reason.day) if reason.day else ""
    number = reason.number or 0
    match reason.code:
        case "met":
            return _("The year is met since {day}: {amount} €.").format(day=day, amount=number)
        case "died_before":
            return _("Not eligible: the patient died on {day}, before this year.").format(day=day)
        case "withdrawn_before":
            return _("Not eligible: consent was withdrawn on {day}, before this year.").format(day=day)
        case "moved_before":
            return _("Not eligible: the patient left this pharmacy on {day}, before this year.").format(
                day=day
            )
        case "not_started":
            return _("Not eligible: the treatment only starts on {day}.").format(day=day)
        case "treatment_over":
            return _("Not eligible: the treatment ended on {day}, before this year.").format(day=day)
        case "treatment_short":
            return _("Not eligible: the treatment ends on {day}, sooner than the rules require.").format(
                day=day
            )
        case "expected_short":
            return ngettext(
                "Not eligible: a treatment of {count} month is shorter than the rules require.",
                "Not eligible: a treatment of {count} months is shorter than the rules require.",
                number,
            ).format(count=number)
        case "treatment_unproven":
            return _(
                "Not eligible yet: no expected duration is recorded, and the treatment is long enough "
                "on {day} only. Record the expected duration."
            ).format(day=day)
        case "treatment_unknown":
            return _(
                "Not eligible as recorded: the start of the treatment and its expected duration are missing. "
                "Record them."
            )
        case "minor":
            return _("Not eligible: the patient comes of age on {day} only.").format(day=day)
        case "minor_at_adhesion":
            return _(
                "Not eligible: the adhesion was signed before the patient came of age, on {day}. "
                "A new one is needed."
            ).format(day=day)
        case "open":
            return _("The year can still be met.")
        case "adhesion_missing":
            return _("Still possible: the adhesion is not recorded. Have it signed and declare it first.")
        case "adhesion_ahead":
            return _("Still possible: the adhesion is dated {day}, after the day of this report.").format(
                day=day
            )
        case "minor_until":
            return _(
                "Still possible: the adhesion can be signed from {day}, the day the patient is of age."
            ).format(day=day)
        case "exception_only":
            return _(
                "Too few days are left for the usual minimum: with what follows, the caisse may grant the "
                "exception for an adhesion late in the year."
            )
        case "adhesion_never":
            return _("No longer possible: no adhesion was signed while the year could still be met.")
        case "adhesion_later":
            return _("No longer possible: the adhesion was only signed on {day}.").format(day=day)
        case "withdrawn":
            return _("Consent was withdrawn on {day}: no further act counts.").format(day=day)
        case "moved":
            return _(
                "The patient left this pharmacy on {day}: what was done counts, no further act does; the "
                "pharmacy that goes on needs an adhesion of its own."
            ).format(day=day)
        case "died":
            return _("No longer possible: the patient died on {day}.").format(day=day)
        case "treatment_ended":
            return _("No longer possible: the treatment ends on {day}.").format(day=day)
        case "no_time":
            return _("No longer possible: the days until {day} do not suffice.").format(day=day)
        case "counted":
            return ngettext("{count} interview counts.", "{count} interviews count.", number).format(
                count=number
            )
        case "to_doac":
            return _(
                "The AVK was replaced by a direct anticoagulant on {day}: what was done until then counts; "
                "what follows is another accompaniment, with an adhesion of its own."
            ).format(day=day)
        case "interrupted":
            return _(
                "The treatment was interrupted on {day}: what was done until then counts. If it was taken "
                "up again, record its new start: the months are counted from there."
            ).format(day=day)
        case "other_avk":
            return _(
                "One AVK replaced another: the treatment goes on, and its start stays that of the first one."
            )
        case "steps_paid":
            return _("The steps done so far are worth {amount} €.").format(amount=number)
        case "death":
            return _(
                "Exception, the patient died on {day}: to be confirmed with the caisse, {amount} € expected."
            ).format(day=day, amount=status.amount_eur)
        case "late_adhesion":
            return _(
                "Exception, the adhesion was signed on {day}: to be confirmed with the caisse, "
                "{amount} € expected."
            ).format(day=day, amount=status.amount_eur)
        case _:
            assert_never(reason.code)


def _option(option: Option, status: YearStatus) -> str:
    sentence = {
        "met": _("For {amount} € instead: {missing}, starting on {day} at the latest."),
        "to_confirm": _("To make {amount} € certain: {missing}, starting on {day} at the latest."),
    }.get(status.status, _("For {amount} €: {missing}, starting on {day} at the latest."))
    return sentence.format(
        amount=option.amount_eur, missing=missing_words(option.missing), day=write_date(option.last_date)
    )


def _uncounted(uncounted: Iterable[Uncounted]) -> list[str]:
    days: dict[WhyNot, list[str]] = {}
    for one in uncounted:
        days.setdefault(one.reason, []).append(write_date(one.act.day))
    return [_why_not(reason, ", ".join(dict.fromkeys(listed))) for reason, listed in days.items()]


def _why_not(reason: WhyNot, days: str) -> str:
    match reason:
        case "future":
            return _("Does not count, dated after the day of this report: {days}.").format(days=days)
        case "before_adhesion":
            return _("Does not count, done before any adhesion: {days}.").format(days=days)
        case "adhesion_year":
            return _("Does not count, a follow-up in the year of the adhesion: {days}.").format(days=days)
        case "adhesion_late":
            return _(
                "Does not count, a follow-up whose adhesion was not declared in an earlier year: {days}."
            ).format(days=days)
        case "other_kind":
            return _("Does not count, an act that these rules do not know: {days}.").format(days=days)
        case "not_asked":
            return _("Does not count, this year of accompaniment asks for other acts: {days}.").format(
                days=days
            )
        case "beyond_plan":
            return _("Does not count, beyond the acts that these rules plan for a year: {days}.").format(
                days=days
            )
        case "not_eligible":
            return _("Does not count, done when the patient was not eligible: {days}.").format(days=days)
        case "unsigned":
            return _("Does not count until it is signed again, its signature is withdrawn: {days}.").format(
                days=days
            )
        case "returned":
            return _("Does not count until it is answered, a supervisor returned it: {days}.").format(
                days=days
            )
        case "same_day":
            return _("Does not count, a second one of its kind on its day: {days}.").format(days=days)
        case _:
            assert_never(reason)
