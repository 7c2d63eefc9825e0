"""Taking FHIR in: all of a file or nothing; new dossiers are made, those that are here learn facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assistant.dossier.dossier import READINGS
from assistant.dossier.fact import FactEvent
from assistant.errors import AssistantError, InputError
from assistant.exchange.arrivals import Arrival
from assistant.exchange.fhir.answering import Came
from assistant.exchange.fhir.arriving import Arrived, Reading
from assistant.exchange.known import twins
from assistant.exchange.taking import Change, changes
from assistant.language import _
from assistant.notation import shorten
from assistant.script.library import find_script
from assistant.script.steps import Script
from assistant.store.bringing import Bringing
from assistant.store.carrying import Carried, CarriedDossier, CarriedInterview
from assistant.store.encoding import compact
from assistant.store.store import Store

SOURCE: Final = "fhir"
"""What stands for the store that these dossiers come from."""


@dataclass(slots=True)
class Received:
    """What a file brings."""

    patients: int = 0
    updated: int = 0
    """Dossiers that were here and learn something."""
    there: int = 0
    """Dossiers that are here already, with all of it."""
    interviews: int = 0
    readings: int = 0
    """INR values of the new dossiers."""
    left: list[str] = field(default_factory=list)
    """Sentences on what is not taken in."""
    doubts: list[str] = field(default_factory=list)
    """Sentences on what deserves a second look, and on dossiers that may be about the same person."""

    def to_json(self) -> dict[str, Any]:
        """The counts as a JSON object."""
        return {
            name: getattr(self, name) for name in ("patients", "updated", "there", "interviews", "readings")
        }


class Taking:
    """One file and the store it goes into."""

    def __init__(self, store: Store, document: Any) -> None:
        """Read a file.

        Args:
            store: where to.
            document: the JSON of the file.

        Raises:
            InputError: it is no FHIR, or something of it cannot be taken in.
        """
        self._store = store
        arrivals = Reading(document, self._script, store.clock.now(), store.person.name).run()
        self._arrived = arrivals.patients
        self.found = Received(left=arrivals.left, doubts=arrivals.doubts)

    def run(self, progress: Callable[[int, int], None] | None = None, *, only_look: bool = False) -> Received:
        """Take it in, or only say what would be.

        Raises:
            InputError: a dossier that is here says otherwise of an interview.
            StoreError: the disk refused.
        """
        rows = {one.ref: Arrival(one.ref, one.place, one.facts, acts=one.acts) for one in self._arrived}
        found = {change.arrival.ref: change for change in changes(self._store, list(rows.values()))}
        new = [one for one in self._arrived if found[one.ref].new]
        known = [self._unknown(change) for change in found.values() if not change.new]
        self._check(one for one in self._arrived if not found[one.ref].new)
        self._check_ids(new)
        self.found.doubts += [
            _("Perhaps the same patient: {patient}.").format(patient=sentence)
            for _place, sentence in twins(rows.values(), self._store.summaries())
        ]
        self._count(new, known)
        if not only_look:
            self._bring(new, progress)
            for change in known:
                self._store.record(change.arrival.ref, change.facts, change.acts)
        return self.found

    def _unknown(self, change: Change) -> Change:
        """The change without INR values that the dossier holds already: others add to them, day by day."""
        known = self._store.dossier(change.arrival.ref).facts.get(READINGS, [])
        rows = [row for row in change.facts.get(READINGS, ()) if row not in known]
        facts = {name: value for name, value in change.facts.items() if name != READINGS}
        return replace(change, facts=facts | ({READINGS: rows} if rows else {}))

    def _count(self, new: Sequence[Arrived], known: Sequence[Change]) -> None:
        found = self.found
        found.patients = len(new)
        found.updated = sum(change.any for change in known)
        found.there = len(known) - found.updated
        found.interviews = sum(len(one.interviews) for one in new)
        found.readings = sum(len(one.facts.get(READINGS, ())) for one in new)

    def _check(self, here: Iterable[Arrived]) -> None:
        """Interviews of dossiers that are here are here too, and say the same."""
        for one in here:
            there = {interview.id: interview for interview in self._store.dossier(one.ref).interviews}
            for came in one.interviews:
                known = there.get(came.id)
                if known is None or not _same(came, known.standing.walk.course.counting):
                    raise InputError(
                        _(
                            "The dossier “{ref}” is here, and not with the interview {id} as the file has "
                            "it. Nothing was taken in: interviews come with new dossiers only."
                        ).format(ref=shorten(one.ref), id=came.id)
                    )

    def _check_ids(self, new: Sequence[Arrived]) -> None:
        there = {line.id for one in self._store.summaries() for line in one.transcripts}
        for one in new:
            for came in one.interviews:
                if came.id in there:
                    raise InputError(
                        _(
                            "The interview {id} is here already, under another patient. Nothing was taken in."
                        ).format(id=came.id)
                    )

    def _bring(self, new: Sequence[Arrived], progress: Callable[[int, int], None] | None) -> None:
        if not new:
            return
        with Bringing(self._store, SOURCE) as bringing:
            for done, one in enumerate(new, 1):
                for came in one.interviews:
                    self._store.keep_script(came.script)
                bringing.add(self._carried(one))
                if progress is not None:
                    progress(done, len(new))
            bringing.settle()

    def _carried(self, one: Arrived) -> CarriedDossier:
        now, by = self._store.clock.now(), self._store.person.name
        stamp = now.replace(microsecond=now.microsecond // 1000 * 1000)
        said = [("fact", "ref", one.ref), *(("fact", *fact) for fact in one.facts.items())]
        said += [("act", kind, day) for kind, day in one.acts]
        events = [
            FactEvent(seq, "act" if kind == "act" else "fact", name, value, stamp, by)
            for seq, (kind, name, value) in enumerate(said, 1)
        ]
        return CarriedDossier(
            one.ref,
            "",
            _rows(events),
            {came.id: CarriedInterview(_rows(came.events)) for came in one.interviews},
        )

    def _script(self, name: str, version: str, ref: str) -> Script:
        """The script that an interview was held under: as it is kept here, or as it is today."""
        if ref.split("/")[:2] == [name, version]:
            try:
                return self._store.script(ref)
            except AssistantError:  # not kept here
                pass
        try:
            script = find_script(name)
        except AssistantError:
            script = None
        if script is None or script.id != name or str(script.version) != version:
            raise InputError(
                _("It was held under “{name}” version {version}, which is not here.").format(
                    name=shorten(name), version=shorten(version) or "?"
                )
            )
        return script


def _rows(events: Iterable[Any]) -> Carried:
    return Carried([compact(event.to_json()) for event in events])


def _same(came: Came, counting: Any) -> bool:
    return dict(came.standing.walk.course.counting) == dict(counting)
