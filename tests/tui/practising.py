"""Plays rehearsals on the screen, by keys."""

from __future__ import annotations

from textual.widgets import Input, OptionList, TextArea

from assistant.script.steps import Rate, Tell
from assistant.store.store import Store
from assistant.tui.alert import AlertScreen
from assistant.tui.app import AssistantApp
from assistant.tui.conversation import Conversation
from assistant.tui.doorstep import Doorstep
from assistant.tui.practice import Practice
from assistant.tui.rehearsals import RehearsalsScreen
from assistant.tui.rehearsing import RehearsalScreen
from assistant.tui.speakline import SpeakLine
from tests.tui.conftest import year_of
from tests.tui.entering import settled
from tests.tui.playing import Play, acknowledge, asked, painted
from tests.tui.test_aloud import Parrot

FIGURES = "1234567890abcdefgh"
MOST = 120
"""Questions after which a rehearsal would never end."""


def practising(
    store: Store, case: str, mode: str = "practice", *, resume: bool = False, voice: Parrot | None = None
) -> AssistantApp:
    """The interface at a rehearsal."""
    return AssistantApp(
        Doorstep(store.folder, store.clock),
        store=store,
        year_of=year_of,
        practice=Practice(case, 1, mode, resume=resume),
        speak=voice is not None,
        voice=voice,
    )


def rehearsing(pilot: Play) -> RehearsalScreen:
    """The rehearsal, whatever covers it."""
    return next(s for s in reversed(pilot.app.screen_stack) if isinstance(s, RehearsalScreen))


def chat(pilot: Play) -> str:
    """Everything in the conversation."""
    return "\n".join(content.plain for content in rehearsing(pilot).query_one(Conversation)._held)


async def enter(pilot: Play) -> None:
    """Press Enter until it is taken: one that comes faster than a person presses is not."""
    events = rehearsing(pilot).session.transcript.events
    before = len(events)
    for _turn in range(MOST):
        await pilot.press("enter")
        await painted(pilot)
        if len(events) > before or not isinstance(pilot.app.screen, RehearsalScreen):
            return
    raise AssertionError("it is not taken")


async def say(pilot: Play, words: str = "") -> None:
    """Say something in the line; the question as it is written where nothing is given."""
    line = rehearsing(pilot).query_one(SpeakLine)
    if not line.has_focus:
        await pilot.press("ctrl+t")
    line.value = words
    await enter(pilot)


async def record(pilot: Play, typed: str) -> None:
    """Record the answer to the question on screen."""
    question = asked(pilot)
    options = [name for name, _label in question.options]
    if question.kind in ("yes_no", "choice", "choices", "rate"):
        for name in filter(None, (part.strip() for part in typed.split(";"))):
            await pilot.press(FIGURES[options.index(name)])
        await painted(pilot)
        if question.kind == "choices":
            await enter(pilot)
    else:
        field = rehearsing(pilot).card.field
        if isinstance(field, Input):
            field.value = typed
        elif isinstance(field, TextArea):
            field.text = typed + ("\n" if question.kind == "readings" else "")
            field.move_cursor(field.document.end)
        await enter(pilot)


async def until(pilot: Play, step: str, *, by_keys: bool = False) -> None:
    """Hold the rehearsal well until a question is on screen, or the patient wishes to leave.

    Without `by_keys` what only leads there is given to the session, and shown once it is reached.
    """
    if not by_keys:
        await _ahead(pilot, step)
    for _turn in range(MOST):
        if isinstance(pilot.app.screen, AlertScreen):
            await acknowledge(pilot, "médecin appelé")
        if not isinstance(pilot.app.screen, RehearsalScreen):
            return
        session = rehearsing(pilot).session
        if session.position == step or session.heard.leaving:
            return
        await well(pilot)
    raise AssertionError("it does not come")


async def _ahead(pilot: Play, step: str) -> None:
    """As `until`, without the screen as long as no alert is open."""
    await painted(pilot)
    screen = pilot.app.screen
    if not isinstance(screen, RehearsalScreen) or screen._explaining or screen._correcting:
        return
    session = screen.session
    while (name := session.position) is not None and name != step and not session.open_alerts:
        if not isinstance(session.truths.steps[name], Tell):
            if name not in session.heard.asked:
                session.ask()
            for _again in range(4):
                if name not in session.heard.told and not session.heard.leaving:
                    session.press("specify")
        if session.heard.leaving:
            break
        session.answer(session.truths.typed(name))
        if session.explaining is not None:
            session.press("explain")
    await screen._advance()
    await painted(pilot)


async def well(pilot: Play) -> None:
    """Ask the question on screen until it is answered, record what is true, explain what is not known."""
    session = rehearsing(pilot).session
    name = session.position
    assert name is not None
    step = session.truths.steps[name]
    if isinstance(step, Tell):
        await enter(pilot)
        return
    if name not in session.heard.asked:
        await say(pilot)
    for _again in range(4):
        if name not in session.heard.told and not session.heard.leaving:
            await pilot.press("ctrl+n")
            await painted(pilot)
    if session.heard.leaving:
        return
    await record(pilot, session.truths.typed(name))
    if isinstance(step, Rate) and session.explaining is not None:
        await enter(pilot)


async def at_the_cases(pilot: Play) -> None:
    """Wait until the cases are read."""
    await settled(pilot)
    assert isinstance(pilot.app.screen, RehearsalsScreen)
    assert pilot.app.screen.query_one(OptionList).option_count >= 14


def go_to(pilot: Play, case: str) -> None:
    """Put the cursor on a case."""
    listed = pilot.app.screen.query_one(OptionList)
    listed.highlighted = listed.get_option_index(case)
