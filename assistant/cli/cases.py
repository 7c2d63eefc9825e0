"""`assistant cases`: simulated patients, the shipped ones and one's own. Needs no store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from assistant.cli.output import NO, Outcome, table
from assistant.cli.parser import nested
from assistant.errors import InputError, NotFoundError, ScriptError
from assistant.language import _
from assistant.notation import shorten


def describe() -> str:
    """What the command does."""
    return _("The simulated patients: list them, check them, begin one of your own.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="list|check|new")
    nested(commands, "list", _("every case, the shipped ones and your own"))
    check = nested(commands, "check", _("prove cases: every fact found, every trap seen, full marks"))
    check.add_argument("files", nargs="*", metavar="CASE", help=_("ids or files; all if not given"))
    new = nested(commands, "new", _("a file to begin a case with"))
    new.add_argument("id", metavar="ID", help=_("id of the new case"))
    new.add_argument("--out", metavar="FILE", help=_("where; beside your own cases if not given"))


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    return {"list": _list, "check": _check, "new": _new}[given.action](given)


def _list(_given: Namespace) -> Outcome:
    from assistant.rehearsal.library import case_files, cases, own_folder, unread
    from assistant.rehearsal.words import difficulty_words

    files, own = case_files(), own_folder()
    known = list(cases())
    result = [
        {
            "id": case.id,
            "version": case.version,
            "title": str(case.title),
            "difficulty": case.difficulty,
            "script": case.script,
            "own": files[case.id].parent == own,
        }
        for case in known
    ]
    rows = [
        [
            case.id,
            difficulty_words()[case.difficulty],
            str(case.title),
            _("your own") if files[case.id].parent == own else "",
        ]
        for case in known
    ]
    return Outcome(result, table(rows), notices=unread())


def _check(given: Namespace) -> Outcome:
    from assistant.clock import SystemClock
    from assistant.rehearsal.library import case_files, find_file
    from assistant.rehearsal.proof import check_case

    names = given.files or sorted(case_files())
    results: list[dict[str, Any]] = []
    lines: list[str] = []
    for name in names:
        path = Path(name)
        try:
            path = find_file(name)
            case, run_ = check_case(path, SystemClock())
        except ScriptError as error:
            results.append({"file": str(path), "valid": False, "faults": error.details["faults"]})
            lines.append(error.message)
        except NotFoundError as error:
            fault = {"file": str(path), "line": 1, "column": 1, "message": error.message}
            results.append({"file": str(path), "valid": False, "faults": [fault]})
            lines.append(f"{path}:1:1: {error.message}")
        else:
            results.append(
                {
                    "file": str(path),
                    "valid": True,
                    "faults": [],
                    "id": case.id,
                    "version": case.version,
                    "points": run_.of,
                    "traps": len(case.traps),
                    "hidden": len(case.hidden),
                }
            )
            lines.append(
                _("{id}: proven (points: {points}, traps: {traps}, hidden facts: {hidden})").format(
                    id=case.id, points=run_.of, traps=len(case.traps), hidden=len(case.hidden)
                )
            )
    wrong = any(not result["valid"] for result in results)
    return Outcome(results, lines, NO if wrong else 0)


def _new(given: Namespace) -> Outcome:
    from assistant.rehearsal.library import case_files, own_folder
    from assistant.rehearsal.template import template

    if given.id in case_files() and not given.out:
        raise InputError(
            _("There is a case “{id}” already. Choose another id, or give --out FILE.").format(
                id=shorten(given.id)
            )
        )
    text = template(given.id)
    path = Path(given.out) if given.out else own_folder() / f"{given.id}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            _("{path} is there already. Nothing was written.").format(path=shorten(str(path), 200))
        ) from None
    except OSError as error:
        raise InputError(
            _("{path} cannot be written ({reason}). Choose another place with --out.").format(
                path=shorten(str(path), 200), reason=error.strerror
            )
        ) from error
    return Outcome(
        {"file": str(path), "id": given.id},
        [
            _(
                "{path} is written, and is a whole case: change it, then run `assistant cases check {path}`."
            ).format(path=path)
        ],
    )
