"""`assistant declare list`: the declaration sheet."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.opening import day_option, year_option
from assistant.cli.output import Outcome, table
from assistant.cli.unlocking import open_store
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import grouped_nir, shorten, write_date
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.year.declaring import Entry
    from assistant.year.sheet import Declaring

SHORT = ("due", "waiting", "stray")
"""What is listed where not everything is asked for."""


def listed(given: Namespace) -> Outcome:
    """What is to be entered, patient by patient."""
    from assistant.script.knowledge import declared
    from assistant.year.declarewords import when_words
    from assistant.year.library import chosen, legal_texts
    from assistant.year.library import rules as rule_set
    from assistant.year.sheet import sheet
    from assistant.year.sources import source_lines
    from assistant.year.undeclared import undeclared_words, warning_json
    from assistant.year.validity import governing, warning

    name = given.rules or read_settings().rules
    sets = chosen(name)
    as_of = day_option(given.as_of)
    year = as_of.year if given.year is None else year_option(given.year)
    if given.csv is not None and Path(given.csv).exists():
        raise InputError(
            _("{path} is there already. Choose another name.").format(path=shorten(given.csv, 200))
        )
    with open_store(given) as store:
        if store.access.rehearsal:
            raise InputError(_("These are rehearsals: nothing of them is declared."))
        summaries, damaged = store.summaries(), store.damaged()
    found = sheet(summaries, sets, year, as_of, earlier=given.year is None)
    applied = list(dict.fromkeys(one.status.rules for one in found))
    followed = [rule_set(one) for one in applied]
    one = governing(sets, None, year, as_of) if isinstance(sets, tuple) else sets
    unfit = warning(one, legal_texts(), year, as_of)
    urgent = [one for one in found if one.urgent]
    uncertain = list(dict.fromkeys(str(note) for one in followed for note in one.uncertain))
    uncertain += [str(one.note) for one in declared().to_confirm]
    said = [one for one in (unfit, undeclared_words(urgent)) if one]
    result = {
        "year": year,
        "rules": name,
        "as_of": as_of.isoformat(),
        "patients": [_json(one, everything=given.all) for one in found],
        "totals": {state: sum(e.state == state for one in found for e in one.entries) for state in STATES},
        "warning": unfit,
        "warnings": warning_json(urgent),
        "when": {one.id: when_words(one) for one in followed},
        "sources": {one.id: {"source": one.source, "verified": one.verified} for one in followed},
        "uncertain": uncertain,
        "damaged": damaged,
    }
    lines = [f"{year} · {name} · {write_date(as_of)}", *said]
    shown = [line for one in found for line in _lines(one, everything=given.all)]
    lines += shown or [_("Nothing is to be entered.")]
    for one in followed:
        lines += [f"{one.id}: {sentence}" for sentence in when_words(one)]
    lines += source_lines(followed)
    lines += [f"[?] {note}" for note in uncertain]
    notices = list(damaged)
    if given.csv is not None:
        from assistant.exchange.declarations import declaration_sheet
        from assistant.exchange.sheet import to_csv
        from assistant.store.leaving import let_out

        made = to_csv(declaration_sheet(found, states=None if given.all else SHORT))
        let_out(store, Path(given.csv), [made], what="declarations", dossiers=len(found))
        notices.append(_("The table holds names in plain text: keep it where patients’ files are kept."))
    return Outcome(result, lines, notices=notices)


STATES = ("due", "declared", "waiting", "refused", "stray")


def entry_json(entry: Entry) -> dict[str, Any]:
    """One entry as a JSON object."""
    from assistant.year.declarewords import entry_words

    return {
        "what": entry.what,
        "date": entry.day.isoformat(),
        "transcript": entry.transcript,
        "theme": entry.theme,
        "code": entry.code,
        "state": entry.state,
        "why": entry.why,
        "declared": None if entry.declared is None else entry.declared.to_json(),
        "words": entry_words(entry),
    }


def _shown(one: Declaring, *, everything: bool) -> Sequence[Entry]:
    return [entry for entry in one.entries if everything or entry.state in SHORT]


def _json(one: Declaring, *, everything: bool) -> dict[str, Any]:
    from assistant.year.refusals import objection_words

    patient, window = one.one.patient, one.status.window
    return {
        "ref": patient.ref,
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "birth_date": patient.birth_date.isoformat(),
        "nir": grouped_nir(patient.nir),
        "regime": patient.regime,
        "rules": one.status.rules,
        "window": None if window is None else [window.first.isoformat(), window.last.isoformat()],
        "entries": [entry_json(entry) for entry in _shown(one, everything=everything)],
        "refused_for": [
            {
                "code": objection.code,
                "dates": [day.isoformat() for day in objection.days],
                "words": objection_words(objection),
            }
            for objection in one.objections
        ],
    }


def _lines(one: Declaring, *, everything: bool) -> list[str]:
    from assistant.year.declarewords import entry_words, stops, what_words

    shown = _shown(one, everything=everything)
    if not shown:
        return []
    patient = one.one.patient
    nir = grouped_nir(patient.nir) or _("NIR missing")
    head = f"{patient.ref}  {patient.name}  {write_date(patient.birth_date)}  {nir}"
    rows = [[what_words(e.what, e.theme), write_date(e.day), e.code or "—"] for e in shown]
    return [
        f"{head}  {patient.regime}" if patient.regime else head,
        *(f"    {line}  {entry_words(e)}" for line, e in zip(table(rows), shown, strict=True)),
        *(f"    ! {sentence}" for sentence in stops(one)),
    ]
