"""One patient: what to do next, the INR, interviews, facts, notions; one key for each part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assistant.avk.ttr import MAX_GAP_DAYS
from assistant.dossier.dossier import Dossier
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.language import _
from assistant.notation import write_date
from assistant.store.vault.access import Access
from assistant.tui.documentkeys import DocumentsWanted
from assistant.tui.dossierview import DossierView
from assistant.tui.held import beginning, other_scripts, scripts_of
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import figure, translate
from assistant.tui.layer import Layer
from assistant.tui.marks import marked, reading_only
from assistant.tui.nextsteps import next_steps
from assistant.tui.parts import FactsPart, HeldPart, Overview
from assistant.tui.partsline import ORDER, PartsLine
from assistant.tui.patientasks import Begin, Edit, Transcript
from assistant.tui.patientkeys import PATIENT_KEYS, WRITING
from assistant.tui.plain import words
from assistant.tui.wanted import PageWanted
from assistant.tui.yearwords import year_content
from assistant.year.offering import offers_to
from assistant.year.report import YearReport, status_of
from assistant.year.sheet import refused_words
from assistant.year.themes import has_themes


class PatientScreen(Layer[None]):
    """Reads a dossier and asks for what is to be done with it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = PATIENT_KEYS

    def __init__(
        self,
        dossier: Dossier,
        summary: Summary,
        report: YearReport | None,
        access: Access,
        today: date,
        max_gap_days: int = MAX_GAP_DAYS,
    ) -> None:
        """The screen of a dossier.

        Args:
            dossier: the patient.
            summary: the same in short.
            report: where the year stands, if it is known.
            access: who reads it.
            today: the local day.
            max_gap_days: days between two INRs over which the time in range does not reach.
        """
        super().__init__()
        translate(self)
        self._access = access
        self._dossier = dossier
        self._summary = summary
        self._report = report
        self._today = today
        self._gap = max_gap_days
        self._amounts = False

    @property
    def ref(self) -> str:
        """Whose dossier it is."""
        return self._dossier.ref

    def compose(self) -> ComposeResult:
        """Who it is, the parts."""
        yield Static(id="progress")
        yield PartsLine()
        yield DossierView()
        yield KeyLine("patient.observance", "patient.export")

    def on_mount(self) -> None:
        """Show the dossier, from what is to be done."""
        self._fill()
        self._view.go("overview")

    def show(self, dossier: Dossier, summary: Summary, report: YearReport | None) -> None:
        """The dossier has changed, maybe by an interview: the patient may be there, so no amount is shown."""
        self._amounts = False
        self._dossier, self._summary, self._report = dossier, summary, report
        self._fill()

    @property
    def _view(self) -> DossierView:
        return self.query_one(DossierView)

    def _fill(self) -> None:
        patient = self._summary.patient
        born = _("born on {day}").format(day=write_date(patient.birth_date))
        parts = [patient.name, born, patient.ref, reading_only(self._access)]
        title = words(" · ".join(part for part in parts if part), "bold")
        self.query_one("#progress", Static).update(marked(self._access, title))
        steps = next_steps(
            self._dossier, self._summary, self._report, self._today, writes=self._access.may_write
        )
        self._view.show(self._dossier, self._summary, steps, self._today, self._gap)
        self._show_year()
        self.refresh_bindings()

    def _show_year(self) -> None:
        if self._report is not None:
            refused = refused_words(self._summary, self._report)
            self._view.show_year(year_content(self._report, self.ref, amounts=self._amounts, refused=refused))

    @property
    def _resumable(self) -> Sequence[TranscriptLine]:
        return self._summary.unfinished if self._access.may_write else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Resume what is unfinished, export the one of the cursor; who only reads does nothing else."""
        if action in ("resume", "export"):
            return bool(self._resumable if action == "resume" else self.is_mounted and self._view.interview)
        if action == "choose":
            return self._access.may_write and has_themes(status_of(self._report, self.ref))
        return self._access.may_write or action not in WRITING

    def on_key(self, event: events.Key) -> None:
        """Go to a part by its figure."""
        number = figure(event.character)
        if number is not None and number <= len(ORDER):
            event.stop()
            self._view.go(ORDER[number - 1])

    def on_parts_line_clicked(self, message: PartsLine.Clicked) -> None:
        """Go to a part by the mouse."""
        self._view.go(message.part)

    def on_overview_step(self, message: Overview.Step) -> None:
        """Do what is next, or show where it is done."""
        step = message.step
        if step.line is not None:
            self.post_message(Transcript(self, step.line, resume=False))
        elif step.leads == "resume":
            self.action_resume()
        elif step.leads == "begin":
            self.action_choose()
        elif step.leads == "declare":
            self.call_later(self.run_action, "app.declare")
        elif step.fact is not None and self._access.may_write:
            self.post_message(Edit(self, step.fact))
        else:
            self._view.go(step.leads)
            if step.fact is not None:
                self.query_one(FactsPart).highlight(step.fact)

    def action_choose(self) -> None:
        """Choose what to begin among what the rules of the year know."""
        self.app.push_screen(beginning(offers_to(self._report, self.ref)), self._begin)

    def _begin(self, what: str | None) -> None:
        if scripts := scripts_of(what):
            self.post_message(Begin(self, *scripts))

    def action_another(self) -> None:
        """Choose among all other scripts, the shipped ones and the pharmacy's own."""
        self.app.push_screen(other_scripts(), self._begin)

    def on_held_part_opened(self, message: HeldPart.Opened) -> None:
        """Read a transcript, or go on with it."""
        line = message.line
        self.post_message(Transcript(self, line, resume=line in self._resumable))

    def on_facts_part_opened(self, message: FactsPart.Opened) -> None:
        """Correct a fact."""
        self.post_message(Edit(self, message.fact))

    def action_part(self, by: int) -> None:
        """Go to the next part or the one before."""
        self._view.go(ORDER[(ORDER.index(self._view.current) + by) % len(ORDER)])

    def action_values(self) -> None:
        """Show the INR values as text, or drawn."""
        self._view.go("inr")
        self._view.toggle_values()

    def action_period(self) -> None:
        """Show the INR of the last 12 months, or all of them."""
        self._view.go("inr")
        self._view.toggle_period()

    def action_both(self) -> None:
        """Begin the interview, then the questionnaire."""
        self.post_message(Begin(self, "avk", "observance"))

    def action_interview(self) -> None:
        """Begin the interview alone."""
        self.post_message(Begin(self, "avk"))

    def action_observance(self) -> None:
        """Begin the questionnaire alone."""
        self.post_message(Begin(self, "observance"))

    def action_resume(self) -> None:
        """Go on with the latest unfinished interview."""
        self.post_message(Transcript(self, self._resumable[0], resume=True))

    def action_edit(self) -> None:
        """Correct the facts in one form."""
        self.post_message(Edit(self))

    def action_export(self) -> None:
        """Write the page of the interview of the cursor to a file."""
        if (line := self._view.interview) is not None:
            self.post_message(PageWanted(self, line.id))

    def action_documents(self) -> None:
        """Choose a document to print."""
        self.post_message(DocumentsWanted(self, self.ref))

    def action_amounts(self) -> None:
        """Show or hide the amounts."""
        self._amounts = not self._amounts
        self._show_year()

    def action_close(self) -> None:
        """Return to the list."""
        self.dismiss(None)
