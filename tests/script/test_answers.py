"""What is typed becomes a value, is shown, and can be typed again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assistant import language
from assistant.errors import InputError
from assistant.language import LANGUAGES, Language
from assistant.script.answers import AnswerKind, ImplausibleError, Number, Readings, Words
from assistant.script.options import RATINGS, match

TODAY = date(2016, 6, 1)
_READ: TypeAdapter[AnswerKind] = TypeAdapter(AnswerKind)


def kind(**data: Any) -> AnswerKind:
    return _READ.validate_python(data)


def option(name: str, fr: str, en: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": {"fr": fr, "en": en}, **more}


OPTIONS = (
    option("gums", "Gencives", "Gums"),
    option("stools", "Selles noires, rouges", "Stools, black or red", also=("méléna",)),
    option("skin", "Peau d’orange", "Skin"),
)
YES_NO = kind(kind="yes_no")
UNSURE = kind(kind="yes_no", unsure=True)
CHOICE = kind(kind="choice", options=OPTIONS)
CHOICES = kind(kind="choices", options=OPTIONS)
NUMBER = kind(kind="number", bounds={"min": 0, "max": 400}, plausible={"min": 1, "max": 9})
DAY = kind(kind="date")
PAST = kind(kind="date", bounds="past")
FUTURE = kind(kind="date", bounds="future")
TEXT = kind(kind="text", limit=50)
OPTIONAL = kind(kind="text", optional=True)
ROWS = kind(kind="readings")


@pytest.mark.parametrize(
    ("answer", "typed", "value"),
    [
        (YES_NO, "oui", "yes"),
        (YES_NO, " OUI ", "yes"),
        (YES_NO, "o", "yes"),
        (YES_NO, "Yes", "yes"),
        (YES_NO, "y", "yes"),
        (YES_NO, "1", "yes"),
        (YES_NO, "true", "yes"),
        (YES_NO, "non", "no"),
        (YES_NO, "N", "no"),
        (YES_NO, "2", "no"),
        (UNSURE, "ne sait pas", "unknown"),
        (UNSURE, "Does not know", "unknown"),
        (UNSURE, "?", "unknown"),
        (CHOICE, "gencives", "gums"),
        (CHOICE, "GUMS", "gums"),
        (CHOICE, "Selles noires, rouges", "stools"),
        (CHOICE, "melena", "stools"),
        (CHOICE, "peau d'orange", "skin"),
        (CHOICE, "3", "skin"),
        (CHOICES, "gums; skin", ["gums", "skin"]),
        (CHOICES, "skin,gums", ["gums", "skin"]),
        (CHOICES, "Selles noires, rouges", ["stools"]),
        (CHOICES, "Selles noires, rouges; gencives", ["gums", "stools"]),
        (CHOICES, "1, 3", ["gums", "skin"]),
        (CHOICES, "gums; gums; ", ["gums"]),
        (CHOICES, "", []),
        (CHOICES, "aucun", []),
        (CHOICES, "None", []),
        (CHOICES, "-", []),
        (NUMBER, "2,5", 2.5),
        (NUMBER, "2.5", 2.5),
        (NUMBER, " 3 ", 3.0),
        (NUMBER, "1", 1.0),
        (NUMBER, "9", 9.0),
        (DAY, "29/05/2016", "2016-05-29"),
        (DAY, "1/6/2016", "2016-06-01"),
        (DAY, "2016-05-29", "2016-05-29"),
        (DAY, "aujourd'hui", "2016-06-01"),
        (DAY, "Aujourd’hui", "2016-06-01"),
        (DAY, "today", "2016-06-01"),
        (DAY, "hier", "2016-05-31"),
        (DAY, "yesterday", "2016-05-31"),
        (PAST, "aujourd'hui", "2016-06-01"),
        (FUTURE, "aujourd'hui", "2016-06-01"),
        (FUTURE, "02.06.2016", "2016-06-02"),
        (TEXT, "  un\ttexte \x1b[31m ", "un texte [31m"),
        (TEXT, "a\r\nb", "a\nb"),
        (TEXT, "[red", "[red"),
        (OPTIONAL, "  ", None),
        (ROWS, "2016-05-01 2,4; 2016-05-29 3,1", [("2016-05-01", 2.4), ("2016-05-29", 3.1)]),
        (ROWS, "29/05/2016 3.1\n01/05/2016 2.4", [("2016-05-01", 2.4), ("2016-05-29", 3.1)]),
        (ROWS, "hier\u00a02,4;", [("2016-05-31", 2.4)]),
        (ROWS, "2016-05-01 2,4; 2016-05-01 2,6", [("2016-05-01", 2.6)]),
        (ROWS, " ; ", []),
        (ROWS, "", []),
    ],
)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_what_is_typed_is_read(spoken: Language, answer: AnswerKind, typed: str, value: Any) -> None:
    language.use(spoken)
    if isinstance(answer, Readings):
        value = [{"date": day, "value": inr} for day, inr in value]
    read = answer.read(typed, TODAY)
    assert read == value
    assert answer.read(answer.typed(read), TODAY) == value


def test_a_nir_is_shown_in_the_groups_of_a_carte_vitale_and_typed_as_it_is_kept() -> None:
    answer = kind(kind="text", format="nir")
    kept = answer.read("2 41 05 99 999 001 53", TODAY)
    assert (kept, answer.typed(kept)) == ("241059999900153", "241059999900153")
    assert answer.write(kept) == "2 41 05 99 999 001 53"
    assert answer.read(answer.write(kept), TODAY) == kept


@pytest.mark.parametrize(
    ("answer", "typed", "words"),
    [
        (YES_NO, "", "Choose one of: Yes, No."),
        (YES_NO, "maybe", "“maybe” is not one of the answers. Choose one of: Yes, No."),
        (YES_NO, "?", "is not one of"),
        (YES_NO, "3", "is not one of"),
        (YES_NO, "0", "is not one of"),
        (YES_NO, "٢", "is not one of"),
        (YES_NO, "9" * 10_000, "is not one of"),
        (CHOICE, "4", "Gums, Stools, black or red, Skin"),
        (CHOICES, "gums; hair", "“hair” is not one of"),
        (CHOICES, "stools, red", "“red” is not one of"),
        (NUMBER, "", "Nothing was typed"),
        (NUMBER, "two", "is not a number"),
        (NUMBER, "nan", "is not a number"),
        (NUMBER, "1e3", "is not a number"),
        (NUMBER, "1/2", "is not a number"),
        (NUMBER, "٣", "is not a number"),
        (NUMBER, "401", "Allowed: from 0 to 400."),
        (NUMBER, "-0.1", "Allowed: from 0 to 400."),
        (DAY, "31/02/2016", "does not exist"),
        (DAY, "01/05/16", "is not a date"),
        (DAY, "demain", "is not a date"),
        (DAY, "0000-01-01", "does not exist"),
        (PAST, "2016-06-02", "is in the future"),
        (FUTURE, "31/05/2016", "is past"),
        (TEXT, "   ", "Nothing was typed"),
        (TEXT, "\x1b\u202e", "Nothing was typed"),
        (TEXT, "x" * 51, "at most 50"),
        (ROWS, "2,4", "is not a date and a value"),
        (ROWS, "2016-05-01 2,4, 2016-05-29 3,1", "is not a date"),
        (ROWS, "2016-06-02 2,4", "is in the future"),
        (ROWS, "2016-05-01 0", "Allowed: from 0.1 to 50."),
    ],
)
def test_what_cannot_be_taken_is_said(answer: AnswerKind, typed: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        answer.read(typed, TODAY)
    assert not isinstance(refused.value, ImplausibleError)
    assert words in refused.value.message
    assert len(refused.value.message) < 250


@pytest.mark.parametrize(
    ("data", "typed", "words"),
    [({"min": 2}, "1", "at least 2"), ({"max": 2}, "3", "at most 2"), ({"max": 0}, "1", "at most 0")],
)
def test_one_sided_bounds(data: dict[str, Any], typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        kind(kind="number", bounds=data).read(typed, TODAY)


@pytest.mark.parametrize(
    ("answer", "typed"), [(NUMBER, "12"), (NUMBER, "0,5"), (ROWS, "2016-05-01 24"), (ROWS, "2016-05-01 0.3")]
)
def test_an_unlikely_value_is_taken_only_when_confirmed(answer: AnswerKind, typed: str) -> None:
    with pytest.raises(ImplausibleError, match="once more"):
        answer.read(typed, TODAY)
    assert answer.read(typed, TODAY, confirmed=True)


def test_what_is_impossible_is_not_taken_even_when_confirmed() -> None:
    with pytest.raises(InputError):
        NUMBER.read("401", TODAY, confirmed=True)


@pytest.mark.parametrize(
    ("answer", "value", "french", "english"),
    [
        (YES_NO, "yes", "Oui", "Yes"),
        (UNSURE, "unknown", "Ne sait pas", "Does not know"),
        (CHOICES, ["gums", "stools"], "Gencives, Selles noires, rouges", "Gums, Stools, black or red"),
        (NUMBER, 2.5, "2,5", "2.5"),
        (kind(kind="number", unit={"fr": "ans", "en": "years"}), 73, "73 ans", "73 years"),
        (DAY, "2016-05-29", "29/05/2016", "29/05/2016"),
        (OPTIONAL, None, "—", "—"),
        (ROWS, [{"date": "2016-05-01", "value": 2.4}], "01/05/2016\u00a0: 2,4", "01/05/2016: 2.4"),
    ],
)
def test_values_as_people_read_them(answer: AnswerKind, value: Any, french: str, english: str) -> None:
    assert answer.write(value) == english
    language.use("fr")
    assert answer.write(value) == french


@pytest.mark.parametrize("answer", [CHOICES, ROWS])
def test_an_empty_list_is_shown_in_words(answer: AnswerKind) -> None:
    assert answer.write([]) == "None"
    assert answer.typed([]) == ""


@pytest.mark.parametrize(
    ("typed", "value"),
    [("acquis", "acquired"), ("P", "partial"), ("na", "not_acquired"), ("3", "not_acquired")],
)
def test_ratings(typed: str, value: str) -> None:
    assert match(typed, RATINGS) == value


def test_a_rating_left_empty_is_asked_for_without_quoting_nothing() -> None:
    with pytest.raises(InputError, match=r"^Choose one of: Acquired, ") as refused:
        match(" ", RATINGS)
    assert "“" not in refused.value.message


def again(answer: AnswerKind, value: Any, spoken: Language) -> Any:
    """The value, written to be typed and read again."""
    before = language.current()
    language.use(spoken)
    try:
        assert answer.write(value)
        return answer.read(answer.typed(value), TODAY, confirmed=True)
    finally:
        language.use(before)


FIGURES = st.integers(-(10**12) + 1, 10**12 - 1) | st.decimals(
    -(10**6), 10**6, places=9, allow_nan=False, allow_infinity=False
)
DAYS = st.dates(date(1850, 1, 1), TODAY)
SPOKEN = st.sampled_from(LANGUAGES)


@settings(max_examples=150, deadline=None)
@given(FIGURES, SPOKEN)
def test_any_number_can_be_typed_again(figure: Any, spoken: Language) -> None:
    number = Number(kind="number")
    value = number.read(str(figure) if isinstance(figure, int) else format(figure, "f"), TODAY)
    assert value == float(figure)
    assert again(number, value, spoken) == value


@settings(max_examples=60, deadline=None)
@given(st.dates(), SPOKEN)
def test_any_day_can_be_typed_again(day: date, spoken: Language) -> None:
    assert again(DAY, day.isoformat(), spoken) == day.isoformat()
    assert DAY.read(day.isoformat(), TODAY) == day.isoformat()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(DAYS, st.integers(5, 200), max_size=6), SPOKEN)
def test_any_readings_can_be_typed_again(rows: dict[date, int], spoken: Language) -> None:
    value = [{"date": day.isoformat(), "value": rows[day] / 10} for day in sorted(rows)]
    assert again(ROWS, value, spoken) == value


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(["gums", "stools", "skin"])), SPOKEN)
def test_any_choices_can_be_typed_again(chosen: set[str], spoken: Language) -> None:
    value = [name for name in ("gums", "stools", "skin") if name in chosen]
    assert again(CHOICES, value, spoken) == value
    labels = [str(o.label) for o in CHOICES.choices_offered() if o.id in chosen]
    assert CHOICES.read("; ".join(labels), TODAY) == value


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("\x00\x1b[]/\u202e\u200f\ud800 \n\t\u00a0é", max_size=20), SPOKEN)
def test_hostile_text_is_cleaned_once_and_for_all(typed: str, spoken: Language) -> None:
    answer = Words(kind="text", optional=True)
    try:
        value = answer.read(typed, TODAY)
    except InputError:
        return
    if value is not None:
        assert value
        assert not [c for c in value if c != "\n" and not c.isprintable() and c not in "\u00a0\u202f"]
        value.encode()
        assert again(answer, value, spoken) == value


EVERY = [YES_NO, UNSURE, CHOICE, CHOICES, NUMBER, DAY, PAST, FUTURE, TEXT, OPTIONAL, ROWS]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(EVERY),
    st.text(max_size=40) | st.text("0123456789/-.,; \nhierouinmax", max_size=25),
    st.booleans(),
)
def test_any_text_is_read_or_refused_in_words(answer: AnswerKind, typed: str, confirmed: bool) -> None:
    try:
        value = answer.read(typed, TODAY, confirmed=confirmed)
    except InputError as refused:
        message = refused.message
    else:
        assert again(answer, value, "fr") == value
        return
    assert message
    assert message.isprintable()


def test_today_is_the_day_given() -> None:
    assert PAST.read("hier", TODAY - timedelta(days=100)) == "2016-02-21"
