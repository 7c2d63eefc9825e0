"""What an index keeps of a transcript by figures that are data."""

from __future__ import annotations

from assistant.dossier.summary import SHAPE
from assistant.script.knowledge import rereading


def test_other_figures_need_another_shape_of_the_index() -> None:
    # Rows made with these stand in every store: change one, and raise SHAPE so that they are made again.
    found = rereading()
    assert (SHAPE, found.explained_seconds, found.late_seconds) == ("summary-12", 3.0, 300)
