"""French is whole, is what the code asks for, and is set as French is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from assistant import language
from assistant.cli.run import REFUSED, run
from assistant.language import DEFAULT, LANGUAGES, _, named, ngettext, use
from tests.catalogue import (
    MO,
    PO,
    MessageId,
    in_code,
    kept,
    main,
    messages,
    mo_bytes,
    places,
    po_bytes,
    untranslated,
    updated,
)

PLACE = re.compile(r"\{\w*\}|%\(\w+\)[a-z]|%[a-z](?![\w])")
"""What is filled in: `{name}`, and argparse's `%(name)s` and `%s`."""

FEE = re.compile(r"€|euro|montant|honorair|rémunér|tarif|pa[yi]é|paiement|amount|\bfees?\b", re.IGNORECASE)

MESSAGES = cache(messages)  # in the process that needs them, not in each that collects the tests
FRENCH = {message.id: message.string for message in kept() if message.id}
TRANSLATIONS = [
    (english, french)
    for message, string in FRENCH.items()
    for english, french in zip(
        [message] if isinstance(message, str) else message,
        [string] if isinstance(string, str) else string or ("", ""),
        strict=True,
    )
]


@pytest.fixture(autouse=True)
def _language_restored() -> Iterator[None]:
    before = language.current()
    yield
    use(before)


def test_every_message_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    assert set(FRENCH) == set(MESSAGES())


def test_every_message_has_its_french_in_both_numbers_and_none_is_fuzzy() -> None:
    assert len(TRANSLATIONS) > 400
    assert untranslated(kept()) == []


def test_the_catalogue_is_as_its_command_writes_it() -> None:
    assert PO.read_bytes() == po_bytes(updated(kept()))
    assert MO.read_bytes() == mo_bytes(updated(kept()))


def test_the_check_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == f"{len(MESSAGES())} messages, 0 to translate\n"


def test_the_catalogue_holds_no_place_no_date_and_nothing_obsolete() -> None:
    lines = PO.read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith(("#~", "#:", "#, fuzzy"))] == []
    header = "\n".join(lines[: lines.index("")])
    assert "nplurals=2; plural=(n > 1);" in header
    assert re.findall(r"\d{4}", header) == []


def test_what_is_filled_in_is_the_same_on_both_sides() -> None:
    assert {
        english: french
        for english, french in TRANSLATIONS
        if sorted(PLACE.findall(english)) != sorted(PLACE.findall(french))
    } == {}


def test_every_message_of_the_code_is_written_out() -> None:
    assert [found.place for found in in_code() if found.message is None and found.literal] == []


@pytest.mark.parametrize(
    "call",
    [
        '_(f"{x} left")',
        '_("a" + x)',
        '_("{x}".format(x=x))',
        '_("%s" % x)',
        'ngettext("one", f"{x}", 2)',
        "_(x())",
    ],
)
def test_a_message_that_is_not_written_out_is_found(call: str) -> None:
    assert [(f.message, f.literal) for f in places(call, "code")] == [(None, True)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('_("a " "b")', "a b"),
        ('N_("Help")', "Help"),
        ('ngettext("one", "many", 2)', ("one", "many")),
        ("""f'{_("inside")}'""", "inside"),
    ],
)
def test_a_message_that_is_written_out_is_taken(call: str, message: MessageId) -> None:
    assert [f.message for f in places(call, "code")] == [message]


def test_a_message_held_in_a_name_is_left_to_the_one_who_marked_it() -> None:
    assert [(f.message, f.literal) for f in places("_(b.description)", "code")] == [(None, False)]


def test_french_is_set_as_french_is() -> None:
    wrong = re.compile(
        r" [:;!?»%€](?!\w)"  # a space that a line may break at
        r"|«(?!\N{NO-BREAK SPACE})"
        r"|(?<!\N{NO-BREAK SPACE})»"
        r"|\w'\w"  # a typewriter's apostrophe
        r"|[“”]"
        r"|\N{NARROW NO-BREAK SPACE}|\.\.\."
        r"|\w[!?;]"
    )
    assert {french: found[0] for _english, french in TRANSLATIONS if (found := wrong.search(french))} == {}


def test_french_begins_and_ends_as_english_does() -> None:
    def edges(text: str) -> list[str]:
        return re.findall(r"^ +| +$|[.?…:]$", text)

    assert [pair for pair in TRANSLATIONS if edges(pair[0]) != edges(pair[1])] == []


def test_no_word_on_screen_speaks_of_the_fee() -> None:
    on_screen = {found.message for found in in_code() if found.place.startswith("assistant/tui/")}
    shown = [french for english, french in TRANSLATIONS if english in on_screen]
    assert len(shown) > 100
    assert [text for text in shown if FEE.search(text)] == []


def test_french_is_spoken_unless_told_otherwise() -> None:
    spec = spec_from_file_location("language_as_it_starts", language.__file__)
    assert spec is not None
    assert spec.loader is not None
    fresh = module_from_spec(spec)
    spec.loader.exec_module(fresh)
    assert fresh.current() == DEFAULT == "fr"
    assert fresh._("Help") == "Aide"


def test_french_is_what_the_program_says() -> None:
    use("fr")
    spoken = {message: _(message) for message in FRENCH if isinstance(message, str)}
    assert spoken == {message: FRENCH[message] for message in spoken}


@pytest.mark.parametrize(
    ("count", "words"), [(0, "{count} patient"), (1, "{count} patient"), (2, "{count} patients")]
)
def test_none_is_singular_in_french(count: int, words: str) -> None:
    use("fr")
    assert ngettext("{count} patient", "{count} patients", count) == words


def test_english_is_the_messages_themselves() -> None:
    use("en")
    for message in MESSAGES():
        if isinstance(message, str):
            assert _(message) == message
        else:
            assert [ngettext(*message, count) for count in (1, 2, 0)] == [message[0], message[1], message[1]]


def test_languages_are_known_by_their_code() -> None:
    assert [named(code) for code in LANGUAGES] == list(LANGUAGES)
    assert [named(code) for code in ("de", "FR", "", None)] == [None] * 4


def test_an_unknown_language_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "de", "inr", "2,5", "--target", "2-3"]) == REFUSED
    told = capsys.readouterr()
    assert told.out == ""
    assert "« de »" in told.err or "'de'" in told.err
    assert "fr" in told.err


def test_an_unknown_language_of_the_environment_leaves_french(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_LANG", "de")
    assert run(["inr", "2,5", "--target", "2-3"]) == 0
    assert "dans la cible" in capsys.readouterr().out


@pytest.mark.parametrize("before", [True, False])
def test_english_is_spoken_when_asked_for(before: bool, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["inr", "2,5", "--target", "2-3"]
    assert run(["--lang", "en", *command] if before else [*command, "--lang=en"]) == 0
    assert "in range" in capsys.readouterr().out
