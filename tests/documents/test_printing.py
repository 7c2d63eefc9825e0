"""Every document: its words, what it is made of, what never stands on it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from pypdf.generic import DictionaryObject, StreamObject

from assistant import language
from assistant.documents.kinds import Kind
from assistant.documents.printing import Asked, agree, make, proposed
from assistant.documents.typesetting import typeset
from assistant.documents.wording import letter_wording
from assistant.errors import InputError, NotFoundError
from assistant.language import Language
from assistant.script.library import find_script
from assistant.store.store import Store
from tests.demo.conftest import StillClock
from tests.documents.paper import (
    OF_PATIENTS,
    PHARMACY,
    WHO,
    case,
    embedded,
    fonts,
    hold,
    printed,
    read,
    squeezed,
    text_of,
    told,
)

GOLDEN: Final = Path(__file__).with_name("golden")
FEES: Final = re.compile(
    r"€|\beuros?\b|\bEUR\b|rémunér|honoraire|tarif|\bfees?\b|\bpaid\b|payé", re.IGNORECASE
)
DOSES: Final = re.compile(
    r"\d\s?mg\b|comprimé le soir|vitamine K, \d|vitamin K, \d|sauter une prise", re.IGNORECASE
)
_ALREADY: dict[tuple[Kind, str, Language], bytes] = {}


def data_of(store: Store, kind: Kind, ref: str, spoken: Language = "fr") -> bytes:
    """The document, typeset once."""
    if (kind, ref, spoken) not in _ALREADY:
        language.use(spoken)
        _ALREADY[kind, ref, spoken] = printed(store, kind, ref)[1].data
    return _ALREADY[kind, ref, spoken]


def of(kind: Kind) -> str:
    """The patient who has one."""
    return "D05" if kind in ("letter", "patient", "review", "adhesion") else "D01"


@pytest.mark.parametrize("spoken", ["fr", "en"])
@pytest.mark.parametrize("kind", OF_PATIENTS)
def test_its_words_are_the_golden_ones(pharmacy: Store, kind: Kind, spoken: Language) -> None:
    text = text_of(data_of(pharmacy, kind, of(kind), spoken)).replace("\u00a0", " ").replace("\f", "\n\f\n")
    for one in pharmacy.dossier(of(kind)).interviews:  # each run makes its own ids
        text = text.replace(one.id, "TRANSCRIPT")
    text += "\n"
    text = re.sub(r" +$", "", text, flags=re.MULTILINE)
    file = GOLDEN / f"{kind}-{spoken}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", OF_PATIENTS)
def test_it_is_a4_tagged_numbered_named_and_carries_its_fonts(pharmacy: Store, kind: Kind) -> None:
    data = data_of(pharmacy, kind, of(kind))
    document = read(data)
    root = document.root_object
    marked = root["/MarkInfo"]
    assert isinstance(marked, DictionaryObject)
    assert bool(marked["/Marked"])
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("fr")
    assert document.metadata is not None
    assert document.metadata.title
    found = list(fonts(data))
    assert found
    assert all(map(embedded, found))
    stream = root["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    meta = stream.get_data().decode()
    assert re.search(r"pdfaid:part>2<", meta)
    assert re.search(r"pdfaid:conformance>A<", meta)
    assert re.search(r"pdfuaid:part>1<", meta)
    count = 1 if kind == "adhesion" else len(document.pages)
    name = pharmacy.dossier(of(kind)).patient.name
    for number, page in enumerate(document.pages, 1):
        assert name in page.extract_text()
        box = page.mediabox
        assert (round(float(box.width)), round(float(box.height))) == (595, 842)
        assert f"{min(number, count)} / {count}" in page.extract_text()


@pytest.mark.parametrize("kind", ["patient", "letter", "adhesion"])
@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_no_fee_no_dose_where_a_patient_or_a_doctor_reads(
    pharmacy: Store, kind: Kind, spoken: Language
) -> None:
    assert FEES.search("40 € payés")
    assert DOSES.search("Dose : 5 mg le soir")
    assert DOSES.search(str(pharmacy.dossier("D01").facts["dose"]))
    for ref in ("D01", "D05"):
        text = text_of(data_of(pharmacy, kind, ref, spoken))
        assert not FEES.search(text)
        assert not DOSES.search(text)


def test_no_amount_in_the_year_file(pharmacy: Store) -> None:
    assert not FEES.search(text_of(data_of(pharmacy, "year", "D01")))


def test_nothing_of_an_adhesion_is_filled_in_but_facts(pharmacy: Store) -> None:
    """D01 signed on 15/02/2016; it is printed on 11/12/2017 by Camille Démo."""
    assert pharmacy.dossier("D01").facts["adhesion_date"] == "2016-02-15"
    first, second = (page.extract_text() for page in read(data_of(pharmacy, "adhesion", "D01")).pages)
    assert "2 41 05 99 999 001 53" in first  # as on a carte Vitale
    for text in (first, second):
        assert "Berger" in text
        assert "03/05/1941" in text
        for never in ("15/02/2016", "11/12/2017", "Camille", "☒", "☑", "✓", "[x]"):
            assert never not in text
        assert "Modèle" in text
        assert "Espace pro" in text
        after = text.split("Fait à", 1)[1]
        assert set(re.findall(r"\d+", after)) <= {"1"}  # of the page alone
    assert "à remettre au patient" in first
    assert "gardé à la pharmacie" in second
    whole = first.replace("Original 1 sur 2\u00a0: à remettre au patient", "")
    assert whole == second.replace("Original 2 sur 2\u00a0: gardé à la pharmacie", "")


def test_it_says_that_the_patients_are_invented_and_that_it_is_an_exercise(
    pharmacy: Store, tmp_path: Path
) -> None:
    plain = make(pharmacy, Asked("fiche", "D01"), PHARMACY)
    assert plain.pages.mark == ""
    made = make(pharmacy, Asked("fiche", "D01"), PHARMACY, demonstration=True)
    data = typeset(made.pages, StillClock().now()).data
    assert all("DÉMONSTRATION" in page.extract_text() for page in read(data).pages)
    language.use("en")
    assert make(pharmacy, Asked("fiche", "D01"), PHARMACY, demonstration=True).pages.mark == "DEMONSTRATION"


def test_a_letter_wants_the_recorded_agreement_of_the_patient(tmp_path: Path) -> None:
    held = {"at": "2017-12-01 10:00", "script": "avk", "answers": {"contact_agreement": "no"}}
    with told(tmp_path / "store", case(held=(held,))) as store:
        with pytest.raises(InputError, match="01/12/2017"):
            printed(store, "letter", "X1")
        with pytest.raises(InputError):
            proposed(store, "X1")
        agree(store, "X1")
        assert store.dossier("X1").history("contact_agreed")[-1].value == "yes"
        assert "PETIT Paul" in text_of(printed(store, "letter", "X1")[1].data)
        before = len(store.dossier("X1").history("contact_agreed"))
        agree(store, "X1")
        assert len(store.dossier("X1").history("contact_agreed")) == before


def test_a_letter_leaves_out_no_alert_and_no_agreement_is_noted_without_one(
    pharmacy: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script of one's own has alerts that the wording of letters does not know."""
    words = letter_wording(find_script("avk"))
    known = {name: text for name, text in words.alerts.items() if name != "inr_call"}
    lacking = words.model_copy(update={"alerts": known})
    monkeypatch.setattr("assistant.documents.letter.letter_wording", lambda _script: lacking)
    assert "- Dit au patient\u00a0: Votre médecin doit le savoir aujourd’hui." in proposed(pharmacy, "D05")
    with told(tmp_path / "store", case()) as store:
        with pytest.raises(InputError, match="entretien"):
            agree(store, "X1")
        assert not store.dossier("X1").history("contact_agreed")


def test_a_letter_is_printed_as_it_was_changed(pharmacy: Store) -> None:
    text = "Cher confrère,\n\n- un point\n- un autre\nà suivre\n\nBien à vous"
    found = text_of(printed(pharmacy, "letter", "D05", text=text)[1].data)
    for line in ("Cher confrère,", "un point", "un autre", "à suivre", "Bien à vous", "Dr Samir Benali"):
        assert line in found
    assert "Avec l’accord" not in found


def test_what_there_is_nothing_of_is_said(pharmacy: Store, tmp_path: Path) -> None:
    refused = {"at": "2017-12-01 10:00", "script": "avk", "answers": {"consent": "no"}}
    with told(tmp_path / "store", case(held=(refused,))) as store:
        name = store.dossier("X1").interviews[0].id
        for kind in ("fiche", "observance", "letter", "patient"):
            with pytest.raises(InputError):
                printed(store, kind, "X1")
        with pytest.raises(InputError, match="refusé"):
            printed(store, "fiche", name)
        with pytest.raises(InputError, match="rien à réunir"):
            printed(store, "year", "X1")
        assert (
            printed(store, "adhesion", "X1")[1].pages == 2
        )  # a form can be filled in before anything is held
    with pytest.raises(InputError, match="2016, 2017"):
        printed(pharmacy, "year", "D01", year=2012)
    with pytest.raises(InputError, match="simulation"):
        printed(pharmacy, "debrief", "D01")
    with pytest.raises(NotFoundError, match="D99"):
        printed(pharmacy, "fiche", "D99")


def test_a_year_file_binds_what_was_held_and_names_what_was_not_held_here(pharmacy: Store) -> None:
    document = read(data_of(pharmacy, "year", "D01"))
    first = document.pages[0].extract_text()
    assert "Sommaire" in first
    for line in re.findall(r"^(Fiche de suivi.*|Questionnaire.*?)[ .]+(\d+)$", first, re.MULTILINE):
        assert squeezed(line[0].strip(" .")) in squeezed(document.pages[int(line[1]) - 1].extract_text())
    older = text_of(printed(pharmacy, "year", "D01", year=2016)[1].data)
    assert older.count("repris d’un fichier") == 2
    assert "Sommaire" not in older


def test_every_print_is_in_the_audit_trail_and_says_nothing_of_the_patient(tmp_path: Path) -> None:
    with told(tmp_path / "store", case()) as store:
        name = hold(store, "X1")
        for kind in ("fiche", "adhesion"):
            made, _found = printed(store, kind, "X1")
            assert made.file == f"{kind}-2017-12-11.pdf"
            line = store.audit.lines()[-1]
            assert (line.kind, line.by, line.about["what"]) == ("printed", "Camille Démo", kind)
            assert line.about["dossier"] == store.folder_of("X1").name
            assert line.about.get("transcript") == (name if kind == "fiche" else None)
            assert "Petit" not in str(line.about)


def test_names_are_printed_whatever_their_script(pharmacy: Store, tmp_path: Path) -> None:
    """What no font has is replaced, and said."""
    facts = WHO | {"family_name": "Łukasz Ωμέγα Дмитрий \U0010fffd", "given_name": "\U0001fae8 Œuvre"}
    with told(tmp_path / "store", case(facts=facts)) as store:
        found = printed(store, "adhesion", "X1")[1]
        text = text_of(found.data)
        assert "Łukasz Ωμέγα Дмитрий" in text
        assert "Œuvre" in text
        if found.replaced:
            assert "\ufffd" in text
            assert found.notices
    assert printed(pharmacy, "adhesion", "D01")[1].notices == []


def test_the_day_of_the_document_is_that_of_its_interview(pharmacy: Store) -> None:
    interview = pharmacy.dossier("D01").interviews[0]
    made = make(pharmacy, Asked("fiche", interview.id), PHARMACY)
    assert made.day == date(2017, 3, 7)
    later = text_of(data_of(pharmacy, "fiche", "D01"))
    text = text_of(typeset(made.pages, StillClock().now()).data)
    assert "13/11/2017" in later  # agreed on at the second interview
    assert "13/11/2017" not in text
    assert "16/10/2017" not in text  # nor what was measured after the first
    assert squeezed("02/10/2017") in squeezed(text)
