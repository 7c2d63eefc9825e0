"""Writing the page of an interview to a file, from wherever one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents.interview import page_of
from assistant.errors import InputError
from assistant.exchange.dossierfile import dossier_file
from assistant.language import _
from assistant.notation import shorten
from assistant.store.leaving import let_out
from assistant.store.store import Store
from assistant.tui.attempt import attempt
from assistant.tui.fields import Line
from assistant.tui.sheet import Sheet

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp


PAGE = ".html"


def export_page(app: AssistantApp, store: Store, transcript: str) -> None:
    """Ask for a name, and write the page there.

    Args:
        app: the interface.
        store: where the interview is.
        transcript: its id.
    """
    written: list[str] = []

    def export(given: Mapping[str, str]) -> str | None:
        fault = attempt(lambda: _write(app, store, transcript, given["file"].strip()))
        if fault is None:
            written.append(_("Written: {path}").format(path=shorten(given["file"].strip(), 200)))
        return fault

    def told(done: bool | None) -> None:
        if done:
            again = _("Open it in a browser to print it. It is not encrypted: whoever has it reads it.")
            if not written[0].endswith(PAGE):
                again = _("This is not encrypted: whoever has it reads it.")
            app.say(f"{written[0]}\n{again}")

    name = _("interview-{id}.html").format(id=transcript)
    where = _(
        "Its ending says what it is: .html a page, .json FHIR of this interview; of the whole dossier "
        ".bundle.json FHIR, .jsonl an archive, .csv or .xlsx a table. It must not be there yet."
    )
    line = Line("file", _("File"), where, name)
    about = _("The conversation and the INR as one page, not encrypted. The audit trail will say so.")
    app.push_screen(Sheet(_("Export the interview"), [line], export, told=about), told)


def _write(app: AssistantApp, store: Store, transcript: str, typed: str) -> None:
    if not typed:
        raise InputError(_("Nothing was written. Type it first."))
    made = dossier_file(store, transcript, typed, invented=app.demonstrates)
    if made is None:
        made = page_of(store, transcript, _("DEMONSTRATION") if app.demonstrates else "")
    parts, about = made
    let_out(store, Path(typed).expanduser(), parts, **about)
