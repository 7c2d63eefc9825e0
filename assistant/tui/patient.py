"""One patient: facts, readings, acts, interviews, the year, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.dossier.dossier import Dossier
from assistant.dossier.shown import shown_facts
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.language import _, labelled
from assistant.notation import write_date, write_number
from assistant.store.vault.access import Access
from assistant.tui.dialogs import Pick
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.listing import Listing
from assistant.tui.marks import marked, reading_only
from assistant.tui.plain import joined, labelled_words, words
from assistant.tui.yearwords import year_content
from assistant.year.report import YearReport

WRITING: Final = {"interview", "observance", "both", "edit"}
"""Actions that add to the dossier."""

AMOUNTS: Final = binding(
    "m",
    "amounts",
    N_("Details"),
    N_("Show or hide the amounts, for you alone"),
    name="patient.amounts",
    show=False,
)


class PatientScreen(Screen[None]):
    """Reads a dossier and asks for what is to be done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("i", "interview", N_("AVK"), N_("Begin the AVK interview alone"), name="patient.interview"),
        binding(
            "o",
            "observance",
            N_("Observance"),
            N_("Begin the questionnaire alone"),
            name="patient.observance",
        ),
        binding(
            "a", "both", N_("Both"), N_("Begin the interview, then the questionnaire"), name="patient.both"
        ),
        binding(
            "r", "resume", N_("Resume"), N_("Go on with the unfinished interview"), name="patient.resume"
        ),
        binding("e", "edit", N_("Facts"), N_("Correct or add facts"), name="patient.edit"),
        AMOUNTS,
        binding("escape", "close", N_("Patients"), N_("Return to the list"), name="patient.close"),
    ]

    class Asked(Message):
        """Something is to be done with this dossier."""

        def __init__(self, screen: PatientScreen) -> None:
            super().__init__()
            self.screen = screen
            self.ref = screen.ref

    class Begin(Asked):
        """Begin these scripts."""

        def __init__(self, screen: PatientScreen, *scripts: str) -> None:
            super().__init__(screen)
            self.scripts = scripts

    class Transcript(Asked):
        """Open a transcript: go on with it, or read it."""

        def __init__(self, screen: PatientScreen, line: TranscriptLine, *, resume: bool) -> None:
            super().__init__(screen)
            self.line = line
            self.resume = resume

    class Edit(Asked):
        """Correct the facts."""

    def __init__(self, dossier: Dossier, summary: Summary, report: YearReport | None, access: Access) -> None:
        super().__init__()
        translate(self)
        self._access = access
        self._dossier = dossier
        self._summary = summary
        self._report = report
        self._amounts = False

    @property
    def ref(self) -> str:
        """Whose dossier it is."""
        return self._dossier.ref

    def compose(self) -> ComposeResult:
        """The dossier from who to when."""
        yield Static(id="progress")
        yield Static(id="unfinished", classes="own")
        with VerticalScroll(id="page"):
            yield Static(id="year", classes="block")
            yield Static(id="readings", classes="block")
            yield Static(id="facts", classes="block")
        yield Static(words(_("Interviews (Enter opens one)"), "bold"), classes="own")
        yield Listing(name="transcripts")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the dossier."""
        self._fill()
        self.query_one("#transcripts").focus()

    def show(self, dossier: Dossier, summary: Summary, report: YearReport | None) -> None:
        """The dossier has changed."""
        self._dossier, self._summary, self._report = dossier, summary, report
        self._fill()

    def _fill(self) -> None:
        patient = self._summary.patient
        born = _("born on {day}").format(day=write_date(patient.birth_date))
        parts = [patient.name, born, patient.ref, reading_only(self._access)]
        title = words(" · ".join(part for part in parts if part), "bold")
        self._set("#progress", marked(self._access, title))
        waiting = self._resumable
        sentence = _("An interview is unfinished: r goes on with it.") if waiting else ""
        self._set("#unfinished", words(sentence, "bold"))
        self._set("#year", self._year())
        facts = [labelled_words(label, text) for _name, label, text in shown_facts(self._dossier.facts)]
        self._set("#facts", joined(words(_("Facts"), "bold"), *facts))
        self._set("#readings", self._past())
        transcripts = self.query_one(OptionList)
        transcripts.clear_options()
        lines = reversed(self._summary.transcripts)
        transcripts.add_options([Option(words(_line(line)), id=line.id) for line in lines])
        transcripts.display = bool(self._summary.transcripts)
        transcripts.highlighted = 0 if self._summary.transcripts else None
        self.refresh_bindings()

    def _set(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        part.update(content)
        part.display = bool(content.plain)

    def _year(self) -> Content:
        if self._report is None:
            return Content("")
        return year_content(self._report, self.ref, amounts=self._amounts)

    def _past(self) -> Content:
        readings = [labelled(write_date(one.day), write_number(one.value)) for one in self._dossier.readings]
        kinds = {"interview": _("AVK interview"), "observance": _("observance questionnaire")}
        acts = [labelled(write_date(act.day), kinds[act.kind]) for act in self._dossier.acts]
        return joined(
            words(_("INR readings"), "bold"),
            words("   ".join(readings) or _("none known")),
            words(_("Acts"), "bold"),
            words("   ".join(acts) or _("none yet")),
        )

    @property
    def _resumable(self) -> Sequence[TranscriptLine]:
        return self._summary.unfinished if self._access.may_write else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Resume only where something is unfinished; who only reads does nothing else."""
        if action == "resume":
            return bool(self._resumable)
        return self._access.may_write or action not in WRITING

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read a transcript, or go on with it."""
        line = next(line for line in self._summary.transcripts if line.id == event.option_id)
        self.post_message(self.Transcript(self, line, resume=line in self._resumable))

    def action_both(self) -> None:
        """Begin the interview, then the questionnaire."""
        self.post_message(self.Begin(self, "avk", "observance"))

    def action_interview(self) -> None:
        """Begin the interview alone."""
        self.post_message(self.Begin(self, "avk"))

    def action_observance(self) -> None:
        """Begin the questionnaire alone."""
        self.post_message(self.Begin(self, "observance"))

    def action_resume(self) -> None:
        """Go on with the latest unfinished interview."""
        self.post_message(self.Transcript(self, self._resumable[0], resume=True))

    def action_edit(self) -> None:
        """Correct the facts."""
        self.post_message(self.Edit(self))

    def action_amounts(self) -> None:
        """Show or hide the amounts."""
        self._amounts = not self._amounts
        self._set("#year", self._year())

    def action_close(self) -> None:
        """Return to the list."""
        self.dismiss(None)


def unfinished(line: TranscriptLine) -> Pick:
    """Whether to go on with the interview that is unfinished or to begin another."""
    title = _("Unfinished since {day}: {script}").format(day=_day(line), script=_script(line))
    choices = [
        ("resume", _("Take it up again")),
        ("begin", _("Begin a new one")),
        ("cancel", _("Cancel")),
    ]
    return Pick(title, choices, chosen="resume")


def _day(line: TranscriptLine) -> str:
    day = line.started_at
    return f"{day[8:10]}/{day[5:7]}/{day[:4]} {day[11:16]}"


def _script(line: TranscriptLine) -> str:
    scripts = {"avk": _("AVK interview"), "observance": _("observance questionnaire")}
    return scripts.get(line.script, line.script)


def _line(line: TranscriptLine) -> str:
    status = {
        "in_progress": _("unfinished"),
        "paused": _("paused"),
        "completed": _("completed"),
        "refused": _("refused by the patient"),
        "withdrawn": _("stopped at the patient’s wish"),
    }.get(line.stopped_as or line.status, line.status)
    return f"{_day(line)}  {_script(line)} · {status}"
