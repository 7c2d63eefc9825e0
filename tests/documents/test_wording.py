"""What documents say is data with a closed schema: complete, bilingual, without fees; faults are named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

from assistant.bilingual import Text
from assistant.documents import wording
from assistant.errors import ScriptError
from assistant.script.closed import Closed
from assistant.script.library import find_script, script_files
from assistant.script.steps import Script
from assistant.settings import shipped

FEES = re.compile(r"€|euro|rémunér|honoraire|tarif|\bfees?\b", re.IGNORECASE)


def worded(kind: Literal["patient", "letter"]) -> list[Script]:
    """The shipped scripts whose interviews have such a document."""
    every = [find_script(path.stem) for path in script_files()]
    return [one for one in every if wording.worded(kind, one)]


def every() -> list[Closed]:
    return [
        wording.adhesion_wording(),
        wording.questionnaire_wording(),
        *map(wording.patient_wording, worded("patient")),
        *map(wording.letter_wording, worded("letter")),
    ]


def texts(value: object) -> list[Text]:
    """Every text in a model."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, Closed):
        return [text for name in type(value).model_fields for text in texts(getattr(value, name))]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    return [text for one in value for text in texts(one)] if isinstance(value, tuple) else []


def test_it_speaks_both_languages_and_of_no_fee() -> None:
    found = [text for one in every() for text in texts(one)]
    assert len(found) > 100
    for text in found:
        assert not FEES.search(text.fr + text.en)
        assert not re.search(r" [:;?!»]|« |'", text.fr), text.fr


def test_every_interview_that_is_shipped_has_a_page_and_a_letter() -> None:
    names = {path.stem for path in script_files()} - {"observance"}
    assert {one.id for one in worded("patient")} == {one.id for one in worded("letter")} == names


def test_every_alert_of_the_scripts_has_its_words_for_patients_and_doctors() -> None:
    """Of the scripts together that share a wording: no alert without words, no words without alert."""
    for found in (
        [(one, wording.patient_wording(one)) for one in worded("patient")],
        [(one, wording.letter_wording(one)) for one in worded("letter")],
    ):
        for words in {id_of(said): said for _one, said in found}.values():
            names = {alert.id for one, said in found if said == words for alert in one.alerts}
            assert len(names) > 10
            assert names == set(words.alerts)


def id_of(words: Closed) -> str:
    """What tells one wording from another."""
    return words.model_dump_json()


def test_every_step_a_letter_quotes_is_in_a_script() -> None:
    scripts = worded("letter")
    for words in {id_of(said): said for said in map(wording.letter_wording, scripts)}.values():
        of_it = [one for one in scripts if wording.letter_wording(one) == words]
        steps = {step.id for one in of_it for _s, step in one.steps()}
        assert {*words.steps, words.message} <= steps


def test_a_pharmacy_may_word_them_itself_and_is_told_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CONFIG", str(tmp_path))
    own = tmp_path / "documents" / "adhesion.yaml"
    own.parent.mkdir()
    text = (shipped() / "documents" / "adhesion.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("Je n’adhère pas.", "Je refuse."), encoding="utf-8")
    assert "Je refuse." in map(str, wording.adhesion_wording().choices)
    own.write_text(
        text.replace("facts: [family_name", "facts: [no_such_fact") + "colour: blue\n", encoding="utf-8"
    )
    with pytest.raises(ScriptError) as told:
        wording.adhesion_wording()
    assert "no_such_fact" in told.value.message
    assert "colour" in told.value.message
