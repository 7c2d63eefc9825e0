"""`assistant import --dispensed`: whom to propose the accompaniment to."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome, table
from assistant.cli.progress import counted
from assistant.cli.unlocking import open_store
from assistant.language import _, ngettext
from assistant.notation import write_date
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.exchange.inviting import Invitation
    from assistant.year.rules import RuleSet


def invite(given: Namespace, as_of: date) -> Outcome:
    """Read the list, compare it with the dossiers, take nothing in."""
    from assistant.exchange.dispensed import KNOWN, NEEDED, columns, read_customers
    from assistant.exchange.inviting import counts, invitations
    from assistant.exchange.table import read_table
    from assistant.script.knowledge import dispensed
    from assistant.year.library import legal_texts
    from assistant.year.sources import source_lines
    from assistant.year.validity import warning

    rows = read_table(given.file, NEEDED, KNOWN, columns(), strict=False)
    customers = read_customers(counted(rows, _("Reading")), as_of)
    chosen, reading = _rules(as_of), dispensed()
    with open_store(given) as store:
        found = invitations(
            counted(customers.people, _("Comparing")),
            store.summaries(),
            lambda ref: store.dossier(ref).facts,
            chosen.eligible,
            reading.gap_days,
            as_of,
        )
        damaged = store.damaged()
    number = counts(found)
    uncertain = [*(str(note) for note in chosen.uncertain), *(str(one.note) for one in reading.to_confirm)]
    unfit = warning(chosen, legal_texts(), as_of.year, as_of)
    faults = [
        _("Line {line}: {reason}").format(line=line, reason=reason) for line, reason in customers.faults
    ]
    shown = {state: [one for one in found if one.state == state] for state in ("invite", "soon")}
    result = {
        "as_of": as_of.isoformat(),
        "rules": chosen.id,
        **{state: [one.to_json() for one in lines] for state, lines in shown.items()},
        "counts": number,
        "other_medicines": customers.others,
        "faults": [{"line": line, "reason": reason} for line, reason in customers.faults],
        "warning": unfit,
        "sources": {chosen.id: {"source": chosen.source, "verified": chosen.verified}},
        "uncertain": uncertain,
        "damaged": damaged,
    }
    lines = [
        f"{write_date(as_of)} · {chosen.id}",
        *([unfit] if unfit else []),
        ngettext("{count} patient to invite:", "{count} patients to invite:", number["invite"]).format(
            count=number["invite"]
        ),
        *_table(shown["invite"]),
    ]
    if shown["soon"]:
        lines += [_("Not treated long enough yet; to invite from:"), *_table(shown["soon"], soon=True)]
    lines.append(
        _(
            "Asked or accompanied already: {already} · under age: {minor} · no dispensing any more: {ended}"
        ).format(already=number["already"], minor=number["minor"], ended=number["ended"])
    )
    lines += [*source_lines([chosen]), *(f"[?] {note}" for note in uncertain)]
    return Outcome(result, lines, notices=[*damaged, *faults])


def _table(found: Sequence[Invitation], *, soon: bool = False) -> list[str]:
    rows = [
        [
            *([write_date(one.eligible_from)] if soon else []),
            one.customer.name,
            write_date(one.customer.birth_date),
            one.customer.medicine,
            _("from {first} to {last}").format(first=write_date(one.since), last=write_date(one.last)),
            one.ref or "",
            " ".join(_("Perhaps the same patient: {patient}.").format(patient=who) for who in one.perhaps),
        ]
        for one in found
    ]
    return [f"  {line}" for line in table(rows)]


def _rules(as_of: date) -> RuleSet:
    """The rule set in force; where every text's is followed, that of the day."""
    from assistant.year.library import chosen

    found = chosen(read_settings().rules)
    if not isinstance(found, tuple):
        return found
    begun = [one for one in found if one.since <= as_of]
    return begun[-1] if begun else found[0]
