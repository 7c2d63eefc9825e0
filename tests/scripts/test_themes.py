"""What the four thematic interviews promise (issue 7; docs/sources.md §2, §3, §5)."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from assistant.script.conditions import comparisons
from assistant.script.knowledge import facts, mandates
from assistant.script.library import load_script
from assistant.script.steps import Ask, Rate, Script, Tell
from assistant.settings import shipped
from tests.scripts.test_content import FINE, THEMES, Situation, by_id, notions, spoken, walk

QUIET: dict[str, Any] = {
    **FINE,
    "inr_done": "yes",
    "missed_days": 0,
    "card": "yes",
    "carnet": "yes",
}


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> Script:
    return load_script(shipped() / "interviews" / f"{request.param}.yaml")


def script_of(name: str) -> Script:
    return load_script(shipped() / "interviews" / f"{name}.yaml")


def test_it_takes_ten_minutes(theme: Script) -> None:
    assert theme.kind == "interview"
    assert sum(section.minutes for section in theme.sections) == 10


def test_consent_comes_first_and_a_no_ends_it(theme: Script) -> None:
    steps = [step for _section, step in theme.steps()]
    assert [step.id for step in steps[:4]] == [
        "confidential_space",
        "purpose",
        "consent",
        "contact_agreement",
    ]
    assert all(isinstance(step, Tell) for step in steps[:2])
    consent = steps[2]
    assert isinstance(consent, Ask)
    assert consent.stop is not None
    assert (consent.stop.when, consent.stop.as_) == ("no", "refused")


def test_urgency_is_asked_first_every_time(theme: Script) -> None:
    section = next(section for section in theme.sections if section.id == "today")
    first = section.steps[:4]
    assert [step.id for step in first] == [
        "bleeding",
        "bleeding_signs",
        "warning_signs_present",
        "warning_signs",
    ]
    avk = by_id(script_of("avk"))
    for step in first:
        assert step == avk[step.id], "the same words and the same signs as in the whole interview"
    assert first[0].when is None
    assert first[2].when is None


def test_what_the_convention_requires_is_said_at_every_one(theme: Script) -> None:
    always = {m for _section, step in theme.steps() if step.when is None for m in step.mandates}
    assert always >= {mandate.id for mandate in mandates().values() if "interview" in mandate.required_by}


def test_five_to_eight_notions_each_gone_over_only_while_not_acquired(theme: Script) -> None:
    found = notions(theme)
    assert 5 <= len(found) <= 8
    assert {step.rate.chapter for step in found} == {chapter.id for chapter in theme.chapters}
    for step in found:
        assert step.when is not None
        looked_at = [(c.source, c.name, *c.test) for c in comparisons(step.when)]
        assert ("previous", step.id, "exists", False) in looked_at, step.id
        assert ("previous", step.id, "!=", "acquired") in looked_at, step.id
        assert 2 <= len(step.rate.listen_for) <= 4


def test_the_next_one_still_asks_how_things_are(theme: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in QUIET.items():
        monkeypatch.setitem(FINE, name, value)
    first = Situation(known={"sex": "m"})
    met = walk(theme, first)
    again = walk(theme, Situation(known={"sex": "m"}, before=dict(first.given)))
    assert not {step.id for step in notions(theme)} & set(again)
    asked = {step.id for _s, step in theme.steps() if isinstance(step, Ask) and step.id in again}
    assert len(asked) >= 10
    assert set(again) < set(met)


def test_facts_named_are_facts_of_a_dossier_with_the_same_options(theme: Script) -> None:
    for _section, step in theme.steps():
        if isinstance(step, Ask) and step.fact is not None:
            assert step.answer.choices_offered() == facts()[step.fact].answer.choices_offered(), step.id


def test_every_fact_said_has_a_source(theme: Script) -> None:
    for _section, step in theme.steps():
        if isinstance(step, Rate):
            assert step.source, step.id
    assert all(alert.source for alert in theme.alerts)


def test_two_themes_do_not_go_over_the_same_notions() -> None:
    for one, other in itertools.combinations(THEMES, 2):
        shared = {s.id for s in notions(script_of(one))} & {s.id for s in notions(script_of(other))}
        assert shared == set(), (one, other)


def test_no_word_of_the_observance_form_is_asked() -> None:
    """The six questions are a script of their own; this one gives no score."""
    theme = script_of("observance_theme")
    six = {text.fr for _name, text in spoken(script_of("observance"))}
    assert not six & {text.fr for _name, text in spoken(theme)}
    assert all(not isinstance(step, Ask) or step.favourable is None for _s, step in theme.steps())


@pytest.mark.parametrize(
    ("name", "values", "given", "expected"),
    [
        ("surveillance", {"inr.action": "emergency"}, {}, {"emergency_signs"}),
        ("surveillance", {"inr.action": "call"}, {"warning_signs_present": "no"}, {"inr_call"}),
        ("surveillance", {"inr.action": "advise", "inr.class": "below"}, {}, {"inr_advise"}),
        ("surveillance", {"inr.action": "advise", "inr.overdue": True}, {}, {"inr_overdue"}),
        ("surveillance", {"inr.target": "missing"}, {}, {"target_unknown"}),
        ("surveillance", {}, {"since_last_inr": ["illness"]}, {"inr_after_change"}),
        ("surveillance", {}, {"since_last_inr": ["missed"]}, {"inr_after_change"}),
        ("surveillance", {}, {"since_last_inr": ["dose"]}, set()),
        ("surveillance", {}, {"obstacles": ["result"]}, {"result_lost"}),
        ("surveillance", {}, {"obstacles": ["needle"]}, set()),
        ("observance_theme", {"inr.action": "emergency"}, {}, {"emergency_signs"}),
        ("observance_theme", {}, {"missed_days": 1}, {"doses_missed"}),
        ("observance_theme", {}, {"missed_days": 0}, set()),
        ("observance_theme", {}, {"doubled": "recently"}, {"doubled_recently"}),
        ("observance_theme", {}, {"doubled": "past"}, set()),
        ("observance_theme", {}, {"stopped_alone": "now"}, {"stopped_now"}),
        ("observance_theme", {}, {"stopped_alone": "past"}, {"stopped_before"}),
        ("observance_theme", {}, {"inr_done": "no"}, {"inr_not_done"}),
        ("observance_theme", {}, {"inr_done": "unknown"}, {"inr_not_done"}),
        ("effects", {"inr.action": "emergency"}, {}, {"emergency_signs"}),
        ("effects", {"inr.action": "call"}, {"warning_signs_present": "no"}, {"inr_call"}),
        ("effects", {}, {"noticed": ["fatigue"]}, {"seen_today"}),
        ("effects", {}, {"noticed": ["headache"]}, {"seen_today"}),
        ("effects", {}, {"noticed": ["bled"]}, {"effect_reported"}),
        ("effects", {}, {"risky_medicines": ["miconazole"]}, {"contraindicated_medicine"}),
        ("effects", {"medicines.level": "advised_against"}, {}, {"advised_against_medicine"}),
        ("effects", {}, {"procedure_planned": "yes"}, {"procedure_soon"}),
        ("daily_life", {"inr.action": "emergency"}, {}, {"emergency_signs"}),
        ("daily_life", {}, {"meals_changed": "yes"}, {"meals_moved"}),
        ("daily_life", {}, {"alcohol_habit": "much"}, {"alcohol_excess"}),
        ("daily_life", {}, {"alcohol_habit": "little"}, set()),
        ("daily_life", {}, {"fell": "yes"}, {"falls"}),
        ("daily_life", {"medicines.level": "contraindicated"}, {}, {"contraindicated_medicine"}),
        ("daily_life", {"medicines.level": "none"}, {}, set()),
        ("daily_life", {}, {"pregnancy": "pregnant"}, {"pregnancy_on_avk"}),
    ],
)
def test_alerts(name: str, values: dict[str, Any], given: dict[str, Any], expected: set[str]) -> None:
    situation = Situation(values=values, given=given)
    assert {alert.id for alert in script_of(name).alerts if alert.when.holds(situation)} == expected


def test_each_counts_as_a_thematic_interview_on_its_theme() -> None:
    found = [script_of(name).counts_as for name in THEMES]
    assert [one.act if one else None for one in found] == ["thematic"] * 4
    assert [one.theme if one else None for one in found] == ["biology", "observance", "effects", "daily_life"]
