"""Conditions in words: titles and labels, never ids."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from assistant import language
from assistant.avk.computed import COMPUTED
from assistant.script.computedwords import computed_names, computed_values
from assistant.script.conditions import Condition
from assistant.script.library import find_script, load_script, script_files
from assistant.script.wording import Wording
from tests.script.small import script_of

READ: TypeAdapter[Condition] = TypeAdapter(Condition)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"answer": "bleeding", "=": "yes"}, "“Bleeding” is “Yes”"),
        ({"answer": "bleeding", "!=": "unknown"}, "“Bleeding” is not “Does not know”"),
        ({"answer": "where", "=": "gums"}, "“Where” includes “Gums”"),
        ({"previous": "where", "!=": "skin"}, "“Where” last time does not include “Skin”"),
        ({"previous": "missed", "exists": False}, "“Missed dose” last time has no answer"),
        ({"answer": "low", ">=": 2.5}, "“Low” is at least 2.5"),
        ({"fact": "carnet", "exists": True}, "“Keeps an INR booklet” in the dossier is known"),
        ({"fact": "inr_low", "<": 2}, "“INR target, low value” in the dossier is below 2"),
        ({"computed": "inr.class", "=": "above"}, "“last INR” is “above the range”"),
        ({"computed": "inr.overdue", "=": True}, "“INR control overdue” is “yes”"),
        ({"computed": "observance.score", "<=": 3}, "“observance score” is at most 3"),
        (
            {
                "all": (
                    {"answer": "missed", "=": "partial"},
                    {"any": ({"answer": "low", ">": 3}, {"answer": "rows", "exists": False})},
                )
            },
            "“Missed dose” is “Partly acquired” and (“Low” is above 3 or “Booklet” has no answer)",
        ),
    ],
)
def test_a_condition_reads_like_a_phrase(condition: dict[str, object], said: str) -> None:
    assert Wording(script_of()).words(READ.validate_python(condition)) == said


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_no_condition_of_a_shipped_script_shows_an_id(spoken: language.Language) -> None:
    language.use(spoken)
    seen = 0
    for path in script_files():
        script = load_script(path)
        wording = Wording(script)
        conditions = [step.when for _section, step in script.steps() if step.when is not None]
        for condition in [*conditions, *(alert.when for alert in script.alerts)]:
            said = wording.words(condition)
            assert "_" not in said, said
            assert ("«\u00a0" if spoken == "fr" else "“") in said, said
            seen += 1
    assert seen > 150
    assert find_script("avk").alerts


def test_every_computed_value_has_words() -> None:
    assert set(computed_names()) == set(COMPUTED)
    for name, known in COMPUTED.items():
        if name != "observance.score":  # a number is its own word
            assert set(known.values) <= set(computed_values()[name]), name
