"""The kinds of documents."""

from __future__ import annotations

from typing import Final, Literal, get_args

Kind = Literal["fiche", "observance", "adhesion", "letter", "patient", "year", "debrief", "review"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PRACTISED: Final[tuple[Kind, ...]] = ("debrief", "review")
"""Those that a student prints, of rehearsals of their own."""
OF_REHEARSALS: Final[tuple[Kind, ...]] = ("fiche", "observance", "patient", *PRACTISED)
"""Those that can be made of a rehearsal."""
