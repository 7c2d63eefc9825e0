"""Thematic interviews in the commands: taken in, shown, held, and the text in force named at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import language
from assistant.cli.opening import local_day
from assistant.errors import InputError
from assistant.exchange.arrivals import read_act
from tests.cli.calling import Call, Called

HEAD = (
    "patient_ref,family_name,given_name,birth_date,medicine,treatment_start,expected_months,"
    "adhesion_date,act,act_date"
)
PATIENT = "T,Durand,Léa,1943-02-01,coumadine,2017-01-05,120,2017-06-01"


def _take(call: Call, folder: Path, *acts: str) -> Called:
    path = folder / "themes.csv"
    path.write_text("\n".join([HEAD, *(f"{PATIENT},{act}" for act in acts)]) + "\n", encoding="utf-8")
    return call("import", str(path), "--json")


def _acts(call: Call) -> list[tuple[str, str | None]]:
    return [(act["kind"], act["theme"]) for act in call("patients", "show", "T", "--json").result["acts"]]


def test_the_theme_of_an_act_is_taken_in_and_goes_out(call: Call, tmp_path: Path) -> None:
    given = ("evaluation,2019-01-10", "thematic:biology,2019-02-10", "thematic : daily_life,2019-03-10")
    assert _take(call, tmp_path, *given).result["acts"] == 3
    assert _take(call, tmp_path, *given).result["acts"] == 0
    assert _acts(call) == [("evaluation", None), ("thematic", "biology"), ("thematic", "daily_life")]
    assert "thematic:biology 10/02/2019" in call("patients", "show", "T").out
    table, book = tmp_path / "year.csv", tmp_path / "year.xlsx"
    year = ("year", "--rules", "avenant-11", "--as-of", "2019-10-01")
    said = call(*year, "--csv", str(table), "--xlsx", str(book))
    assert said.code == 0
    both = "blood tests (10/02/2019), daily life and food (10/03/2019)"
    assert f"Themes already had: {both}." in said.out
    assert f',"{both}",' in table.read_text(encoding="utf-8-sig")
    assert book.stat().st_size > 0
    counted = call(*year, "--json").result["details"]["T"]["counted"]
    assert [one["theme"] for one in counted] == ["biology", "daily_life"]
    until = call("year", "--as-of", "2017-10-01", "--csv", str(tmp_path / "old.csv"))
    assert until.code == 0
    assert "Themes" not in (tmp_path / "old.csv").read_text(encoding="utf-8-sig")


def test_a_file_without_themes_still_goes_and_its_theme_may_come_later(call: Call, tmp_path: Path) -> None:
    assert _take(call, tmp_path, "thematic,2019-02-10").result["acts"] == 1
    assert _acts(call) == [("thematic", None)]
    assert _take(call, tmp_path, "thematic:effects,2019-02-10").result["acts"] == 1
    assert _acts(call) == [("thematic", "effects")]
    assert _take(call, tmp_path, "thematic,2019-02-10").result["acts"] == 0
    assert _take(call, tmp_path, "thematic,2019-02-10", "thematic,2019-02-10").result["acts"] == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("thematic:food", "“food” is not a theme. Allowed after “thematic:”: biology, observance,"),
        ("thematic:", "“thematic:” is not a theme."),
        ("interview:biology", "“interview” has no theme"),
        ("thematics", "“thematics” is not an act."),
    ],
)
def test_a_wrong_theme_is_said(typed: str, said: str) -> None:
    language.use("en")
    with pytest.raises(InputError) as refused:
        read_act(typed, "2019-02-10", local_day())
    assert refused.value.message.startswith(said)
    assert refused.value.details["column"] == "act"


def test_what_comes_next_is_named_with_its_script(call: Call, ref: str) -> None:
    called = call("settings", "set", "rules", "current")
    assert called.code == 0
    assert call("patients", "show", ref, "--json").result["next"]["step"] == "adhesion"
    today = local_day().isoformat()
    options = ("--family-name", "Roux", "--given-name", "Max", "--birth-date", "1950-02-01")
    treated = ("--treatment-start", "2024-01-01", "--expected-months", "600", "--adhesion-date", today)
    assert (
        call(
            "patients", "add", "--ref", "N", *options, *treated, "--act", "evaluation", "--act-date", today
        ).code
        == 0
    )
    then = call("patients", "show", "N", "--json").result["next"]
    assert (then["step"], then["theme"], then["script"]) == ("thematic", "biology", "surveillance")
    assert "`assistant interview N --script surveillance`" in call("patients", "show", "N").out
    unknown = call("interview", "N", "--script", "themes", "--plain")
    assert unknown.code == 1
    assert "surveillance" in unknown.err


def test_every_end_names_the_text_in_force_and_no_amount(
    call: Call, talk: Callable[..., Called], ref: str
) -> None:
    for rules, warned in (("convention-2022", True), ("current", False)):
        assert call("settings", "set", "rules", rules).code == 0
        said = call("interview", ref, "--script", "effects", "--plain", typed="\n\nno\n").out
        assert ("which is not in force in" in said) == warned
        assert f"Year {local_day().year} (" in said
        end = talk(ref, "--script", "effects", replies={"consent": {"answer": "no"}}).messages[-1]
        assert end["status"] == "stopped"
        assert (end["year"]["warning"] is not None) == warned
        assert end["year"]["rules"] == (rules if warned else "avenant-1-2024")
        assert "€" not in said + str(end)
    paused = call("interview", ref, "--script", "effects", "--plain", typed="").out
    assert "Year " not in paused


def test_a_table_names_the_rules_and_warns_outside_their_dates(call: Call, tmp_path: Path) -> None:
    assert _take(call, tmp_path, "thematic,2019-02-10").code == 0
    for year, warned in (("2017", False), ("2026", True)):
        path = tmp_path / f"{year}.csv"
        assert call("year", "--rules", "avenant-8", "--as-of", f"{year}-10-01", "--csv", str(path)).code == 0
        text = path.read_text(encoding="utf-8-sig")
        assert "avenant-8" in text.splitlines()[1]
        assert ("avenant-1-2024" in text) == warned


def test_a_dossier_is_shown_and_an_interview_ends_whatever_the_rules(
    call: Call, talk: Callable[..., Called], ref: str, tmp_path: Path
) -> None:
    # A name that no other test has: rule sets are read once.
    own = tmp_path / "config" / "rules"
    own.mkdir(parents=True)
    (own / "nobodys.yaml").write_text("id: nobodys\n", encoding="utf-8")
    (tmp_path / "config" / "settings.toml").write_text('rules = "nobodys"\n', encoding="utf-8")
    shown = call("patients", "show", ref)
    assert (shown.code, "Family name: Durand" in shown.out) == (0, True)
    end = talk(ref, "--script", "effects", replies={"consent": {"answer": "no"}}).messages[-1]
    assert (end["status"], end["year"]) == ("stopped", None)
