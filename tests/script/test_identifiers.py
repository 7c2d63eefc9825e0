"""NIR and RPPS numbers, their keys included."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import InputError
from assistant.script.answers import Words
from assistant.script.identifiers import read_nir, read_rpps


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


@pytest.mark.parametrize(
    "typed",
    ["", "243057505601", "2430575056012", "9430575056012" + "00", "243052C056012" + "12", "x" * 15, "٢" * 15],
)
def test_what_is_no_nir(typed: str) -> None:
    with pytest.raises(InputError, match="13 characters"):
        read_nir(typed)


def test_two_figures_exchanged_are_seen() -> None:
    body = "2430575056012"
    with pytest.raises(InputError):
        read_nir("2430575056021" + key(body))


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
