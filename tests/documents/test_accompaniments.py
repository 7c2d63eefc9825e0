"""The patient's page and the letter of every kind of accompaniment: words as data, each in its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.documents.interview import page as made
from assistant.documents.offering import offers
from assistant.errors import InputError
from assistant.settings import shipped
from tests.documents.paper import case, printed, text_of, told
from tests.documents.test_printing import DOSES, FEES
from tests.tui.lived import hold


def words_of(data: bytes) -> str:
    """The words of a document on one line."""
    return " ".join(text_of(data).split())


@pytest.mark.parametrize("script", ["surveillance", "observance_theme", "effects", "daily_life"])
def test_an_interview_on_one_theme_has_every_page(tmp_path: Path, script: str) -> None:
    answers = {"warning_signs_present": "yes", "contact_agreement": "yes"}
    with told(tmp_path / "store", case()) as store:
        hold(store, "X1", script, {**answers, "warning_signs": "malaise"})
        kinds = [one.kind for one in offers(store, "X1")]
        assert kinds == ["patient", "fiche", "letter", "adhesion", "year", "review"]
        assert "le 15 est le bon numéro" in words_of(printed(store, "patient", "X1")[1].data)
        assert "Des signes d’urgence ont été relevés" in words_of(printed(store, "letter", "X1")[1].data)


def test_another_accompaniment_has_pages_in_words_of_its_own(tmp_path: Path) -> None:
    """Nothing of the INR, which says nothing of these medicines, whatever the dossier knows of it."""
    answers = {
        "contact_agreement": "yes",
        "bleeding": "yes",
        "bleeding_where": "dark_stools",
        "aod_medicine": "apixaban",
        "kidney_test": "longer",
        "prescriber_contact": "yes",
        "prescriber_message": "Selles noires depuis hier.",
        "same_hours": "not_acquired",
    }
    with told(tmp_path / "store", case(inr="01/12/2017 2,4")) as store:
        hold(store, "X1", "aod", answers)
        kinds = [one.kind for one in offers(store, "X1")]
        assert kinds == ["patient", "fiche", "letter", "adhesion", "review"]
        assert "Fiche de suivi : Entretien AOD" in text_of(printed(store, "fiche", "X1")[1].data)
        page = words_of(printed(store, "patient", "X1")[1].data)
        letter = words_of(printed(store, "letter", "X1")[1].data)
        fiche = words_of(printed(store, "fiche", "X1")[1].data)
        assert not re.search(r"INR|2,4", fiche.replace("Laboratoire des INR", ""))
        dossier = store.dossier("X1")
        web = made(dossier, dossier.interviews[0])
        assert "INR" not in web[web.index("<body>") : web.index("<details>")]
        for text in (page, letter):
            assert not re.search(r"INR|AVK|carnet|Coumadine", text)
            assert not FEES.search(text)
            assert not DOSES.search(text)
        assert "Prenez-le tous les jours aux mêmes heures" in page
        assert "prise de sang pour les reins" in page
        assert "AOD : Apixaban" in letter
        assert "Dernière analyse des reins : Plus d’un an" in letter
        assert "Selles noires depuis hier." in letter
        assert "Un saignement grave a été rapporté" in letter


def test_an_accompaniment_without_words_of_its_own_has_its_fiche_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script of one's own: the words of another accompaniment are not put in its mouth."""
    config = tmp_path / "config"
    monkeypatch.setenv("ASSISTANT_CONFIG", str(config))
    (config / "scripts" / "interviews").mkdir(parents=True)
    text = (shipped() / "interviews" / "aod.yaml").read_text(encoding="utf-8")
    own = text.replace("\nid: aod\n", "\nid: own_talk\n")
    (config / "scripts" / "interviews" / "own_talk.yaml").write_text(own, encoding="utf-8")
    with told(tmp_path / "store", case()) as store:
        hold(store, "X1", "own_talk")
        assert [one.kind for one in offers(store, "X1")] == ["fiche", "adhesion", "review"]
        for kind in ("patient", "letter"):
            with pytest.raises(InputError, match="documents"):
                printed(store, kind, "X1")
        words = (shipped() / "documents" / "patient-aod.yaml").read_text(encoding="utf-8")
        (config / "documents").mkdir()
        (config / "documents" / "patient-own_talk.yaml").write_text(
            words.replace("Votre anticoagulant", "Le nôtre"), encoding="utf-8"
        )
        assert [one.kind for one in offers(store, "X1")] == ["patient", "fiche", "adhesion", "review"]
        assert "Le nôtre" in text_of(printed(store, "patient", "X1")[1].data)
