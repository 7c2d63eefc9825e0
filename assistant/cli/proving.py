"""What `assistant script check` says of a script's proof; the ways on which it breaks, as files to play."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.cli.output import printable
from assistant.errors import InputError
from assistant.language import _, labelled
from assistant.notation import write_number

if TYPE_CHECKING:
    from assistant.proof.finding import Finding
    from assistant.proof.proving import Proof
    from assistant.proof.tallies import Length
    from assistant.script.steps import Script


_HEAD: Final = "# A way on which a promise breaks, by assistant script check."
"""How a file begins that may be written again."""


@dataclass(frozen=True, slots=True)
class Proved:
    """The proof of one file, for `--json` and for people."""

    fields: dict[str, Any]
    lines: list[str]
    holds: bool = True
    examples: dict[str, str] = field(default_factory=dict)
    """Name of a file of answers to its text."""


def proved(script: Script, path: Path) -> Proved:
    """The proof of a script without faults."""
    from assistant.proof.example import typed
    from assistant.proof.ground import Ground
    from assistant.proof.proving import prove

    proof = prove(script, path)
    ground = Ground(script)
    found: list[dict[str, Any]] = []
    lines = list(_summary(proof))
    examples: dict[str, str] = {}
    for finding in proof.findings:
        row = finding.to_json()
        lines.append(_said(finding))
        if finding.example is not None:
            answers = typed(ground, finding.example)
            row["example"] = {"answers": answers, "path": finding.example.path, "end": finding.example.end}
            if finding.reason is None:
                if not examples:
                    lines += ["    " + line.replace("\n", " ") for line in _way(script, finding, answers)]
                examples[f"{script.id}-{finding.id}-{finding.at}.yaml"] = _file(path, finding, answers)
        found.append(row)
    if len(examples) > 1:
        lines.append(_("The ways of the others: --out DIR writes them."))
    return Proved({"proof": proof.to_json(), "findings": found}, lines, proof.holds, examples)


def keep(examples: dict[str, str], file: str | None, folder: str | None) -> list[str]:
    """Write the ways on which promises break; what is said of it.

    Args:
        examples: name of each file to its text.
        file: where the first of them is put.
        folder: where all of them are put; made if need be.

    Raises:
        InputError: it cannot be written.
    """
    wanted = [] if folder is None else [(Path(folder) / name, text) for name, text in examples.items()]
    if file is not None and examples:
        wanted.insert(0, (Path(file), next(iter(examples.values()))))
    for path, text in wanted:
        try:
            if path.exists() and not path.read_text(encoding="utf-8").startswith(_HEAD):
                raise InputError(
                    _("{path} is there already and is no way written before. Choose another name.").format(
                        path=path
                    )
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise InputError(
                _("{path} cannot be written ({reason}). Choose another place.").format(
                    path=path, reason=reason
                )
            ) from error
    if not examples:
        return [_("There is no way to write down: nothing breaks on one way alone.")]
    return [_("Written: {path}").format(path=path) for path, _text in wanted]


def _summary(proof: Proof) -> Iterator[str]:
    if proof.questions is None or proof.minutes is None:
        return
    said = _(
        "{states} states, {paths} ways; {questions} questions, {minutes} minutes (least – typical – most)"
    ).format(
        states=write_number(proof.states),
        paths=_count(proof.paths),
        questions=_length(proof.questions),
        minutes=_length(proof.minutes),
    )
    yield f"  {said}"


def _length(length: Length) -> str:
    return " – ".join(write_number(round(value)) for value in (length.least, length.typical, length.most))


def _count(number: int) -> str:
    """A number that may be astronomical."""
    if number < 10_000_000:
        return str(number)
    figures = str(number)
    return f"{write_number(float(figures[0] + '.' + figures[1]))}·10^{len(figures) - 1}"


def _said(finding: Finding) -> str:
    if finding.reason is not None:
        said = _("silenced ({finding}, line {line}): {message} Reason: {reason}").format(
            finding=finding.id,
            line=finding.fault.line,
            message=finding.fault.message,
            reason=finding.reason,
        )
        return f"  {said}"
    words = f"{finding.fault} [{finding.id}]"
    return words if finding.counts else _("warning: {finding}").format(finding=words)


def _way(script: Script, finding: Finding, answers: dict[str, Any]) -> Iterator[str]:
    """The shortest way in words."""
    from assistant.script.knowledge import facts

    example = finding.example
    assert example is not None
    steps = {step.id: step for _section, step in script.steps()}
    fields = facts()
    for name, value in example.background.facts.items():
        yield _("known before: {what}").format(
            what=labelled(str(fields[name].label), fields[name].answer.write(value))
        )
    for name, value in example.background.previous.items():
        yield _("last time: {what}").format(what=labelled(str(steps[name].title), steps[name].write(value)))
    for name in example.path:
        if name in answers:
            yield labelled(f"{steps[name].title} ({name})", steps[name].write(example.answers[name]))
        else:
            yield f"{steps[name].title} ({name})"
    yield f"→ {example.end or '…'} [{finding.id}]"


def _file(path: Path, finding: Finding, answers: dict[str, Any]) -> str:
    """A file of answers that `assistant play` takes."""
    head = [
        f"{finding.fault} [{finding.id}]",
        f"assistant play {path} --answers FILE --confirmed",
    ]
    lines = [_HEAD, *("# " + printable(line).replace("\n", " ") for line in head)]
    for name, value in answers.items():
        if isinstance(value, dict):
            lines.append(f"{name}:")
            for key, inner in value.items():
                if isinstance(inner, dict):
                    lines += [f"  {key}:", *(f"    {k}: {_quoted(v)}" for k, v in inner.items())]
                else:
                    lines.append(f"  {key}: {_quoted(inner)}")
        else:
            lines.append(f"{name}: {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)
