"""Whatever is in a field comes out as text; long, many and empty do not break a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.blocks import (
    UNKNOWN,
    Blank,
    Block,
    Boxed,
    Bullets,
    Contents,
    Facts,
    Heading,
    Pages,
    Part,
    Plot,
    Signatures,
    Table,
    Words,
    printed,
)
from assistant.documents.kinds import Kind
from assistant.documents.typesetting import typeset
from assistant.settings import Settings
from assistant.settings.settings import Pharmacist
from assistant.store.reviews import Reviewing
from assistant.store.store import Store
from tests.demo.conftest import StillClock
from tests.documents import paper
from tests.documents.paper import OF_PATIENTS, WHO, case, squeezed, text_of, told
from tests.opening import opened

NASTY: Final = (
    '#panic("x") $x$ `raw` *b* _i_ @ref <l> [c] {c} \\ \\u{41} // /* "q" ~ '
    '-- = + - 1. #import "/etc/passwd": x'
)
"""Everything the language of the templates, and that of the data, would obey."""
LONG: Final = "Anticonstitutionnellement" * 7
INR: Final = [(date(2013, 1, 7) + timedelta(days=28 * n), 1.5 + (n * 7 % 40) / 10) for n in range(60)]
BOOKLET: Final = "; ".join(f"{day:%d/%m/%Y} {value:.1f}" for day, value in INR)
NOTE: Final = "\n".join(
    f"Ligne {n} de la note, qui continue assez longtemps pour remplir la page." for n in range(150)
)

HOSTILE_SETTINGS: Final = Settings(
    pharmacy_name=f"Nom {NASTY}"[:200],
    pharmacy_address=f"Adresse {NASTY}"[:200],
    pharmacy_phone=f"Tél {NASTY}"[:200],
    pharmacists=(Pharmacist(f"Qui {NASTY}".replace(";", "")),),
)
TEXTS: Final = (
    "family_name",
    "given_name",
    "insured_name",
    "regime",
    "doctor",
    "prescriber",
    "laboratory",
    "dose",
    "usual_hour",
    "other_medicines",
    "food",
    "needs",
)
ANSWERED: Final = {
    "changes": "bleeding; illness",
    "bleeding_since": f"Saigné {NASTY}",
    "synthesis": f"Compris {NASTY}",
    "prescriber_contact": "yes",
    "prescriber_message": f"Message {NASTY}",
    "done": f"Fait {NASTY}",
    "next_inr": "02/01/2018",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A patient with the worst in every field, reviewed in the same way; a name nobody can break."""
    facts = WHO | {name: f"{name} {NASTY}"[:98] for name in TEXTS} | {"given_name": LONG}
    folder = tmp_path_factory.mktemp("hostile")
    with told(folder / "store", case(facts=facts, inr=BOOKLET)) as store:
        held = paper.hold(store, "X1", answers=ANSWERED, note=f"Note {NASTY}\n{NOTE}")
        paper.hold(store, "X1", "observance", {"memory": "no"})
        store.record("X1", {"adhesion_date": "2016-01-05"})
        with opened(store.folder, StillClock(), "Sophie", "supervisor") as other:
            review = Reviewing(other, held)
            review.remark("praise", f"Remarque {NASTY}")
            review.decide("queried", f"Motif {NASTY}")
            Reviewing(store, held).answer(f"Réponse {NASTY}")
            review.decide("queried", f"Encore {NASTY}")
        store.forget()
        yield store


def interview(store: Store) -> str:
    """Id of the one that was held."""
    return next(one.id for one in store.dossier("X1").interviews if one.standing.script.id == "avk")


@pytest.mark.parametrize("kind", OF_PATIENTS)
def test_every_field_comes_out_as_it_is(hostile: Store, kind: Kind) -> None:
    made, found = paper.printed(hostile, kind, "X1", settings=HOSTILE_SETTINGS)
    text = squeezed(text_of(found.data))
    assert squeezed(HOSTILE_SETTINGS.pharmacy_name) in text
    lines = [line for one in made.pages.texts() for line in one.split("\n")]
    given = {squeezed(one) for one in lines if "#panic" in one or LONG in one}
    assert len(given) >= 4
    for one in given - {squeezed(made.pages.footer)}:  # the end of a page may come between two words
        assert one in text or any(one[:at] in text and one[at:] in text for at in range(9, len(one) - 9))
    assert found.notices == []


def test_sixty_values_and_a_note_of_three_pages_are_all_there(hostile: Store) -> None:
    _made, found = paper.printed(hostile, "fiche", "X1")
    text = text_of(found.data)
    assert found.pages >= 6
    for day, _value in INR:
        assert f"{day:%d/%m/%Y}" in text
    assert all(f"Ligne {n} de la note" in text for n in range(150))


def test_what_was_reviewed_is_there(hostile: Store) -> None:
    text = squeezed(text_of(paper.printed(hostile, "review", interview(hostile))[1].data))
    for what in ("Remarque", "Motif", "Réponse", "Encore", "Fait", "Note", "Compris"):
        assert squeezed(f"{what} {NASTY}") in text


def test_nothing_runs_off_the_paper(hostile: Store) -> None:
    """No text begins outside the margins, and no line is wider than there is room."""
    kinds: tuple[Kind, ...] = ("fiche", "adhesion", "letter")
    for kind in kinds:
        for page in paper.read(paper.printed(hostile, kind, "X1", settings=HOSTILE_SETTINGS)[1].data).pages:
            where: list[tuple[float, float, str]] = []

            def see(
                text: str,
                current: list[float],
                _tm: list[float],
                _font: object,
                _size: float,
                kept: list[tuple[float, float, str]] = where,
            ) -> None:
                if text.strip():
                    kept.append((current[4], current[5], text))

            page.extract_text(visitor_text=see)
            assert where
            assert all(0 <= x < 560 and 0 <= y <= 842 for x, y, _text in where)


def test_a_subtitle_stays_with_what_it_is_about() -> None:
    """Whatever the place where a page ends, the last line of it is no subtitle."""
    said = " ".join(["Ce qui a été dit"] * 12)
    blocks = tuple(one for n in range(40) for one in (Words(f"Titre {n}", "strong"), Words(said)))
    pages = Pages("x", "fr", (Part("x", blocks),), ("",), "Pied", points=15)
    ends = [
        page.extract_text().split("Pied")[0].strip()
        for page in paper.read(typeset(pages, StillClock().now()).data).pages
    ]
    assert len(ends) > 2
    assert [one[-60:] for one in ends if not one.endswith("dit")] == []


def test_a_patient_of_whom_nothing_is_known_has_pages_all_the_same(tmp_path: Path) -> None:
    facts = {name: WHO[name] for name in ("family_name", "given_name", "birth_date")}
    with told(tmp_path / "store", case(facts=facts)) as store:
        bare = {"medicine": "coumadine", "inr_low": "", "inr_high": "", "indication": "other"}
        paper.hold(store, "X1", answers=bare)
        for kind in ("fiche", "letter", "patient", "adhesion", "review", "year"):
            assert paper.printed(store, kind, "X1", settings=Settings())[1].pages >= 1
        text = text_of(paper.printed(store, "fiche", "X1", settings=Settings())[1].data)
        assert "Aucun INR n’est connu." in text
        assert "settings set" in text


BLOCKS: Final = st.text(max_size=80)


def _document(one: str) -> Pages:
    blocks: tuple[Block, ...] = (
        Words(one),
        Heading(one),
        Facts(((one, one),)),
        Table((one, one), ((one, one),), (0, 1), (1,), (0,)),
        Bullets((one,), boxes=True),
        Boxed(one, (one,)),
        Blank(one),
        Signatures((one, one)),
        Plot(
            one or "x",
            (0.2, 0.4),
            (((0, 0), (1, 1)),),
            ((0, 0, True),),
            (0.5,),
            ((0, one),),
            ((1, one),),
            one,
        ),
        Contents(),
    )
    return Pages(one.strip() or "x", "fr", (Part(one or "x", blocks, one), Part("y", ())), (one,), one, one)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one=BLOCKS)
def test_any_text_in_any_block_is_typeset(one: str) -> None:
    found = typeset(_document(one), StillClock().now())
    assert found.pages >= 2
    assert found.data.startswith(b"%PDF")


@pytest.mark.parametrize(("base", "lost"), [("0", 1), ("é", 1), ("\\", 1), ('"', 1), ("ก ", 2), ("漢", 2)])
def test_a_mark_that_no_font_has_takes_no_letter_with_it(base: str, lost: int) -> None:
    """Typst names the letter too that carries the mark."""
    found = typeset(_document(f"{base}\u0e31 {base}, 102 é"), StillClock().now())
    assert found.replaced <= lost  # none where a font of the machine has it
    assert "102 é" in text_of(found.data)


@settings(max_examples=200)
@given(one=st.text())
def test_what_is_printed_is_the_text_but_for_what_no_font_has(one: str) -> None:
    """Words are only ever cut where nothing is seen; what is left out is never a letter."""
    shown = printed(one)
    assert json.loads(json.dumps(shown)) == shown
    kept = squeezed("".join(c for c in one if c.isprintable()))
    assert squeezed(shown.replace(UNKNOWN, "")) == kept.replace(UNKNOWN, "")
    assert all(len(word) <= 24 for line in shown.split() for word in line.split("\u200b"))
