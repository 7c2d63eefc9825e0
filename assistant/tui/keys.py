"""Keys: their labels in the language spoken now, and those of keyboards without a row of figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from textual.binding import Binding
from textual.dom import DOMNode

from assistant.language import _

N_: Final[Callable[[str], str]] = str
"""Marks a message of a class body, which is looked up only when the screen is made."""

_UNSHIFTED: Final = "&é\"'(-è_çà"
"""The row of figures of a French keyboard without shift."""


def binding(
    key: str, action: str, label: str, tooltip: str, *, name: str, show: bool = True, priority: bool = False
) -> Binding:
    """A key with its messages, still in English."""
    return Binding(key, action, label, show=show, priority=priority, tooltip=tooltip, id=name)


def function_key(key: str, action: str, label: str, tooltip: str, *, name: str) -> Binding:
    """A key that goes before those of the field that has the focus."""
    return binding(key, action, label, tooltip, name=name, priority=True)


def translate(node: DOMNode) -> None:
    """Put the labels of the node's keys in the language spoken now."""
    keys = node._bindings.key_to_bindings  # no public way to replace a label
    for key, bindings in keys.items():
        # The lists themselves are those of the class, which another language needs as they are.
        keys[key] = [
            replace(b, description=_(b.description), tooltip=_(b.tooltip)) if b.id and b.description else b
            for b in bindings
        ]


def figure(character: str | None) -> int | None:
    """The figure of a key, 1 to 10 (0 is the tenth); also of the same key without shift."""
    if character is None or len(character) != 1:
        return None
    if character in _UNSHIFTED:
        return _UNSHIFTED.index(character) + 1
    return (int(character) or 10) if character.isascii() and character.isdecimal() else None
