"""`python -m tests.releases`: the store that this release leaves to all later ones, kept among the tests."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from assistant import __version__, language
from assistant.interview.session import Session
from assistant.script.library import find_script
from assistant.store.store import Store
from assistant.store.vault import cipher
from tests.opening import opened

FOLDER: Final = Path(__file__).parent / "golden"
PEOPLE: Final = {"Anne Martin": "pharmacist", "Sofia Diaz": "supervisor", "Zoé Klein": "student"}
ANSWERS: Final = {
    "yes_no": "yes",
    "number": "5",
    "text": "rien à dire",
    "readings": "2016-05-01 2,4; 2016-05-29 3,1",
    "tell": "",
    "rate": "acquired",
    "choices": "",
    "date": "01/06/2016",
}


class Clock:
    """A clock that stands still on the day of the release's example."""

    def now(self) -> datetime:
        return datetime(2016, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))

    def elapsed(self) -> float:
        return 0.0


def make(folder: Path) -> None:
    """Two patients: interviews over, amended, refused, under way with a draft; a rehearsal; three people."""
    with opened(folder, Clock()) as store:
        for ref, given in (("P1", "Léa"), ("P2", "Jean")):
            facts = {"family_name": "Durand", "given_name": given, "birth_date": "1943-02-01"}
            store.add_patient({**facts, "inr_low": 2.0, "inr_high": 3.0}, ref, [("interview", "2015-03-04")])
        for name in ("avk", "observance"):
            session = store.begin("P1", find_script(name))
            _answer(session)
            session.finish()
            store.release(session.name)
        amending = store.amending(session.name)
        amending.amend(next(iter(amending.answered)), "no", "mal compris")
        store.release(session.name)
        refused = store.begin("P2", find_script("avk"))
        _answer(refused, {"consent": "no"})
        refused.finish()
        store.release(refused.name)
        under_way = store.begin("P2", find_script("avk"))
        _answer(under_way, last="medicine")
        store.draft(under_way.name).keep("medicine", "Couma")
        store.release(under_way.name)
    opened(folder, Clock(), "Sofia Diaz", "supervisor").close()
    with opened(folder, Clock(), "Zoé Klein", "student") as rehearsal:
        rehearsal.add_patient({"family_name": "Jeu", "given_name": "R", "birth_date": "1950-01-01"}, "R1")
    for path in folder.rglob("*"):
        if path.suffix == ".lock":
            path.unlink()


def _answer(session: Session, replies: dict[str, str] | None = None, last: str | None = None) -> None:
    while (asked := session.question) is not None and asked.step != last:
        for alert in session.open_alerts:
            session.acknowledge(alert.alert.id, "fait")
        usual = asked.options[0][0] if asked.kind == "choice" else ANSWERS[asked.kind]
        reply = (replies or {}).get(asked.step, "" if asked.optional else asked.suggested or usual)
        session.answer(reply)
    for alert in session.open_alerts:
        session.acknowledge(alert.alert.id, "fait")


def content(store: Store) -> dict[str, Any]:
    """Every event, fact and draft of a store."""
    found: dict[str, Any] = {}
    for summary in store.summaries():
        dossier = store.dossier(summary.patient.ref)
        found[summary.patient.ref] = {
            "facts": [event.to_json() for event in dossier.events],
            "interviews": {
                interview.id: {
                    "events": [event.to_json() for event in interview.standing.transcript.events],
                    "counting": interview.standing.walk.course.counting,
                    "draft": store.draft(interview.id).read_all(),
                }
                for interview in dossier.interviews
            },
        }
    return found


def main(words: Sequence[str]) -> int:
    """Make the store of this release, once."""
    folder = FOLDER / __version__
    if folder.exists() and "--again" not in words:
        sys.stderr.write(f"{folder.name} is there already: a release leaves one store (--again before it)\n")
        return 1
    language.use("fr")
    cipher.COST = cipher.Cost(memory_kib=8, passes=1, lanes=1)  # type: ignore[misc]
    shutil.rmtree(folder, ignore_errors=True)
    make(folder)
    whole = {}
    for name in PEOPLE:
        with opened(folder, Clock(), name) as store:
            whole[name] = content(store)
    (folder / "index").unlink(missing_ok=True)
    (folder / "rehearsal" / "index").unlink(missing_ok=True)
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (FOLDER / f"{__version__}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
