"""A rehearsal line by line: the student speaks after a question mark, and records answers as ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from assistant.cli.output import printable
from assistant.cli.plain import Plain
from assistant.interview.dialogue import Asked, Ended, Message, Replied
from assistant.language import _, labelled
from assistant.rehearsal.dialogue import PRESSED, RehearsalDialogue

if TYPE_CHECKING:
    from assistant.rehearsal.case import Case
    from assistant.voice.speaker import Speaker

_WORDS: Final = {
    "encore": "again",
    "preciser": "specify",
    "préciser": "specify",
    "expliquer": "explain",
    "verifier": "check",
    "vérifier": "check",
}


class PlainRehearsal(Plain):
    """A dialogue with a simulated patient."""

    def __init__(self, dialogue: RehearsalDialogue, case: Case, speaker: Speaker | None = None) -> None:
        super().__init__(dialogue, speaker)
        self._practised = dialogue
        self._case = case
        self.who = case.patient.sex
        self.language = dialogue.practised.language
        self._shown = ""
        """The step whose question was printed last."""

    def help(self) -> str:
        """What may be typed beside answers, after what the case is."""
        return "\n".join(
            [
                _("REHEARSAL · simulated patient · never counts for the year"),
                printable(str(self._case.situation)),
                _(
                    "?  asks the question as it is written   ? WORDS  says something in your own words\n"
                    ":again  :specify  :explain  :check"
                ),
                super().help(),
            ]
        )

    def lines(self, message: Message) -> list[str]:
        """A message in words."""
        if isinstance(message, Asked):
            again, self._shown = self._shown == message.question.step, message.question.step
            if again and message.question.kind != "tell":
                title = message.question.title
                if not self._practised.was_asked(message.question.step):
                    return [_("→ “{title}” is still to be asked: ? asks it.").format(title=title)]
                return [_("→ Record the answer to “{title}”, or go on talking.").format(title=title)]
        if isinstance(message, Ended):
            return [*self._end(message)]
        if not isinstance(message, Replied):
            return super().lines(message)
        name = self._case.patient.given_name
        said = [_("You: {words}").format(words=message.words)]
        if message.understood:
            said.append(f"   · {message.understood}")
        said.append(f"{name} : {message.reply}")
        if message.hint:
            said.append("   · " + _("Hint: {hint}").format(hint=message.hint))
        return said

    def _end(self, message: Ended) -> Iterator[str]:
        over = self._practised.ended
        if over and message.status == "paused":  # help was called: there is nothing to go on with
            yield from ("", _("The rehearsal is over."))
        else:
            yield from super().lines(message)
        if over or self._practised.practised.rules.told_midway:
            for name in message.transcripts:
                yield labelled(_("Its debrief"), f"assistant debrief {name}")

    def command(self, typed: str) -> dict[str, Any]:
        """The command a line stands for."""
        if typed.startswith("?"):
            words = typed[1:].strip()
            return {"say": words} if words else {"do": "ask"}
        word = typed[1:].strip().casefold() if typed.startswith(":") else ""
        intent = _WORDS.get(word, word)
        if intent in PRESSED:
            return {"do": intent}
        return super().command(typed)

    def aloud(self, message: Message) -> str:
        """The patient is heard, the student's own question is not."""
        return message.reply if isinstance(message, Replied) else ""
