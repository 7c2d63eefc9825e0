"""`assistant script`: checks and draws scripts, compares them, begins new ones."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.cli import diffing, graph, own, watching
from assistant.cli.output import NO, Outcome
from assistant.cli.parser import nested
from assistant.cli.proving import Proved, keep, proved
from assistant.errors import NotFoundError, ScriptError
from assistant.language import _

PARTS: Final = {"graph": graph, "diff": diffing, "list": own, "new": own, "schema": own}
"""Commands with a module of their own."""

if TYPE_CHECKING:
    from assistant.script.steps import Script


def describe() -> str:
    """What the command does."""
    return _("The scripts: check them, draw them, compare them, write your own.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="check|graph|…")
    check = nested(commands, "check", _("check files"))
    check.add_argument("files", nargs="+", metavar="FILE", help=_("script files, or ids of scripts"))
    check.add_argument("--watch", action="store_true", help=_("check again at each change"))
    check.add_argument(
        "--counterexample", metavar="FILE", help=_("write the shortest way on which a promise breaks")
    )
    check.add_argument("--out", metavar="DIR", help=_("write one such way for each finding there"))
    for part in dict.fromkeys(PARTS.values()):
        part.options(commands)
    export = nested(commands, "export", _("a script for other tools: a Questionnaire of FHIR R4"))
    export.add_argument("script", metavar="NAME", help=_("id of a script, or its file"))
    export.add_argument("--fhir", action="store_true", required=True, help=_("as FHIR R4 has it"))
    export.add_argument("--out", metavar="FILE", help=_("file to write; printed if not given"))


def run(given: Namespace) -> Outcome | None:
    """Do one of them."""
    if given.action in PARTS:
        outcome: Outcome = PARTS[given.action].run(given)
        return outcome
    if given.action == "export":
        from assistant.cli.fhirfiles import export_script

        return export_script(given)
    if given.watch:
        watching.watch(
            [str(_file(name)) for name in given.files],
            lambda: _check(given),
            as_json=getattr(given, "json", False),
        )
        return None
    return _check(given)


def _check(given: Namespace) -> Outcome:
    """Check each file."""
    results: list[dict[str, Any]] = []
    lines: list[str] = []
    notices: list[str] = []
    examples: dict[str, str] = {}
    for name in given.files:
        try:
            found = _checked(_file(name))
        except ScriptError as error:
            faults = error.details["faults"]
            results.append({"file": name, "valid": False, "faults": faults})
            lines.append(error.message)
        except NotFoundError as error:
            results.append(
                {
                    "file": name,
                    "valid": False,
                    "faults": [{"file": name, "line": 1, "column": 1, "message": error.message}],
                }
            )
            lines.append(f"{name}:1:1: {error.message}")
        else:
            results.append({"file": name, "valid": found.holds, "faults": [], **found.fields})
            lines += [f"{name}: {found.lines[0]}", *found.lines[1:]]
            examples |= found.examples
    if given.counterexample or given.out:
        notices = keep(examples, given.counterexample, given.out)
    wrong = any(not result["valid"] for result in results)
    return Outcome(results, lines, NO if wrong else 0, notices)


def _file(name: str) -> Path:
    """The file at this path, or of the script of this id."""
    from assistant.script.library import script_file

    path = Path(name)
    return path if path.suffix else script_file(name)


def _checked(path: Path) -> Proved:
    """What is said of a file without a fault: of a script, of a rule set, or of the list of texts."""
    from assistant.script.faults import refuse
    from assistant.script.library import load_script
    from assistant.script.loader import validate
    from assistant.script.published import frozen_faults
    from assistant.script.source import read_source
    from assistant.year.rules import LegalTexts, RuleSet

    source = read_source(path)
    keys = set(source.data) if isinstance(source.data, dict) else set()
    if "sections" not in keys and keys & {"first_year", "later_years", "basis"}:
        rules = validate(source, RuleSet)
        until = "…" if rules.until is None else rules.until.isoformat()
        said = _("rule set {id}, from {day} to {until}, no fault").format(
            id=rules.id, day=rules.since.isoformat(), until=until
        )
        return Proved({"id": rules.id}, [said])
    if keys == {"texts"}:
        texts = validate(source, LegalTexts).texts
        said = _("{count} convention texts, no fault").format(count=len(texts))
        return Proved({"id": "texts"}, [said])
    script = load_script(path)
    if faults := list(frozen_faults(source, script)):
        raise refuse(faults)
    proof = proved(script, path)
    return Proved(
        {"id": script.id, "version": script.version, **proof.fields},
        [_opening(script, proof), *proof.lines],
        proof.holds,
        proof.examples,
    )


def _opening(script: Script, proof: Proved) -> str:
    steps = sum(1 for _pair in script.steps())
    if not proof.holds:
        return _("{id} version {version}, {steps} steps, promises that do not hold:").format(
            id=script.id, version=script.version, steps=steps
        )
    return _("{id} version {version}, {steps} steps, no fault").format(
        id=script.id, version=script.version, steps=steps
    )
