"""What other software sends: taken in where it can be, and a sentence where it cannot."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import AssistantError, InputError
from assistant.exchange.fhir.bundle import bundle
from assistant.exchange.fhir.taking import Received, Taking
from assistant.script.library import find_script
from assistant.settings import Settings
from assistant.store.store import Store
from tests.exchange.fhir.pasts import Ticking, current
from tests.interview.asking import CALM
from tests.opening import opened

Document = dict[str, Any]
ELSEWHERE: Document = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {
            "fullUrl": "https://laboratory.test/Patient/77",
            "resource": {
                "resourceType": "Patient",
                "id": "77",
                "identifier": [{"system": "https://laboratory.test/files", "value": "L-77"}],
                "name": [{"family": "Morel", "given": ["Jean", "Paul"]}],
                "gender": "male",
                "birthDate": "1951-04-30",
            },
        },
        {
            "resource": {
                "resourceType": "Observation",
                "status": "final",
                "code": {"coding": [{"system": "http://loinc.org", "code": "6301-6"}]},
                "subject": {"reference": "https://laboratory.test/Patient/77"},
                "effectiveDateTime": "2016-05-20T08:30:00+02:00",
                "valueQuantity": {"value": 2.7, "unit": "1"},
            }
        },
    ],
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "store", Ticking(2017)) as made:
        yield made


@pytest.fixture
def sent(tmp_path: Path) -> Document:
    """A dossier of another pharmacy with one questionnaire held to its end."""
    with opened(tmp_path / "sender", Ticking(), "Zoé Petit") as sender:
        sender.add_patient(
            {"family_name": "Durand", "given_name": "Odette", "birth_date": "1943-05-01", "sex": "f"}, "P1"
        )
        session = sender.begin("P1", find_script("observance"))
        while session.position is not None:
            _section, step = session.located(session.position)
            session.answer("" if step.kind == "tell" else "yes")
        session.finish()
        sender.release(session.name)
        return bundle(sender.dossier("P1"), Settings(), sender.clock.now())


def take(store: Store, document: Any) -> Received:
    """Take it in."""
    return Taking(store, document).run()


def refused(store: Store, document: Any) -> str:
    """The sentences of a refusal, after which nothing is there."""
    with pytest.raises(InputError) as error:
        take(store, document)
    assert store.summaries() == []
    return error.value.message


def of(document: Document, kind: str, name: str = "") -> Document:
    """The resource of a kind in a bundle."""
    found: Document = next(
        entry["resource"]
        for entry in document["entry"]
        if entry["resource"]["resourceType"] == kind
        and name in str(entry["resource"].get("questionnaire", ""))
    )
    return found


def questions(response: Document) -> list[Document]:
    """The six answers."""
    found: list[Document] = next(one for one in response["item"] if one["linkId"] == "section.questions")[
        "item"
    ]
    return found


def test_a_patient_and_an_inr_of_a_laboratory(store: Store) -> None:
    assert take(store, ELSEWHERE).to_json() == {
        "patients": 1,
        "updated": 0,
        "there": 0,
        "interviews": 0,
        "readings": 1,
    }
    dossier = store.dossier("L-77")
    assert dossier.facts == {
        "family_name": "Morel",
        "given_name": "Jean Paul",
        "birth_date": "1951-04-30",
        "sex": "m",
        "inr_readings": [{"date": "2016-05-20", "value": 2.7}],
    }
    assert take(store, ELSEWHERE).there == 1


def test_another_inr_goes_into_the_dossier_that_is_here(store: Store) -> None:
    take(store, ELSEWHERE)
    more = copy.deepcopy(ELSEWHERE)
    of(more, "Observation").update(effectiveDateTime="2016-06-17", valueQuantity={"value": 3.1})
    assert take(store, more).updated == 1
    rows = store.dossier("L-77").facts["inr_readings"]
    assert rows == [{"date": "2016-05-20", "value": 2.7}, {"date": "2016-06-17", "value": 3.1}]
    assert take(store, more).there == 1
    assert len([event for event in store.dossier("L-77").events if event.name == "inr_readings"]) == 2


def test_what_has_no_place_here_is_named_and_left(store: Store) -> None:
    more = copy.deepcopy(ELSEWHERE)
    extra = copy.deepcopy(of(more, "Observation"))
    extra["code"]["coding"][0]["code"] = "718-7"
    wrong = copy.deepcopy(of(more, "Observation")) | {"status": "entered-in-error"}
    more["entry"] += [
        {"resource": one} for one in (extra, wrong, {"resourceType": "Encounter", "status": "x"})
    ]
    found = take(store, more)
    assert found.readings == 1
    assert len(found.left) == 3
    assert "Encounter" in found.left[-1]
    assert "6301-6" in found.left[0]


def _value(of_: Document, **others: Any) -> None:
    of_.update(others)


BAD: dict[str, tuple[Callable[[Document], Any], str]] = {
    "no birth date": (lambda d: of(d, "Patient").pop("birthDate"), "Date of birth"),
    "no name": (lambda d: of(d, "Patient").pop("name"), "name"),
    "nothing to tell apart": (
        lambda d: (of(d, "Patient").pop("id"), of(d, "Patient").pop("identifier")),
        "identifier",
    ),
    "an INR of a thousand": (lambda d: of(d, "Observation")["valueQuantity"].update(value=1000), "no answer"),
    "an INR that is none": (lambda d: of(d, "Observation")["valueQuantity"].update(value="2,5"), "no answer"),
    "an INR in the future": (
        lambda d: _value(of(d, "Observation"), effectiveDateTime="2031-01-01"),
        "no answer",
    ),
    "an INR without a day": (lambda d: of(d, "Observation").pop("effectiveDateTime"), "effectiveDateTime"),
    "nobody's INR": (
        lambda d: _value(of(d, "Observation"), subject={"reference": "Patient/9"}),
        "not in the file",
    ),
    "a test": (lambda d: _value(of(d, "Patient"), meta={"security": [{"code": "HTEST"}]}), "practised"),
    "no code": (lambda d: of(d, "Observation").pop("code"), "not as FHIR"),
    "a list for a name": (lambda d: _value(of(d, "Patient"), name=[["Morel"]]), "not as FHIR"),
    "a patient twice": (lambda d: d["entry"].append(copy.deepcopy(d["entry"][0])), "twice"),
    "another value for the day": (
        lambda d: d["entry"].append({"resource": of(d, "Observation") | {"valueQuantity": {"value": 5}}}),
        "two values",
    ),
    "no patient": (lambda d: d["entry"].pop(0), "not in the file"),
    "nobody at all": (lambda d: d["entry"].clear(), "resource Patient is needed"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_fault_is_a_sentence_and_nothing_is_taken_in(store: Store, fault: str) -> None:
    change, words = BAD[fault]
    document = copy.deepcopy(ELSEWHERE)
    change(document)
    assert words in refused(store, document)


FAULTY: dict[str, tuple[Callable[[Document], Any], str]] = {
    "another status": (lambda r: _value(r, status="zzz"), "completed, amended, stopped"),
    "a version that is not here": (lambda r: _version(r), "version 99"),
    "no form of ours": (lambda r: _value(r, questionnaire="https://x.test/q"), "none of this program"),
    "in the future": (lambda r: _value(r, authored="2031-01-01T10:00:00Z"), "future"),
    "before it began": (lambda r: _value(r, authored="2010-01-01T10:00:00Z"), "ends before"),
    "no day": (lambda r: r.pop("authored"), "authored"),
    "a day that is none": (lambda r: _value(r, authored="soon"), "no date"),
    "an answer is missing": (lambda r: questions(r).pop(), "has no answer"),
    "an answer of another kind": (lambda r: _answer(r, {"valueString": "oui"}), "no answer to"),
    "two answers": (
        lambda r: questions(r)[0]["answer"].append({"valueBoolean": True}),
        "no answer to",
    ),
    "another patient": (lambda r: _value(r, subject={"display": "x"}), "not in the file"),
    "neither id nor identifier": (lambda r: (r.pop("id"), r.pop("identifier")), "twice"),
}


def _answer(response: Document, answer: Document) -> None:
    questions(response)[0]["answer"] = [answer]


def _version(response: Document) -> None:
    response["questionnaire"] = response["questionnaire"].split("|")[0] + "|99"


@pytest.mark.parametrize("fault", FAULTY)
def test_an_interview_that_cannot_have_been_held_is_refused(store: Store, sent: Document, fault: str) -> None:
    change, words = FAULTY[fault]
    change(of(sent, "QuestionnaireResponse", "observance"))
    assert words in refused(store, sent)


def test_an_interview_filled_in_elsewhere_is_taken_in_once(store: Store, sent: Document) -> None:
    """Another renderer writes no extension of ours, and its own id."""
    response = of(sent, "QuestionnaireResponse", "observance")
    del response["extension"], response["identifier"], response["author"]
    response["id"] = "form-1"
    assert take(store, sent).interviews == 1
    (interview,) = store.dossier("P1").interviews
    assert interview.standing.transcript.status == "completed"
    assert interview.standing.walk.course.values["observance.score"] in range(7)
    assert interview.standing.transcript.events[-1].by == store.person.name
    assert take(store, sent).there == 1


def test_a_dossier_that_is_here_keeps_its_interviews(store: Store, sent: Document) -> None:
    take(store, sent)
    before = current(store, "P1")
    changed = copy.deepcopy(sent)
    response = of(changed, "QuestionnaireResponse", "observance")
    first = questions(response)[0]["answer"][0]
    first["valueBoolean"] = not first["valueBoolean"]
    response["item"] = [one for one in response["item"] if one["linkId"] == "section.questions"]
    response["status"] = "in-progress"
    with pytest.raises(InputError, match="is here"):
        take(store, changed)
    assert current(store, "P1") == before


def test_two_places_that_disagree_are_refused(store: Store, sent: Document) -> None:
    of(sent, "Patient")["name"][0]["given"] = ["Aline"]
    assert "said twice" in refused(store, sent)


def test_someone_who_may_be_the_same_patient_is_named(store: Store, sent: Document) -> None:
    store.add_patient({"family_name": "Durand", "given_name": "Odette", "birth_date": "1943-05-01"}, "OLD")
    assert "OLD" in take(store, sent).doubts[0]


@pytest.mark.parametrize("document", [None, [], "x", {}, {"resourceType": 3}, CALM])
def test_what_is_no_fhir_is_refused(store: Store, document: Any) -> None:
    assert refused(store, document).startswith("This is no FHIR: a Bundle")


def test_an_empty_bundle_is_refused(store: Store) -> None:
    assert refused(store, {"resourceType": "Bundle"}).startswith("Nothing was taken in:")


@pytest.mark.parametrize("entry", [7, "x", {"resource": {}}, True, [None], [[]]])
def test_entries_that_are_none(store: Store, sent: Document, entry: object) -> None:
    assert "an entry of the Bundle holds no resource" in refused(store, {**sent, "entry": entry})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON, place=st.integers(0, 10_000))
def test_anything_anywhere_is_a_sentence_or_taken_in(
    store: Store, sent: Document, value: Any, place: int
) -> None:
    """A value of the file is replaced by another: never an error of Python."""
    document = copy.deepcopy(sent)
    holders = list(_holders(document))
    holder, key = holders[place % len(holders)]
    holder[key] = value
    with suppress(AssistantError):
        assert Taking(store, document).run(only_look=True).patients == 1


def _holders(part: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else []
    for key in keys:
        yield part, key
        if not (isinstance(part[key], dict) and part[key].get("resourceType") == "Questionnaire"):
            yield from _holders(part[key])
