"""What the shipped scripts promise about their content (issue 2; docs/sources.md §2, §3, §4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from assistant.avk.medicines import Medicines
from assistant.bilingual import Text
from assistant.notation import fold
from assistant.script.answers import Choice, Choices, Number, YesNo
from assistant.script.conditions import comparisons
from assistant.script.knowledge import facts, mandates
from assistant.script.library import load_script, script_files
from assistant.script.loader import load
from assistant.script.steps import Ask, Rate, Script, Step, Tell
from assistant.settings import shipped

SECTIONS = ("consent", "treatment", "inr", "posology", "precautions", "plan")
THEMES = ("surveillance", "observance_theme", "effects", "daily_life")
ITEMS = ("last_dose_taken", "never_run_out", "on_time", "memory", "benefit", "tablets_bearable")
RELIED_ON = {
    "consent": "yes_no",
    "bleeding": "yes_no",
    "medicine": "choice",
    "inr_low": "number",
    "inr_high": "number",
    "inr_readings": "readings",
}
IMPORT_COLUMNS = {
    "family_name",
    "given_name",
    "birth_date",
    "nir",
    "regime",
    "medicine",
    "treatment_start",
    "treatment_end",
    "expected_months",
    "adhesion_date",
    "death_date",
}
MONEY = re.compile(r"€|\beuros?\b|honoraire|rémunér|remunerat|\bfees?\b|\bpaid\b|\bpay\b", re.IGNORECASE)
DOSE = re.compile(r"\d\s*mg\b|milligram|\bquart de comprimé|vitamine? K\s+\d", re.IGNORECASE)


@pytest.fixture(scope="module")
def avk() -> Script:
    return load_script(shipped() / "interviews" / "avk.yaml")


@pytest.fixture(scope="module")
def observance() -> Script:
    return load_script(shipped() / "interviews" / "observance.yaml")


@pytest.fixture(scope="module", params=["avk", "observance", *THEMES])
def script(request: pytest.FixtureRequest) -> Script:
    return load_script(shipped() / "interviews" / f"{request.param}.yaml")


def by_id(script: Script) -> dict[str, Step]:
    return {step.id: step for _section, step in script.steps()}


def notions(script: Script) -> list[Rate]:
    return [step for _section, step in script.steps() if isinstance(step, Rate)]


def spoken(script: Script) -> Iterator[tuple[str, Text]]:
    """Everything said aloud to the patient."""
    for _section, step in script.steps():
        yield step.id, step.tell if isinstance(step, Tell) else step.say
        if isinstance(step, Rate):
            yield f"{step.id}.explain", step.rate.explain
    for alert in script.alerts:
        yield alert.id, alert.say


def everything(script: Script) -> Iterator[tuple[str, Text]]:
    """Everything spoken, and everything the pharmacist reads."""
    yield from spoken(script)
    for _section, step in script.steps():
        yield f"{step.id}.title", step.title
        if step.guide is not None:
            yield f"{step.id}.guide", step.guide
        if isinstance(step, Rate):
            for point in step.rate.listen_for:
                yield f"{step.id}.{point.id}", point.text
    for alert in script.alerts:
        yield f"{alert.id}.do", alert.do


@dataclass
class Situation:
    """A patient's answers as they come, for conditions to look at."""

    before: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, step: str) -> Any:
        return self.given.get(step)

    def previous(self, step: str) -> Any:
        return self.before.get(step)

    def fact(self, name: str) -> Any:
        return self.known.get(name)

    def computed(self, name: str) -> Any:
        return self.values.get(name)


FINE: dict[str, Any] = {
    "consent": "yes",
    "contact_agreement": "yes",
    "identity_check": "yes",
    "prescription_up_to_date": "yes",
    "carnet": "yes",
    "card": "yes",
    "pregnancy": "not_concerned",
}


RECORDED = {
    "doctor": "Dr Martin",
    "prescriber": "Dr Petit",
    "prescriber_rpps": "10001234565",
    "prescribed_on": "2016-05-02",
    "dispensed_on": "2016-05-03",
    "laboratory": "Laboratoire du Port",
}


def answered(step: Step, rating: str) -> Any:
    """What a patient to whom nothing happens would answer."""
    if isinstance(step, Tell):
        return ""
    if isinstance(step, Rate):
        return rating
    if isinstance(step.answer, YesNo):
        return "no"
    if isinstance(step.answer, Choice):
        return step.answer.options[0].id
    return [] if isinstance(step.answer, Choices) else "noted"


def walk(script: Script, situation: Situation, rating: str = "acquired") -> list[str]:
    """The steps that such a patient meets."""
    met = []
    for _section, step in script.steps():
        if step.when is None or step.when.holds(situation):
            met.append(step.id)
            situation.given[step.id] = FINE.get(step.id) or answered(step, rating)
    return met


def test_every_shipped_script_loads() -> None:
    own = [path for path in script_files() if path.is_relative_to(shipped())]
    assert {load_script(path).id for path in own} >= {"avk", "observance", *THEMES}


def test_sections_of_the_interview_in_order(avk: Script) -> None:
    assert tuple(section.id for section in avk.sections) == SECTIONS
    assert avk.kind == "interview"
    assert 18 <= sum(section.minutes for section in avk.sections) <= 25


@pytest.mark.parametrize(("name", "kind"), RELIED_ON.items())
def test_steps_that_others_rely_on(avk: Script, name: str, kind: str) -> None:
    step = by_id(avk)[name]
    assert isinstance(step, Ask)
    assert step.answer.kind == kind


def test_nothing_is_asked_before_consent_and_a_no_ends_it(avk: Script) -> None:
    names = [step.id for _section, step in avk.steps()]
    before = [by_id(avk)[name] for name in names[: names.index("consent")]]
    assert names[0] == "confidential_space"
    assert all(isinstance(step, Tell) for step in before)
    consent = by_id(avk)["consent"]
    assert isinstance(consent, Ask)
    assert consent.stop is not None
    assert (consent.stop.when, consent.stop.as_) == ("no", "refused")
    assert consent.when is None


def test_urgency_comes_first_in_the_inr_section(avk: Script) -> None:
    section = next(section for section in avk.sections if section.id == "inr")
    assert [step.id for step in section.steps[:4]] == [
        "bleeding",
        "bleeding_signs",
        "warning_signs_present",
        "warning_signs",
    ]
    signs = by_id(avk)["warning_signs"]
    assert isinstance(signs, Ask)
    assert all(option.danger for option in signs.answer.choices_offered())
    bleedings = by_id(avk)["bleeding_signs"]
    assert isinstance(bleedings, Ask)
    assert {option.id for option in bleedings.answer.choices_offered() if option.danger} == {
        "not_stopping",
        "dark_stools",
        "vomited_or_coughed",
        "red_urine_malaise",
    }


def test_every_mandate_is_covered_by_a_step_that_always_applies(avk: Script, observance: Script) -> None:
    for script in (avk, observance):
        always = {m for _section, step in script.steps() if step.when is None for m in step.mandates}
        wanted = {mandate.id for mandate in mandates().values() if script.kind in mandate.required_by}
        assert wanted <= always, (script.id, wanted - always)


def test_every_mandate_is_required_by_some_kind() -> None:
    assert all(mandate.required_by for mandate in mandates().values())


def test_about_25_notions_in_6_chapters(avk: Script) -> None:
    assert len(avk.chapters) == 6
    assert 22 <= len(notions(avk)) <= 30
    assert {step.rate.chapter for step in notions(avk)} == {chapter.id for chapter in avk.chapters}
    assert all(2 <= len(step.rate.listen_for) <= 4 for step in notions(avk))


def test_a_notion_is_gone_over_again_only_when_not_acquired(avk: Script) -> None:
    for step in notions(avk):
        assert step.when is not None, step.id
        looked_at = [(c.source, c.name, *c.test) for c in comparisons(step.when)]
        assert ("previous", step.id, "exists", False) in looked_at, step.id
        assert ("previous", step.id, "!=", "acquired") in looked_at, step.id


@pytest.mark.parametrize("sex", ["f", "m"])
def test_a_second_interview_is_clearly_shorter_for_a_patient_who_knows(avk: Script, sex: str) -> None:
    first = Situation(known={"sex": sex})
    met = walk(avk, first)
    assert len(met) <= 68
    again = walk(avk, Situation(known={**RECORDED, "sex": sex}, before=dict(first.given)))
    assert len(again) <= 30
    assert not {step.id for step in notions(avk)} & set(again)


def test_a_second_interview_goes_over_what_was_not_acquired(avk: Script) -> None:
    first = Situation(known={"sex": "m"})
    walk(avk, first)
    first.given["missed_dose"] = "partial"
    again = walk(avk, Situation(known={**RECORDED, "sex": "m"}, before=first.given))
    assert [step.id for step in notions(avk) if step.id in again] == ["missed_dose"]


@pytest.mark.parametrize(
    ("change", "opened"),
    [
        ("people", "prescription_up_to_date"),
        ("bleeding", "bleeding_since"),
        ("other_medicines", "takes_other_medicines"),
        ("procedure", "care_givers"),
        ("food", "food_steady"),
        ("travel", "travelling"),
        ("treatment", "treatment_start"),
        ("habits", "risky_activities"),
        ("illness", "inr_again"),
        ("needs", "needs_help"),
    ],
)
def test_what_changed_is_asked_again(
    avk: Script, monkeypatch: pytest.MonkeyPatch, change: str, opened: str
) -> None:
    known = {**RECORDED, "sex": "m"}
    first = Situation(known=known)
    walk(avk, first)
    assert opened not in walk(avk, Situation(known=known, before=first.given))
    monkeypatch.setitem(FINE, "changes", [change])
    assert opened in walk(avk, Situation(known=known, before=first.given))


@pytest.mark.parametrize("before", [{}, {"consent": "yes", "prescription_up_to_date": "yes"}])
def test_what_is_not_recorded_is_asked_outright(avk: Script, before: dict[str, str]) -> None:
    met = walk(avk, Situation(before=before))
    assert "prescription_up_to_date" not in met
    assert set(RECORDED) <= set(met)


@pytest.mark.parametrize("missing", ["", *RECORDED])
@pytest.mark.parametrize("before", [{}, {"consent": "yes"}])
def test_what_is_recorded_is_checked_in_one_question(
    avk: Script, missing: str, before: dict[str, str]
) -> None:
    known = {name: value for name, value in RECORDED.items() if name != missing}
    met = walk(avk, Situation(known=known, before=before))
    assert "prescription_up_to_date" in met
    assert set(RECORDED) & set(met) == {missing} - {""}


def test_what_is_no_longer_right_is_asked_again(avk: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FINE, "prescription_up_to_date", "no")
    assert set(RECORDED) <= set(walk(avk, Situation(known=RECORDED)))


def test_pregnancy_is_not_asked_of_a_man(avk: Script) -> None:
    assert "pregnancy" not in walk(avk, Situation(known={"sex": "m"}))
    assert "pregnancy" in walk(avk, Situation(known={"sex": "f"}))
    assert "pregnancy" in walk(avk, Situation())


def test_sentences_can_be_followed_by_ear(script: Script) -> None:
    for name, text in spoken(script):
        limit = 60 if name.endswith(".explain") else 45
        words = re.findall(r"[\w’'-]*\w", text.fr)
        assert len(words) <= limit, (name, len(words))
        assert "(" not in text.fr, name
        assert text.fr != text.en, name
        assert text.fr[-1] in ".?", name


def test_one_or_two_sentences_at_a_time(script: Script) -> None:
    for name, text in spoken(script):
        for words in (text.fr, text.en):
            assert 1 <= len(re.findall(r"[.?!…]+(?=\s|$)", words)) <= 2, (name, words)


def test_consent_is_one_clear_question(avk: Script) -> None:
    said = by_id(avk)["consent"].words
    assert said.fr.count("?") == said.en.count("?") == 1
    assert said.fr.endswith("?")
    assert said.en.endswith("?")


def test_a_title_says_in_a_list_what_its_step_is_about(script: Script) -> None:
    for _section, step in script.steps():
        assert not re.match(r"Lesquels?\b|Quelles?\b(?! saignements)|Récit|Précision", step.title.fr), step.id


def test_no_money_anywhere(script: Script) -> None:
    for name, text in everything(script):
        assert not MONEY.search(text.fr), name
        assert not MONEY.search(text.en), name


def test_no_dose_is_said_or_done(script: Script) -> None:
    for name, text in everything(script):
        assert not DOSE.search(text.fr), name
        assert not DOSE.search(text.en), name


def test_observance_asks_six_questions_to_which_oui_is_favourable(observance: Script) -> None:
    asked = [step for _section, step in observance.steps() if isinstance(step, Ask)]
    assert tuple(step.id for step in asked) == ITEMS
    assert observance.kind == "observance"
    assert observance.notice is not None
    for step in asked:
        assert isinstance(step.answer, YesNo)
        assert not step.answer.unsure
        assert step.favourable == "yes"
        assert step.when is None
        assert "observance_questionnaire" in step.mandates


@pytest.mark.parametrize("score", range(7))
def test_observance_closes_by_the_score(observance: Script, score: int) -> None:
    closing = observance.sections[-1].id
    situation = Situation(values={"observance.score": score})
    met = [s.id for section, s in observance.steps() if section.id == closing and s.when is not None]
    told = [name for name in met if name in walk(observance, situation)]
    assert told == (["well_followed"] if score == 6 else ["keep_two_interviews"])


def test_medicine_options_are_the_known_medicines(avk: Script) -> None:
    known = [m.id for m in load(shipped() / "knowledge" / "medicines.yaml", Medicines).medicines]
    step = by_id(avk)["medicine"]
    fact = facts()["medicine"].answer
    assert isinstance(step, Ask)
    assert isinstance(step.answer, Choice)
    assert isinstance(fact, Choice)
    assert [option.id for option in step.answer.options] == known
    assert step.answer.options == fact.options


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("Coumadine 5 mg", "coumadine"),
        ("WARFARINE", "coumadine"),
        ("Préviscan", "previscan"),
        ("previscan 20 mg", "previscan"),
        ("Sintrom 4 mg", "sintrom"),
        ("acenocoumarol 1 mg", "minisintrom"),
        ("mini-sintrom", "minisintrom"),
    ],
)
def test_a_medicine_is_known_by_brand_substance_and_strength(typed: str, medicine: str) -> None:
    assert facts()["medicine"].answer.read(typed, date(2016, 6, 1)) == medicine


def test_no_two_options_share_a_name(script: Script) -> None:
    asked = [(s.id, s.answer) for _section, s in script.steps() if isinstance(s, Ask)]
    for name, answer in [*asked, *((f.id, f.answer) for f in facts().values())]:
        taken: dict[str, str] = {}
        for option in answer.choices_offered():
            for typed in (option.id, option.label.fr, option.label.en, *option.also):
                assert taken.setdefault(fold(typed), option.id) == option.id, (name, typed)


def test_options_of_a_fact_and_of_its_step_are_the_same(avk: Script) -> None:
    for _section, step in avk.steps():
        if isinstance(step, Ask) and step.fact is not None:
            fact = facts()[step.fact].answer
            assert step.answer.choices_offered() == fact.choices_offered(), step.id
            if isinstance(step.answer, Number) and isinstance(fact, Number):
                assert step.answer.bounds == fact.bounds, step.id


def test_facts_hold_the_columns_of_an_import_and_need_only_a_name_and_a_birth_date() -> None:
    assert set(facts()) >= IMPORT_COLUMNS
    required = [name for name, fact in facts().items() if fact.required]
    assert required == ["family_name", "given_name", "birth_date"]
    assert all(fact.answer.optional is not fact.required for fact in facts().values())


@pytest.mark.parametrize(
    ("values", "given", "expected"),
    [
        ({"inr.action": "emergency"}, {}, {"emergency_signs"}),
        ({"inr.action": "call"}, {"warning_signs_present": "no"}, {"inr_call"}),
        ({"inr.action": "call"}, {}, set()),
        ({"inr.action": "advise", "inr.class": "above", "inr.overdue": False}, {}, {"inr_advise"}),
        ({"inr.action": "advise", "inr.class": "in_range", "inr.overdue": True}, {}, {"inr_overdue"}),
        ({"inr.action": "note", "inr.class": "in_range", "inr.overdue": False}, {}, set()),
        ({}, {"risky_medicines": ["miconazole"]}, {"contraindicated_medicine"}),
        ({}, {"risky_medicines": ["st_johns_wort"]}, {"contraindicated_medicine"}),
        ({}, {"risky_medicines": ["aspirin_high"]}, {"contraindicated_medicine"}),
        ({}, {"risky_medicines": ["nsaid"]}, {"advised_against_medicine"}),
        ({}, {"risky_medicines": ["paracetamol_high"]}, {"inr_sooner"}),
        ({}, {"changes": ["illness"]}, {"inr_after_change"}),
        ({}, {"changes": ["bleeding"]}, {"bleeding_reported"}),
        ({"inr.target": "missing"}, {}, {"target_unknown"}),
        ({"inr.target": "inverted"}, {}, {"target_unknown"}),
        ({"inr.target": "known"}, {}, set()),
        ({"medicines.level": "contraindicated"}, {}, {"contraindicated_medicine"}),
        ({"medicines.level": "advised_against"}, {}, {"advised_against_medicine"}),
        ({"medicines.level": "closer_inr"}, {}, {"inr_sooner"}),
        ({"medicines.level": "to_weigh"}, {}, {"medicine_to_weigh"}),
        ({"medicines.level": "none"}, {}, set()),
        ({}, {"risky_medicines": ["to_weigh"]}, {"medicine_to_weigh"}),
        ({}, {"risky_medicines": []}, set()),
        ({}, {"pregnancy": "pregnant"}, {"pregnancy_on_avk"}),
        ({}, {"pregnancy": "not_concerned"}, set()),
        ({}, {"procedure_planned": "yes"}, {"procedure_soon"}),
    ],
)
def test_alerts(avk: Script, values: dict[str, Any], given: dict[str, Any], expected: set[str]) -> None:
    situation = Situation(values=values, given=given)
    assert {alert.id for alert in avk.alerts if alert.when.holds(situation)} == expected


def test_medicines_typed_by_name_are_compared_with_the_list(avk: Script) -> None:
    fed = {step.id for _s, step in avk.steps() if isinstance(step, Ask) and step.feeds == "medicines"}
    assert fed == {"other_medicines", "self_medication", "supplements"}


@pytest.mark.parametrize(
    ("medicine", "start", "warned"),
    [
        ("previscan", "2018-11-30", False),
        ("previscan", "2018-12-01", True),
        ("previscan", "2020-05-01", True),
        ("previscan", None, False),
        ("coumadine", "2020-05-01", False),
    ],
)
def test_previscan_started_since_it_closed_to_new_patients(
    avk: Script, medicine: str, start: str | None, warned: bool
) -> None:
    alert = next(alert for alert in avk.alerts if alert.id == "previscan_new")
    situation = Situation(known={"treatment_start": start}, given={"medicine": medicine})
    assert alert.when.holds(situation) is warned
