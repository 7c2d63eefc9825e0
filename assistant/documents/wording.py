"""What documents say: the data files under `scripts/documents`, or a pharmacy's own copies of them."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.script.closed import Closed, Id
from assistant.script.knowledge import facts
from assistant.script.loader import load
from assistant.settings import configuration_folder, shipped

Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Model = TypeVar("Model", bound=Closed)


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in facts():
            raise PydanticCustomError("unknown_fact", "no such fact", {"fact": name})
    return names


class AdhesionWording(Closed):
    """`adhesion.yaml`."""

    title: Text
    model: Text
    originals: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    facts: tuple[Id, ...]
    statements: Texts
    choices: Texts
    by_hand: Text
    place: Text
    day: Text
    signatures: Annotated[tuple[Text, ...], Field(min_length=2, max_length=3)]

    _facts = field_validator("facts")(_known)


class PatientWording(Closed):
    """`patient.yaml`."""

    title: Text
    first: Text
    talked: Text
    nothing: Text
    known: Text
    always: Text
    essentials: Texts
    dates: Text
    next_inr: Text
    next_interview: Text
    last_inr: Text
    range: Text
    call: Text
    pharmacy: Text
    doctor: Text
    prescriber: Text
    laboratory: Text
    doctor_today_title: Text
    doctor_today: Texts
    emergency_title: Text
    emergency: Texts
    emergency_say: Text
    alerts: dict[Id, Text]
    """Alert of a script to what stands on the page; what was said aloud stands for one that is not here."""


class LetterWording(Closed):
    """`letter.yaml`."""

    subject: Text
    greeting: Text
    opening: Text
    patient: Text
    interview: Text
    facts: tuple[Id, ...]
    last_inr: Text
    range: Text
    observed: Text
    nothing: Text
    steps: tuple[Id, ...]
    """Steps whose answers are observations."""
    score: Text
    to_review: Text
    message: Id
    """The step that holds what the pharmacist wants to tell the prescriber."""
    closing: Text
    regards: Text
    enclosed: Text
    signature: Text
    alerts: dict[Id, Text]
    """Alert of a script to how it is told to a doctor; one that is not here is left to the pharmacist."""

    _facts = field_validator("facts")(_known)


class QuestionnaireWording(Closed):
    """`questionnaire.yaml`."""

    explained: Text
    own: Text
    incomplete: Text
    signatures: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]


def adhesion_wording() -> AdhesionWording:
    """What the bulletin d'adhésion says.

    Raises:
        ScriptError: the pharmacy's own copy has faults; all of them are named.
    """
    return _read("adhesion", AdhesionWording)


def patient_wording() -> PatientWording:
    """What the patient's page says (raises as above)."""
    return _read("patient", PatientWording)


def letter_wording() -> LetterWording:
    """What the letter to the prescriber says (raises as above)."""
    return _read("letter", LetterWording)


def questionnaire_wording() -> QuestionnaireWording:
    """What the observance questionnaire says of itself (raises as above)."""
    return _read("questionnaire", QuestionnaireWording)


def _read(name: str, model: type[Model]) -> Model:
    own = configuration_folder() / "documents" / f"{name}.yaml"
    return load(own if own.is_file() else shipped() / "documents" / f"{name}.yaml", model)
