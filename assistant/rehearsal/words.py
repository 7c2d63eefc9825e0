"""What cases and modes are called."""

from __future__ import annotations

from assistant.language import _
from assistant.rehearsal.case import Difficulty
from assistant.rehearsal.practised import Mode


def difficulty_words() -> dict[Difficulty, str]:
    """The difficulties in words."""
    return {"easy": _("easy"), "medium": _("medium"), "hard": _("hard"), "exam": _("exam level")}


def mode_words() -> dict[Mode, str]:
    """The modes in words."""
    return {"guided": _("guided"), "practice": _("practice"), "exam": _("exam")}
