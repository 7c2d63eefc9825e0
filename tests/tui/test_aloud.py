"""Reading aloud from the interview: by itself, by a key, silent at a key, and in words why not."""

from __future__ import annotations

from collections.abc import Callable

from assistant import language
from assistant.language import Language
from assistant.store.store import Store
from assistant.tui.app import AssistantApp
from assistant.tui.dialogs import Told
from assistant.tui.doorstep import Doorstep
from tests.tui.conftest import year_of
from tests.tui.playing import asked, give, painted, play, ready, text_of

SIZE = (80, 24)


class Parrot:
    """A voice that remembers."""

    def __init__(self, fault: str = "") -> None:
        self.said: list[tuple[str, Language]] = []
        self.who = ""
        self.speaking = False
        self._fault = fault

    def say(self, text: str, language: Language, told: Callable[[str], None], who: str = "") -> None:
        self.said.append((text, language))
        self.who = who
        self.speaking = not self._fault
        if self._fault:
            told(self._fault)

    def stop(self) -> None:
        self.speaking = False

    def speaks(self) -> bool:
        return self.speaking


def app_with(store: Store, ref: str, voice: Parrot, *, speak: bool) -> AssistantApp:
    """The interface at an interview, with this voice."""
    return AssistantApp(
        Doorstep(store.folder, store.clock),
        store=store,
        year_of=year_of,
        visit=(ref, ("avk",)),
        speak=speak,
        voice=voice,
    )


async def test_each_question_is_read_as_it_comes(store: Store, ref: str) -> None:
    voice = Parrot()
    app = app_with(store, ref, voice, speak=True)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        first = asked(pilot).say
        assert voice.said == [(first, "fr")]
        await give(pilot)
        await painted(pilot)
        assert voice.said[1:] == [(asked(pilot).say, "fr")]
        assert voice.speaks() is True
        await pilot.press("f2")  # any key
        assert voice.speaks() is False


async def test_the_guide_is_never_read_and_the_explanation_is(store: Store, ref: str) -> None:
    voice = Parrot()
    app = app_with(store, ref, voice, speak=True)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        guide = asked(pilot).guide
        await play(pilot, {"past_events": "2"}, until="why_avk")
        explanation = asked(pilot).explain
        await give(pilot, "n")
        await pilot.pause()
        said = [text for text, _language in voice.said]
        assert said[-1] == explanation
        assert guide
        assert guide not in said


async def test_one_key_reads_and_the_same_key_stops(store: Store, ref: str) -> None:
    voice = Parrot()
    app = app_with(store, ref, voice, speak=False)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert voice.said == []
        await pilot.press("f9")
        await pilot.pause()
        assert voice.said == [(asked(pilot).say, "fr")]
        assert voice.speaks() is True
        await pilot.press("f9")
        await pilot.pause()
        assert voice.speaks() is False
        assert len(voice.said) == 1
        await pilot.press("f9")
        await pilot.pause()
        assert len(voice.said) == 2


async def test_it_speaks_the_language_of_the_interview(store: Store, ref: str) -> None:
    language.use("en")
    voice = Parrot()
    app = app_with(store, ref, voice, speak=True)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert voice.said == [(asked(pilot).say, "en")]


async def test_without_a_voice_one_sentence_and_everything_else_works(store: Store, ref: str) -> None:
    voice = Parrot("Rien ne peut être lu.")
    app = app_with(store, ref, voice, speak=True)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert isinstance(app.screen, Told)
        assert "Rien ne peut être lu." in text_of(app)
        await pilot.press("escape")
        await play(pilot, until="consent")
        assert asked(pilot).step == "consent"
        assert len(voice.said) == 1  # not tried again by itself
        await pilot.press("f9")  # but by the key
        await pilot.pause()
        assert isinstance(app.screen, Told)


async def test_without_speak_nothing_that_speaks_is_started(store: Store, ref: str) -> None:
    app = AssistantApp(
        Doorstep(store.folder, store.clock), store=store, year_of=year_of, visit=(ref, ("avk",))
    )
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await play(pilot, until="consent")
        assert app._aloud._voice is None
