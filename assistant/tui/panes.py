"""How a wide screen is shared between progress, conversation and patient: the figures of the stylesheet."""

from __future__ import annotations

from typing import Final

WIDE: Final = 120
"""Columns from which progress and the patient stand beside the conversation."""
WIDEST: Final = 160
"""Columns from which they have more room."""
TALL: Final = 36
"""Rows from which the question has more room around it."""

STEPS: Final = {WIDE: 28, WIDEST: 34}
SIDE: Final = {WIDE: 34, WIDEST: 46}
"""Columns of the panes on the left and on the right, from these widths on."""


def middle(width: int) -> int:
    """Columns that are left for the conversation."""
    at = max((start for start in STEPS if start <= width), default=None)
    return width if at is None else width - STEPS[at] - SIDE[at]
