"""What a title says of the dossiers themselves: whether they are practised on, and only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.language import _
from assistant.tui.plain import words

if TYPE_CHECKING:
    from assistant.store.vault.access import Access


def marked(access: Access | None, title: Content) -> Content:
    """The title, after REHEARSAL for dossiers that are practised on."""
    if access is None or not access.rehearsal:
        return title
    return Content.assemble(rehearsal_mark(), title)


def rehearsal_mark() -> Content:
    """What stands before a title of anything practised."""
    return Content.assemble(words(f" {_('REHEARSAL')} ", "bold reverse"), " ")


def reading_only(access: Access | None) -> str:
    """The words for somebody who changes nothing; none for others."""
    return _("reading only") if access is not None and not access.may_write else ""
