"""What an interview came to, and what the patient still needs this year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.dossier.shown import shown_inr
from assistant.interview.conversation import stopped
from assistant.interview.synthesis import Synthesis
from assistant.language import _, labelled
from assistant.tui.documentkeys import DocumentsWanted, documents_key
from assistant.tui.keyline import KeyLine
from assistant.tui.keys import N_, binding, translate
from assistant.tui.layer import Layer
from assistant.tui.plain import joined, labelled_words, words
from assistant.tui.yearwords import year_content
from assistant.year.report import YearReport


class EndScreen(Layer[None]):
    """Read by the pharmacist; the amounts stay behind a key, for the patient may see the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("enter,escape", "close", N_("Done"), N_("Return to the patient"), name="end.close"),
        documents_key("end"),
        binding(
            "m", "amounts", N_("Details"), N_("Show or hide the details, for you alone"), name="end.amounts"
        ),
    ]

    def __init__(
        self,
        ref: str,
        name: str,
        syntheses: Sequence[Synthesis],
        report: YearReport | None,
        held: tuple[str, ...] = (),
    ) -> None:
        """The screen.

        Args:
            ref: of the patient.
            name: of the patient.
            syntheses: what each script came to.
            report: where the year stands, if it is known.
            held: ids of the transcripts.
        """
        super().__init__()
        translate(self)
        self._ref = ref
        self._name = name
        self._syntheses = syntheses
        self._report = report
        self._held = held
        self._amounts = False

    def compose(self) -> ComposeResult:
        """The scripts done, then the year."""
        yield Static(words(_("End of the interview · {name}").format(name=self._name), "bold"), id="progress")
        with VerticalScroll(id="page"):
            for synthesis in self._syntheses:
                yield Static(_synthesis(synthesis), classes="block")
            yield Static(self._year(), id="year", classes="block")
        yield KeyLine()

    def action_documents(self) -> None:
        """Choose a document to print."""
        self.post_message(DocumentsWanted(self, self._ref, held=self._held))

    def action_amounts(self) -> None:
        """Show or hide the amounts."""
        self._amounts = not self._amounts
        self.query_one("#year", Static).update(self._year())

    def action_close(self) -> None:
        """Return to the patient."""
        self.dismiss(None)

    def _year(self) -> Content:
        if self._report is None:
            return Content("")
        return year_content(self._report, self._ref, amounts=self._amounts)


def _synthesis(synthesis: Synthesis) -> Content:
    if synthesis.status not in ("completed", "in_progress", "paused"):
        return joined(
            words(synthesis.title, "bold underline"), words(stopped(synthesis.status)), _alerts(synthesis)
        )
    notions = [words("- " + labelled(title, rating)) for title, rating in synthesis.to_review]
    review = joined(words(_("To go over next time"), "bold"), *notions) if notions else Content("")
    if synthesis.rated and not notions:
        review = words(_("Every notion asked about is acquired."))
    plan = [labelled_words(title, text) for title, text in synthesis.plan]
    return joined(
        words(synthesis.title, "bold underline"),
        *(words(line, "bold") for line in shown_inr(synthesis.computed)),
        _score(synthesis),
        review,
        *plan,
        _alerts(synthesis),
    )


def _score(synthesis: Synthesis) -> Content:
    if synthesis.score is None:
        return Content("")
    classes = {
        "good": _("good observance"),
        "weak": _("weak observance"),
        "non_observance": _("non-observance"),
    }
    return words(
        _("Score {score} out of 6: {judged}").format(
            score=synthesis.score, judged=classes[synthesis.observance or "weak"]
        ),
        "bold",
    )


def _alerts(synthesis: Synthesis) -> Content:
    lines = []
    for alert in synthesis.alerts:
        done = alert.acknowledged.done if alert.acknowledged else _("nothing written down")
        lines += [words(f"! {alert.alert.say}"), words("    " + _("Done: {text}").format(text=done))]
    return joined(words(_("Alerts"), "bold"), *lines) if lines else Content("")
