"""How far an interview is: a line with its clock, and a pane with sections and steps."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from textual.content import Content

from assistant.interview.finding import Part, Place, parts, places
from assistant.interview.question import coming
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.interview.timing import elapsed
from assistant.language import _, ngettext
from assistant.tui.plain import joined, words

SIGNS: Final = {
    "current": "›",
    "asked": "›",
    "done": "✓",
    "answered": "✓",
    "left": "…",
    "waiting": "…",
    "skipped": "-",
    "to_come": " ",
}
"""What stands before a section or a step: the sign says it, not the colour."""


def spent(sitting: Sitting) -> timedelta:
    """The time spent with the patient at this sitting, pauses left out."""
    return sum((elapsed(one.transcript, one.now) for one in sitting.sessions), timedelta())


def progress(session: Session, since: timedelta) -> Content:
    """One line: the patient, the clock, the section and the script.

    Args:
        session: the interview under way.
        since: the time spent so far.
    """
    stages = session.stages
    at = next((n for n, stage in enumerate(stages, 1) if stage.current), len(stages))
    clock = _("{spent} min · about {left} min left").format(
        spent=int(since.total_seconds() // 60), left=session.minutes_left
    )
    facts = session.background.facts
    name = f"{facts.get('family_name', '').upper()} {facts.get('given_name', '')}"
    section = f"{at}/{len(stages)} {stages[at - 1].title}"
    # The line is cut at its end where there is no room: who it is comes first.
    rest = " · ".join((clock, section, str(session.script.title)))
    return Content.assemble(words(name, "bold"), words(f" · {rest}"))


def section_line(part: Part) -> str:
    """A section with its sign; how many questions are left in it, where they are not in sight."""
    left = f" ({part.left})" if part.left and part.state != "current" else ""
    return f"{SIGNS[part.state]} {part.title}{left}"


def sections(session: Session) -> Content:
    """Every section with how far it is."""
    return joined(*(_section(part) for part in parts(session)))


def steps(session: Session, rows: int) -> Content:
    """Every section, and the steps of the present one, in so many rows."""
    found = parts(session)
    present = next((part.section for part in found if part.state == "current"), None)
    within = [] if present is None else _within(session, present)
    room = max(3, rows - len(found) - 2)
    lines: list[Content] = []
    for part in found:
        lines.append(_section(part))
        if part.section == present:
            lines += _window([_step(place) for place in within], _asked(within), room)
    count = sum(part.left for part in found)
    left = ngettext("{count} question left", "{count} questions left", count).format(count=count)
    return Content("\n").join([*lines, Content(""), words(left, "dim")])


def _section(part: Part) -> Content:
    return words(section_line(part), "bold" if part.state == "current" else "")


def _within(session: Session, section: str) -> list[Place]:
    """The steps of a section that were reached or are still to come; what is skipped is left out."""
    ahead = set(coming(session.script, session.walk)[section])
    return [
        place
        for place in places(session)
        if place.section == section
        and (place.state in ("asked", "waiting", "answered") or place.step in ahead)
    ]


def _asked(within: list[Place]) -> int:
    return next((n for n, place in enumerate(within) if place.state == "asked"), 0)


def _step(place: Place) -> Content:
    style = "bold" if place.state == "asked" else "dim"
    return words(f" {SIGNS[place.state]} {place.title}", style)


def _window(lines: list[Content], at: int, room: int) -> list[Content]:
    """As many lines as there is room for, the present one among them."""
    if len(lines) <= room:
        return lines
    first = min(max(0, at - room // 3), len(lines) - room)
    shown = lines[first : first + room]
    more = words("   …", "dim")
    if first > 0:
        shown[0] = more
    if first + room < len(lines):
        shown[-1] = more
    return shown
