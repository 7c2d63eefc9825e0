"""What is said of cases, modes and rehearsals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.language import _, ngettext
from assistant.rehearsal.case import Case
from assistant.rehearsal.ending import ended
from assistant.rehearsal.judging import Judge
from assistant.rehearsal.practised import Mode
from assistant.rehearsal.rehearsing import Rehearsal
from assistant.rehearsal.words import difficulty_words, mode_words
from assistant.tui.panes import WIDE
from assistant.tui.plain import joined, words
from assistant.tui.progress import spent

if TYPE_CHECKING:
    from assistant.rehearsal.progress import Progress, Tried

SOON = 60
"""Seconds of an exam under which they are counted one by one."""


def modes_told() -> dict[Mode, str]:
    """What each mode means, in one line."""
    return {
        "guided": _("Guided: hints as you go"),
        "practice": _("Practice: no hints, and answers can be corrected"),
        "exam": _("Exam: a time limit, no hints, nothing is taken back"),
    }


def apart() -> str:
    """What stands above everything that is practised."""
    return _("simulated patients · never counts for the year")


def clock(session: Rehearsal, sitting: Sitting) -> str:
    """The time left of an exam; the time spent otherwise."""
    left = session.seconds_left
    if left is None:
        return _("{spent} min · about {left} min left").format(
            spent=int(spent(sitting).total_seconds() // 60), left=session.minutes_left
        )
    seconds = max(0, int(left))
    if seconds < SOON:
        return ngettext("{count} second left", "{count} seconds left", seconds).format(count=seconds)
    minutes = -(-seconds // 60)
    return ngettext("{count} minute left", "{count} minutes left", minutes).format(count=minutes)


def progress_line(session: Rehearsal, sitting: Sitting) -> Content:
    """One line: the case, the mode, the clock, the section."""
    stages = session.stages
    at = next((n for n, stage in enumerate(stages, 1) if stage.current), len(stages))
    rest = [
        mode_words()[session.practised.mode],
        clock(session, sitting),
        f"{at}/{len(stages)} {stages[at - 1].title}",
    ]
    return Content.assemble(words(str(session.case.title), "bold"), words(" · " + " · ".join(rest)))


def left_words(session: Session) -> str:
    """What can be done with a rehearsal that was left."""
    assert isinstance(session, Rehearsal)
    if ended(Judge(session, session.truths)):
        return _("The rehearsal is over: d shows what it came to.")
    if not session.rules.told_midway:
        return _("The exam is paused: c goes on with it. Its score comes at the end.")
    return _("The rehearsal is paused: c goes on with it, d shows what it came to so far.")


def tried_words(one: Tried) -> str:
    """One attempt: when, how, how well."""
    parts = [one.at.strftime("%d/%m/%Y %H:%M"), mode_words()[one.mode], percent(one.percent)]
    if not one.finished:
        parts.append(_("stopped midway") if one.left else _("unfinished"))
    if one.red_flags:
        flags = ngettext("{count} red flag missed", "{count} red flags missed", one.red_flags)
        parts.append(flags.format(count=one.red_flags))
    return " · ".join(parts)


def percent(value: int) -> str:
    """A score out of a hundred."""
    return _("{value}%").format(value=value)


def rows_head(width: int) -> Content:
    """What the columns of the cases are."""
    cells = _("Case"), _("Level"), _("Tries"), _("Best"), _("Last")
    return words(_row("", *cells, width=width), "bold underline")


def case_row(case: Case, known: Progress, width: int, *, left: bool) -> Content:
    """One case in a line: whether it is proposed, its title, how hard, how it went.

    Args:
        case: the case.
        known: what was practised.
        width: cells of the screen.
        left: whether a rehearsal of it is unfinished.
    """
    count, best, last = known.count(case.id), known.best(case.id), known.last(case.id)
    mark = "→" if case.id == known.next else "…" if left else " "
    cells = (
        difficulty_words()[case.difficulty],
        str(count) if count else "",
        "" if best is None else percent(best),
        "" if last is None else percent(last.percent),
    )
    row = _row(mark, str(case.title), *cells, width=width)
    return words(row, "bold" if case.id == known.next else "")


def _row(mark: str, title: str, level: str, tries: str, best: str, last: str, *, width: int) -> str:
    room = min(width, 72 if width >= WIDE else 78) - 44
    name = title if len(title) <= room else title[: room - 1] + "…"
    return f"{mark:<2}{name:<{room}} {level:<14} {tries:>6} {best:>7} {last:>8}"


def case_told(case: Case, known: Progress, *, left: bool) -> Content:
    """The case under the cursor: the situation, and what there is to say of it."""
    said = []
    if case.id == known.next:
        said.append(words("→ " + known.why, "bold"))
    if left:
        said.append(words("… " + _("A rehearsal of it is unfinished: c goes on with it."), "bold"))
    last = known.last(case.id)
    if last is not None and last.left:
        said.append(words(_("The last attempt was stopped midway: it is never the best.")))
    return joined(words(str(case.situation)), *said)


def weakest_words(known: Progress) -> Content:
    """Where the latest attempts went worst."""
    if not known.weak:
        return Content("")
    weak = " · ".join(f"{title} {percent(value)}" for title, value in known.weak)
    return words(_("Weakest lately: {sections}").format(sections=weak))
