"""What is asked for of the transcripts: a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from assistant.dossier.review import STATES
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import read_date, write_date
from assistant.review.chosen import Filter
from assistant.review.words import state_words
from assistant.script.library import script_files
from assistant.tui.fields import Choices, Line
from assistant.tui.held import script_title
from assistant.tui.sheet import Sheet


def filter_sheet(chosen: Filter, today: date, take: Callable[[Filter], None]) -> Sheet:
    """Asks by whom, of which script, in which state, between which days.

    Args:
        chosen: what is asked for now.
        today: the local day.
        take: is told what is asked for from now on.
    """
    everything = _("any")
    states = [("", everything), *((state, state_words()[state]) for state in STATES)]
    names = dict.fromkeys(path.stem for path in script_files())
    scripts = [("", everything), *((name, script_title(name)) for name in names)]
    needs = [("", _("what needs it")), ("all", _("every transcript"))]
    rows = [
        Line("person", _("Who held it"), _("A part of the name, or nothing."), chosen.person),
        Line("patient", _("Patient"), _("The ref, or a part of the name, or nothing."), chosen.patient),
        Choices("script", _("Script"), _("The arrows choose."), scripts, chosen.script),
        Choices("state", _("State"), _("The arrows choose."), states, chosen.state),
        Line("since", _("From"), _("A day, such as 06/03/2017, or nothing."), _day(chosen.since)),
        Line("until", _("Until"), _("A day, such as 06/03/2017, or nothing."), _day(chosen.until)),
        Choices("needs", _("To show"), _("The arrows choose."), needs, "all" if chosen.everything else ""),
    ]

    def keep(given: Mapping[str, str]) -> str | None:
        try:
            since, until = _read(given["since"], today), _read(given["until"], today)
        except InputError as error:
            return error.message
        take(
            Filter(
                person=given["person"].strip(),
                patient=given["patient"].strip(),
                script=given["script"],
                state=given["state"],
                since=since,
                until=until,
                everything=given["needs"] == "all",
            )
        )
        return None

    return Sheet(_("Which transcripts?"), rows, keep)


def _day(day: date | None) -> str:
    return "" if day is None else write_date(day)


def _read(typed: str, today: date) -> date | None:
    return read_date(typed, today) if typed.strip() else None
