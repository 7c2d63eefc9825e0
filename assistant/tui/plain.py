"""Foreign text on screen: never markup, never something a terminal would obey."""

from __future__ import annotations

from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Static

from assistant.language import labelled

_SPACES = "\n\u00a0\u202f"


def safe(text: str) -> str:
    """The text without control characters and marks that turn its direction; line breaks stay."""
    spaced = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(c for c in spaced if c in _SPACES or c.isprintable())


def words(text: str, style: str = "") -> Content:
    """The text as content, in one style."""
    return Content.styled(safe(text), style)


def labelled_words(label: object, text: str) -> Content:
    """A dim label and what it labels."""
    return Content.assemble(words(labelled(label, ""), "dim"), words(text))


def joined(*parts: Content) -> Content:
    """The parts one below the other; empty ones are left out."""
    return Content("\n").join(part for part in parts if part.plain)


def show_words(within: DOMNode, selector: str, sentence: str, style: str = "") -> None:
    """A sentence in its place, which takes no room while there is none."""
    line = within.query_one(selector, Static)
    line.update(words(sentence, style))
    line.display = bool(sentence)
