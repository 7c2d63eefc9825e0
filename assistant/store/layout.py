"""What the files of a store are called (docs/data.md)."""

from __future__ import annotations

from typing import Final

FACTS: Final = "facts"
EVENTS: Final = "events"
JOURNAL: Final = ".journal"
REVIEW: Final = ".review"
"""The journal of a review: `r` and the id of the transcript stand before it, so that it has its own lock."""
REVIEWS: Final = "reviews"
TRAIL: Final = "audit.journal"
INDEX: Final = "index"
SEARCH: Final = "search"
"""Caches: of the list of patients, and of the words of transcripts."""
REFS: Final = "refs"
"""Names the lock under which patients are added."""
