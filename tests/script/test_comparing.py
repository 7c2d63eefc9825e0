"""What changed between two versions of a script."""

from __future__ import annotations

import pytest

from assistant.script.comparing import Change, compare, covers
from assistant.script.library import find_script
from tests.script.small import SMALL, changed, script_of

KNOWN = SMALL[SMALL.index("      - id: known\n") : SMALL.index("      - id: go_on\n")]


def told(changes: list[Change]) -> list[tuple[str, str, str, set[str]]]:
    return [(one.what, one.part, one.id, {*one.before, *one.after}) for one in changes]


def test_a_script_is_the_same_as_itself_whatever_its_version() -> None:
    assert compare(script_of(), script_of(changed(("version: 1", "version: 2")))) == []
    assert compare(find_script("avk"), find_script("avk")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{fr: Bas, en: Low}", "{fr: Plancher, en: Low}", ("reworded", "step", "low", {"title.fr"})),
        (
            "fr: jusqu’à 8 heures",
            "fr: huit heures",
            ("reworded", "step", "missed", {"rate.listen_for.late.fr"}),
        ),
        ("fr: Gencives", "fr: La bouche", ("reworded", "step", "where", {"answer.options.gums.label.fr"})),
        ('"=": yes}\n', '"!=": yes}\n', ("condition", "step", "where", {"when"})),
        (
            "title: {fr: Petit, en: Small}",
            "title: {fr: Menu, en: Small}",
            ("reworded", "script", "small", {"title.fr"}),
        ),
        ("minutes: 6", "minutes: 7", ("changed", "section", "inr", {"minutes"})),
        ("level: note", "level: advise", ("changed", "alert", "gums", {"level"})),
        (
            'when: {answer: where, "=": gums}',
            'when: {answer: where, "=": skin}',
            ("condition", "alert", "gums", {"when"}),
        ),
        ("bounds: future", "bounds: any", ("changed", "step", "next_date", {"answer.bounds"})),
        (
            "mandates: [informed_consent]\n",
            "mandates: [posology]\n",
            ("changed", "step", "consent", {"mandates"}),
        ),
    ],
)
def test_one_change_is_told_as_what_it_is(
    old: str, new: str, expected: tuple[str, str, str, set[str]]
) -> None:
    (found,) = told(compare(script_of(), script_of(changed((old, new)))))
    assert found == expected


def test_a_condition_is_told_in_words() -> None:
    (found,) = compare(script_of(), script_of(changed(('"=": yes}\n', '"!=": yes}\n'))))
    assert (found.before["when"], found.after["when"]) == ("“Bleeding” is “Yes”", "“Bleeding” is not “Yes”")


def test_a_step_moved_is_neither_added_nor_removed() -> None:
    last = "      - id: medicine_choice\n"
    moved = script_of(SMALL.replace(KNOWN, "").replace(last, KNOWN + last))
    (found,) = compare(script_of(), moved)
    assert (found.what, found.id) == ("moved", "known")
    assert (found.before["follows"], found.after["follows"]) == ("missed_words", "next_date")


def test_what_is_added_and_removed_has_its_place() -> None:
    found = compare(script_of(), script_of(SMALL.replace(KNOWN, KNOWN.replace("id: known", "id: reminded"))))
    assert [(one.what, one.id) for one in found] == [("removed", "known"), ("added", "reminded")]
    assert found[1].after["follows"] == "missed_words"
    assert found[1].after["when"] == "“Missed dose” last time has an answer"


def test_mandates_whose_cover_changed() -> None:
    assert covers(script_of(), script_of()) == []
    line = "        mandates: [informed_consent]\n"
    conditional = changed((line, line + "        when: {previous: missed, exists: true}\n"))
    (found,) = covers(script_of(), script_of(conditional))
    assert found.mandate == "informed_consent"
    assert found.before == ("Consent",)
    assert found.after == ("Consent, only if “Missed dose” last time has an answer",)
    (gone,) = covers(script_of(), script_of(changed(("        mandates: [informed_consent]\n", ""))))
    assert (gone.before, gone.after) == (("Consent",), ())
