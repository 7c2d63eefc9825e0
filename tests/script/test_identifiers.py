"""NIR and RPPS numbers, their keys included."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import InputError
from assistant.script.answers import Words
from assistant.script.identifiers import differing_groups, read_nir, read_rpps, suspects


def key(number: str) -> str:
    """The key by its definition: 97 less the rest of 13 figures; Corsica counts as 19 and 18."""
    figures = int(number.replace("2A", "19").replace("2B", "18"))
    return f"{97 - figures % 97:02}"


@pytest.mark.parametrize("body", ["2430575056012", "143052A056012", "143052B056012", "7430599056012"])
def test_a_nir_with_its_key(body: str) -> None:
    whole = body + key(body)
    assert read_nir(whole) == whole
    spaced = (
        f" {whole[0]} {whole[1:3]} {whole[3:5]} {whole[5:7]}\u00a0{whole[7:10]} {whole[10:13]} {whole[13:]} "
    )
    assert read_nir(spaced.lower()) == whole


@pytest.mark.parametrize("body", ["2430575056012", "143052A056012"])
def test_a_nir_with_another_key(body: str) -> None:
    wrong = f"{int(key(body)) % 97 + 1:02}"
    with pytest.raises(InputError, match=f"The key {wrong} does not fit"):
        read_nir(body + wrong)


@pytest.mark.parametrize("typed", ["", "243057505601", "2430575056012", "2430575056012345"])
def test_a_nir_too_short_or_too_long(typed: str) -> None:
    with pytest.raises(InputError, match=rf"15 characters.* has {len(typed)}\."):
        read_nir(typed)


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("943057505601200", "the sex in this NIR, “9”"),
        ("x" * 15, "the sex in this NIR, “X”"),
        ("٢" * 15, "the sex"),
        ("2x3057505601200", "the year of birth in this NIR, “X3”"),
        ("243137505601200", "the month of birth in this NIR, “13”"),
        ("243007505601200", "the month of birth in this NIR, “00”"),
        ("243052C05601212", "the department in this NIR, “2C”"),
        ("2430575x5601200", "the town in this NIR, “X56”"),
        ("2430575056o2000", "the order number in this NIR, “O20”"),
        ("24305750560120o", "the key in this NIR, “0O”"),
    ],
)
def test_a_character_out_of_place_names_its_group(typed: str, group: str) -> None:
    with pytest.raises(InputError, match=f"Look at {group}"):
        read_nir(typed)


def test_two_figures_exchanged_are_seen() -> None:
    body = "2430575056012"
    with pytest.raises(InputError):
        read_nir("2430575056021" + key(body))


@pytest.mark.parametrize("body", ["2430575056012", "143052A056012", "2551299117045"])
def test_whichever_figure_is_wrong_its_group_is_named(body: str) -> None:
    whole = body + key(body)
    groups = ["sex", *["year"] * 2, *["month"] * 2, *["department"] * 2, *["town"] * 3, *["order"] * 3]
    groups += ["key"] * 2
    named = 0
    tried = 0
    for place, group in enumerate(groups):
        for figure in "0123456789":
            typed = whole[:place] + figure + whole[place + 1 :]
            if typed == whole or not whole[place].isdigit():
                continue
            with pytest.raises(InputError):
                read_nir(typed)
            found = suspects(typed)
            assert group in found or len(found) < 7
            if group in found:
                named += 1
            tried += 1
    # What does not even look like a NIR has its group named before its key is tried.
    assert named > 0.9 * tried


def test_exchanged_neighbours_name_their_group() -> None:
    body = "2430575056012"
    with pytest.raises(InputError, match=r"the order number \(021\)"):
        read_nir("2430575056021" + key(body))
    with pytest.raises(InputError, match="the carte Vitale, first: "):
        read_nir("4230575056012" + key(body))


def test_more_than_one_wrong_figure_is_said() -> None:
    body = "2430575056012"
    wrong = [n for n in range(1, 98) if not suspects(f"{body}{n:02}") and f"{n:02}" != key(body)]
    with pytest.raises(InputError, match="more than one figure is wrong"):
        read_nir(f"{body}{wrong[0]:02}")


def test_a_nir_is_held_against_birth_and_sex() -> None:
    nir = "2430575056012" + key("2430575056012")
    assert differing_groups(nir, "1943-05-20", "f") == []
    assert differing_groups(nir, None, None) == []
    assert differing_groups(nir, "1942-05-20", "m") == [
        "the sex is 2 and not 1",
        "the year of birth is 43 and not 42",
    ]
    assert differing_groups(nir, "1943-06-20", None) == ["the month of birth is 05 and not 06"]
    unknown = "2432075056012" + key("2432075056012")  # a month that was not known
    assert differing_groups(unknown, "1943-06-20", None) == []


def luhn(ten: str) -> str:
    """The last figure by its definition: every second figure doubled from the right, the sum to a ten."""
    doubled = [int(f) * (2 if i % 2 == 0 else 1) for i, f in enumerate(reversed(ten))]
    return str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


@pytest.mark.parametrize("ten", ["1000123456", "1010101010", "8100000000"])
def test_an_rpps_number(ten: str) -> None:
    whole = ten + luhn(ten)
    assert read_rpps(f"{whole[:5]} {whole[5:]}") == whole
    with pytest.raises(InputError, match="last figure"):
        read_rpps(ten + str((int(whole[-1]) + 1) % 10))


def test_an_rpps_number_with_neighbours_exchanged_names_them() -> None:
    whole = "1000123456" + luhn("1000123456")
    with pytest.raises(InputError, match=r"figures .*5-6 \(21\)"):
        read_rpps(whole[:4] + "21" + whole[6:])
    with pytest.raises(InputError, match="group by group: 11 111 111 116"):
        read_rpps("11111111116")


@pytest.mark.parametrize("typed", ["", "123", "1" * 12, "1000123456x"])
def test_what_is_no_rpps_number(typed: str) -> None:
    with pytest.raises(InputError, match="11 figures"):
        read_rpps(typed)


def test_a_question_may_ask_for_either() -> None:
    today = date(2016, 6, 1)
    body = "143052A056012"
    assert Words(kind="text", format="nir").read("1 43 05 2a 056 012 " + key(body), today) == body + key(body)
    assert Words(kind="text", format="rpps").read("1000123456" + luhn("1000123456"), today)
    with pytest.raises(InputError):
        Words(kind="text", format="nir").read("12", today)
