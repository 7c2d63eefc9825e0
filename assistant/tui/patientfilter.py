"""The field that filters the list of patients, with the keys that work in it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from assistant.language import _
from assistant.tui.keys import N_, binding, translate


class PatientFilter(Input):
    """Where parts of a name, a birth date, a ref or a medicine are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "enter", "submit", N_("Open"), N_("Open the only one, or go to the list"), name="filter.open"
        ),
        binding("down", "screen.table", N_("List"), N_("Go to the list"), name="filter.table"),
        binding(
            "escape", "screen.clear", N_("All patients"), N_("Take the filter away"), name="filter.clear"
        ),
    ]

    def __init__(self) -> None:
        super().__init__(
            placeholder=_("/ to filter: parts of a name, a birth date, a medicine"), id="filter", compact=True
        )
        translate(self)
