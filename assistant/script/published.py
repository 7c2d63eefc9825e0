"""What of a script may not change any more: the text of a published version, the kind of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated

from pydantic import Field, StringConstraints

from assistant.language import _
from assistant.script.closed import Closed, Id
from assistant.script.faults import Fault
from assistant.script.loader import load
from assistant.script.source import Source
from assistant.script.steps import Script
from assistant.settings import shipped

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class PublishedScript(Closed):
    """The versions of one shipped script."""

    id: Id
    versions: Annotated[tuple[Digest, ...], Field(min_length=1)]
    """Content hash of each version, from version 1 on."""
    answers: dict[str, str]
    """Step to the kind of its answer, of every step there ever was."""


class Published(Closed):
    """`published.yaml`."""

    scripts: tuple[PublishedScript, ...]


@cache
def published() -> Mapping[str, PublishedScript]:
    """The published scripts by id."""
    found = load(shipped() / "published.yaml", Published)
    return {one.id: one for one in found.scripts}


def frozen_faults(source: Source, script: Script) -> Iterator[Fault]:
    """Where a script's file changes what is published under its id."""
    known = published().get(script.id)
    if known is None:
        return
    of_version = dict(enumerate(known.versions, 1)).get(script.version, script.digest)
    if of_version != script.digest:
        said = _("Version {version} of “{id}” is published with another text: raise “version”.")
        yield _fault(source, ("version",), said.format(version=script.version, id=script.id))
    places = {
        step.id: ("sections", s, "steps", t, "id")
        for s, section in enumerate(script.sections)
        for t, step in enumerate(section.steps)
    }
    for step, old, new in changed_kinds(known.answers, script):
        yield _fault(source, places[step], kind_words(step, old, new))


def changed_kinds(answers: Mapping[str, str], script: Script) -> list[tuple[str, str, str]]:
    """Each step whose answer is of another kind than it was: its id, the kind it had, the one it has.

    Args:
        answers: step to the kind of answer it had.
        script: the script as it is now.
    """
    return [
        (step.id, answers[step.id], step.kind)
        for _section, step in script.steps()
        if answers.get(step.id, step.kind) != step.kind
    ]


def kind_words(step: str, old: str, new: str) -> str:
    """That the answer of a step changed its kind."""
    return _(
        "The answer to “{step}” was of kind {old} and is of kind {new}: answers kept would change their "
        "meaning. Give the step another id."
    ).format(step=step, old=old, new=new)


def answer_kinds(script: Script) -> dict[str, str]:
    """Step to the kind of its answer."""
    return {step.id: step.kind for _section, step in script.steps()}


def _fault(source: Source, path: tuple[int | str, ...], message: str) -> Fault:
    return Fault(source.path, *source.place(path), message)
