"""Every shipped case is proven, and a fault of each kind is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError, ScriptError
from assistant.language import LANGUAGES, use
from assistant.rehearsal.case import Case
from assistant.rehearsal.library import case_files, cases, load_case, unread
from assistant.rehearsal.proof import check_case
from assistant.rehearsal.template import template
from assistant.settings import shipped
from tests.rehearsal.practising import CASES, CountingClock, case_of

WANTED = {
    "kept_booklet", "five_prescribers", "eye_on_clock", "new_dvt", "mechanical_valve", "good_spirits",
    "two_errands", "shopping_bag", "after_school", "thirty_years", "garden", "coat_on", "three_hours",
    "companion",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_shipped_case_is_proven(name: str) -> None:
    case, run = check_case(case_files()[name], CountingClock())
    assert case.id == name
    assert run.points == run.of > 0


def test_there_are_at_least_fourteen_of_all_difficulties() -> None:
    assert set(CASES) >= WANTED
    assert {case.difficulty for case in cases()} == {"easy", "medium", "hard", "exam"}


@pytest.mark.parametrize("name", CASES)
def test_both_languages_offer_the_same_choices(name: str) -> None:
    """Each text varies as often in one language as in the other."""

    def texts(value: object) -> list[tuple[str, str]]:
        if isinstance(value, dict):
            if set(value) == {"fr", "en"} and isinstance(value["fr"], str):
                return [(value["fr"], value["en"])]
            return [pair for inner in value.values() for pair in texts(inner)]
        return [pair for inner in value for pair in texts(inner)] if isinstance(value, list | tuple) else []

    for french, english in texts(case_of(name).model_dump()):
        assert french.count("{") == english.count("{"), french
        assert french.count("|") == english.count("|"), french
        for text in (french, english):
            assert "'" not in text, text


def faulty(path: Path, old: str, new: str, name: str = "garden") -> list[str]:
    """The faults of a case in which one thing is changed."""
    text = case_files()[name].read_text(encoding="utf-8")
    assert old in text
    (path / f"{name}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScriptError) as caught:
        check_case(path / f"{name}.yaml", CountingClock())
    return [str(fault["message"]) for fault in caught.value.details["faults"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  pain_relief:\n", "  pain_reliff:\n", "pain_reliff"),
        ("knows: [no_aspirin]", "knows: [no_aspirine]", "no_aspirine"),
        ('truth: "nsaid"', 'truth: "nsaids"', "nsaids"),
        ("alert: advised_against_medicine", "alert: nothing_of_that", "nothing_of_that"),
        ("doctor:", "docteur:", "docteur"),
        ('indication: "af"', 'indication: "xx"', "xx"),
        ("noticed: {step: risky_medicines}", "noticed: {step: pregnancy_advice}", "whole"),
        ("temperament: talkative", "temperament: talkativ", "allowed"),
        ("script: avk", "script: avk\nsurprise: 1", "surprise"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in " ".join(faulty(tmp_path, old, new))


def test_a_fault_says_where_it_stands(tmp_path: Path) -> None:
    text = case_files()["garden"].read_text(encoding="utf-8")
    path = tmp_path / "garden.yaml"
    path.write_text(text.replace('truth: "nsaid"', 'truth: "nsaids"', 1), encoding="utf-8")
    with pytest.raises(ScriptError) as caught:
        check_case(path, CountingClock())
    line = next(n for n, row in enumerate(text.splitlines(), 1) if 'truth: "nsaid"' in row)
    assert caught.value.details["faults"][0]["line"] == line  # type: ignore[index]


def test_an_answer_that_is_not_clear_needs_a_clear_one(tmp_path: Path) -> None:
    text = case_files()["garden"].read_text(encoding="utf-8")
    cut = "\n".join(row for row in text.splitlines() if not row.startswith("    clear:"))
    (tmp_path / "x.yaml").write_text(cut, encoding="utf-8")
    with pytest.raises(ScriptError, match="“clear” beside it"):
        check_case(tmp_path / "x.yaml", CountingClock())


def test_a_hidden_fact_that_slips_out_elsewhere_is_a_fault(tmp_path: Path) -> None:
    said = '\n  closing: {clear: {fr: "Merci, et l’advil ?", en: "Thanks, and the advil?"}}\nhidden:\n'
    assert "comes out at “closing”" in " ".join(faulty(tmp_path, "\nhidden:\n", said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_a_teacher_begins_with_is_proven(tmp_path: Path, language: str) -> None:
    use("fr" if language == "fr" else "en")
    path = tmp_path / "sore_knee.yaml"
    path.write_text(template("sore_knee"), encoding="utf-8")
    case, run = check_case(path, CountingClock())
    assert case.id == "sore_knee"
    assert run.percent == 100


@pytest.mark.parametrize("name", ["list", "Genou", "a b", "", "é", "a" * 61, "../x"])
def test_a_case_cannot_be_called_anything(name: str) -> None:
    with pytest.raises(InputError):
        template(name)


def test_a_teachers_own_case_goes_before_a_shipped_one(own_settings: Path) -> None:
    folder = own_settings / "scripts" / "cases"
    folder.mkdir(parents=True)
    (folder / "sore_knee.yaml").write_text(template("sore_knee"), encoding="utf-8")
    assert case_files()["sore_knee"].parent == folder
    assert "sore_knee" in [case.id for case in cases()]


def test_one_bad_case_does_not_hide_the_others(own_settings: Path) -> None:
    folder = own_settings / "scripts" / "cases"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    (folder / "other.yaml").write_text(template("sore_knee"), encoding="utf-8")
    assert {case.id for case in cases()} == set(CASES)
    wrong = " ".join(unread())
    assert "broken.yaml" in wrong
    assert "sore_knee.yaml" in wrong
    with pytest.raises(ScriptError, match=r"sore_knee\.yaml"):
        check_case(folder / "other.yaml", CountingClock())


def test_a_case_is_closed_and_does_not_change() -> None:
    case = load_case(shipped() / "cases" / "coat_on.yaml")
    assert isinstance(case, Case)
    with pytest.raises(ValueError, match="frozen"):
        case.version = 2  # type: ignore[misc]
