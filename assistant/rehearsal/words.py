"""What cases, modes and the parts of a debrief are called."""

from __future__ import annotations

from assistant.language import _
from assistant.rehearsal.case import Difficulty
from assistant.rehearsal.practised import Mode
from assistant.rehearsal.scored import Judged, SectionScore


def difficulty_words() -> dict[Difficulty, str]:
    """The difficulties in words."""
    return {"easy": _("easy"), "medium": _("medium"), "hard": _("hard"), "exam": _("exam level")}


def time_words(seconds: int) -> str:
    """How long something took."""
    minutes, rest = divmod(seconds, 60)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=f"{rest:02}")


def section_words(section: SectionScore) -> str:
    """A section with the time it took, where it took any."""
    return f"{section.title} ({time_words(section.seconds)})" if section.seconds else section.title


def why_words(one: Judged) -> str:
    """Why a thing expected has its points, and the line where it was done or tried."""
    whys = [part.why for part in one.parts]
    if one.line is not None:
        whys.append(_("[line {line}]").format(line=one.line))
    return " ".join(whys)


def mode_words() -> dict[Mode, str]:
    """The modes in words."""
    return {"guided": _("guided"), "practice": _("practice"), "exam": _("exam")}
