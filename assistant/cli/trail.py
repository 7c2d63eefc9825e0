"""`assistant review trail`: who opened, reviewed, exported what."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.output import Outcome, table
from assistant.cli.review import moment, not_a_student, reviewed
from assistant.language import _
from assistant.notation import shorten
from assistant.store.layout import FACTS

if TYPE_CHECKING:
    from assistant.review.trailwords import Shown
    from assistant.store.store import Store


def run(given: Namespace) -> Outcome:
    """Read it, the oldest line first; or write it to a file, which is a line of it too."""
    from assistant.review.trailwords import shown

    with reviewed(given) as store:
        not_a_student(store)
        refs = store.refs()
        found = shown(store.audit.lines(), refs)[::-1]
        if given.csv is not None:
            return _write(store, given.csv, found)
    rows = [[moment(one.entered.at.isoformat()), one.entered.by, one.what, one.about] for one in found]
    return Outcome([_document(one, refs) for one in found], table(rows))


def _document(one: Shown, refs: dict[str, str]) -> dict[str, Any]:
    entered = one.entered
    about = dict(entered.about)
    name = about.get("transcript")
    return {
        "at": entered.at.isoformat(timespec="milliseconds"),
        "by": entered.by,
        "kind": entered.kind,
        "ref": refs.get(str(about.get("dossier"))),
        # The journal of a review is named after the transcript: ids are hexadecimal.
        "transcript": None if name in (None, FACTS) else str(name).removeprefix("r"),
        "about": about,
    }


def _write(store: Store, typed: str, found: list[Shown]) -> Outcome:
    from assistant.review.trailwords import as_csv
    from assistant.store.leaving import let_out

    let_out(store, Path(typed), [as_csv(found).encode("utf-8-sig")], what="audit")
    written = _("Written: {path}").format(path=shorten(typed, 200))
    notice = _("This is not encrypted: whoever has it reads it.")
    return Outcome({"file": typed, "lines": len(found)}, [written], notices=[notice])
