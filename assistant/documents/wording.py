"""What documents say: the data files under `scripts/documents`, or a pharmacy's own copies of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from assistant.bilingual import Text
from assistant.script.closed import Closed, Id
from assistant.script.knowledge import facts
from assistant.script.loader import load
from assistant.script.steps import Script
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
    """`patient.yaml`: of AVK interviews; `patient-ID.yaml`: of the script of this id.

    What is said of the INR may be left out: nothing of it is then on the page.
    """

    title: Text
    first: Text
    talked: Text
    nothing: Text
    known: Text
    always: Text
    essentials: Texts
    dates: Text
    next_inr: Text | None = None
    next_interview: Text
    last_inr: Text | None = None
    range: Text | None = None
    call: Text
    pharmacy: Text
    doctor: Text
    prescriber: Text
    laboratory: Text | None = None
    doctor_today_title: Text
    doctor_today: Texts
    emergency_title: Text
    emergency: Texts
    emergency_say: Text
    alerts: dict[Id, Text]
    """Alert of a script to what stands on the page; what was said aloud stands for one that is not here."""


class LetterWording(Closed):
    """`letter.yaml`, `letter-ID.yaml`: as above."""

    subject: Text
    greeting: Text
    opening: Text
    patient: Text
    interview: Text
    facts: tuple[Id, ...]
    last_inr: Text | None = None
    range: Text | None = None
    observed: Text
    nothing: Text
    steps: tuple[Id, ...]
    """Steps whose answers are observations."""
    score: Text | None = None
    to_review: Text
    message: Id
    """The step that holds what the pharmacist wants to tell the prescriber."""
    closing: Text
    regards: Text
    enclosed: Text | None = None
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


def patient_wording(script: Script) -> PatientWording:
    """What the patient's page says after an interview (raises as above; see `worded`)."""
    return _read(_named("patient", script), PatientWording)


def letter_wording(script: Script) -> LetterWording:
    """What the letter to the prescriber says after an interview (raises as above)."""
    return _read(_named("letter", script), LetterWording)


def worded(kind: Literal["patient", "letter"], script: Script) -> bool:
    """Whether this document has words for interviews with a script."""
    return _path(_named(kind, script)).is_file()


def questionnaire_wording() -> QuestionnaireWording:
    """What the observance questionnaire says of itself (raises as above)."""
    return _read("questionnaire", QuestionnaireWording)


def _named(kind: str, script: Script) -> str:
    """The script's own words; those of every AVK interview where it is one and has none."""
    own = f"{kind}-{script.id}"
    return kind if script.kind == "interview" and not _path(own).is_file() else own


def _read(name: str, model: type[Model]) -> Model:
    return load(_path(name), model)


def _path(name: str) -> Path:
    own = configuration_folder() / "documents" / f"{name}.yaml"
    return own if own.is_file() else shipped() / "documents" / f"{name}.yaml"
