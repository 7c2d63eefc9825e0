"""The page of an interview: self-contained, escaped, read by a parser and by a browser."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant import language
from assistant.documents.inrdrawing import drawing
from assistant.documents.interview import page, page_of
from assistant.documents.page import framed, written
from assistant.dossier.curve import curve_of
from assistant.language import Language
from assistant.script.library import find_script
from assistant.store import system
from assistant.store.store import Store
from tests.exchange.dossiers import HOSTILE
from tests.exchange.goldens import golden
from tests.interview.asking import up_to
from tests.opening import opened
from tests.review.holding import ODETTE, Pace, hold
from tests.script.small import script_of

READINGS = [{"date": f"2016-0{month}-03", "value": value} for month, value in ((1, 2.1), (2, 4.4), (5, 2.6))]
VOID = {"meta", "br", "hr", "img", "input", "link", "source"}
SHAPES = {"line", "circle", "rect", "polyline"}


class Tags(HTMLParser):
    """What a parser finds: elements that open and close, texts, attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


@pytest.fixture(params=["fr", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[Language]:
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with system.unsynced(), opened(tmp_path / "store", Pace(), "Anne Martin") as one:
        one.add_patient(ODETTE | {"inr_low": 2.0, "inr_high": 3.0, "inr_readings": READINGS}, "P1")
        yield one


def made(store: Store, mark: str = "") -> str:
    """The page of the patient's first interview."""
    dossier = store.dossier("P1")
    return page(dossier, dossier.interviews[0], mark)


def test_the_page_is_as_it_was(store: Store, lang: Language) -> None:
    name = hold(store, before=lambda session: session.note("à revoir"))
    text = made(store)
    style = text[text.index("<style>") : text.index("</style>")]
    assert not golden(f"page.{lang}.html", text, {style: "<style>", _policy(text): "~"})
    parts, about = page_of(store, name)
    assert b"".join(parts).decode() == text
    assert about == {"what": "page", "dossier": store.folder_of("P1").name, "transcript": name}


def _policy(text: str) -> str:
    found = re.search(r"sha256-[^']+", text)
    assert found is not None
    return found[0]


def test_nothing_is_loaded_or_run_and_the_policy_allows_the_one_style(store: Store, lang: Language) -> None:
    hold(store)
    text = made(store)
    found = Tags(text)
    names = {tag for tag, _attributes in found.seen}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "a"}
    attributes = {name for _tag, given in found.seen for name in given}
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "href")]
    assert "://" not in text
    assert "url(" not in text.replace("url(#sg-tip)", "")  # a mark within the drawing itself
    assert "@import" not in text
    (policy,) = [given["content"] for _tag, given in found.seen if "http-equiv" in given]
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert policy == f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'"
    assert len(styles) == 2  # the page's, and that of the drawing in it
    assert "@media print" in styles[0]
    assert "@media (max-width" in styles[0]


def test_the_way_taken_is_drawn_and_folded_away(store: Store, lang: Language) -> None:
    hold(store)
    text = made(store)
    assert text.index("<details>") < text.index('class="sg"') < text.index("</details>")
    assert 'sg-taken"' in text[text.index('class="sg"') :].split("</style>")[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words_in_every_field(store: Store, text: str, lang: Language) -> None:
    store.record("P1", {"family_name": text, "given_name": text, "medicine": "coumadine"})
    session = store.begin("P1", script_of())
    session.note(text)
    up_to(session, "missed_words", missed="not_acquired")
    session.answer(text)
    session.stop()
    store.release(session.name)
    plain = Tags(made(store))
    hold_tags = {tag for tag, _given in plain.seen}
    assert not hold_tags & {"script", "img", "a", "b"}
    said = "".join(plain.texts).casefold()
    for part in text.split("\n"):
        shown = "".join(c if c.isprintable() else "\ufffd" for c in part.strip())
        assert shown.casefold() in said
    assert "\u202e" not in made(store)


def test_what_came_after_the_interview_is_not_on_its_page(store: Store, lang: Language) -> None:
    hold(store)
    before = made(store)
    store.record("P1", {"inr_readings": [*READINGS, {"date": "2017-01-03", "value": 7.7}]})
    assert before.count("<circle") == len(READINGS) + 1
    assert made(store) == before
    store.record("P1", {"inr_low": 3.0, "inr_high": 4.5, "medicine": "Sintrom"})
    assert made(store) == before


def test_the_page_of_a_refusal_shows_nothing_of_what_was_known(store: Store, lang: Language) -> None:
    store.record("P1", {"medicine": "Coumadine"})
    session = store.begin("P1", find_script("avk"))
    while session.position is not None:
        session.answer("no" if session.question and session.question.step == "consent" else "")
    session.finish()
    store.release(session.name)
    assert session.transcript.stopped_as == "refused"
    told = made(store).partition("<details>")[0]  # the machine's own words come after
    for known in ("<figure", "Coumadine", "2 – 3"):
        assert known not in told


def test_a_rehearsal_and_a_demonstration_say_so_on_every_sheet(store: Store, lang: Language) -> None:
    hold(store)
    assert 'class="mark"' not in made(store)
    marked = made(store, "DÉMONSTRATION")
    assert marked.count("DÉMONSTRATION") == 2
    assert '<div class="water" aria-hidden="true">DÉMONSTRATION</div>' in marked


def test_an_interview_without_inr_or_end_has_a_page(store: Store, lang: Language) -> None:
    store.add_patient({"family_name": "Petit", "given_name": "A", "birth_date": "1950-01-01"}, "P2")
    session = store.begin("P2", script_of())
    store.release(session.name)
    dossier = store.dossier("P2")
    text = page(dossier, dossier.interviews[0])
    assert "<figure" not in text
    Tags(text)


@pytest.mark.parametrize("count", [1, 2, 60, 400])
def test_the_drawing_holds_every_inr_within_its_frame(count: int, lang: Language) -> None:
    from datetime import date, timedelta

    from assistant.avk.reading import Reading, Target

    days = [date(2010, 1, 1) + timedelta(days=7 * number) for number in range(count)]
    readings = [Reading(day, 0.8 + number % 9) for number, day in enumerate(days)]
    svg = ElementTree.fromstring(drawing(curve_of(readings, Target(2.0, 3.0), days[:1])))
    circles = list(svg.iter("circle"))
    assert len(circles) == count
    assert all(0 <= float(one.get("cx", "-1")) <= 640 for one in circles)
    assert all(0 <= float(one.get("cy", "-1")) <= 260 for one in circles)
    outside = sum(reading.value < 2 or reading.value > 3 for reading in readings)
    assert sum(one.get("class") == "out" for one in circles) == outside
    assert drawing(curve_of([], None)) == ""


def test_a_text_that_no_page_can_hold_is_replaced() -> None:
    assert written("a\x00\ud800\u202e<b>") == "a\ufffd\ufffd\ufffd&lt;b&gt;"
    assert "<title>&lt;x&gt;</title>" in framed("<x>", [])


@pytest.mark.parametrize("size", ["1200,1600", "500,900"])
def test_a_browser_shows_it_without_a_complaint(store: Store, tmp_path: Path, size: str) -> None:
    """Headless Chromium, where there is one: its own reading of the page, wide and as on a telephone."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here: the page is held by the parser alone")
    store.record("P1", {"family_name": HOSTILE[5], "given_name": "Anticonstitutionnellement" * 4})
    hold(store, before=lambda session: session.note("w" * 400))
    path = tmp_path / "page.html"
    text = made(store, "DÉMONSTRATION")
    path.write_text(text, encoding="utf-8")
    shared = (program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'b'}")
    done = subprocess.run(
        [*shared, f"--window-size={size}", "--enable-logging=stderr", "--dump-dom", path.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "CONSOLE" not in done.stderr
    dumped = Tags(done.stdout)
    assert {"svg", "ol", "dl", "h1"} <= {tag for tag, _given in dumped.seen}
    assert "script" not in {tag for tag, _given in dumped.seen}
    assert HOSTILE[5].casefold() in "".join(dumped.texts).casefold()
    shapes = [tag for tag, _given in dumped.seen if tag in SHAPES]
    assert shapes.count("circle") == len(READINGS) + 1
    # The page itself runs nothing; a copy without its policy measures whether anything stands out of sight.
    measure = "<script>document.title = document.documentElement.scrollWidth - innerWidth</script></body>"
    copy = re.sub(r"<meta http-equiv[^>]*>", "", text).replace("</body>", measure)
    path.write_text(copy, encoding="utf-8")
    words = [*shared, f"--window-size={size}", "--dump-dom", path.as_uri()]
    measured = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True).stdout
    (beyond,) = re.findall(r"<title>(-?[0-9]+)</title>", measured)
    assert int(beyond) <= 0
