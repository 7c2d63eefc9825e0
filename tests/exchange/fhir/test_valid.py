"""Everything that leaves is FHIR R4: by an established model, by its value sets, by the rules of forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant import language
from assistant.demo.building import build
from assistant.demo.clock import PresentClock
from assistant.dossier.dossier import Dossier, Interview
from assistant.dossier.fact import FactEvent
from assistant.exchange.fhir.bundle import alone, bundle, written
from assistant.exchange.fhir.facts import facts_form
from assistant.exchange.fhir.questionnaire import Form
from assistant.exchange.fhir.response import status
from assistant.interview.amending import Amending
from assistant.interview.standing import Standing
from assistant.people import Person
from assistant.script.library import find_script, script_files
from assistant.settings import Settings
from assistant.settings.settings import Pharmacist
from assistant.store.store import Store
from tests.exchange.dossiers import HOSTILE
from tests.exchange.fhir.renderjob import held, responded, stored
from tests.exchange.fhir.validity import answers_faults, faults, items
from tests.exchange.goldens import golden
from tests.interview.asking import CAMILLE, TODAY, Memory, Watch, begun, give, up_to
from tests.script.small import script_of

AT = datetime(2016, 6, 1, 7, 0, tzinfo=UTC)
PHARMACY = Settings(
    pharmacy_name="Pharmacie du Port", pharmacists=(Pharmacist("Camille Martin", "10001234565"),)
)
KNOWN = {
    "ref": "P1",
    "family_name": "Durand",
    "given_name": "Odette",
    "birth_date": "1943-05-01",
    "sex": "f",
    "nir": "243057505601273",
    "phone": "01 02 03 04 05",
    "doctor": "Dr Petit",
    "prescriber": "Dr Grand",
    "prescriber_rpps": "10001234565",
    "inr_low": 2.0,
    "inr_high": 3.0,
    "adhesion_date": "2016-01-04",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The dossiers of the demonstration."""
    with build(tmp_path_factory.mktemp("demo") / "store", PresentClock()) as store:
        yield store


def dossier(*sessions: Standing, **facts: Any) -> Dossier:
    """A dossier of facts and interviews."""
    known = {**KNOWN, **facts}
    events = [
        FactEvent(seq, "fact", name, value, AT, "Anne") for seq, (name, value) in enumerate(known.items(), 1)
    ]
    events.append(FactEvent(len(events) + 1, "act", "interview", "2015-11-03", AT, "Anne"))
    return Dossier(events, [Interview(f"{number:016x}", one) for number, one in enumerate(sessions, 1)])


@pytest.mark.parametrize("spoken", ["fr", "en"])
@pytest.mark.parametrize("path", list(script_files()), ids=lambda path: path.stem)
def test_every_script_is_a_valid_form(path: Path, spoken: Any) -> None:
    language.use(spoken)
    script = find_script(path.stem)
    form = Form(script).to_json()
    assert faults(form) == []
    assert {step.id for _section, step in script.steps()} <= {item["linkId"] for item in items(form)}
    assert form["language"] == spoken
    other = form["_title"]["extension"][0]["extension"]
    assert [part.get("valueCode") or part["valueString"] for part in other] == [
        {"fr": "en", "en": "fr"}[spoken],
        script.title.en if spoken == "fr" else script.title.fr,
    ]
    # Both languages stand at every text that is shown.
    assert all("_text" in item for item in items(form))


def test_every_dossier_of_the_demonstration_is_a_valid_bundle(shown: Store, long: bool) -> None:
    kinds: set[str] = set()
    statuses: set[str] = set()
    for one in shown.summaries():
        made = bundle(shown.dossier(one.patient.ref), PHARMACY, AT)
        assert faults(made, forms=long) == [], one.patient.ref
        resources = [entry["resource"] for entry in made["entry"]]
        kinds |= {resource["resourceType"] for resource in resources}
        statuses |= {r["status"] for r in resources if r["resourceType"] == "QuestionnaireResponse"}
    assert kinds == {
        "Patient",
        "Practitioner",
        "Consent",
        "Observation",
        "Questionnaire",
        "QuestionnaireResponse",
    }
    assert {"completed", "stopped", "in-progress"} <= statuses


def test_a_wrong_code_is_found() -> None:
    """The library takes any status; the value sets do not."""
    form = Form(script_of()).to_json()
    assert faults({**form, "status": "zzz"}) == ["Questionnaire.status: 'zzz'"]
    form["item"][1]["item"][0]["enableWhen"] = [
        {"question": "nowhere", "operator": "~", "answerBoolean": True}
    ]
    assert len(faults(form)) == 2


def test_the_small_script_and_a_dossier_are_as_they_were() -> None:
    language.use("fr")
    assert not golden("small.questionnaire.json", written(Form(script_of()).to_json()).decode())
    session = begun(script_of(), facts={"inr_low": 2.0}, previous={"missed": "partial"})
    up_to(session, "missed", rows="2016-04-20 2,1; 2016-05-20 2,5")
    session.answer("p", ["late"])
    session.answer("je saute")
    up_to(session, None)
    session.finish()
    made = bundle(dossier(session), PHARMACY, AT)
    assert faults(made) == []
    form = facts_form()
    made["entry"] = [one for one in made["entry"] if one["resource"] != form]
    assert not golden("dossier.bundle.json", written(made).decode())


def test_statuses() -> None:
    """Completed, amended, stopped, in progress: and only what was answered is there."""
    memory = Memory()
    session = begun(script_of(), memory)
    give(session, "hello", "consent", "low")
    assert status(session.transcript) == "in-progress"
    links = {item["linkId"] for item in items(responded(session))}
    assert {"hello", "consent", "low"} <= links
    assert not links & {"high", "where", "missed_words", "known", "explain"}
    session.pause()
    assert responded(session)["status"] == "in-progress"
    session.resume()
    up_to(session, None)
    session.finish()
    assert responded(session)["status"] == "completed"
    amending = Amending("t1", session.script, memory, CAMILLE, Watch(), memory.events())
    amending.amend("low", "2,5", reason="mal lu")
    assert status(amending.transcript) == "amended"
    refused = begun(script_of(), facts={"inr_low": 2.0}, previous={"missed": "acquired"})
    refused.answer("")
    refused.answer("non")
    refused.finish()
    made = responded(stored(refused))
    assert made["status"] == "stopped"
    assert [one["valueCode"] for one in made["extension"] if "valueCode" in one] == ["refused"]
    # A refusal tells nothing of what was known.
    assert {item["linkId"] for item in items(made)} == {"section.welcome", "hello", "consent"}
    assert all(item["text"] for item in items(made))


def test_a_branch_left_is_absent_and_an_opened_question_is_marked() -> None:
    session = begun(script_of())
    up_to(session, "missed", bleeding="oui", where="gums")
    assert "where" in {item["linkId"] for item in items(responded(session))}
    session.correct("bleeding", "non")
    assert "where" not in {item["linkId"] for item in items(responded(session))}
    session.open("where")
    session.answer("skin")
    made = responded(session)
    assert "where" in {item["linkId"] for item in items(made)}
    assert [one["valueString"] for one in made["extension"] if one["url"].endswith("opened")] == ["where"]


def test_what_identifies_people() -> None:
    one = dossier(withdrawal_date="2016-03-01")
    resources = [entry["resource"] for entry in bundle(one, PHARMACY, AT)["entry"]]
    (patient,) = [r for r in resources if r["resourceType"] == "Patient"]
    assert [number["system"] for number in patient["identifier"]] == [
        "http://entretien-avk.invalid/fhir/patient-ref",
        "urn:oid:1.2.250.1.213.1.4.8",
    ]
    (consent,) = [r for r in resources if r["resourceType"] == "Consent"]
    assert (consent["status"], consent["provision"]["period"]) == (
        "inactive",
        {"start": "2016-01-04", "end": "2016-03-01"},
    )
    # The NIR of somebody else identifies somebody else, and nobody consented where nothing is signed.
    other = dossier(insured="dependant", adhesion_date=None)
    resources = [entry["resource"] for entry in bundle(other, PHARMACY, AT)["entry"]]
    assert len(resources[0]["identifier"]) == 1
    assert "Consent" not in {r["resourceType"] for r in resources}


def test_an_inr_is_an_observation() -> None:
    one = dossier(inr_readings=[{"date": "2016-05-20", "value": 2.5}])
    (found,) = [
        e["resource"]
        for e in bundle(one, PHARMACY, AT)["entry"]
        if e["resource"]["resourceType"] == "Observation"
    ]
    assert found["code"]["coding"] == [{"system": "http://loinc.org", "code": "6301-6"}]
    assert found["valueQuantity"]["value"] == 2.5
    assert found["effectiveDateTime"] == "2016-05-20"
    assert found["referenceRange"][0]["low"]["value"] == 2.0


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_every_field_stay_words(words: str) -> None:
    from assistant.script.answers import clean
    from assistant.script.knowledge import facts as fields

    text = clean(words)
    texts = {
        name: text[:200]
        for name, field in fields().items()
        if field.answer.kind == "text" and not field.answer.format
    }
    session = begun(script_of())
    up_to(session, None, missed="p", missed_words=text)
    session.finish()
    person = Person(text[:60] or "x")
    session.transcript.events[:] = [
        type(event)(**{**{k: getattr(event, k) for k in event.__slots__}, "by": person.name})
        for event in session.transcript.events
    ]
    one = dossier(session, **texts)
    made = bundle(one, PHARMACY, AT)
    assert faults(made) == []
    again = json.loads(written(made))
    said = [
        item["answer"][0]["valueString"]
        for item in items(again["entry"][-1]["resource"])
        if item["linkId"] == "missed_words"
    ]
    assert said == [text]
    assert again["entry"][0]["resource"]["name"][0]["family"] == texts["family_name"]


def test_an_interview_alone_names_who_it_is_about() -> None:
    session = held(script_of(), 3)
    made = alone(Interview("0" * 16, session), dossier(session))
    assert faults(made) == []
    assert list(answers_faults(made, Form(script_of()).to_json())) == []
    assert made["subject"]["identifier"]["value"] == "P1"
    assert made["author"]["display"] == CAMILLE.name
    assert TODAY.isoformat() in made["authored"]
