"""The key for documents, and what it asks for: light, since every screen that has it loads this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.screen import Screen

from assistant.tui.keys import N_, binding
from assistant.tui.wanted import Wanted

if TYPE_CHECKING:
    from assistant.documents.kinds import Kind
    from assistant.store.store import Store
    from assistant.tui.app import AssistantApp


class DocumentsWanted(Wanted):
    """Documents are wanted on paper."""

    def __init__(
        self,
        screen: Screen[Any],
        ref: str,
        *,
        held: tuple[str, ...] = (),
        kind: Kind | None = None,
        store: Store | None = None,
    ) -> None:
        """What is wanted.

        Args:
            screen: where it was asked for.
            ref: of the patient, or the id of a transcript.
            held: ids of the interviews that were held just now.
            kind: the one document that is wanted; asked if not given.
            store: where it is; the dossiers if not given.
        """
        super().__init__(screen)
        self.ref = ref
        self.held = held
        self.kind = kind
        self.store = store

    def answer(self, app: AssistantApp) -> None:
        """Ask which, and what becomes of it."""
        from assistant.tui.documenting import wanted

        wanted(app, self)


def documents_key(name: str) -> Binding:
    """The key of the screen of this name."""
    return binding(
        "f", "documents", N_("Papers"), N_("Print: open, send, or write a file"), name=f"{name}.documents"
    )
