"""The year file for the service du contrôle médical: adhesion, acts, fiches, questionnaires, bound."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block, Contents, Facts, Heading, Part, Table, Words
from assistant.documents.fiche import fiche
from assistant.documents.questionnaire import questionnaire
from assistant.documents.sender import Sender
from assistant.dossier.act import Act
from assistant.dossier.dossier import Dossier, Interview
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import write_date
from assistant.script.knowledge import facts
from assistant.year.library import chosen, legal_texts
from assistant.year.report import year_report
from assistant.year.status import YearStatus
from assistant.year.words import discreet_words

_ADHESION = ("adhesion_date", "adhesion_declared", "withdrawal_date", "acts_declared_until")
_WHO = ("family_name", "given_name", "birth_date", "nir", "insured", "insured_name", "regime", "doctor")
_TREATED = ("medicine", "treatment_start", "treatment_end", "expected_months", "prescriber")


def year_file(dossier: Dossier, year: int, sender: Sender) -> tuple[str, tuple[Part, ...]]:
    """Its title and its parts; no amount is in it.

    Raises:
        InputError: nothing was done in that year.
    """
    status = _status(dossier, year, sender)
    acts = sorted((*status.counted, *(one.act for one in status.uncounted)), key=lambda act: act.day)
    if not acts:
        raise InputError(_nothing(dossier, year))
    bound = _bound(dossier, acts)
    title = _("Year file {year}: {name}").format(year=year, name=dossier.patient.name)
    cover = Part(title, tuple(_cover(dossier, status, acts, bound)))
    parts = [cover]
    for one in bound:
        make = questionnaire if one.standing.script.kind == "observance" else fiche
        part = make(dossier, one, sender)
        day = write_date(one.completed_on) if one.completed_on else ""
        parts.append(Part(f"{part.title} · {day}", part.blocks))
    return title, tuple(parts)


def _status(dossier: Dossier, year: int, sender: Sender) -> YearStatus:
    report = year_report(
        [(dossier.patient, dossier.treatment, dossier.adhesion, dossier.acts)],
        chosen(sender.settings.rules),
        legal_texts(),
        year,
        sender.today,
    )
    return report.patients[0]


def _bound(dossier: Dossier, acts: list[Act]) -> list[Interview]:
    known = {one.id: one for one in dossier.interviews}
    return [known[act.origin] for act in acts if act.origin in known]


def _cover(dossier: Dossier, status: YearStatus, acts: list[Act], bound: list[Interview]) -> Iterator[Block]:
    yield Facts(_rows(dossier, _WHO))
    yield from (Heading(_("Treatment")), Facts(_rows(dossier, _TREATED)))
    yield Heading(_("Adhésion"))
    if dossier.facts.get("adhesion_date"):
        yield Facts(_rows(dossier, _ADHESION))
        yield Words(_("Put the signed original of the bulletin d’adhésion with this file."), "small")
    else:
        yield Words(_("No signed adhésion is recorded."))
    yield Heading(_("Acts of the year"))
    if status.window is not None:
        first, last = write_date(status.window.first), write_date(status.window.last)
        said = _("Rule set {rules}, from {first} to {last}.")
        yield Words(said.format(rules=status.rules, first=first, last=last), "small")
    left_out = {one.act for one in status.uncounted}
    titles = {one.id: str(one.standing.script.title) for one in bound}
    rows = tuple(
        (
            write_date(act.day),
            titles.get(act.origin, act_words()[act.kind]),
            act.origin if act.origin in titles else _("taken from a file: no sheet here"),
            _("no") if act in left_out else _("yes"),
        )
        for act in acts
    )
    yield Table((_("Date"), _("Act"), _("Recorded as"), _("Counts")), rows, (0, 3, 3, 0))
    yield Words("\n".join(discreet_words(status)), "small")
    if bound:
        yield from (Heading(_("Contents")), Contents())


def act_words() -> dict[str, str]:
    """The kinds of acts."""
    return {
        "interview": _("AVK interview"),
        "observance": _("Observance questionnaire"),
        "evaluation": _("First interview"),
        "thematic": _("Thematic interview"),
    }


def _rows(dossier: Dossier, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    known = dossier.facts
    return tuple(
        (str(facts()[name].label), facts()[name].answer.write(known[name])) for name in names if name in known
    )


def _nothing(dossier: Dossier, year: int) -> str:
    years = sorted({act.day.year for act in dossier.acts})
    if not years:
        return _("Nothing was done for this patient yet: there is nothing to bind.")
    return _("Nothing was done for this patient in {year}: there is nothing to bind. Years: {years}.").format(
        year=year, years=", ".join(map(str, years))
    )
