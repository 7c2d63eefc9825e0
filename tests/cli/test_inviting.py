"""`assistant import --dispensed`: the list of patients to invite."""

from __future__ import annotations

from pathlib import Path

from assistant.year.library import chosen
from tests.cli.calling import Call

EXAMPLE = str(Path(__file__).parents[2] / "docs" / "examples" / "dispensed.csv")
WORDS = ("import", EXAMPLE, "--dispensed", "--as-of", "10/07/2016")


def test_whom_to_invite(call: Call) -> None:
    result = call(*WORDS, "--json").result
    assert [(one["family_name"], one["since"], one["last"]) for one in result["invite"]] == [
        ("DURAND", "2016-01-04", "2016-07-05")
    ]
    assert [(one["family_name"], one["eligible_from"]) for one in result["soon"]] == [("PETIT", "2016-11-02")]
    assert result["counts"] == {"invite": 1, "soon": 1, "already": 0, "minor": 0, "ended": 0}
    assert (result["other_medicines"], result["faults"]) == (1, [])
    assert result["uncertain"]
    said = call(*WORDS)
    assert "1 patient to invite:" in said.out
    assert "DURAND Léa  01/02/1943" in said.out
    assert "[?]" in said.out
    assert "€" not in said.out


def test_the_list_names_its_rules_their_source_and_which_text_is_in_force(call: Call) -> None:
    rules = chosen("avenant-8")
    assert not isinstance(rules, tuple)
    assert call(*WORDS, "--json").result["warning"] is None
    said = call(*WORDS).out
    assert f"Source: {rules.source}" in said
    for note in rules.uncertain:
        assert f"[?] {note}" in said
    later = ("import", EXAMPLE, "--dispensed", "--as-of", "10/07/2024")
    result = call(*later, "--json").result
    assert "avenant-8" not in result["warning"]
    assert "(convention-2022) is, since" in result["warning"]
    assert result["warning"] in call(*later).out
    assert result["sources"] == {"avenant-8": {"source": rules.source, "verified": "founding"}}


def test_nothing_is_taken_in(call: Call) -> None:
    call(*WORDS)
    assert call("patients", "list", "--json").result == []


def test_who_was_proposed_is_not_invited_again(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "import.csv"
    head = "patient_ref;family_name;given_name;birth_date;proposed_on\n"
    path.write_text(head + "L1;Durand;Léa;01/02/1943;\n", encoding="utf-8")
    assert call("import", str(path)).code == 0
    assert [one["ref"] for one in call(*WORDS, "--json").result["invite"]] == ["L1"]
    path.write_text(head + "L1;Durand;Léa;01/02/1943;01/07/2016\n", encoding="utf-8")
    assert call("import", str(path)).code == 0
    assert call(*WORDS, "--json").result["counts"]["already"] == 1


def test_other_columns_are_passed_over_and_a_missing_one_is_named(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "nom,prenom,ne le,medicament,prix,prix,date\n"
        "Durand,Léa,01/02/1943,Sintrom 4mg,1,2,05/07/2016\n"
        ",,,Sintrom,,,\n",
        encoding="utf-8",
    )
    result = call("import", str(path), "--dispensed", "--as-of", "10/07/2016", "--json").result
    assert result["counts"]["soon"] == 1
    assert {fault["line"] for fault in result["faults"]} == {3}
    path.write_text("nom,prenom,medicament,date\nDurand,Léa,Sintrom,05/07/2016\n", encoding="utf-8")
    called = call("import", str(path), "--dispensed", "--json")
    assert called.code == 1
    assert "birth_date" in called.error["message"]


def test_a_list_cannot_be_tried_out(call: Call) -> None:
    called = call("import", EXAMPLE, "--dispensed", "--dry-run", "--json")
    assert (called.code, called.error["kind"]) == (1, "usage")


def test_twice_the_same_column_is_refused(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("nom,nom usuel,prenom,ne le,medicament,date\n", encoding="utf-8")
    assert call("import", str(path), "--dispensed", "--json").error["kind"] == "input"
