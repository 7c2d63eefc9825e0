"""The patient says what is true when asked for it, and nothing that was not asked for."""

from __future__ import annotations

import random

import pytest

from assistant.language import LANGUAGES
from assistant.notation import fold
from assistant.rehearsal.case import Case, Difficulty, Temperament
from assistant.rehearsal.heard import HIDDEN, Heard
from assistant.rehearsal.matching import Understood
from assistant.rehearsal.naming import named
from assistant.rehearsal.patient import Reply, SimulatedPatient
from assistant.rehearsal.phrasings import phrasings
from assistant.rehearsal.truths import Truths
from assistant.rehearsal.voicing import Voicing
from assistant.script.library import find_script
from tests.rehearsal.practising import CASES, NOW, case_of, lines, reach, rehearse, spoken, truths_of
from tests.rehearsal.test_unseen import ROWS


def first(truths: Truths, step: str, seed: int = 1) -> Reply:
    """The reply to a step's question as it is written, asked before anything else."""
    words = truths.steps[step].words.text_in(truths.language)
    return SimulatedPatient(truths, seed).reply(Understood("ask", step, 100.0, words, ()), words, Heard())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_comes_at_a_question_that_does_not_ask_for_it(name: str, language: str) -> None:
    truths = truths_of(name, "fr" if language == "fr" else "en")
    case = truths.case
    for seed in (1, 2, 3):
        for step in truths.steps:
            reply = first(truths, step, seed)
            for hidden in case.hidden:
                if step in (hidden.step, *hidden.asked, *hidden.volunteered):
                    continue
                assert HIDDEN + hidden.id not in reply.told
                names = hidden.named.text_in(truths.language)
                assert step in hidden.again or not named(names, reply.words), (step, hidden.id, reply.words)
            for other, truth in case.answers.items():
                if truth.first is not None:  # it has to be asked again
                    assert other not in reply.told or other != step
                    clear = truth.clear.text_in(truths.language) if truth.clear is not None else ""
                    assert "{" in clear or clear not in reply.words, (step, other)


@pytest.mark.parametrize("name", CASES)
def test_other_peoples_questions_bring_nothing_either(name: str) -> None:
    """Every known way of asking, and the unseen ones, at steps that do not ask for the fact."""
    for language in LANGUAGES:
        truths = truths_of(name, language)
        patient = SimulatedPatient(truths, 1)
        ways = [
            (step, words)
            for step, ways in phrasings().steps.items()
            for words in ways.asked.text_in(language)
        ]
        ways += [
            (row["step"], row["words"]) for row in ROWS if row["lang"] == language and row["intent"] == "ask"
        ]
        for step, words in ways:
            asked = truths.steps.get(step)
            for hidden in truths.case.hidden:
                free = step in (hidden.step, *hidden.asked, *hidden.again, *hidden.volunteered)
                if asked is not None and asked.kind != "tell" and not free:
                    assert not patient.names(hidden.named, words), (hidden.id, step, words)


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_apply_is_answered_by_nothing(name: str) -> None:
    """A question that hangs on an answer which is another one brings no invented illness."""
    truths = truths_of(name)
    for step in truths.steps:
        if truths.closed(step):
            reply = first(truths, step)
            assert reply.told == ()
            voicing = Voicing(truths, 1)
            assert voicing.say(voicing.generic("nothing"), step) in reply.words


@pytest.mark.parametrize("name", CASES)
def test_random_questions_bring_only_what_they_ask_for(name: str) -> None:
    truths = truths_of(name)
    random_ = random.Random(name)
    patient, heard = SimulatedPatient(truths, 7), Heard()
    steps = list(truths.steps)
    for _turn in range(60):
        step = random_.choice(steps)
        words = truths.steps[step].words.fr
        reply = patient.reply(Understood("ask", step, 100.0, words, ()), words, heard)
        for told in reply.told:
            hidden = truths.hidden.get(told.removeprefix(HIDDEN)) if told.startswith(HIDDEN) else None
            if hidden is None:
                assert told in (step, "leaving")
            else:
                assert step in (*hidden.asked, *hidden.volunteered, *hidden.again)


@pytest.mark.parametrize("name", CASES)
def test_every_unclear_answer_becomes_clear_when_pressed(name: str) -> None:
    truths = truths_of(name)
    for step, truth in truths.case.answers.items():
        if truth.first is None or step not in truths.path:
            continue
        session = reach(rehearse(name), step)
        if session.topic == step:  # to be specific before anything is asked is to ask
            session.press("specify")
        else:
            session.ask()
        assert spoken(session)[-1]["manner"] == truth.first[0]
        assert step not in session.heard.told
        if truth.until == "explained":
            session.press("again")
            assert step not in session.heard.told  # it is not pressed out of anybody
            session.press("explain")
        else:
            session.press("specify")
        assert step in session.heard.told


def test_an_upset_stomach_is_black_stools_once_they_are_asked_about() -> None:
    session = reach(rehearse("two_errands"), "bleeding")
    session.ask()
    said = fold(spoken(session)[-1]["reply"])
    assert "noir" not in said
    assert "estomac" in said
    session.say("De quelle couleur sont vos selles ? Noires ?")
    assert "noir" in fold(spoken(session)[-1]["reply"])


def test_hard_patients_dodge_once_more_unless_one_is_specific() -> None:
    case = case_of("kept_booklet")
    step = next(name for name, truth in case.answers.items() if truth.first and truth.until == "again")
    for difficulty, dodged in (("easy", False), ("exam", True)):
        session = reach(rehearse("", case=remade(case, difficulty=difficulty)), step)
        session.ask()
        session.press("again")
        assert (step not in session.heard.told) is dodged
        session.press("again")
        assert step in session.heard.told
    session = reach(rehearse("", case=remade(case, difficulty="exam")), step)
    session.ask()
    session.press("specify")
    assert step in session.heard.told


def remade(
    case: Case, *, difficulty: Difficulty | str | None = None, temperament: Temperament | str | None = None
) -> Case:
    """The case, delivered otherwise."""
    person = case.patient.model_copy(update={"temperament": temperament or case.patient.temperament})
    changed = case.model_copy(update={"difficulty": difficulty or case.difficulty, "patient": person})
    return changed.sealed(case.text, case.digest)


@pytest.mark.parametrize("name", ["new_dvt"])
def test_temperament_and_difficulty_change_the_delivery_and_never_the_facts(name: str) -> None:
    case = case_of(name)
    told, words = set(), set()
    for difficulty in ("easy", "exam"):
        for temperament in ("calm", "talkative", "terse", "anxious", "irritable", "hesitant"):
            truths = Truths(
                remade(case, difficulty=difficulty, temperament=temperament),
                find_script(case.script),
                NOW.date(),
                "fr",
            )
            replies = [first(truths, step) for step in truths.path]
            told.add(tuple(reply.told for reply in replies))
            words.add(tuple(reply.words for reply in replies))
    assert len(told) == 1
    assert len(words) > 6


def test_the_same_seed_and_inputs_give_the_same_bytes() -> None:
    def played(seed: int) -> bytes:
        session = reach(rehearse("garden", seed=seed), "pain_relief")
        session.ask()
        session.press("again")
        session.say("Et pour la fièvre, que prenez-vous ?")
        session.say("euh")
        return lines(session)

    assert played(3) == played(3)
    assert len({played(seed) for seed in range(6)}) > 1


def test_the_clear_answer_is_the_same_however_often_it_is_asked_for() -> None:
    session = reach(rehearse("garden"), "medicine")
    clear = Voicing(session.truths, 1).clear("medicine")
    session.ask()
    session.press("again")
    session.press("again")
    assert all(clear in one["reply"] for one in spoken(session)[-3:])


def test_who_wishes_to_stop_says_nothing_else_any_more() -> None:
    session = reach(rehearse("three_hours"), "inr_meaning")
    session.ask()
    assert session.heard.leaving
    session.say("Prenez-vous d’autres médicaments ?")
    session.press("again")
    assert all(one["told"] == [] for one in spoken(session)[-2:])


def test_an_explanation_is_said_back() -> None:
    session = reach(rehearse("garden"), "pain_relief")
    session.ask()
    session.answer(session.truths.typed("pain_relief"))
    assert session.topic == "pain_relief"
    session.press("explain")
    session.press("check")
    notion = spoken(session)[-1]
    assert notion["intent"] == "check"
    assert "paracétamol" in notion["reply"].casefold() or "doliprane" in notion["reply"].casefold()
