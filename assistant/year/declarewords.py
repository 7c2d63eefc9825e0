"""The declaration sheet in words. It holds no amount: it may lie open beside the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from assistant.dossier.actwords import theme_words
from assistant.dossier.declaration import What
from assistant.language import _
from assistant.notation import write_date
from assistant.year.declaring import Entry, Why
from assistant.year.refusals import ObjectionCode, objection_words

if TYPE_CHECKING:
    from assistant.dossier.act import Theme
    from assistant.year.rules import RuleSet
    from assistant.year.sheet import Declaring

_OF_THE_SHEET: Final[set[ObjectionCode]] = {"adhesion_undeclared", "act_undeclared", "adhesion_late"}
"""Said by the entries themselves."""


def what_words(what: What, theme: Theme | None = None) -> str:
    """What is declared, in two or three words."""
    if what == "thematic" and theme is not None:
        return _("thematic: {theme}").format(theme=theme_words()[theme])
    return {
        "adhesion": _("adhésion"),
        "interview": _("interview"),
        "observance": _("observance follow-up"),
        "evaluation": _("evaluation interview"),
        "thematic": _("thematic interview"),
    }[what]


def state_words(entry: Entry) -> str:
    """Where it stands, in two or three words."""
    match entry.state:
        case "due":
            return _("to be entered")
        case "declared":
            on = entry.declared.on if entry.declared else None
            return _("declared on {day}").format(day=write_date(on)) if on else _("declared before")
        case "waiting":
            return _("not yet")
        case "refused":
            return _("not to be entered")
        case "stray":
            return _("declared, to be taken back")
        case _:
            assert_never(entry.state)


def entry_words(entry: Entry) -> str:
    """One sentence: where it stands, why, and what to do."""
    if entry.declared is not None and entry.state == "declared":
        if entry.declared.on is None:
            return _("Declared: a file says that every act until then is (recorded by {name}).").format(
                name=entry.declared.by
            )
        return _("Declared on {day} (ticked by {name}).").format(
            day=write_date(entry.declared.on), name=entry.declared.by
        )
    if entry.why is None:
        return _("To be entered in Espace pro; tick it once it is.")
    why = why_words(entry.why)
    if entry.state == "stray":
        return _("It stands declared, but {why}. Correct it in Espace pro, then take the tick away.").format(
            why=why
        )
    if entry.state == "waiting":
        return _("Not to be entered yet: {why}.").format(why=why)
    return _("Not to be entered: {why}.").format(why=why)


def why_words(why: Why) -> str:
    """Why something is not declared now, as a part of a sentence."""
    match why:
        case "unsigned":
            return _("its signature is withdrawn, until it is signed again")
        case "returned":
            return _("a supervisor returned it, until it is answered")
        case "future":
            return _("it is dated after the day of this sheet")
        case "before_adhesion":
            return _("it was done before any adhésion")
        case "other_kind":
            return _("these rules do not know this act")
        case "adhesion_year":
            return _("a follow-up in the year of the adhésion does not count")
        case "not_asked":
            return _("this year of accompaniment asks for other acts")
        case "not_eligible":
            return _("the patient was not eligible on that day")
        case "same_day":
            return _("it is a second one of its kind on that day")
        case "beyond_plan":
            return _("it is beyond the acts that these rules ask for")
        case "adhesion_first":
            return _(
                "a follow-up is refused unless the adhésion was declared in an earlier year; tick the "
                "adhésion with the day on which it was entered"
            )
        case "adhesion_late":
            return _("the adhésion was not declared in an earlier year, so the follow-up is refused")
        case "sequence_open":
            return _("these rules have the sequence billed once all its interviews are done")
        case "sequence_lost":
            return _("its sequence was not completed in time, and nothing of it is billed")
        case "ineligible":
            return _("the patient is not eligible")
        case "gone":
            return _("the dossier has no such act on that day any more")
        case "other":
            return _("the dossier has no adhésion signed on that day")
        case _:
            assert_never(why)


def patient_warning(one: Declaring) -> str:
    """What of one patient is done and not declared, and when the year ends or ended; without name."""
    listed = ", ".join(
        _("{what} of {day}").format(what=what_words(entry.what, entry.theme), day=write_date(entry.day))
        for entry in one.due
    )
    sentence = (
        _("To declare without delay, the year ended on {day}: {listed}")
        if one.past
        else _("To declare before {day}: {listed}")
    )
    return sentence.format(day=write_date(one.until), listed=listed)


def stops(one: Declaring) -> list[str]:
    """What in the file would stop the entry, besides what is not declared."""
    return [objection_words(found) for found in one.objections if found.code not in _OF_THE_SHEET]


def when_words(rules: RuleSet) -> list[str]:
    """When each thing is declarable under the rules, and under which codes."""
    used = {
        "adhesion": _("the adhésion"),
        "first_year": _("the first year"),
        "later_years": _("the later years"),
        "remote": _("what is held at a distance"),
    }
    heads = {"adhesion": _("Adhésion: {when}"), "act": _("Acts: {when}")}
    said = [heads[one.what].format(when=one.when) for one in rules.declarable]
    codes = ", ".join(f"{one.code} ({used[one.used_for]})" for one in rules.codes)
    return [*said, *([_("Codes: {codes}").format(codes=codes)] if codes else [])]
