"""The interview line by line, for screen readers and pipes: the same dialogue in words."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.cli.output import printable
from assistant.interview.conversation import Line
from assistant.interview.dialogue import Alerted, Asked, Dialogue, Ended, Found, Message, Refused
from assistant.interview.finding import state_words
from assistant.language import _, current

if TYPE_CHECKING:
    from assistant.voice.speaker import Speaker

_WORDS = {
    "retour": "back",
    "back": "back",
    "pause": "pause",
    "stop": "stop",
    "note": "note",
    "corriger": "correct",
    "correct": "correct",
    "ouvrir": "open",
    "open": "open",
    "chercher": "find",
    "find": "find",
}


class Plain:
    """A dialogue in words, on standard input and output."""

    def __init__(self, dialogue: Dialogue, speaker: Speaker | None = None) -> None:
        """The clothes of one dialogue.

        Args:
            dialogue: the interview.
            speaker: reads aloud, where there is one.
        """
        self._dialogue = dialogue
        self._speaker = speaker
        self._unheard = False
        self.language = current()
        """In which language it is read aloud."""
        self.who = ""
        """Whose voice is heard: `f` or `m` for another than the usual one."""

    def converse(self) -> None:
        """Hold it to its end, or to the end of what is typed."""
        heard = self._dialogue.open()
        print_lines([self.help()])
        while True:
            for message in heard:
                print_lines(self.lines(message))
            if self._dialogue.over:
                return
            self._read_aloud(heard)
            typed = sys.stdin.readline()
            if not typed:
                for message in self._dialogue.close():
                    print_lines(self.lines(message))
                return
            sent = self.command(typed.rstrip("\r\n"))
            heard = self._dialogue.take(sent) if sent else [Refused(None, self.help())]
            if not any(isinstance(message, Asked | Alerted | Ended) for message in heard):
                heard += self._dialogue.pending[:1]  # what was asked before, whose turn it is again

    def help(self) -> str:
        """What may be typed beside answers."""
        return _help()

    def lines(self, message: Message) -> list[str]:
        """A message in words."""
        return lines(message)

    def command(self, typed: str) -> dict[str, Any]:
        """The command a line stands for; empty where it is none."""
        return command(typed, self._dialogue.pending)

    def aloud(self, message: Message) -> str:
        """What is read aloud of a message."""
        return message.question.say if isinstance(message, Asked) else ""

    def _read_aloud(self, heard: Iterable[Message]) -> None:
        """Read what was said last; why nothing is heard is told once, on standard error."""
        if self._speaker is None:
            return
        self._speaker.stop()  # a line was typed
        for message in heard:
            if (words := self.aloud(message)) and not self._unheard:
                self._speaker.say(words, self.language, self._told, self.who)

    def _told(self, sentence: str) -> None:
        if not self._unheard:
            self._unheard = True
            sys.stderr.write(sentence + "\n")


def command(typed: str, heard: Iterable[Message]) -> dict[str, Any]:
    """The command a line stands for: words after a colon, or the answer to what was heard last.

    An empty line takes what is suggested.
    """
    if typed.startswith(":"):
        return _colon(typed[1:])
    last = list(heard)
    alert = next((message for message in last if isinstance(message, Alerted)), None)
    if alert is not None:
        return {"acknowledge": alert.raised.alert.id, "done": typed}
    question = next((message.question for message in last if isinstance(message, Asked)), None)
    suggested = "" if question is None else question.suggested
    return {"answer": typed if typed.strip() else suggested}


def _colon(typed: str) -> dict[str, Any]:
    word, _space, rest = typed.strip().partition(" ")
    name = _WORDS.get(word.casefold())
    if name in ("back", "pause", "stop"):
        return {"do": name}
    if name == "note":
        return {"note": rest}
    if name == "open":
        return {"open": rest.strip()}
    if name == "find":
        return {"find": rest}
    if name == "correct":
        step, _space, answer = rest.strip().partition(" ")
        return {"correct": step, "answer": answer}
    return {}


def lines(message: Message) -> list[str]:
    """A message in words; what is durable needs none."""
    if isinstance(message, Asked):
        return _question(message)
    if isinstance(message, Refused):
        return [f"! {message.message}"]
    if isinstance(message, Alerted):
        alert = message.raised.alert
        return [
            "",
            f"!! {level_words()[alert.level]}",
            f"« {alert.say} »",
            _("To do: {what}").format(what=alert.do),
            *(_("(not to be read aloud: {guide})").format(guide=note) for note in message.raised.notes),
            _("What was done?"),
        ]
    if isinstance(message, Found):
        return _found(message)
    if isinstance(message, Ended):
        return ["", _end_words(message.status)]
    return []


def _question(asked: Asked) -> list[str]:
    question = asked.question
    said = ["", f"[{question.section_title}] {question.title}"]
    if question.guide:
        said.append(_("(not to be read aloud: {guide})").format(guide=question.guide))
    said.append(f"« {question.say} »")
    said += [f"   - {point}" for _id, point in question.points]
    said += [f"  {number}. {label}" for number, (_id, label) in enumerate(question.options, 1)]
    if question.unit:
        said.append(f"  ({question.unit})")
    if question.suggested:
        said.append(_("  Enter keeps: {known}").format(known=question.suggested_shown))
    elif question.kind == "tell":
        said.append(_("  Enter once it is said"))
    elif question.optional or question.kind == "choices":
        said.append(_("  Enter leaves it empty"))
    return said


def _found(message: Found) -> list[str]:
    if not message.places:
        return [_("Nothing in this script matches. Try fewer letters or another word.")]
    said = []
    for place in message.places:
        answer = f" → {place.answer}" if place.answer else ""
        said.append(f"  {place.step} · {place.title} · {state_words()[place.state]}{answer}")
    return said


def level_words() -> dict[str, str]:
    """The alert levels in words."""
    return {
        "note": _("NOTE"),
        "advise": _("ADVISE TO SEE THE DOCTOR"),
        "call": _("CALL THE PRESCRIBER TODAY"),
        "emergency": _("EMERGENCY"),
    }


def spoken(line: Line) -> list[str]:
    """One event of a transcript in words."""
    from assistant.review.words import event_words

    said = [f"{line.at:%H:%M:%S}  {line.title or event_words()[line.kind]}"]
    if line.said:
        said.append(f"    « {line.said} »")
    text = _reason_words().get(line.text, line.text) if line.kind == "stopped" else line.text
    if text:
        said.append(f"    {text}" + (f"  ({_('before: {x}').format(x=line.before)})" if line.before else ""))
    if line.reason:
        said.append("    " + _("Reason, by {name}: {reason}").format(name=line.by, reason=line.reason))
    return said


def _reason_words() -> dict[str, str]:
    return {"refused": _("refused"), "withdrawn": _("withdrawn")}


def _end_words(status: str) -> str:
    return {
        "completed": _("The interview is completed."),
        "paused": _("The interview is paused. --resume goes on with it."),
        "stopped": _("The interview was stopped."),
    }[status]


def _help() -> str:
    return _("Commands: :back  :note TEXT  :find WORDS  :correct STEP ANSWER  :open STEP  :pause  :stop")


def print_lines(said: Iterable[str]) -> None:
    """Lines on standard output, at once."""
    sys.stdout.writelines(printable(line) + "\n" for line in said)
    sys.stdout.flush()
