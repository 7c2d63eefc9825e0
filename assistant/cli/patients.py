"""`assistant patients`: the patients of the store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from assistant.avk.reading import Reading
from assistant.cli.opening import local_day, read_document
from assistant.cli.output import Outcome, table, warned
from assistant.cli.parser import nested
from assistant.cli.unlocking import open_store
from assistant.errors import InputError
from assistant.language import _, labelled
from assistant.notation import shorten, write_date, write_number


def describe() -> str:
    """What the command does."""
    return _("The patients.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    from assistant.script.knowledge import facts

    commands = parser.add_subparsers(dest="action", required=True, metavar="list|add|show|set|…")
    nested(commands, "list", _("every patient, a line each"))
    show = nested(commands, "show", _("one patient"))
    show.add_argument("ref", metavar="REF", help=_("ref of the patient"))
    add = nested(commands, "add", _("add a patient; prints the ref"))
    add.add_argument("--from", dest="file", metavar="FILE.json", help=_("the fields as a JSON object"))
    add.add_argument(
        "--ref",
        "--patient-ref",
        dest="fact_patient_ref",
        metavar="REF",
        help=_("ref of the patient; made if not given"),
    )
    change = nested(commands, "set", _("change facts of a patient; an empty text takes one away"))
    change.add_argument("ref", metavar="REF", help=_("ref of the patient"))
    change.add_argument("--from", dest="file", metavar="FILE.json", help=_("the fields as a JSON object"))
    withdraw = nested(commands, "withdraw", _("the patient withdraws consent: no further acts"))
    withdraw.add_argument("--on", metavar="DATE", help=_("day of the withdrawal; today if not given"))
    export = nested(commands, "export", _("everything kept about one patient, in a readable file"))
    export.add_argument("--out", metavar="FILE", help=_("file to write; printed if not given"))
    export.add_argument("--fhir", action="store_true", help=_("the dossier as a Bundle of FHIR R4"))
    erase = nested(commands, "erase", _("remove a dossier and prove that nothing of it is left"))
    erase.add_argument("--yes", action="store_true", help=_("do not ask"))
    for command in (withdraw, export, erase):
        command.add_argument("ref", metavar="REF", help=_("ref of the patient"))
    for command in (add, change):
        command.add_argument(
            "--act",
            dest="fact_act",
            metavar="…",
            help=_("an act held before: interview, observance, evaluation, thematic, thematic:THEME"),
        )
        command.add_argument("--act-date", dest="fact_act_date", metavar="…", help=_("day of that act"))
        for name, field in facts().items():
            label = str(field.label).replace("%", "%%")
            command.add_argument("--" + name.replace("_", "-"), dest="fact_" + name, metavar="…", help=label)


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    if given.action in ("list", "show", "add"):
        return {"list": _list, "show": _show, "add": _add}[given.action](given)
    from assistant.cli import correcting, fhirfiles, rights

    if given.action == "export" and given.fhir:
        return fhirfiles.export_patient(given)
    actions = {
        "set": correcting.correct,
        "withdraw": rights.withdraw,
        "export": rights.export,
        "erase": rights.erase,
    }
    return actions[given.action](given)


def _list(given: Namespace) -> Outcome:
    with open_store(given) as store:
        summaries, damaged = store.summaries(), store.damaged()
    rows = [
        [
            s.patient.ref,
            s.patient.name,
            write_date(s.patient.birth_date),
            _medicine(s.treatment.medicine),
            _reading(s.last_reading),
        ]
        for s in summaries
    ]
    none = [] if rows else [_("There is no patient yet. Add one with `assistant patients add`.")]
    return Outcome([s.to_json() for s in summaries], table(rows), notices=[*none, *damaged])


def _medicine(name: str | None) -> str:
    from assistant.script.knowledge import facts

    return "—" if name is None else facts()["medicine"].answer.write(name)


def _reading(last: Reading | None) -> str:
    return "—" if last is None else f"{write_number(last.value)} ({write_date(last.day)})"


def _show(given: Namespace) -> Outcome:
    from assistant.cli.yearsets import following
    from assistant.dossier.act import act_name
    from assistant.dossier.shown import shown_facts

    with open_store(given) as store:
        dossier = store.dossier(given.ref)
        then, said = (None, []) if store.access.rehearsal else following(store.summary(given.ref))
    result = {
        "ref": dossier.ref,
        "facts": dossier.facts,
        "acts": [
            {"kind": a.kind, "theme": a.theme, "date": a.day.isoformat(), "origin": a.origin}
            for a in dossier.acts
        ],
        "transcripts": [interview.id for interview in dossier.interviews],
        "next": then,
        "unreadable": dict(dossier.unreadable),
    }
    lines = [f"{dossier.ref}  {dossier.patient.name}"]
    lines += [labelled(label, text) for _id, label, text in shown_facts(dossier.facts)]
    lines += [labelled(f"INR {write_date(r.day)}", write_number(r.value)) for r in dossier.readings]
    lines += [f"{act_name(act.kind, act.theme)} {write_date(act.day)} ({act.origin})" for act in dossier.acts]
    lines += said
    return Outcome(result, lines, notices=list(dossier.unreadable.values()))


def _add(given: Namespace) -> Outcome:
    from assistant.dossier.duplicates import duplicates
    from assistant.dossier.intake import missing_facts, read_facts, warnings
    from assistant.exchange.arrivals import read_act

    typed, wrong = typed_fields(given)
    ref, kind, day = (typed.pop(name, "").strip() for name in ("patient_ref", "act", "act_date"))
    acts: list[tuple[str, str]] = []
    try:
        acts = read_act(kind, day, local_day())
    except InputError as error:
        wrong[str(error.details["column"])] = error.message
    values, unread = read_facts(typed, local_day())
    wrong |= unread
    wrong |= missing_facts(values, wrong)
    if wrong:
        raise InputError(
            "\n".join(f"{shorten(name)}: {reason}" for name, reason in wrong.items()), {"fields": wrong}
        )
    with open_store(given) as store:
        alike = duplicates(values, store.summaries())
        made = store.add_patient(values, ref or None, acts)
    doubts = [
        *warnings(values).values(),
        *(_("Perhaps the same patient: {patient}.").format(patient=one.sentence) for one in alike),
    ]
    return Outcome({"ref": made} | warned(doubts), [made], notices=doubts)


def typed_fields(given: Namespace) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of the file and of the options as typed, and what is wrong with those that are no text."""
    typed, wrong = _from_file(given.file) if given.file else ({}, {})
    typed |= {
        name.removeprefix("fact_"): text
        for name, text in vars(given).items()
        if name.startswith("fact_") and text is not None
    }
    return typed, wrong


def _from_file(path: str) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a file as typed, and what is wrong with those that are no text."""
    from assistant.interview.dialogue import typed

    document: Any = read_document(path)
    if not isinstance(document, dict):
        raise InputError(_("{path} is not one object with the fields of a patient.").format(path=path))
    fields: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for key, value in document.items():
        name = "patient_ref" if key == "ref" else str(key)
        if name in fields:  # both `ref` and `patient_ref`
            wrong[name] = _("“ref” and “patient_ref” are the same field. Give one of them.")
        try:
            fields[name] = typed(value)
        except InputError as error:
            wrong[name] = error.message
    return fields, wrong
