"""Writing the page of an interview to a file, from wherever one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents.interview import page_of
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.leaving import let_out
from assistant.store.store import Store
from assistant.tui.attempt import attempt
from assistant.tui.fields import Line
from assistant.tui.sheet import Sheet

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp


FHIR = ".json"
"""How the name of a file ends that is to be a resource of FHIR R4."""


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
            if written[0].endswith(FHIR):
                again = _("This is not encrypted: whoever has it reads it.")
            app.say(f"{written[0]}\n{again}")

    name = _("interview-{id}.html").format(id=transcript)
    where = _("Where it is written: a page, or FHIR R4 where it ends in .json. It must not be there yet.")
    line = Line("file", _("File"), where, name)
    about = _("The conversation and the INR as one page, not encrypted. The audit trail will say so.")
    app.push_screen(Sheet(_("Export the interview"), [line], export, told=about), told)


def _write(app: AssistantApp, store: Store, transcript: str, typed: str) -> None:
    if not typed:
        raise InputError(_("Nothing was written. Type it first."))
    if typed.endswith(FHIR):
        from assistant.exchange.fhir.bundle import interview_alone

        parts, about = interview_alone(store, transcript, invented=app.demonstrates)
    else:
        parts, about = page_of(store, transcript, _("DEMONSTRATION") if app.demonstrates else "")
    let_out(store, Path(typed).expanduser(), parts, **about)
