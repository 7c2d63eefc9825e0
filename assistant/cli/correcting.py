"""`assistant patients set`: facts of a patient changed or emptied, as in the form on screen."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.opening import local_day
from assistant.cli.output import Outcome, warned
from assistant.cli.unlocking import open_store
from assistant.errors import InputError
from assistant.language import _, labelled, ngettext
from assistant.notation import shorten


def correct(given: Namespace) -> Outcome:
    """Record what differs; an empty text takes a fact away."""
    from assistant.cli.patients import typed_fields
    from assistant.dossier.typedform import checked
    from assistant.exchange.arrivals import read_act
    from assistant.script.knowledge import facts

    typed, wrong = typed_fields(given)
    kind, day = (typed.pop(name, "").strip() for name in ("act", "act_date"))
    acts: list[tuple[str, str]] = []
    try:
        acts = read_act(kind, day, local_day())
    except InputError as error:
        wrong[str(error.details["column"])] = error.message
    if not (typed or acts or wrong):
        raise InputError(_("What is to change? `assistant patients set --help` names the fields."))
    with open_store(given) as store:
        found = checked(store.dossier(given.ref).facts, typed, local_day())
        wrong |= {**found.faults, **found.missing}
        if wrong:
            raise InputError(
                "\n".join(f"{shorten(name)}: {reason}" for name, reason in wrong.items()), {"fields": wrong}
            )
        before = store.dossier(given.ref).facts
        values = {name: value for name, value in found.values.items() if before.get(name) != value}
        if values or acts:
            store.record(given.ref, values, acts)
    doubts = list(found.doubts.values())
    lines = [
        labelled(facts()[name].label, _("emptied") if value is None else facts()[name].answer.write(value))
        for name, value in values.items()
    ]
    if acts:
        lines.append(ngettext("{count} act added", "{count} acts added", len(acts)).format(count=len(acts)))
    result = {"ref": given.ref, "changed": sorted(values), "acts": len(acts)}
    return Outcome(result | warned(doubts), lines or [_("Nothing differs.")], notices=doubts)
