"""The figures of docs/sources.md §5, a second time by hand: nothing is read from `scripts/rules`."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dossier.act import ActKind


@dataclass(frozen=True)
class Figures:
    """One text. A way is (euros, acts of the first kind, acts of the second kind)."""

    kinds: tuple[ActKind, ...]
    first: tuple[tuple[int, int, int], ...]
    later: tuple[tuple[int, int, int], ...]
    twelve_months: bool = False
    exceptions: bool = False
    purses_first: dict[str, tuple[int, ...]] | None = None
    """What each act of a kind pays, one after the other; None where nothing is paid by step."""
    purses_later: dict[str, tuple[int, ...]] | None = None


OLD: tuple[ActKind, ...] = ("interview", "observance")
NEW: tuple[ActKind, ...] = ("evaluation", "thematic")
FIGURES = {
    "avenant-1": Figures(("interview",), ((40, 2, 0),), ((40, 2, 0),), exceptions=True),
    "avenant-8": Figures(OLD, ((40, 2, 0),), ((40, 2, 0), (30, 1, 2)), exceptions=True),
    "avenant-11": Figures(NEW, ((50, 1, 2),), ((30, 0, 2),)),
    "avenant-21": Figures(NEW, ((50, 1, 2),), ((30, 0, 2),), twelve_months=True),
    "convention-2022": Figures(NEW, ((50, 1, 2),), ((30, 0, 2),), twelve_months=True),
    "avenant-1-2024": Figures(
        NEW,
        ((50, 1, 2),),
        ((30, 0, 2),),
        twelve_months=True,
        purses_first={"evaluation": (15,), "thematic": (15, 20)},
        purses_later={"evaluation": (), "thematic": (10, 20)},
    ),
}
