"""The simulated patient: what is said to what was asked, and nothing that was not asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.bilingual import Text
from assistant.rehearsal.case import Hidden, Manner, Names
from assistant.rehearsal.heard import ASKING, HIDDEN, LEAVING, Heard
from assistant.rehearsal.matching import Understood
from assistant.rehearsal.naming import named
from assistant.rehearsal.truths import Truths
from assistant.rehearsal.usual import GenericName, usual
from assistant.rehearsal.variations import chance
from assistant.rehearsal.voicing import Voicing
from assistant.script.steps import Tell

STUBBORN: Final = ("hard", "exam")
"""Where asking again without being specific is dodged once more."""
TALKING: Final = {"easy": 0.12, "medium": 0.16, "hard": 0.2, "exam": 0.24}
"""How often a temperament adds its own words, by difficulty."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the patient says."""

    words: str
    told: tuple[str, ...]
    """The steps and hidden facts whose truth is in it."""
    manner: Manner
    """How it was said: anything but clear is worth asking again."""


class SimulatedPatient:
    """A case that answers: the same seed and the same questions bring the same words."""

    def __init__(self, truths: Truths, seed: int) -> None:
        self._truths = truths
        self._case = truths.case
        self._seed = seed
        self._voicing = Voicing(truths, seed)

    def reply(self, understood: Understood, words: str, heard: Heard, *, own: bool = False) -> Reply:
        """What is said in return.

        Args:
            understood: what was made of the words.
            words: as the student said them.
            heard: what was asked and told before.
            own: whether the words are the student's own: only then is something asked by its name in them.
        """
        spoken = words if own else ""
        if heard.leaving:
            return Reply(self._generic("leaving", heard), (), "clear")
        leaves = self._case.leaves
        if leaves is not None and understood.step == leaves.at and understood.intent in ASKING:
            return Reply(self._say(leaves.says, heard), (LEAVING,), "clear")
        said = self._answered(understood, spoken, heard)
        brought = list(self._brought(understood, spoken, heard))
        if brought and understood.intent in ("unknown", "greet"):
            said = Reply("", (), "clear")
        parts = [said.words, *(self._say(one.says, heard, HIDDEN + one.id) for one in brought)]
        told = (*said.told, *(HIDDEN + one.id for one in brought))
        return Reply(
            self._aside(" ".join(part for part in parts if part), understood, heard), told, said.manner
        )

    def _answered(self, understood: Understood, words: str, heard: Heard) -> Reply:
        step = understood.step
        if understood.intent == "greet":
            return Reply(self._generic("greets", heard), (), "clear")
        if step is None or understood.intent == "unknown":
            return Reply(self._generic("not_understood", heard), (), "clear")
        if understood.intent == "explain":
            return self._explained(step, heard)
        if understood.intent == "check" and (step in heard.explained or step in heard.told):
            return Reply(self._voicing.back(step, explained=step in heard.explained), (step,), "clear")
        return self._asked(step, understood, words, heard)

    def _explained(self, step: str, heard: Heard) -> Reply:
        truth = self._truths.of(step)
        if truth.until == "explained" and step not in heard.told:
            return Reply(self._voicing.clear(step), (step,), "clear")
        said: GenericName = "thanks" if self._truths.explains(step) else "nods"
        return Reply(self._generic(said, heard, step), (), "clear")

    def _asked(self, step: str, understood: Understood, words: str, heard: Heard) -> Reply:
        truth = self._truths.of(step)
        before = heard.asked[step]
        if self._truths.closed(step):  # nothing is true of it: what it hangs on was answered otherwise
            return Reply(self._generic("nothing", heard, step), (), "clear")
        clear = self._voicing.clear(step)
        if isinstance(self._truths.steps[step], Tell):
            return Reply(clear, (step,), "clear")
        if step in heard.told and step in heard.first:
            lead: GenericName = "nothing_more" if understood.intent == "specify" else "repeats"
            return Reply(f"{self._generic(lead, heard, step)} {clear}", (step,), "clear")
        if truth.first is None or self.names(truth.named, words):
            return Reply(clear, (step,), "clear")
        manner, first = truth.first
        if before == 0:
            return Reply(self._say(first, heard, step), (), manner)
        if truth.until == "explained" and step not in heard.explained:
            return Reply(self._say(first, heard, step), (), manner)
        stubborn = self._case.difficulty in STUBBORN and before < 2 and understood.intent != "specify"
        if stubborn:
            return Reply(self._generic("dodges", heard, step), (), manner)
        return Reply(clear, (step,), "clear")

    def _brought(self, understood: Understood, words: str, heard: Heard) -> Iterator[Hidden]:
        """The hidden facts that this brings: each once, or again where there is nothing else to say."""
        step = understood.step if understood.intent in ASKING else None
        for one in self._case.hidden:
            told = HIDDEN + one.id in heard.told
            pressed = step is not None and heard.asked[step] > 0
            comes = step in one.asked or step in one.volunteered or (pressed and step in one.again)
            by_name = self.names(one.named, words)
            if (by_name and step is None) if told else (by_name or comes):
                yield one

    def names(self, names: Names | None, words: str) -> bool:
        """Whether something is asked by name in these words."""
        if names is None:
            return False
        return named(names.text_in(self._truths.language), words)

    def _generic(self, name: GenericName, heard: Heard, *key: str) -> str:
        return self._say(self._voicing.generic(name), heard, *key)

    def _say(self, text: Text, heard: Heard, *key: str) -> str:
        return self._voicing.say(text, *(key or (str(heard.turns),)))

    def _aside(self, words: str, understood: Understood, heard: Heard) -> str:
        """The words, with something of the patient's temperament around them: never another fact."""
        step = understood.step
        if understood.intent not in ASKING or step is None or isinstance(self._truths.steps[step], Tell):
            return words
        asides = usual().manners[self._case.patient.temperament]
        key = (self._seed, self._case.id, "aside", step, heard.asked[step])
        often = TALKING[self._case.difficulty]
        if chance(*key, "before") < often:
            one = asides.before[int(chance(*key, "which") * len(asides.before))]
            words = f"{self._voicing.say(one, *map(str, key))} {words}"
        if chance(*key, "after") < often:
            one = asides.after[int(chance(*key, "what") * len(asides.after))]
            words = f"{words} {self._voicing.say(one, *map(str, key))}"
        return words
