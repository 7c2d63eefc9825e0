"""The audit trail in words, and as a table for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language import _, labelled, ngettext
from assistant.notation import defused, fold
from assistant.review.words import document_words, state_words
from assistant.store.layout import FACTS

if TYPE_CHECKING:
    from assistant.store.audit import Entered


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the trail."""

    entered: Entered
    what: str
    about: str

    @property
    def folded(self) -> str:
        """What words are looked for in."""
        one = self.entered
        return fold(" ".join((one.at.strftime("%d/%m/%Y %H:%M"), one.by, self.what, self.about)))


def shown(lines: Iterable[Entered], refs: Mapping[str, str]) -> list[Shown]:
    """The lines in words, the latest first.

    Args:
        lines: the trail, the oldest first.
        refs: random folder to the ref of the patient.
    """
    kinds = kind_words()
    return [Shown(one, kinds.get(one.kind, one.kind), _about(one, refs)) for one in lines][::-1]


def kind_words() -> dict[str, str]:
    """What was done, by kind."""
    return {
        "created": _("store made"),
        "person_added": _("person let in"),
        "person_removed": _("person removed"),
        "passphrase_changed": _("passphrase changed"),
        "recovered": _("let in by the recovery key"),
        "changing_people": _("change of people begun"),
        "signed": _("interview signed"),
        "withdrawn": _("consent withdrawn"),
        "erased": _("dossier erased"),
        "exported": _("exported"),
        "imported": _("imported"),
        "backed_up": _("backed up"),
        "mended": _("trail mended"),
        "printed": _("printed"),
        "opened": _("opened to be reviewed"),
        "reviewed": _("reviewed"),
    }


def left_words() -> dict[str, str]:
    """What leaves the store, by the name the trail has for it."""
    return {
        "audit": _("the audit trail"),
        "archive": _("an archive"),
        "calendar": _("the calendar"),
        "debrief": _("a debrief"),
        "declarations": _("the declaration sheet"),
        "page": _("the page of an interview"),
        "table": _("a table of interviews"),
        "year": _("the table of the year"),
    }


def _about(one: Entered, refs: Mapping[str, str]) -> str:
    about, left = one.about, left_words()
    parts: list[str] = []
    if "user" in about:
        parts.append(str(about["user"]))
    # What was done comes before what it was done to: a narrow screen cuts the end off.
    if "state" in about:
        state = str(about["state"])
        parts.append(state_words().get(state, state))
    if "what" in about:
        what = str(about["what"])
        parts.append((document_words() if one.kind == "printed" else left).get(what, what))
    if "dossier" in about:
        name = str(about["dossier"])
        parts.append(
            labelled(_("patient"), refs.get(name, _("{name} (not there any more)").format(name=name)))
        )
    if about.get("transcript") not in (None, FACTS):
        # The journal of a review is called `r` and the id of its transcript.
        name = str(about["transcript"])[one.kind == "reviewed" :]
        parts.append(labelled(_("transcript"), name))
    if isinstance(count := about.get("dossiers"), int) and one.kind in ("exported", "imported"):
        parts.append(ngettext("{count} dossier", "{count} dossiers", count).format(count=count))
    return " · ".join(parts)


def as_csv(lines: Iterable[Shown]) -> str:
    """The lines as a table, in the order given; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("at", "by", "kind", "what", "about", "records", "head"))
    for one in lines:
        entered = one.entered
        kept = entered.about
        cells = (
            entered.at.isoformat(timespec="milliseconds"),
            entered.by,
            entered.kind,
            one.what,
            one.about,
            str(kept.get("records", "")),
            str(kept.get("head", "")),
        )
        writer.writerow([defused(cell) for cell in cells])
    return out.getvalue()
