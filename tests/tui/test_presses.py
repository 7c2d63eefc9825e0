"""How many keys a whole interview takes beside what is typed: counted by playing it, key by key."""

from __future__ import annotations

from collections.abc import Mapping

from textual.widgets import Input, TextArea

from assistant.interview.question import Question
from assistant.store.store import Store
from assistant.tui.end import EndScreen
from assistant.tui.interview import InterviewScreen
from assistant.tui.review import Review
from tests.tui.conftest import FixedClock, app_of
from tests.tui.playing import Play, asked, card, painted, ready, text_of

FIRST, AGAIN = 90, 60
"""Keys at most, from the one that begins the interview to the one after which the end is on screen."""

YES = {
    "consent",
    "contact_agreement",
    "identity_check",
    "prescription_up_to_date",
    "takes_other_medicines",
    "carnet_kept",
    "card_carried",
}
"""What this patient answers yes to, beside the six questions on taking the medicine."""

FIRST_TIME = {
    "doctor": "Dr Blanc, 3 rue de la Paix",
    "prescriber": "Dr Noir, cardiologue",
    "prescriber_rpps": "",
    "prescribed_on": "20/02/2017",
    "dispensed_on": "21/02/2017",
    "laboratory": "Laboratoire du Port",
    "tablet_strength": "5",
    "treatment_start": "01/01/2016",
    "expected_months": "24",
    "other_medicines": "bisoprolol",
    "inr_low": "2",
    "inr_high": "3",
    "inr_readings": "20/02/2017 2,4",
    "dose": "un comprimé",
    "usual_hour": "20 h",
}
LATER = {"inr_readings": "05/06/2017 2,6"}
"""Typed values and notes, which do not count; the Enter that gives each does."""


class Keys:
    """Presses keys and counts them."""

    def __init__(self, pilot: Play, typed: Mapping[str, str]) -> None:
        self._pilot = pilot
        self._typed = typed
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Press keys, each seen by the screen before the next."""
        for key in keys:
            await self._pilot.press(key)
            await painted(self._pilot)
            self.pressed += 1

    async def answer(self, question: Question) -> None:
        """Answer as a patient who knows everything does."""
        if question.kind in ("yes_no", "choice", "rate") and not question.suggested:
            await self.press(_key(question))
            return
        field = card(self._pilot).field
        text = self._typed.get(question.step)
        if isinstance(field, Input | TextArea) and text:
            if isinstance(field, Input):
                field.value = text
            else:
                field.text += text
                field.move_cursor(field.document.end)
            if question.kind == "readings":
                await self.press("enter")  # to the row below
        await self.press("enter")


def _key(question: Question) -> str:
    if question.kind == "yes_no":
        return "1" if question.step in YES or question.section == "questions" else "2"
    return "1"


async def whole(pilot: Play, keys: Keys) -> list[str]:
    """Play to the end of the last script; the steps that were asked."""
    steps = []
    while not isinstance(pilot.app.screen, EndScreen):
        if isinstance(pilot.app.screen, Review):
            await keys.press("ctrl+s")
            continue
        assert isinstance(pilot.app.screen, InterviewScreen), pilot.app.screen
        steps.append(asked(pilot).step)
        await keys.answer(asked(pilot))
        assert keys.pressed < 300
    return steps


async def visit(store: Store, typed: Mapping[str, str]) -> Keys:
    """Open the program, the patient and both scripts, and play them to their end."""
    app = app_of(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        keys = Keys(pilot, typed)
        await keys.press("a")
        await whole(pilot, keys)
        assert "sur 6" in text_of(app)  # the score
    return keys


async def test_a_first_and_a_second_interview(store: Store, clock: FixedClock) -> None:
    facts = {"family_name": "Durand", "given_name": "Léa", "birth_date": "1943-02-01", "sex": "f"}
    ref = store.add_patient(facts, "P1")  # nothing more is known: everything else is asked
    first = await visit(store, FIRST_TIME)
    clock.slept += 100 * 24 * 3600
    again = await visit(store, LATER)
    summary = store.summary(ref)
    assert [line.status for line in summary.transcripts] == ["completed"] * 4
    assert sorted(act.kind for act in summary.acts) == ["interview"] * 2 + ["observance"] * 2
    assert first.pressed <= FIRST
    assert again.pressed <= AGAIN
