"""Scripts held one after the other with a patient of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from assistant.clock import today
from assistant.dossier.summary import Summary, TranscriptLine
from assistant.errors import NotFoundError
from assistant.interview.session import Session
from assistant.interview.sitting import Sitting
from assistant.language import _
from assistant.notation import shorten
from assistant.script.library import find_script
from assistant.script.steps import Script
from assistant.store.store import Store


def begin_sitting(store: Store, ref: str, names: Sequence[str]) -> Sitting:
    """Begin these scripts with a patient; each is loaded and checked before the first begins.

    Raises:
        NotFoundError: no such patient or script.
        ScriptError: a script has faults, or one of the user's own does not keep its promises.
    """
    from assistant.proof.loading import proven_script  # the proof is not loaded with the store

    return Sitting([_beginning(store, ref, script) for script in map(proven_script, names)])


def resume_sitting(store: Store, ref: str, names: Sequence[str]) -> Sitting:
    """Take up the latest unfinished one of these scripts again, then go on with those after it.

    A sitting cut off between two scripts goes on with the second, on the day of the first.

    Raises:
        NotFoundError: there is nothing to take up again.
        HeldError: another process holds the transcript.
    """
    summary = store.summary(ref)
    scripts = [find_script(name) for name in names]
    ids = [script.id for script in scripts]
    for line in summary.unfinished:
        if line.script in ids:
            following = scripts[ids.index(line.script) + 1 :]
            return Sitting(
                [partial(store.resume, line.id), *(_beginning(store, ref, script) for script in following)]
            )
    done = _done_today(summary, ids, today(store.clock).isoformat())
    if 0 < done < len(scripts):
        return Sitting([_beginning(store, ref, script) for script in scripts[done:]])
    raise NotFoundError(
        _("There is no unfinished interview of “{ref}”. Begin one without --resume.").format(ref=shorten(ref))
    )


def _beginning(store: Store, ref: str, script: Script) -> Callable[[], Session]:
    return partial(store.begin, ref, script)


def _done_today(summary: Summary, ids: Sequence[str], day: str) -> int:
    """How many of the scripts, in order, were completed today and are the latest held."""
    latest: dict[str, TranscriptLine] = {line.script: line for line in summary.transcripts}
    done = 0
    for name in ids:
        line = latest.get(name)
        if line is None or line.status != "completed" or not line.started_at.startswith(day):
            break
        done += 1
    return done
