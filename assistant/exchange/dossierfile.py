"""A file of a dossier in the form that its name asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from assistant.settings import read_settings
from assistant.store.store import Store

BUNDLE, RESOURCE, ARCHIVE, CSV, XLSX = ".bundle.json", ".json", ".jsonl", ".csv", ".xlsx"
WHOLE: Final = (BUNDLE, ARCHIVE, CSV, XLSX)
"""Endings of what is of the whole dossier, not of one interview."""


def dossier_file(
    store: Store, transcript: str, name: str, *, invented: bool = False
) -> tuple[Iterable[bytes], Mapping[str, Any]] | None:
    """The parts of the file and what the audit trail says of it; None for a name with another ending.

    Args:
        store: where the dossier is.
        transcript: the interview that was chosen in it.
        name: of the file.
        invented: whether the patient is.

    Raises:
        RightsError: whole dossiers are not for who only practises.
    """
    ref, _interview = store.interview(transcript)
    if name.endswith(WHOLE):
        store.access.taking()
    about = {"dossier": store.folder_of(ref).name}
    if name.endswith(BUNDLE):
        from assistant.exchange.fhir.bundle import bundle, written

        made = bundle(
            store.dossier(ref), read_settings(), store.clock.now(), practised=store.access.rehearsal
        )
        return [written(made)], {"what": "fhir", **about}
    if name.endswith(RESOURCE):
        from assistant.exchange.fhir.bundle import interview_alone

        return interview_alone(store, transcript, invented=invented)
    if name.endswith(ARCHIVE):
        from assistant.exchange.archive import archive

        return archive(store, [ref]), {"what": "archive", **about}
    if name.endswith((CSV, XLSX)):
        from assistant.exchange.recorded import held
        from assistant.exchange.tables import table

        parts = table(store, list(held(store, [ref])), workbook=name.endswith(XLSX))
        return parts, {"what": "table", **about}
    return None
