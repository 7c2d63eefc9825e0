"""What the tests of documents share: interviews held in a moment, and printed pages read again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from assistant.demo.cases import Case, Cases, cases
from assistant.demo.playing import Teller
from assistant.documents.kinds import Kind
from assistant.documents.printing import Asked, Made, issue, make
from assistant.documents.typesetting import Typeset
from assistant.script.library import find_script
from assistant.settings import Settings
from assistant.settings.settings import Pharmacist
from assistant.store.store import Store
from tests.demo.conftest import StillClock
from tests.opening import opened

PHARMACY: Final = Settings(
    pharmacy_name="Pharmacie du Port",
    pharmacy_address="3 quai du Port, 29000 Quimper",
    pharmacy_phone="02 98 00 00 00",
    pharmacy_number="292012345",
    pharmacists=(Pharmacist("Anne Martin", "10001234565"),),
)
WHO: Final = {
    "family_name": "Petit",
    "given_name": "Paul",
    "birth_date": "01/01/1940",
    "medicine": "Coumadine",
    "treatment_start": "01/01/2016",
    "expected_months": "60",
    "indication": "af",
    "inr_low": "2",
    "inr_high": "3",
}
OF_PATIENTS: Final[tuple[Kind, ...]] = (
    "fiche",
    "observance",
    "adhesion",
    "letter",
    "patient",
    "year",
    "review",
)
"""Every kind but the debrief."""


def told(folder: Path, *patients: Case) -> Store:
    """A store in which this happened, at the present of the demonstration."""
    store = opened(folder, StillClock(), "Camille Démo")
    Teller(store, cases().usual).tell(patients)
    store.clock = StillClock()
    return store


def case_of(ref: str) -> Case:
    """A patient of the demonstration."""
    return next(one for one in cases().patients if one.ref == ref)


def case(**parts: Any) -> Case:
    """A patient of one's own."""
    usual = {"situation": {"fr": "x", "en": "x"}, "ref": "X1", "opened": "2017-01-02 09:00", "facts": WHO}
    whole = {"usual": cases().usual.model_dump(), "patients": ({**usual, **parts},)}
    return Cases.model_validate(whole).patients[0]


def hold(
    store: Store, ref: str, script: str = "avk", answers: Mapping[str, str] | None = None, note: str = ""
) -> str:
    """Hold an interview today; the id of its transcript."""
    usual = {**getattr(cases().usual, script), **(answers or {})}
    session = store.begin(ref, find_script(script))
    while session.position is not None:
        asked = session.question
        assert asked is not None
        if note and asked.kind != "tell":
            session.note(note, asked.step)
            note = ""
        fallback = "acquired" if asked.kind == "rate" else asked.suggested
        session.answer("" if asked.kind == "tell" else usual.get(asked.step, fallback))
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, usual.get("done", "fait"))
    session.finish()
    store.release(session.name)
    return session.name


def printed(store: Store, kind: Kind, ref: str, **more: Any) -> tuple[Made, Typeset]:
    """A document, made and typeset."""
    settings = more.pop("settings", PHARMACY)
    made = make(store, Asked(kind, ref, **more), settings)
    return made, issue(store, made)


def read(data: bytes) -> PdfReader:
    """The document, to be looked into."""
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """Every word on it, as they are read, in lines; without the places where a word may be cut."""
    pages = (page.extract_text() for page in read(data).pages)
    return "\f".join(pages).replace("\u200b", "").replace("\xad", "")


def squeezed(text: str) -> str:
    """The text without any white space, so that the ends of lines do not matter."""
    return re.sub(r"[\s\u200b]+", "", text)


def fonts(data: bytes) -> Iterable[DictionaryObject]:
    """Every font of every page."""
    for page in read(data).pages:
        resources = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).get_object().values():  # type: ignore[union-attr]
            for inner in font.get_object().get("/DescendantFonts", [font]):
                yield inner.get_object()


def embedded(font: DictionaryObject) -> bool:
    """Whether the file holds the shapes of its letters."""
    described = font["/FontDescriptor"].get_object()
    assert isinstance(described, DictionaryObject)
    return any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3"))
