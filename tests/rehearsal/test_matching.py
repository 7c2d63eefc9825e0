"""Understanding a student's own words: what is meant, what is not understood, and how near it came."""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

import pytest

from assistant.errors import AssistantError
from assistant.language import LANGUAGES, Language
from assistant.rehearsal.matching import MARGIN, UNDERSTOOD, Intent, Matcher, Understood, matcher_for
from assistant.rehearsal.phrasings import GENERIC, Phrasings, Ways, phrasings
from assistant.rehearsal.wording import LIMIT, Wording, plain
from assistant.script.library import find_script, load_script
from assistant.script.loader import load
from assistant.script.steps import Rate, Script

AVK: Final = find_script("avk")
OBSERVANCE: Final = find_script("observance")
SCRIPTS: Final = (AVK, OBSERVANCE)


def understand(words: str, position: str | None = None, language: Language = "fr") -> Understood:
    return matcher_for(AVK, language).understand(words, position)


def meant(words: str, position: str | None = None, language: Language = "fr") -> tuple[Intent, str | None]:
    understood = understand(words, position, language)
    return understood.intent, understood.step


# ------------------------------------------------------------------------------ what is meant


@pytest.mark.parametrize(
    ("language", "words", "step"),
    [
        ("fr", "Vous fumez ?", "tobacco"),
        ("fr", "vous fumez", "tobacco"),
        ("fr", "ET LE TABAC", "tobacco"),
        ("fr", "Chez quel labo vous allez pour vos prises de sang ?", "laboratory"),
        ("fr", "Depuis combien d’années prenez-vous cet anticoagulant ?", "treatment_start"),
        ("fr", "Vous faites quoi si vous oubliez votre comprimé ?", "missed_dose"),
        ("fr", "Avez-vous pris de l'ibuprofene ces derniers jours ?", "risky_medicines"),
        ("fr", "Bonjour madame, asseyez-vous. Est-ce que vous buvez de l’alcool ?", "alcohol"),
        ("fr", "D’accord, très bien. Et quand est votre prochain INR ?", "next_inr"),
        ("fr", "Alors, quel médicament vous a-t-on donné exactement ?", "medicine"),
        ("en", "Do you smoke at all?", "tobacco"),
        ("en", "Which lab do you go to for your blood tests?", "laboratory"),
        ("en", "What do you do when you forget a tablet?", "missed_dose"),
        ("en", "I see. And when is your next INR?", "next_inr"),
    ],
)
def test_a_question_in_own_words_is_its_step(language: Language, words: str, step: str) -> None:
    assert meant(words, None, language) == ("ask", step)


@pytest.mark.parametrize(
    ("language", "words", "step"),
    [
        ("fr", "Il ne faut jamais doubler la dose.", "missed_dose"),
        (
            "fr",
            "Si vous oubliez une prise, vous avez huit heures. Ne doublez jamais, d’accord ?",
            "missed_dose",
        ),
        (
            "fr",
            "Si vous oubliez une prise, vous avez huit heures. Ne doublez jamais. D’accord ?",
            "missed_dose",
        ),
        ("fr", "N’arrêtez jamais le traitement sans en parler au médecin", "duration"),
        ("fr", "Pas d’ibuprofène contre la douleur, du paracétamol plutôt.", "pain_relief"),
        ("en", "You must never double the dose.", "missed_dose"),
        ("en", "Never stop the treatment without talking to the doctor.", "duration"),
        ("en", "Wear gloves when you garden, all right?", "risky_activities"),
    ],
)
def test_a_statement_explains_its_notion(language: Language, words: str, step: str) -> None:
    assert meant(words, None, language) == ("explain", step)


def test_the_same_words_asked_are_a_question() -> None:
    assert meant("Que faites-vous en cas d’oubli, vous doublez la dose ?", "missed_dose") == (
        "ask",
        "missed_dose",
    )


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fr", "again", "Vous pouvez répéter s’il vous plaît ?"),
        ("fr", "again", "Vous êtes vraiment sûre ?"),
        ("fr", "specify", "Pourriez-vous être plus précis ?"),
        ("fr", "specify", "C’est-à-dire ?"),
        ("fr", "explain", "Je vais vous expliquer."),
        ("fr", "check", "Qu’avez-vous retenu ?"),
        ("fr", "check", "Redites-moi ça avec vos mots."),
        ("en", "again", "Could you repeat that please?"),
        ("en", "specify", "Can you be a bit more specific?"),
        ("en", "explain", "Let me explain that to you."),
        ("en", "check", "Now tell me in your own words."),
    ],
)
def test_what_is_said_at_any_step_concerns_the_step_asked_now(
    language: Language, intent: Intent, words: str
) -> None:
    assert meant(words, "alcohol_moderate", language) == (intent, "alcohol_moderate")
    assert meant(words, None, language) == (intent, None)


@pytest.mark.parametrize(
    ("language", "words", "intent", "step"),
    [
        ("fr", "Pouvez-vous préciser pour l’alcool ?", "specify", "alcohol"),
        ("fr", "Pouvez-vous répéter pour le laboratoire ?", "again", "laboratory"),
        ("en", "Can you be more specific about alcohol?", "specify", "alcohol"),
    ],
)
def test_unless_another_step_is_named(language: Language, words: str, intent: Intent, step: str) -> None:
    assert meant(words, "usual_hour", language) == (intent, step)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_greeting_concerns_no_step(language: Language) -> None:
    for words in {
        "fr": ("Bonjour !", "Bonjour monsieur Dupont-Lachaux"),
        "en": ("Hello!", "Hello Mr Dupont"),
    }[language]:
        assert meant(words, "usual_hour", language) == ("greet", None)


def test_mistyped_words_are_still_understood() -> None:
    assert meant("Dans quel laboratiore faites-vous vos analises ?") == ("ask", "laboratory")
    assert meant("Which laboratry do you use for blood tests?", None, "en") == ("ask", "laboratory")


# ------------------------------------------------------------------------ what is not understood


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("position", [None, "usual_hour", "no_such_step"])
@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "   ",
            "?",
            "…!?",
            "😀",
            "😀😀 💊 🩸",
            "azertyuiop",
            "1234 5678",
            "\x00\x1b[31m",
            "\u0301" * 50,
        ),
        *("x" * 10_000, "a b c. " * 2_000, "zut " * 3_000, "[bold]@click=app.quit[/]"),
    ],
)
def test_what_means_nothing_is_not_understood(language: Language, position: str | None, words: str) -> None:
    understood = understand(words, position, language)
    assert understood.intent == "unknown"
    assert understood.step is None
    assert 0 <= understood.score < UNDERSTOOD


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Avez-vous un chien ?"),
        ("fr", "Connaissez-vous la capitale de l’Australie ?"),
        ("fr", "Il y avait du monde sur l’autoroute."),
        ("fr", "Je comprends, ne vous inquiétez pas."),
        ("en", "Do you have a dog?"),
        ("en", "Who won the match yesterday?"),
        ("en", "There was a lot of traffic on the motorway."),
        ("en", "I understand."),
    ],
)
def test_what_is_about_something_else_is_not_understood(language: Language, words: str) -> None:
    assert meant(words, "usual_hour", language) == ("unknown", None)


def test_a_long_speech_is_read_from_its_beginning() -> None:
    assert meant("Il ne faut jamais doubler la dose. " + "z" * 10_000) == ("explain", "missed_dose")
    assert meant("z" * LIMIT + " Vous fumez ?") == ("unknown", None)


def test_it_tells_what_it_came_closest_to() -> None:
    understood = understand("Vous fumez beaucoup ?")
    assert understood.phrasing in phrasings().steps["tobacco"].asked.fr
    assert UNDERSTOOD <= understood.score <= 100
    own = next(step.words.fr for _section, step in AVK.steps() if step.id == "tobacco")
    exactly = understand(own.upper())
    assert (exactly.score, exactly.phrasing) == (100.0, own)


def test_the_nearest_steps_are_other_steps_of_the_script() -> None:
    known = {step.id for _section, step in AVK.steps()}
    for words in ("Et l’alcool ?", "Quelle date ?", "Parlez-moi du carnet", "Où est la gare du dentiste ?"):
        understood = understand(words)
        assert len(understood.near) <= 3
        assert set(understood.near) <= known - {understood.step}


# -------------------------------------------------------------------------------------- ties


def tied(**ways: str) -> Matcher:
    """A matcher where steps are asked by these words and no others, in both languages."""
    shipped = phrasings()
    steps = {
        name: shipped.steps[name].model_copy(update={"asked": Ways(fr=(said,), en=(said,))})
        for name, said in ways.items()
    }
    return Matcher(AVK, "fr", shipped.model_copy(update={"steps": steps}))


def test_two_steps_as_near_as_each_other_are_a_tie() -> None:
    matcher = tied(food="Parlons du zigomar", sport="Parlons du zigomar")
    understood = matcher.understand("Parlons du zigomar", None)
    assert (understood.intent, understood.step) == ("unknown", None)
    assert set(understood.near) == {"food", "sport"}
    assert understood.score > 100 - MARGIN


@pytest.mark.parametrize("position", ["food", "sport"])
def test_the_step_asked_now_wins_a_tie(position: str) -> None:
    matcher = tied(food="Parlons du zigomar", sport="Parlons du zigomar")
    understood = matcher.understand("Parlons du zigomar", position)
    assert (understood.intent, understood.step) == ("ask", position)


def test_of_a_question_and_the_one_that_hangs_on_its_answer_the_first_is_meant() -> None:
    matcher = tied(needs_help="Parlons du zigomar", needs="Parlons du zigomar")
    assert matcher.understand("Parlons du zigomar", None).step == "needs_help"
    assert matcher.understand("Parlons du zigomar", "needs").step == "needs"


# ----------------------------------------------------------------------------- what is shipped


def shipped(script: Script, language: Language) -> list[tuple[Intent, str | None, str]]:
    """Every way that is shipped, with what it means."""
    ways = phrasings()
    rows: list[tuple[Intent, str | None, str]] = []
    for intent in GENERIC:
        rows += [(intent, None, said) for said in getattr(ways.generic, intent).text_in(language)]
    for _section, step in script.steps():
        own = ways.steps[step.id]
        rows += [
            ("ask", step.id, said) for said in (step.words.text_in(language), *own.asked.text_in(language))
        ]
        rows += [
            ("explain", step.id, said) for said in (own.explained.text_in(language) if own.explained else ())
        ]
        if isinstance(step, Rate):
            rows.append(("explain", step.id, step.rate.explain.text_in(language)))
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_every_way_shipped_is_understood_as_its_own(script: Script, language: Language) -> None:
    matcher = matcher_for(script, language)
    missed = []
    for intent, step, said in shipped(script, language):
        understood = matcher.understand(said, step)
        if (understood.intent, understood.step) != (intent, step):
            missed.append((said, intent, step, understood))
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_taken_off_the_list_is_mostly_understood_by_the_others(language: Language) -> None:
    """Each way in turn is unknown to the matcher: they differ on purpose, so this is the hardest it meets."""
    ways = phrasings()
    right = wrong = count = 0
    for fold in range(6):
        steps = {}
        held = []
        for _section, step in AVK.steps():
            said = ways.steps[step.id].asked.text_in(language)
            held += [(step.id, one) for one in said[fold::6]]
            kept = tuple(one for number, one in enumerate(said) if number % 6 != fold)
            steps[step.id] = ways.steps[step.id].model_copy(update={"asked": Ways(fr=kept, en=kept)})
        matcher = Matcher(AVK, language, ways.model_copy(update={"steps": steps}))
        for name, one in held:
            understood = matcher.understand(one, name)
            count += 1
            right += (understood.intent, understood.step) == ("ask", name)
            wrong += understood.intent != "unknown" and understood.step != name
    assert count > 700
    assert right / count > 0.70, f"{right} of {count}"
    assert wrong / count < 0.20, f"{wrong} of {count}"


def test_no_two_steps_share_a_way() -> None:
    for script in SCRIPTS:
        for language in LANGUAGES:
            owners: dict[str, set[tuple[str, str | None]]] = {}
            for intent, step, said in shipped(script, language):
                owners.setdefault(plain(said), set()).add((intent, step))
            assert {said: own for said, own in owners.items() if len(own) > 1} == {}


def test_every_step_shipped_has_ways_of_asking_it_in_both_languages() -> None:
    ways = phrasings()
    known = {step.id: step for script in SCRIPTS for _section, step in script.steps()}
    assert set(ways.steps) == set(known)
    for name, own in ways.steps.items():
        for language in LANGUAGES:
            assert len(own.asked.text_in(language)) >= 3, name
            if own.explained is not None:
                assert len(own.explained.text_in(language)) >= 3, name
        assert (own.explained is not None) == isinstance(known[name], Rate), name
    for intent in GENERIC:
        assert all(len(getattr(ways.generic, intent).text_in(language)) >= 10 for language in LANGUAGES)
    assert {*GENERIC, "ask"} == set(get_args(Intent))


def test_french_is_written_with_its_own_apostrophe() -> None:
    ways = phrasings()
    said = [text for own in ways.steps.values() for text in (*own.asked.fr, *own.asked.en)]
    assert [text for text in said if "'" in text or text != text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_alike_to_one_group_only(language: Language) -> None:
    seen: dict[str, int] = {}
    for number, group in enumerate(phrasings().words.alike.text_in(language)):
        for word in group:
            assert seen.setdefault(plain(word), number) == number, word


# ---------------------------------------------------------------------------- words and scripts


def test_words_are_compared_without_fillers_endings_or_accents() -> None:
    wording = Wording(phrasings().words, "fr")
    assert wording.tokens(plain("Saignez-vous ?")) == wording.tokens(plain("des SAIGNEMENTS"))
    assert wording.tokens(plain("le cœur")) == wording.tokens(plain("Coeur"))
    assert wording.tokens(plain("s’il vous plaît")) == ()


def test_an_expression_is_one_word_and_not_the_words_that_it_is_made_of() -> None:
    wording = Wording(phrasings().words, "fr")
    (family,) = wording.tokens(plain("Votre médecin traitant"))
    assert wording.tokens(plain("généraliste")) == (family,)
    assert family not in wording.tokens(plain("votre médecin et son traitement"))
    assert len(wording.tokens(plain("sans ordonnance"))) == 1


def test_agreement_asked_for_in_everyday_words_is_no_question_on_travelling() -> None:
    assert meant("Vous êtes partant ? Vous pouvez dire non.", "consent") == ("ask", "consent")
    assert meant("Vous partez en voyage ?", "consent") == ("ask", "travelling")
    proposed = "Je vous propose un petit entretien pour parler de votre traitement, ça vous va ?"
    assert meant(proposed, "purpose") == ("ask", "purpose")


def test_a_script_of_ones_own_is_understood_by_what_it_says_itself(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "id: own\nversion: 1\nkind: interview\ntitle: {fr: Le mien, en: Mine}\n"
        "sections:\n  - id: one\n    title: {fr: Un, en: One}\n    minutes: 1\n    steps:\n"
        "      - id: bicycle\n        title: {fr: Vélo, en: Bicycle}\n"
        "        say: {fr: Quel vélo prenez-vous pour le marché ?, en: Which bicycle do you ride?}\n"
        "        answer: {kind: text}\n",
        encoding="utf-8",
    )
    matcher = matcher_for(load_script(path), "fr")
    understood = matcher.understand("Quel vélo pour le marché ?", None)
    assert (understood.intent, understood.step) == ("ask", "bicycle")
    assert matcher.understand("Vous fumez ?", None).intent == "unknown"


def test_a_matcher_is_made_once_for_each_script_and_language() -> None:
    assert matcher_for(AVK, "fr") is matcher_for(find_script("avk"), "fr")
    assert len({id(matcher_for(script, language)) for script in SCRIPTS for language in LANGUAGES}) == 4


def test_a_fault_in_a_list_of_ways_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "phrasings.yaml"
    path.write_text("words: {}\nsteps: {Tobacco: {asked: {fr: [], en: [x]}}}\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"phrasings\.yaml"):
        load(path, Phrasings)


def test_the_same_words_are_always_understood_the_same_way() -> None:
    words = "Et pour les médicaments sans ordonnance, vous en prenez beaucoup ?"
    assert Matcher(AVK, "fr").understand(words, "food") == Matcher(AVK, "fr").understand(words, "food")
