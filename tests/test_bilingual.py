"""Texts in both languages."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant import language
from assistant.bilingual import Text


def test_a_text_reads_in_the_language_spoken() -> None:
    text = Text(fr="Oui", en="Yes")
    before = language.current()
    try:
        language.use("fr")
        assert f"{text}" == "Oui"
        language.use("en")
        assert str(text) == "Yes"
    finally:
        language.use(before)
    assert (text.text_in("fr"), text.text_in("en")) == ("Oui", "Yes")


def test_space_around_a_text_is_dropped() -> None:
    assert Text(fr=" Oui\n", en="Yes") == Text(fr="Oui", en="Yes")


@pytest.mark.parametrize(
    "data",
    [
        {"fr": "Oui"},
        {"en": "Yes"},
        {"fr": "Oui", "en": ""},
        {"fr": " \n", "en": "Yes"},
        {"fr": 1, "en": "Yes"},
        {"fr": "Oui", "en": "Yes", "de": "Ja"},
    ],
)
def test_both_languages_and_nothing_else(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate(data)


def test_a_text_does_not_change() -> None:
    text = Text(fr="Oui", en="Yes")
    with pytest.raises(ValidationError):
        text.fr = "Non"  # type: ignore[misc]


def test_french_spaces_do_not_break() -> None:
    text = Text(fr="Appelez : « le 15 » ; vite !", en="Call: 15")
    assert text.fr == "Appelez\u00a0: «\u00a0le 15\u00a0»\u00a0; vite\u00a0!"
    assert text.en == "Call: 15"
