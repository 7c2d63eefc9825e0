"""The themes of the rules since 2018: had, proposed, offered."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dossier.act import THEMES, Act, Theme
from assistant.dossier.patient import Adhesion, Patient, Treatment
from assistant.dossier.summary import Summary
from assistant.year.account import account
from assistant.year.offering import offered_scripts, offers, offers_to
from assistant.year.report import year_report
from assistant.year.rules import LegalTexts, RuleSet
from assistant.year.status import YearStatus, year_status
from assistant.year.themes import next_theme, theme_sentences, themes_had
from assistant.year.worklist import next_act

SIGNED = date(2026, 2, 1)
DAY = date(2026, 9, 1)
WHO = Patient("P", "Durand", "Léa", date(1943, 2, 1))
TREATED = Treatment("coumadine", date(2024, 1, 5), None, 60)
SETS = ("avenant-11", "avenant-21", "convention-2022", "avenant-1-2024")


def act(kind: str, month: int, theme: Theme | None = None, year: int = 2026) -> Act:
    return Act(kind, date(year, month, 3), "import", theme=theme)  # type: ignore[arg-type]


def stands(rules: RuleSet, *acts: Act, signed: date = SIGNED) -> YearStatus:
    return year_status(WHO, TREATED, Adhesion(signed), acts, rules, 2026, DAY)


def one(*acts: Act) -> Summary:
    return Summary(WHO, TREATED, Adhesion(SIGNED), acts, None, ())


@pytest.mark.parametrize("name", SETS)
def test_an_evaluation_then_the_themes_not_had_yet(name: str, sets: dict[str, RuleSet]) -> None:
    rules, done = sets[name], [act("evaluation", 3)]
    first = next_act(one(), stands(rules))
    assert first is not None
    assert (first.step, first.theme) == ("evaluation", None)
    for month, theme in enumerate(THEMES[:2], 4):
        then = next_act(one(*done), stands(rules, *done))
        assert then is not None
        assert (then.step, then.theme) == ("thematic", theme)
        done.append(act("thematic", month, theme))
    met = stands(rules, *done)
    assert (met.status, next_act(one(*done), met)) == ("met", None)
    assert next_theme(met) == THEMES[2]


def test_until_2017_the_steps_are_those_of_then(sets: dict[str, RuleSet]) -> None:
    then = next_act(one(), stands(sets["avenant-8"]))
    assert then is not None
    assert then.step == "interview"
    once = stands(sets["avenant-8"], act("interview", 3), signed=date(2025, 2, 1))
    assert next_act(one(), once).step == "interview"  # type: ignore[union-attr]
    report = year_report([(WHO, TREATED, Adhesion(SIGNED), ())], sets["avenant-8"], (), 2026, DAY)
    assert offers_to(report, "P") == []
    assert theme_sentences(stands(sets["avenant-8"])) == []


def test_once_all_were_had_the_one_longest_ago_comes_again(sets: dict[str, RuleSet]) -> None:
    rules = sets["avenant-11"]
    acts = [act("thematic", 3 + at, theme) for at, theme in enumerate(reversed(THEMES))]
    assert next_theme(stands(rules, *acts)) == THEMES[-1]


def test_a_theme_had_counts_as_had_in_its_window_alone(sets: dict[str, RuleSet]) -> None:
    rules = sets["avenant-1-2024"]
    status = stands(
        rules,
        act("thematic", 11, "biology", 2025),  # the window before
        act("thematic", 3, "effects"),
        act("thematic", 12, "daily_life"),  # not yet
        signed=date(2024, 2, 1),
    )
    assert set(themes_had(status)) == {"effects"}
    assert theme_sentences(status)[0] == "Themes already had: effects of the treatment (03/03/2026)."


def test_the_questionnaire_is_the_theme_of_observance(sets: dict[str, RuleSet]) -> None:
    held = Act("observance", date(2026, 3, 3), "t1", counts="thematic", theme="observance")
    status = stands(sets["avenant-11"], held)
    assert set(themes_had(status)) == {"observance"}
    assert [kept.theme for kept in status.counted] == ["observance"]


def test_every_theme_ships_and_can_be_had_again(sets: dict[str, RuleSet]) -> None:
    scripts = offered_scripts()
    acts = [act("evaluation", 3), act("thematic", 4, "biology")]
    found = offers(stands(sets["convention-2022"], *acts), scripts)
    assert [offer.theme for offer in found] == [None, *THEMES]
    assert {offer.script for offer in found} == {script.id for script in scripts}
    assert [offer.had_on for offer in found[:3]] == [date(2026, 3, 3), date(2026, 4, 3), None]
    assert [offer.theme for offer in found if offer.proposed] == ["observance"]
    fresh = offers(stands(sets["convention-2022"]), scripts)
    assert [offer.script for offer in fresh if offer.proposed] == ["avk"]


def test_the_account_names_the_set_and_the_text_in_force(sets: dict[str, RuleSet], texts: LegalTexts) -> None:
    facts = (WHO, TREATED, Adhesion(SIGNED), ())
    old = account(year_report([facts], sets["convention-2022"], texts.texts, 2026, DAY), "P")
    assert old is not None
    assert "convention-2022" in old.head
    assert old.warning is not None
    assert "avenant-1-2024" in old.warning
    assert old.warning in old.lines
    every = sorted(sets.values(), key=lambda one: one.since)
    current = account(year_report([facts], every, texts.texts, 2026, DAY), "P")
    assert current is not None
    assert (current.rules, current.warning) == ("avenant-1-2024", None)
    assert account(None, "P") is None
