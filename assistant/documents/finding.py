"""What a document is made from: a patient's dossier, or one interview in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from assistant.dossier.dossier import Dossier, Interview
from assistant.errors import InputError, NotFoundError
from assistant.language import _
from assistant.notation import shorten
from assistant.store.store import Store


def found_dossier(store: Store, ref: str) -> Dossier:
    """The dossier of a patient, or the one that holds a transcript.

    Raises:
        NotFoundError: there is neither.
    """
    with suppress(NotFoundError):
        return store.dossier(ref)
    with suppress(NotFoundError):
        return store.dossier(store.interview(ref)[0])
    if store.access.rehearsal:
        raise NotFoundError(
            _("There is no rehearsal and no case “{ref}”. `assistant rehearse list` names the cases.").format(
                ref=shorten(ref)
            )
        )
    raise NotFoundError(
        _("There is no patient and no transcript “{ref}”. `assistant patients list` names them.").format(
            ref=shorten(ref)
        )
    )


def found_interview(
    store: Store, ref: str, wanted: Callable[[Interview], bool], none: str, *, refused: bool = False
) -> tuple[Dossier, Interview]:
    """A transcript by its id, or the latest of a patient that is completed and of the kind wanted.

    Args:
        store: where it is looked for.
        ref: id of a transcript, or ref of a patient.
        wanted: whether it is of the kind.
        none: said where the patient has none.
        refused: whether one that the patient refused, or stopped, goes too.

    Raises:
        NotFoundError: there is neither patient nor transcript of this name.
        InputError: it is of another kind, it was refused, or the patient has none.
    """
    dossier = found_dossier(store, ref)
    if dossier.ref == ref:
        ended = ("completed", "stopped") if refused else ("completed",)
        held = [one for one in dossier.interviews if one.standing.transcript.status in ended]
        fitting = [one for one in held if wanted(one)]
        if not fitting:
            raise InputError(none)
        return dossier, fitting[-1]
    interview = next(one for one in dossier.interviews if one.id == ref)
    if not wanted(interview):
        raise InputError(none)
    if interview.standing.transcript.stopped_as == "refused" and not refused:
        raise InputError(_("The patient refused this interview: there is nothing to print of it."))
    return dossier, interview
