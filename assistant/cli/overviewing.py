"""`assistant review overview`: what the transcripts come to. People stand by name; nobody is ranked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.cli.output import Outcome, table
from assistant.cli.review import chosen_of, not_a_student, reviewed
from assistant.language import _, labelled, ngettext

if TYPE_CHECKING:
    from assistant.review.overview import Held, Overview


def run(given: Namespace) -> Outcome:
    """Add them up."""
    from assistant.review.overview import overview

    with reviewed(given) as store:
        not_a_student(store)
        found, damaged = overview(store, chosen_of(given, store)), store.damaged()
    return Outcome(found.to_json(), list(lines(found)), notices=damaged)


def lines(found: Overview) -> Iterator[str]:
    """The overview in words."""
    from assistant.review.words import class_words, level_words, state_words, step_words

    count = ngettext("{count} transcript", "{count} transcripts", found.interviews)
    patients = ngettext("{count} patient", "{count} patients", found.patients)
    yield f"{count.format(count=found.interviews)} · {patients.format(count=found.patients)}"
    if found.interviews:
        yield from ("", *_held(_("Who"), found.people), "", *_held(_("Month"), found.periods))
    if found.weak:
        yield from ("", _("Notions most often not acquired"))
        yield from table(
            [
                [
                    "",
                    step_words(one.script, one.step),
                    ngettext("{count} of {of} patient", "{count} of {of} patients", one.of).format(
                        count=one.patients, of=one.of
                    ),
                    _("not explained to {count}").format(count=one.unexplained) if one.unexplained else "",
                ]
                for one in found.weak
            ]
        )
    yield from ("", _("Alerts, and those for which it was said what was done"))
    yield from table([["", level_words()[a.level], str(a.raised), str(a.answered)] for a in found.alerts])
    words = class_words()
    classes = ((words[name], count) for name, count in found.observance.items())
    yield from ("", labelled(_("Observance"), _counted(classes)))
    if found.ttr is not None:
        known = ngettext("{percent} % ({count} patient)", "{percent} % ({count} patients)", len(found.ttrs))
        shown = known.format(percent=round(found.ttr * 100), count=len(found.ttrs))
        yield labelled(_("Time in range, mean"), shown)
    states = state_words()
    yield labelled(_("Reviews"), _counted((states[name], count) for name, count in found.states.items()))


def _held(head: str, rows: Sequence[Held]) -> list[str]:
    heads = [head, _("Transcripts"), _("Completed"), _("Minutes"), _("Alerts"), _("Answered for")]
    heads += [_("To read"), _("To answer")]
    cells = (
        (
            one.name,
            one.interviews,
            one.completed,
            one.minutes,
            one.alerts,
            one.answered,
            one.to_read,
            one.to_answer,
        )
        for one in rows
    )
    return table([heads, *([str(cell) for cell in row] for row in cells)])


def _counted(rows: Iterator[tuple[str, int]]) -> str:
    return " · ".join(f"{name} {count}" for name, count in rows)
