"""Documents from the screens: chosen, changed where that is wanted, and handed over as the command does."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.widgets import TextArea

from assistant.documents import delivering
from assistant.documents.offering import Offer, offers
from assistant.documents.printing import Asked, agree, issue, make, proposed
from assistant.documents.typesetting import Typeset
from assistant.errors import AssistantError, InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.leaving import free
from assistant.store.store import Store
from assistant.tui.attempt import attempt
from assistant.tui.dialogs import Confirm, Pick
from assistant.tui.fields import Line
from assistant.tui.sheet import TEXT, Sheet

if TYPE_CHECKING:
    from assistant.tui.documentkeys import DocumentsWanted
    from assistant.tui.papers import Paper

FILE: Final = "file"


class Desk:
    """Where documents lie that are being looked at: a private folder, which goes with the program."""

    def __init__(self) -> None:
        self._kept = ExitStack()
        self._folder: Path | None = None
        self._count = 0

    def put(self, data: bytes, file: str, name: str) -> Path:
        """A document as a file.

        Raises:
            StoreError: it cannot be written.
        """
        if self._folder is None:
            self._folder = self._kept.enter_context(delivering.desk(name))
        self._count += 1
        path = self._folder / f"{self._count}-{file}"
        delivering.save(data, path)
        return path

    def clear(self) -> None:
        """Remove them all."""
        self._kept.close()
        self._folder = None


class LetterSheet(Sheet):
    """The text of a letter, to be changed; it takes the room there is."""

    def on_mount(self) -> None:
        """Read it from its beginning."""
        self.call_after_refresh(self.query_one(TextArea).move_cursor, (0, 0))


def wanted(app: Paper, message: DocumentsWanted) -> None:
    """Do what a screen asks for."""
    store = message.store or app.store
    if message.kind is None:
        choose(app, store, message.ref, message.held)
    else:
        prepare(app, store, Offer(message.kind, message.ref, ""))


def choose(app: Paper, store: Store, ref: str, held: tuple[str, ...] = ()) -> None:
    """Ask which document of a patient, then where it goes.

    Args:
        app: the interface.
        store: the dossiers.
        ref: of the patient.
        held: ids of the interviews that were held just now.
    """
    try:
        found = offers(store, ref, held)
    except AssistantError as error:
        app.say(error.message)
        return

    def chosen(kind: str | None) -> None:
        for offer in found:
            if offer.kind == kind:
                prepare(app, store, offer)

    if not found:
        app.say(_("There is nothing to print of this dossier yet."))
        return
    choices = [(str(offer.kind), offer.words) for offer in found]
    app.push_screen(Pick(_("Documents"), choices, choices[0][0]), chosen)


def prepare(app: Paper, store: Store, offer: Offer) -> None:
    """Ask what the document needs, then where it goes."""
    asked = Asked(offer.kind, offer.ref)
    if offer.kind == "letter":
        _letter(app, store, asked)
    else:
        _where(app, store, asked)


def _letter(app: Paper, store: Store, asked: Asked) -> None:
    """The agreement, where it is not recorded; the text; then where it goes."""
    try:
        text = proposed(store, asked.ref)
    except InputError as error:
        _ask_agreement(app, store, asked, error.message)
    except AssistantError as error:
        app.say(error.message)
    else:
        _change(app, store, asked, text)


def _ask_agreement(app: Paper, store: Store, asked: Asked, why: str) -> None:
    def agreed(yes: bool | None) -> None:
        if not yes:
            return
        fault = attempt(lambda: agree(store, asked.ref))
        if fault is None:
            _letter(app, store, asked)
        else:
            app.say(fault)

    app.push_screen(Confirm(why, _("The patient agrees: record it"), _("No letter")), agreed)


def _change(app: Paper, store: Store, asked: Asked, text: str) -> None:
    given: list[str] = []
    title = _("Letter to the prescriber")
    told = _("Read it again, and change what is to be said otherwise. Neither diagnosis nor dose.")

    def keep(said: Mapping[str, str]) -> str | None:
        if not said[TEXT].strip():
            return _("Nothing was written. Type it first.")
        given.append(said[TEXT])
        return None

    def closed(kept: bool | None) -> None:
        if kept:
            _where(app, store, replace(asked, text=given[-1]))

    sheet = LetterSheet(title, [], keep, told=told, asked=_("The text"), half={f"{title}\n{told}": text})
    app.push_screen(sheet, closed)


def _where(app: Paper, store: Store, asked: Asked) -> None:
    """Ask where it goes, as far as this system can."""
    choices = []
    if delivering.viewer():
        choices.append(("view", _("Open it, to read or print it")))
    if delivering.printer():
        choices.append(("printer", _("Send it to the default printer")))
    choices.append((FILE, _("Write it to a file")))

    def chosen(way: str | None) -> None:
        if way == FILE:
            _ask_file(app, store, asked)
        elif way is not None:
            _hand_over(app, store, asked, way)

    app.push_screen(Pick(_("Where to"), choices, choices[0][0]), chosen)


def _ask_file(app: Paper, store: Store, asked: Asked) -> None:
    said: list[str] = []

    def keep(given: Mapping[str, str]) -> str | None:
        typed = given[FILE].strip()
        if not typed:
            return _("Nothing was written. Type it first.")
        path = Path(typed).expanduser()

        def write() -> None:
            free(path)
            _file, found = _issued(app, store, asked)
            delivering.save(found.data, path)
            said.extend([_("Written: {path}").format(path=shorten(typed, 200)), *found.notices])

        return attempt(write)

    name = f"{asked.kind}-{store.clock.now().date().isoformat()}.pdf"
    line = Line(FILE, _("File"), _("Where it is written. It must not be there yet."), name)
    told = _("The file is not encrypted: whoever has it reads it. That it was printed is kept.")
    sheet = Sheet(_("Write it to a file"), [line], keep, told=told)
    app.push_screen(sheet, lambda kept: app.say("\n".join(said)) if kept else None)


def _hand_over(app: Paper, store: Store, asked: Asked, way: str) -> None:
    """Typeset it here, and let the system take it out of the way of the keys."""
    try:
        file, found = _issued(app, store, asked)
        path = app.desk.put(found.data, file, store.person.name) if way == "view" else None
    except AssistantError as error:
        app.say(error.message)
        return

    def give() -> None:
        fault = attempt(lambda: delivering.send(found.data, file) if path is None else delivering.view(path))
        done = [] if path is not None else [_("Sent to the printer.")]
        said = [*(done if fault is None else [fault]), *found.notices]
        if said:
            app.call_from_thread(app.say, "\n".join(said))

    app.run_worker(give, thread=True, name="document")


def _issued(app: Paper, store: Store, asked: Asked) -> tuple[str, Typeset]:
    made = make(store, asked, app.settings, demonstration=app.demonstrates)
    return made.file, issue(store, made)
