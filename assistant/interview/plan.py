"""Which steps of a script give which facts and which inputs of the computed values."""

from __future__ import annotations

from assistant.script.steps import Ask, Script, Step


class Plan:
    """Look-up tables of one script, made once."""

    def __init__(self, script: Script) -> None:
        self.steps: dict[str, Step] = {step.id: step for _section, step in script.steps()}
        asks = [step for step in self.steps.values() if isinstance(step, Ask)]
        self.facts: dict[str, list[str]] = {}
        """Fact id to the steps that learn it."""
        self.feeds: dict[str, list[Ask]] = {}
        """Input of the computed values to the steps that give it."""
        for step in asks:
            if step.fact is not None:
                self.facts.setdefault(step.fact, []).append(step.id)
            if step.feeds is not None:
                self.feeds.setdefault(step.feeds, []).append(step)
        self.favourable: dict[str, str] = {step.id: step.favourable for step in asks if step.favourable}
        """Observance question to its favourable answer."""
        self.inputs = {step.id for step in asks if step.feeds or step.favourable}
        """Steps whose answer changes a computed value."""
