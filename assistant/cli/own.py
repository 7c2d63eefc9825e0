"""`assistant script list`, `new` and `schema`: scripts of one's own, beside the shipped ones."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from assistant.cli.output import Outcome, table
from assistant.cli.parser import nested
from assistant.cli.writing import write_again, write_new
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten


def options(commands: Any) -> None:
    """The options of the commands."""
    nested(commands, "list", _("every script, the shipped ones and your own"))
    new = nested(commands, "new", _("a file to begin a script with"))
    new.add_argument("id", metavar="NAME", help=_("id of the new script"))
    new.add_argument("--out", metavar="FILE", help=_("where; beside your own scripts if not given"))
    schema = nested(commands, "schema", _("the JSON Schema of scripts, for editors"))
    schema.add_argument("--out", metavar="FILE", help=_("write it to a new file"))


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    return {"list": _list, "new": _new, "schema": _schema}[given.action](given)


def kind_words() -> dict[str, str]:
    """The kinds of scripts."""
    return {
        "interview": _("AVK interview"),
        "observance": _("observance questionnaire"),
        "other": _("another accompaniment"),
    }


def _list(_given: Namespace) -> Outcome:
    from assistant.script.library import own_folder, script_files, scripts

    files = {path.stem: path for path in script_files()}
    found, wrong = scripts()
    mine = {script.id for script in found if files[script.id].parent == own_folder()}
    result = [
        {
            "id": script.id,
            "version": script.version,
            "title": str(script.title),
            "kind": script.kind,
            "minutes": sum(section.minutes for section in script.sections),
            "own": script.id in mine,
        }
        for script in found
    ]
    rows = [
        [
            script.id,
            kind_words()[script.kind],
            str(script.title),
            _("{count} min").format(count=sum(section.minutes for section in script.sections)),
            _("your own") if script.id in mine else "",
        ]
        for script in found
    ]
    return Outcome(result, table(rows), notices=list(wrong.values()))


def _new(given: Namespace) -> Outcome:
    from assistant.script.library import own_folder, script_files
    from assistant.script.schema import NAME, script_schema_text
    from assistant.script.template import template

    if given.id in {path.stem for path in script_files()} and not given.out:
        raise InputError(
            _("There is a script “{id}” already. Choose another name, or give --out FILE.").format(
                id=shorten(given.id)
            )
        )
    path = Path(given.out) if given.out else own_folder() / f"{given.id}.yaml"
    write_new(path, template(given.id))
    write_again(path.parent / NAME, script_schema_text())
    sentence = _(
        "{path} is written, and is a whole script: change it, then run `assistant script check {path}`."
    )
    return Outcome({"file": str(path), "id": given.id}, [sentence.format(path=path)])


def _schema(given: Namespace) -> Outcome:
    from assistant.script.schema import script_schema, script_schema_text

    if given.out is None:
        return Outcome(script_schema(), script_schema_text().splitlines())
    write_new(given.out, script_schema_text())
    return Outcome({"file": given.out}, [_("Written: {path}").format(path=shorten(given.out, 200))])
