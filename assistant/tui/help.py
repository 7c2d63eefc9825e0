"""Help one key away: what the focused thing expects, and the keys that work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from textual.app import App
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widgets import Input, TextArea

from assistant.language import _
from assistant.tui.dialogs import Told
from assistant.tui.keyline import keys_of
from assistant.tui.keys import N_
from assistant.tui.plain import joined, words

USUAL: Final = (
    ("DataTable", N_("The arrows choose a row, Enter opens it.")),
    ("OptionList", N_("The arrows choose, Enter takes what is chosen.")),
)
"""What some lists expect, by the name of their class: to ask for the class itself would load it."""


class Help(Told):
    """What helps here."""


def help_of(screen: Screen[Any], shown: Callable[[Any], str]) -> Help:
    """The help of a screen as it is now.

    Args:
        screen: what is in sight.
        shown: how a key is written.
    """
    keys = [
        Content.assemble(words(shown(key).ljust(8), "bold"), words(key.tooltip)) for key in keys_of(screen)
    ]
    parts = [words(sentence) for sentence in _expected(screen)]
    gap = [words(" ")] if parts else []
    return Help(_("Help"), joined(*parts, *gap, words(_("Keys"), "bold"), *keys))


def _expected(screen: Screen[Any]) -> Iterator[str]:
    """What the focused thing expects, from the thing itself outwards; then what the screen is for."""
    focused = screen.focused
    if focused is not None:
        own = (_own(node) for node in focused.ancestors_with_self if not isinstance(node, Screen | App))
        yield next((sentence for sentence in own if sentence), _usual(focused))
    if sentence := _own(screen):
        yield sentence


def _own(node: DOMNode) -> str:
    """What a widget of ours says of itself: by `help_words()`, or as its HELP."""
    say = getattr(node, "help_words", None)
    if say is not None:
        return str(say())
    return _(node.HELP) if node.HELP and type(node).__module__.startswith("assistant.") else ""


def _usual(focused: DOMNode) -> str:
    names = {kind.__name__ for kind in type(focused).__mro__}
    for name, sentence in USUAL:
        if name in names:
            return _(sentence)
    if isinstance(focused, Input):
        return _("Type here, then press Enter. What is typed stays when you go elsewhere.")
    if isinstance(focused, TextArea):
        return _("Type here, on several lines where that is needed.")
    if isinstance(focused, ScrollView | ScrollableContainer):
        return _("The arrows, Page Up and Page Down read on.")
    return ""
