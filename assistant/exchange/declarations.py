"""The declaration sheet as a table: a row for each thing to enter on the caisse's site."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.exchange.sheet import Cell, Sheet
from assistant.language import _
from assistant.notation import grouped_nir
from assistant.year.declarewords import entry_words, state_words, stops, what_words
from assistant.year.sheet import Declaring


def declaration_sheet(found: Sequence[Declaring], states: Collection[str] | None = None) -> Sheet:
    """Each entry of each patient, without any amount.

    Args:
        found: the sheet.
        states: the states to keep; all where it is left out.
    """
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        patient = one.one.patient
        for entry in one.entries:
            if states is None or entry.state in states:
                rows.append(
                    (
                        patient.ref,
                        patient.family_name,
                        patient.given_name,
                        patient.birth_date,
                        grouped_nir(patient.nir),
                        patient.regime,
                        what_words(entry.what, entry.theme),
                        entry.day,
                        entry.code,
                        state_words(entry),
                        None if entry.declared is None else entry.declared.on,
                        one.until,
                        entry_words(entry),
                        " ".join(stops(one)),
                    )
                )
    headings = (
        _("Ref"),
        _("Family name"),
        _("Given name"),
        _("Date of birth"),
        _("NIR"),
        _("Scheme"),
        _("What"),
        _("Day"),
        _("Code"),
        _("State"),
        _("Declared on"),
        _("To declare before"),
        _("In words"),
        _("What stops the entry"),
    )
    return Sheet(_("Declarations"), headings, tuple(rows))
