"""The patient beside the conversation: INR, alerts, needs, what is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.avk.reading import Reading
from assistant.dossier.curve import Curve, curve_of
from assistant.dossier.shown import shown_facts, shown_inr
from assistant.interview.session import Session
from assistant.language import _
from assistant.tui.dialogs import Told
from assistant.tui.inrplot import InrPlot
from assistant.tui.keyline import KeyLine
from assistant.tui.plain import joined, labelled_words, words
from assistant.tui.progress import sections

NEEDS: Final = ("needs", "companion")
ADMINISTRATIVE: Final = (
    "family_name",
    "given_name",
    "nir",
    "insured",
    "insured_name",
    "regime",
    "phone",
    "prescriber_rpps",
    "contact_agreed",
    "adhesion_date",
)
"""Facts that no question of an interview hangs on: one key away."""


def curve(session: Session) -> Curve | None:
    """The INR values known by now; None while there is none."""
    course = session.walk.course
    rows = course.fact("inr_readings")
    if not rows:
        return None
    return curve_of((Reading(date.fromisoformat(row["date"]), row["value"]) for row in rows), course.target)


def patient_card(session: Session, *, whole: bool = False) -> Content:
    """Alerts, what is computed, needs and facts.

    Args:
        session: the interview under way.
        whole: also the facts that no question hangs on.
    """
    course = session.walk.course
    known = shown_facts({**session.background.facts, **course.facts_learnt()})
    alerts = [
        words(f"! {alert.alert.say}" + (f" → {alert.acknowledged.done}" if alert.acknowledged else ""))
        for alert in session.alerts
    ]
    left_out = NEEDS if whole else (*NEEDS, *ADMINISTRATIVE)
    return _blocks(
        (_("Alerts"), alerts),
        (_("INR"), [words(line) for line in shown_inr(course.values)]),
        (_("Needs"), [labelled_words(label, text) for name, label, text in known if name in NEEDS]),
        (
            _("Known facts"),
            [labelled_words(label, text) for name, label, text in known if name not in left_out],
        ),
    )


def _blocks(*blocks: tuple[str, Iterable[Content]]) -> Content:
    filled = [(head, list(lines)) for head, lines in blocks]
    return Content("\n\n").join(
        joined(words(head, "bold underline"), *lines) for head, lines in filled if lines
    )


class PatientDialog(Told):
    """Progress and patient, where there is no room for them beside the conversation."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("The patient"), patient_card(session, whole=True))
        self._sections = _blocks((_("Sections"), [sections(session)]))
        self._curve = curve(session)

    def compose(self) -> ComposeResult:
        """How far the interview is, the curve, the rest."""
        with VerticalScroll(classes="dialog") as box:
            box.border_title = words(self._title).markup
            yield Static(self._sections, classes="sentence")
            if self._curve is not None:
                plot = InrPlot()
                plot.show(self._curve)
                yield plot
            yield Static(self._content)
        yield KeyLine()
