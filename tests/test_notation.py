"""How dates and decimals are written and read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import language
from assistant.errors import InputError
from assistant.notation import fold, read_date, read_number, shorten, write_date, write_number

TODAY = date(2016, 3, 1)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_current", "en")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2,5", 2.5),
        ("2.5", 2.5),
        (" 2 ", 2.0),
        ("+3", 3.0),
        ("-1,25", -1.25),
        ("1 000", 1000.0),
        ("1\u202f000,5", 1000.5),
        ("1\u00a0000", 1000.0),
        ("007", 7.0),
    ],
)
def test_numbers_are_read_with_a_comma_or_a_point(typed: str, value: float) -> None:
    assert read_number(typed) == value


@pytest.mark.parametrize(
    "typed",
    ["", " ", "x", "2,5,1", "2.", ",5", "1e5", "nan", "inf", "-", "٢", "½", "²", "0x10", "1_0", "2-3",
     "1" * 13, "1." + "0" * 10, "2\0"],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(InputError, match="not a number"):
        read_number(typed)


def test_numbers_are_written_without_needless_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [write_number(x) for x in (2.0, 2.5, 0.1 + 0.2, 100.0, -0.5)] == ["2", "2.5", "0.3", "100", "-0.5"]
    monkeypatch.setattr(language, "_current", "fr")
    assert write_number(2.5) == "2,5"


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=3).map(float), st.sampled_from(["fr", "en"]))
def test_a_number_written_is_read_again(value: float, spoken: language.Language) -> None:
    before = language.current()
    language.use(spoken)
    try:
        assert read_number(write_number(value)) == pytest.approx(value)
    finally:
        language.use(before)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/12/2016", date(2016, 12, 31)),
        ("1/2/2016", date(2016, 2, 1)),
        ("01-02-2016", date(2016, 2, 1)),
        ("01.02.2016", date(2016, 2, 1)),
        (" 01 / 02 / 2016 ", date(2016, 2, 1)),
        ("2016-02-29", date(2016, 2, 29)),
        ("aujourd'hui", TODAY),
        ("Aujourd’hui", TODAY),
        ("TODAY", TODAY),
        ("hier", date(2016, 2, 29)),
        ("Yesterday", date(2016, 2, 29)),
    ],
)
def test_days_are_read(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "demain", "2016", "31/12/16", "12/2016", "2016/12/31", "20161231", "١/١/٢٠١٦", "1/1/20166", "\0"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        read_date(typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["31/02/2016", "29/02/2015", "00/01/2016", "2016-13-01", "01/01/0000", "0000-01-01"]
)
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_date(typed, TODAY)


@given(st.dates())
def test_a_day_written_is_read_again(day: date) -> None:
    assert read_date(write_date(day), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day


@given(st.text())
def test_any_text_is_a_day_or_refused(typed: str) -> None:
    refused: list[InputError] = []
    for read in (lambda: read_date(typed, TODAY), lambda: read_number(typed)):
        try:
            assert isinstance(read(), date | float)
        except InputError as error:
            refused.append(error)
    assert refused
    assert all(len(error.message) < 300 for error in refused)


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_a_shortened_text_is_one_printable_line(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert short.isprintable()


def test_a_short_text_stays_as_it_is() -> None:
    assert shorten("Léa [/red]") == "Léa [/red]"
    assert shorten("x" * 61) == "x" * 59 + "…"
    assert shorten("a\x1b[2J\nb") == "a [2J b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Préviscan", "previscan"),
        ("  A  B ", "a b"),
        ("L’été", "l'ete"),
        ("ﬁn", "FIN"),
        ("Straße", "strasse"),
        ("Mal au CŒUR", "mal au coeur"),
        ("Læknir", "laeknir"),
    ],
)
def test_folded_texts_compare_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_what_differs() -> None:
    assert fold("oui") != fold("non")
