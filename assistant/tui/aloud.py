"""Reading questions aloud: by itself or by a key, silent at any key, and in one sentence why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.message import Message

from assistant.language import Language, current


class Voice(Protocol):
    """What reads aloud without waiting."""

    @property
    def speaking(self) -> bool:
        """Whether something is being read."""

    def say(self, text: str, language: Language, told: Callable[[str], None], who: str = "") -> None:
        """Begin to read; `told` is called, from anywhere, with why nothing is heard.

        `who` asks for another voice than the usual one: `f` or `m`.
        """

    def stop(self) -> None:
        """Be silent."""


class Asked(Message):
    """A question is on screen."""

    def __init__(
        self, said: str, *, wanted: bool = False, who: str = "", language: Language | None = None
    ) -> None:
        super().__init__()
        self.said = said
        """What is read aloud of it."""
        self.wanted = wanted
        """Whether a key asked for it."""
        self.who = who
        """Who says it: `f` or `m` for a simulated patient."""
        self.language = language
        """In which language; the one spoken now where none is said."""


class Unheard(Message):
    """Why nothing can be heard."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Aloud:
    """One voice, and when it reads."""

    def __init__(
        self, voice: Voice | None, post: Callable[[Message], object], *, always: bool = False
    ) -> None:
        """A reader.

        Args:
            voice: what speaks; the machine's own, once it is needed, where none is given.
            post: takes a message from any thread.
            always: whether every question is read as it comes.
        """
        self._voice = voice
        self._post = post
        self._always = always
        self._interrupted = False

    def hush(self) -> None:
        """A key was pressed, or the program ends: be silent."""
        if self._voice is not None:
            self._interrupted = self._voice.speaking
            self._voice.stop()

    def take(self, asked: Asked) -> None:
        """Read a question if it is wanted; the key that has just silenced it does not begin it again."""
        if asked.wanted and self._interrupted:
            self._interrupted = False
        elif asked.wanted or self._always:
            if self._voice is None:
                from assistant.voice.speaker import Speaker

                self._voice = Speaker()
            self._voice.say(asked.said, asked.language or current(), self._unheard, asked.who)

    def _unheard(self, sentence: str) -> None:
        self._always = False  # said once
        self._post(Unheard(sentence))
